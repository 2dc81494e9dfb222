"""Files that never change, compressed once and kept by the browser for ever."""

import gzip
from functools import cache
from mimetypes import guess_type
from pathlib import Path

import brotli
import streamlit
from starlette.requests import Request
from starlette.responses import Response

ASSETS = Path(streamlit.__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
COMPRESSIBLE = {".js", ".css", ".html", ".json", ".geojson", ".svg"}
QUALITY = 6
"""Of eleven: the best one saves a tenth more, and takes twenty times as long, on a first visit."""
TYPES = {".js": "text/javascript", ".geojson": "application/json"}
"""Types that a machine's own list of types may lack or have wrong."""


def asset_response(request: Request, path: Path) -> Response:
    """Return a file for ever: compressed if the browser can, kept under its content's name."""
    packed, encoding = _packed(path, request.headers.get("accept-encoding", ""))
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    if encoding:
        headers["content-encoding"] = encoding
    return Response(
        packed, media_type=TYPES.get(path.suffix) or guess_type(path.name)[0], headers=headers
    )


@cache
def assets() -> dict[str, Path]:
    """Return Streamlit's scripts and styles by the path that asks for them."""
    files = (path for path in (ASSETS / "static").rglob("*") if path.is_file())
    return {f"/{path.relative_to(ASSETS).as_posix()}": path for path in files}


def _packed(path: Path, accepted: str) -> tuple[bytes, str | None]:
    if path.suffix not in COMPRESSIBLE:
        return path.read_bytes(), None
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else None
    return compress(path, encoding), encoding


@cache
def compress(path: Path, encoding: str | None) -> bytes:
    """Return a file's bytes as ``"br"`` or ``"gzip"``, else as they are; kept in memory."""
    data = path.read_bytes()
    if encoding == "br":
        return bytes(brotli.compress(data, quality=QUALITY))
    return gzip.compress(data, 6) if encoding == "gzip" else data
