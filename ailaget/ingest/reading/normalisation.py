"""Makes texts comparable that differ only in case, spacing, typography or Unicode form."""

import unicodedata

_DASHES = "‐‑‒–—―−"
_DOUBLE_QUOTES = "“”„‟«»″"
_SINGLE_QUOTES = "‘’‚‛′´`"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_INVISIBLE, "")
    | {"…": "..."}
)


def plain(text: str) -> str:
    """Return the text with plain dashes and quotes, composed letters and single ordinary spaces.

    Raised and circled digits stay what they are (a form that makes 5² into 52 is not used).
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_TYPOGRAPHY)).split())


def fold(text: str) -> str:
    """Return the text's key: `plain`, in one case, without white space.

    Letters keep their rings and dots: Habo and Håbo have different keys.
    """
    return plain(text).casefold().replace(" ", "")


def fold_name(text: str) -> str:
    """Return the key of a place name, in which hyphens count as spacing."""
    return fold(text).replace("-", "")


def tidy(text: str) -> str:
    """Return the text as written, with composed letters and single ordinary spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
