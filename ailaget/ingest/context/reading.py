"""Opens a file of figures in whatever format it has."""

from collections.abc import Mapping

from ailaget.ingest.context.json_stat import is_json_stat, read_json_stat
from ailaget.ingest.context.kolada import is_kolada, parse_json, read_kolada
from ailaget.ingest.context.observations import ContextFile, ContextRefused
from ailaget.ingest.context.publishers import Publisher
from ailaget.ingest.context.px import is_px, read_px
from ailaget.ingest.context.table import read_context_table

MOST_BYTES = 300 * 1024 * 1024
"""Two hundred indicators of Kolada over ten years are 80 megabytes."""


def read_context(
    data: bytes, publisher: Publisher | None = None, sheet: str | None = None
) -> ContextFile:
    """Return what a file says: Kolada's answers, PX, JSON-stat, PxWeb's JSON, CSV or Excel.

    `publisher` is who has published it, where somebody has said; else the file may tell.
    Raises ContextRefused and LoadRefused.
    """
    if len(data) > MOST_BYTES:
        megabytes, limit = len(data) // 1_000_000, MOST_BYTES // 1_000_000
        raise ContextRefused("too_large", megabytes=megabytes, limit=limit)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _read_json(parse_json(data))
    if is_px(data):
        return read_px(data)
    return read_context_table(data, publisher, sheet)


def _read_json(content: object) -> ContextFile:
    """Return what a JSON file says; raises ContextRefused where it is not built as its kind is."""
    try:
        if is_kolada(content):
            return read_kolada(content)
        if isinstance(content, Mapping) and is_json_stat(content):
            return read_json_stat(content)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ContextRefused("wrong_shape") from error
    raise ContextRefused("unknown_json")
