"""Waves and response, the codebook, how each number is made, and its sources."""
