"""Around the pages: routes for shapes, headers, the document's language, compressed scripts."""

import gzip
import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs

import brotli
import streamlit
import uvicorn
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from ailaget.geography import GEO, geojson_path
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES
from ailaget.ui.downloads import chart_file

FRONT = Path(__file__).parent / "front"
FRONT_FILES = ("ailaget.css", "ailaget.js")
ASSETS = Path(streamlit.__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
COMPRESSIBLE = {".js", ".css", ".html", ".json", ".svg"}

HEADERS = {
    # Streamlit's own scripts write styles and one bootstrap script inline.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'self'; frame-ancestors 'self'; form-action 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

NEGOTIATED = {b"accept-encoding", b"if-modified-since", b"if-none-match"}
CHANGED = {b"content-length", b"etag", b"last-modified"}
"""What no longer describes the document once it is in the reader's language."""

CLOSED = ("/_stcore/metrics",)
"""Paths of Streamlit's that nobody here needs."""


async def geometry(request: Request) -> Response:
    """Serve a shape file; its name holds its content's hash, so that it is fetched once."""
    name = request.path_params["name"]
    if name not in {path.name for path in GEO.glob("*.*json")}:
        return Response(status_code=404)
    packed, encoding = _packed(GEO / name, request.headers.get("accept-encoding", ""))
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    if encoding:
        headers["content-encoding"] = encoding
    return Response(packed, media_type="application/json", headers=headers)


async def icon(_: Request) -> Response:
    """Serve the page's icon from our own files."""
    return FileResponse(GEO.parent / "icon.svg", headers={"cache-control": FOREVER})


async def front_file(request: Request) -> Response:
    """Serve our own style sheet and script."""
    name = request.path_params["name"]
    if name not in FRONT_FILES:
        return Response(status_code=404)
    return FileResponse(FRONT / name, headers={"cache-control": "no-cache"})


ROUTES = [
    Route("/geo/{name}", geometry),
    Route("/front/{name}", front_file),
    Route("/export/{chart}.csv", chart_file),
    Route("/icon.svg", icon),
]


class Front:
    """ASGI middleware: closes what is not for readers, compresses scripts, adds headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache of packed scripts, or pass on with headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"])
        asset = _assets().get(path)
        if path.endswith(CLOSED):
            await Response(status_code=404)(scope, receive, send)
        elif asset is not None:
            await _asset_response(Request(scope), asset)(scope, receive, send)
        else:
            await self._with_headers(scope, receive, send)

    async def _with_headers(self, scope: Scope, receive: Receive, send: Send) -> None:
        language = parse_qs(scope["query_string"].decode()).get("lang", [DEFAULT_LANGUAGE])[0]
        language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # The document is rewritten below, so it has to come whole and unpacked.
            scope["headers"] = [(k, v) for k, v in scope["headers"] if k not in NEGOTIATED]
        start: list[Message] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _merged(message["headers"])
                start.append(message)
                if not _is_html(message):
                    await send(message)
            elif start and _is_html(start[0]):
                # Streamlit sends its document in one piece.
                body = _in_language(message.get("body", b""), language)
                start[0]["headers"] = _with_length(start[0]["headers"], len(body))
                await send(start[0])
                await send({**message, "body": body})
            else:
                await send(message)

        await self.app(scope, receive, send_on)


def _asset_response(request: Request, path: Path) -> Response:
    packed, encoding = _packed(path, request.headers.get("accept-encoding", ""))
    headers = {**HEADERS, "cache-control": FOREVER, "vary": "accept-encoding"}
    if encoding:
        headers["content-encoding"] = encoding
    return Response(packed, media_type=guess_type(path.name)[0], headers=headers)


@cache
def _assets() -> dict[str, Path]:
    files = (path for path in (ASSETS / "static").rglob("*") if path.is_file())
    return {f"/{path.relative_to(ASSETS).as_posix()}": path for path in files}


def _packed(path: Path, accepted: str) -> tuple[bytes, str | None]:
    if path.suffix not in {*COMPRESSIBLE, ".geojson"}:
        return path.read_bytes(), None
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else None
    return _pack(path, encoding), encoding


@cache
def _pack(path: Path, encoding: str | None) -> bytes:
    data = path.read_bytes()
    if encoding == "br":
        return bytes(brotli.compress(data, quality=9))
    return gzip.compress(data, 6) if encoding == "gzip" else data


def pack_ahead() -> None:
    """Compress the scripts that every first visit fetches, so that no visitor waits for it."""
    wanted = re.compile(r"/(index|Plotly|protobuf|geo)")
    for path in [*_assets().values(), *GEO.glob("*.geojson")]:
        if wanted.search(path.as_posix()) and path.suffix in COMPRESSIBLE:
            _pack(path, "br")


def _is_html(message: Message) -> bool:
    return any(k == b"content-type" and v.startswith(b"text/html") for k, v in message["headers"])


def _merged(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    return [*((k, v) for k, v in headers if k.decode() not in HEADERS), *ours]


def _with_length(headers: list[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    kept = [(k, v) for k, v in headers if k not in CHANGED]
    return [*kept, (b"content-length", str(length).encode())]


def _in_language(document: bytes, language: str) -> bytes:
    text = document.decode()
    text = text.replace('<html lang="en"', f'<html lang="{language}"', 1)
    text = text.replace("<title>Streamlit</title>", "<title>AI-läget</title>", 1)
    text = text.replace('href="./favicon.png"', 'href="./icon.svg"', 1)
    return text.replace("</title>", f"</title>{_head()}", 1).encode()


@cache
def _head() -> str:
    """Return what the document gets of ours: style, script, and what the first chart needs."""
    shapes = [GEO / geojson_path(layer).name for layer in ("municipalities", "counties")]
    charts = [path for path in _assets() if "/PlotlyChart." in path and path.endswith(".js")]
    return "".join(
        [
            '<link rel="stylesheet" href="./front/ailaget.css">',
            # Not deferred: it tells Streamlit's scripts where the server is before they guess.
            '<script src="./front/ailaget.js"></script>',
            *(f'<link rel="modulepreload" href=".{path}">' for path in charts),
            *(
                f'<link rel="preload" as="fetch" crossorigin href="./geo/{path.name}">'
                for path in shapes
            ),
        ]
    )


def serve(app: ASGIApp, port: int | None = None) -> None:
    """Serve the app on the address and port of the configuration until stopped."""
    uvicorn.run(
        app,
        host=str(config.get_option("server.address") or "127.0.0.1"),
        port=port or int(config.get_option("server.port")),
        log_level="warning",
        ws_per_message_deflate=False,
        server_header=False,
    )
