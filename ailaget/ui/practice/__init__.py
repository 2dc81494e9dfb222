"""Entries of practice as HTML, and the choices of the pages that list them."""
