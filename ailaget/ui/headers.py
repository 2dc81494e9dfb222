"""Headers that answers share."""

NO_STORE = {"cache-control": "no-store"}
"""For an answer that is this reader's, or true just now: no browser or proxy keeps it."""
