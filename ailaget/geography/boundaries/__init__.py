"""Boundaries of one's own: what is mended in them, what is drawn, and what follows from them."""
