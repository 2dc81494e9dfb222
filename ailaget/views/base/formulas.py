"""What is written in a cell of a text file is text there, and no formula."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text cell that begins so would be run as a formula by a spreadsheet."""


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
