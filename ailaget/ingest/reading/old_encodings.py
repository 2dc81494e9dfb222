"""Tells the one-byte encodings of Windows, old Macintosh and DOS apart, by their letters."""

import re

CODECS = ("cp1252", "mac_roman", "cp850")
"""Windows first: it is by far the commonest, and is taken where the letters do not tell."""

_LETTERS = frozenset("åäöÅÄÖéÉüÜ")
_PUNCTUATION = frozenset("“”„’‘‚«»–—…•·§°´¨½¼€£©®\u00a0\u00ad")
_IN_A_WORD = re.compile(r"(?<=[a-z])[“”„«»…•‹›](?=[a-z])", re.IGNORECASE)
_CELL = re.compile(r'[;,\t\r\n"|]+')
_QUOTES = re.compile("[“”„]")
_AT_AN_END = re.compile(r"[a-z]”|„[a-z]|^\s*[…€][a-z]", re.IGNORECASE)
"""Where ö, ä, Ö or Ä of another encoding stand at the end or the start of a name."""

_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLED = 1_000_000
"""Bytes that are looked at, from the first that is no ASCII."""

_FEWEST_LETTERS = 2
"""Of å, ä and ö, so many different ones where Windows-1252 gives nothing odd: a lone mark such as ”
is a letter in another encoding."""


def narrow_codec(data: bytes) -> str:
    """Return the codec of a text that is not UTF-8: the one that gives most Swedish letters.

    Each letter counts for a codec, and each sign that Swedish text does not have counts against
    it. Bytes that Windows-1252 lacks make it Latin-1.

    >>> narrow_codec("Umeå, Malmö".encode("cp850")), narrow_codec("”AI”".encode("cp1252"))
    ('cp850', 'cp1252')
    """
    first = _HIGH.search(data)
    start = first.start() if first else 0
    sample = data[max(start - 1, 0) : start + _SAMPLED]
    windows, *others = (_score(sample, codec) for codec in CODECS)
    best = windows
    for score, distinct, codec in others:
        is_enough = distinct >= _FEWEST_LETTERS or (distinct and windows[0] < 0)
        if score > best[0] and is_enough:
            best = (score, distinct, codec)
    return best[2] if _is_valid(data, best[2]) else "latin-1"


def _is_valid(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _score(data: bytes, codec: str) -> tuple[int, int, str]:
    """Return a codec's score, how many of å, ä and ö it gives, and the codec."""
    text = data.decode(codec, "replace")
    signs = [sign for sign in text if not sign.isascii()]
    letters = [sign for sign in signs if sign in _LETTERS]
    odd = sum(sign not in _LETTERS and sign not in _PUNCTUATION for sign in signs)
    odd += len(_IN_A_WORD.findall(text)) + sum(map(_is_half_quoted, _CELL.split(text)))
    return len(letters) - odd, len({sign.casefold() for sign in letters} & set("åäö")), codec


def _is_half_quoted(cell: str) -> bool:
    """Return whether a cell has a lone mark where a letter of a name would be.

    >>> [_is_half_quoted(cell) for cell in ("Malm”", "”AI”", "den ”nya” byn", "…rebro", "och …")]
    [True, False, False, True, False]
    """
    if cell.isascii() or not _AT_AN_END.search(cell):
        return False
    quotes = len(_QUOTES.findall(cell))
    return quotes % 2 == 1 or quotes == 0
