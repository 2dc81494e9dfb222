"""Tells the one-byte encodings of Windows, old Macintosh and DOS apart, by their letters."""

CODECS = ("cp1252", "mac_roman", "cp850")
"""Windows first: it is by far the commonest, and is taken where the letters do not tell."""

_LETTERS = frozenset("åäöÅÄÖéÉüÜ")
_PUNCTUATION = frozenset("“”„’‘‚«»–—…•·§°´¨½¼€£©®\u00a0\u00ad")
_FEWEST_LETTERS = 2
"""Of å, ä and ö, so many different ones: a lone mark such as ” is a letter in another encoding."""


def narrow_codec(data: bytes) -> str:
    """Return the codec of a text that is not UTF-8: the one that gives most Swedish letters.

    Each letter counts for a codec, and each sign that Swedish text does not have counts against
    it. Bytes that Windows-1252 lacks make it Latin-1.

    >>> narrow_codec("Umeå, Malmö".encode("cp850")), narrow_codec("”AI”".encode("cp1252"))
    ('cp850', 'cp1252')
    """
    best, *others = (_score(data, codec) for codec in CODECS)
    for score, distinct, codec in others:
        if score > best[0] and distinct >= _FEWEST_LETTERS:
            best = (score, distinct, codec)
    return best[2]


def _score(data: bytes, codec: str) -> tuple[int, int, str]:
    """Return a codec's score, how many of å, ä and ö it gives, and the codec that decodes all."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        codec = "latin-1"
        text = data.decode(codec)
    signs = [sign for sign in text if not sign.isascii()]
    letters = [sign for sign in signs if sign in _LETTERS]
    odd = sum(sign not in _LETTERS and sign not in _PUNCTUATION for sign in signs)
    return len(letters) - odd, len({sign.casefold() for sign in letters} & set("åäö")), codec
