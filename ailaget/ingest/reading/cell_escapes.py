"""Decodes and encodes the characters that a workbook writes as ``_xHHHH_``."""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_NULL = "\0"


def unescaped(text: str) -> str:
    r"""Return a workbook's text with its escaped characters decoded (ISO/IEC 29500-1, ST_Xstring).

    XML has no carriage return in a text, and no control characters: Excel writes ``_x000D_``. What
    a person has written so is escaped itself, as ``_x005F_x000D_``, and is kept as written.
    Characters beyond four digits come as two halves; half of one is lost.

    >>> unescaped("Tibro_x000D_\n"), unescaped("kod_x005F_x0041_")
    ('Tibro\r\n', 'kod_x0041_')
    """
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    whole = decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace(_NULL, "")


def escaped(text: str) -> str:
    r"""Return a text as a workbook writes it, so that `unescaped` gives it back.

    >>> escaped("Tibro\r\n"), escaped("kod_x0041_")
    ('Tibro_x000D_\n', 'kod_x005F_x0041_')
    """
    return _ESCAPED.sub(lambda match: f"_x{ord(match.group()):04X}_", text)
