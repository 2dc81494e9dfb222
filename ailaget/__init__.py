"""AI-läget: how AI staffing and AI maturity are spread over Sweden's 290 municipalities."""

import os

# Before numpy is imported, which asks once. Its matrices are small here: more threads wait for each
# other, which costs twice the processor, and readers have threads of their own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

VERSION = "0.1.0"
"""The version of the product, as CHANGELOG and pyproject.toml have it."""
