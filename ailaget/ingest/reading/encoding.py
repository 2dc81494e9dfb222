"""Tells how a file's bytes are encoded, and refuses what is not text."""

import re
from dataclasses import dataclass

from ailaget.ingest.reading.old_encodings import narrow_codec
from ailaget.ingest.reading.refusals import LoadRefused

_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "is_old_excel"),
    (b"PK\x03\x04", "is_archive"),
    (b"PK\x05\x06", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"7z\xbc\xaf", "is_archive"),
    (b"Rar!\x1a", "is_archive"),
    (b"%PDF", "is_pdf"),
    (b"\x89PNG", "is_image"),
    (b"\xff\xd8\xff", "is_image"),
    (b"GIF8", "is_image"),
    (b"SQLite format 3", "is_binary"),
    (b"{\\rtf", "is_binary"),
)
_TOLD_BY_CONTENT = {
    "is_old_excel": ("EncryptedPackage".encode("utf-16-le"), "is_encrypted"),
    "is_archive": (b"opendocument.spreadsheet", "is_opendocument"),
}
_HTML = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|head|body)\b", re.IGNORECASE)
_JSON = re.compile(rb'(\xef\xbb\xbf)?\s*(\{\s*["}]|\[\s*[\[{])')
_LINE_BREAK = re.compile(rb"\r\n|\r|\n")
_ODD_ONES = 0.05
_MANY = 0.3


@dataclass(frozen=True)
class Encoding:
    """The encoding's name in reports, and the codec that decodes it."""

    name: str
    codec: str


def detect_encoding(data: bytes) -> Encoding:
    """Return the encoding of a text file; raises LoadRefused for anything else.

    Bytes that are valid UTF-8 are UTF-8. A mostly valid file with a few broken characters is still
    UTF-8: decode with ``errors="replace"``, and the broken cells show themselves.
    """
    _refuse_other_formats(data)
    if data.startswith(b"\xef\xbb\xbf"):
        encoding = Encoding("utf-8-sig", "utf-8-sig")
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = Encoding("utf-16", "utf-16")
    elif wide := _utf16_without_mark(data[:4096]):
        encoding = Encoding("utf-16", wide)
    else:
        encoding = _narrow(data)
    _refuse_null(data, encoding)
    return encoding


def _refuse_other_formats(data: bytes) -> None:
    if not data.strip(b' \t\r\n\0;,"\xef\xbb\xbf\xff\xfe'):
        raise LoadRefused("empty_file")
    for start, reason in _MAGIC:
        if data.startswith(start):
            content, closer = _TOLD_BY_CONTENT.get(reason, (b"", reason))
            raise LoadRefused(closer if content in data else reason)
    if _HTML.match(data):
        raise LoadRefused("is_html")
    if _JSON.match(data):
        raise LoadRefused("is_json")


def _utf16_without_mark(sample: bytes) -> str | None:
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > _MANY * half and even <= _ODD_ONES * half:
        return "utf-16-le"
    if even > _MANY * half and odd <= _ODD_ONES * half:
        return "utf-16-be"
    return None


def _narrow(data: bytes) -> Encoding:
    text = data.decode("utf-8", "replace")
    broken = 0 if _is_valid_utf8(data) else text.count("\ufffd")
    if not broken or len(text.encode("ascii", "ignore")) + 2 * broken < len(text):
        return Encoding("utf-8", "utf-8")
    codec = narrow_codec(data)
    return Encoding(codec.replace("_", "-"), codec)


def _is_valid_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_null(data: bytes, encoding: Encoding) -> None:
    if b"\0" not in data:
        return
    text = data.decode(encoding.codec, "replace")
    if text.count("\0") > _ODD_ONES * len(text):
        raise LoadRefused("is_binary")
    position = text.find("\0")
    if position >= 0:
        before = text[:position].encode("utf-8", "replace")
        raise LoadRefused("null_bytes", line=len(_LINE_BREAK.findall(before)) + 1)
