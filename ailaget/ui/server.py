"""Around the pages: our own routes, and the one middleware that every request passes."""

import os
import sys
from pathlib import Path

import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from ailaget.access.settings import faults
from ailaget.charts.script import FRONT as CHARTS_FRONT
from ailaget.charts.script import MAP_STYLE, MODULES, SCRIPT
from ailaget.exports.permalinks import FOLDER
from ailaget.geography import GEO
from ailaget.store.maps import map_file
from ailaget.store.workspace import workspace
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, texts
from ailaget.ui.acceleration import switch as acceleration
from ailaget.ui.account import ACCOUNT, Account
from ailaget.ui.announcing import announce, where
from ailaget.ui.assets import FOREVER, asset_response
from ailaget.ui.document import in_language, response_headers
from ailaget.ui.download_menu import EMBED
from ailaget.ui.files import (
    codebook_file,
    dump_file,
    embedded_chart,
    exported_file,
    frozen_file,
    minutes_file,
    plan_file,
    presentation,
    preview_picture,
    report_file,
    template_file,
)
from ailaget.ui.guard import grant
from ailaget.ui.guard.connections import handle_limit, most_sessions, server_options
from ailaget.ui.guard.gate import HEALTH, OPEN_DATA, READY, Gate
from ailaget.ui.guard.place import place
from ailaget.ui.guard.refusals import language_of, quieten
from ailaget.ui.guard.secrecy import Secrecy
from ailaget.ui.guard.settings import allowed_hosts, base_path, is_secure
from ailaget.ui.indexes import dcat, robots, sitemap
from ailaget.ui.navigation import is_presentation
from ailaget.ui.open_data import OpenData
from ailaget.ui.operations import logs
from ailaget.ui.operations.metrics import NoMetricsAddress, serve_metrics
from ailaget.ui.operations.probes import health, ready
from ailaget.ui.operations.requests import Requests
from ailaget.ui.operations.stopping import StoppingServer, exit_calmly
from ailaget.ui.permalinks import permalink
from ailaget.ui.previews import FOLDER as PREVIEW
from ailaget.ui.waiting import in_line
from ailaget.ui.workers.worker import Sticky, WorkerServer

FRONT = Path(__file__).parent / "front"
WIDGET = "widget."
FRONT_FILES = (
    "ailaget.css",
    "ailaget.js",
    "now_shown.js",
    "headings.js",
    "status.js",
    "connection.js",
    "panel.js",
    "tables.js",
    "chart.js",
    "present.css",
    "present.js",
    "print.js",
    "embed.css",
    "embed.js",
    "account.css",
    "account.js",
    "acceleration/charts.js",
    "acceleration/prerender.js",
    "acceleration/recolour.js",
    "acceleration/socket.js",
)
NEGOTIATED = {b"accept-encoding", b"if-modified-since", b"if-none-match"}
CHANGED = {b"content-length", b"etag", b"last-modified"}
"""What no longer describes the document once it is in the reader's language."""


async def geometry(request: Request) -> Response:
    """Serve a shape file; its name holds its content's hash, so that it is fetched once.

    Frozen figures may ask for shapes of an earlier version: kept beside them, else today's.
    """
    name = request.path_params["name"]
    path = map_file(workspace(), name)
    if path is None:
        return Response(status_code=404)
    return asset_response(request, path) if path.name == name else RedirectResponse(path.name)


async def icon(_: Request) -> Response:
    """Serve the page's icon from our own files."""
    return FileResponse(GEO.parent / "icon.svg", headers={"cache-control": FOREVER})


async def widget_words(request: Request) -> Response:
    """Serve the words of the widgets themselves, English to the reader's language."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return Response(status_code=404)
    entries = texts(language).entries.items()
    translations = {
        key.removeprefix(WIDGET): word for key, word in entries if key.startswith(WIDGET)
    }
    return JSONResponse(translations, headers={"cache-control": "no-cache"})


async def front_file(request: Request) -> Response:
    """Serve our own style sheets and scripts, and plotly's, which draws every chart."""
    name = request.path_params["name"]
    if name == SCRIPT.name:
        return asset_response(request, SCRIPT)
    is_of_charts = name in {MAP_STYLE, *(f"{module}.js" for module in MODULES)}
    if not is_of_charts and name not in FRONT_FILES:
        return Response(status_code=404)
    path = (CHARTS_FRONT if is_of_charts else FRONT) / name
    return FileResponse(path, headers={"cache-control": "no-cache"})


def routes() -> list[BaseRoute]:
    """Return our own routes, under the configured base path as Streamlit's own are."""
    under = base_path()
    return [
        Route(f"{under}{HEALTH}", health),
        Route(f"{under}{READY}", ready),
        Route(f"{under}/geo/{{name}}", geometry),
        Route(f"{under}/front/words.{{language}}.json", widget_words),
        Route(f"{under}/front/{{name:path}}", front_file),
        *acceleration.routes(under),
        Route(f"{under}/export/{{file}}", in_line(exported_file)),
        Route(f"{under}/dump/{{wave}}.zip", in_line(dump_file)),
        Route(f"{under}/frozen/{{file}}", in_line(frozen_file)),
        Route(f"{under}/report/{{file}}", in_line(report_file, is_drawn=True)),
        Route(f"{under}/survey/template.xlsx", in_line(template_file)),
        Route(f"{under}/survey/codebook.html", in_line(codebook_file)),
        Route(f"{under}/minutes/{{file}}", in_line(minutes_file, is_drawn=True)),
        Route(f"{under}/plan/{{file}}", in_line(plan_file)),
        Route(f"{under}/{FOLDER}/{{key}}", permalink),
        Route(f"{under}/{EMBED}/{{key}}", in_line(embedded_chart, is_drawn=False)),
        Route(f"{under}/{PREVIEW}/{{file}}", in_line(preview_picture, is_drawn=True)),
        Mount(f"{under}{OPEN_DATA}", OpenData()),
        Mount(f"{under}{ACCOUNT}", Account()),
        Route(f"{under}/dcat.rdf", dcat),
        Route(f"{under}/robots.txt", robots),
        Route(f"{under}/sitemap.xml", sitemap),
        Route(f"{under}/icon.svg", icon),
    ]


def share_hosts() -> None:
    """Tell Streamlit, which has a list of its own, the names that the gate lets through."""
    config.set_option("server.allowedHosts", list(allowed_hosts()))


def middleware() -> list[Middleware]:
    """Return what every request passes: first what counts it and the gate, last what is changed."""
    return [
        Middleware(Requests),
        Middleware(Sticky),
        Middleware(Gate),
        *acceleration.middleware(),
        Middleware(Front),
        Middleware(Secrecy),
    ]


FILES = (
    "/geo/",
    "/front/",
    "/look/",
    "/export/",
    "/dump/",
    "/frozen/",
    "/report/",
    "/survey/",
    "/minutes/",
    "/plan/",
    f"/{FOLDER}/",
    f"{OPEN_DATA}/",
    f"{ACCOUNT}/",
    f"/{EMBED}/",
    f"/{PREVIEW}/",
    "/media/",
    "/static/",
    "/_stcore/",
    "/component/",
)
"""Where files lie that go out as they are; any other path gives the document."""


class Front:
    """ASGI middleware: puts the document in a language, adds headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Show a meeting on the projector, or pass on with headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(base_path())
        if is_presentation(path, scope["query_string"]):
            shown = await run_in_threadpool(presentation, Request(scope))
            await shown(scope, receive, send)
        else:
            await self._with_headers(scope, receive, send, path)

    async def _with_headers(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        query = scope["query_string"].decode()
        language, host = language_of(scope["query_string"]), Headers(scope=scope)["host"]
        is_file = path.startswith(FILES)
        if not is_file:
            # The document is rewritten below, so it has to come whole and unpacked.
            scope["headers"] = [(k, v) for k, v in scope["headers"] if k not in NEGOTIATED]
        start: list[Message] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _merged(message["headers"], host, path)
                start.append(message)
                if is_file or not _is_html(message):
                    await send(message)
            elif start and not is_file and _is_html(start[0]):
                # Streamlit sends its document in one piece.
                body = in_language(message.get("body", b""), language, path, query)
                start[0]["headers"] = _with_length(start[0]["headers"], len(body))
                await send(start[0])
                await send({**message, "body": body})
            else:
                await send(message)

        await self.app(scope, receive, send_on)


def _is_html(message: Message) -> bool:
    return any(k == b"content-type" and v.startswith(b"text/html") for k, v in message["headers"])


def _merged(headers: list[tuple[bytes, bytes]], host: str, path: str) -> list[tuple[bytes, bytes]]:
    always = response_headers(host, is_embedded=path.startswith(f"/{EMBED}/"))
    ours = {name.encode(): value.encode() for name, value in always.items()}
    kept = [(k, _secured(v) if k == b"set-cookie" else v) for k, v in headers if k not in ours]
    return [*kept, *ours.items()]


def _secured(cookie: bytes) -> bytes:
    """Return a cookie that goes over TLS alone, where readers come over TLS."""
    is_complete = not is_secure() or b"; secure" in cookie.lower()
    return cookie if is_complete else cookie + b"; Secure"


def _with_length(headers: list[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    kept = [(k, v) for k, v in headers if k not in CHANGED]
    return [*kept, (b"content-length", str(length).encode())]


def serve(app: ASGIApp, *, opens: bool = False) -> None:
    """Serve the app until stopped, on the address and port of the configuration.

    A worker of several serves who is handed to it. Else the address is printed, and with `opens`
    the reader's browser opens there, where there is a desktop.
    """
    t = texts(os.environ.get("AILAGET_LANG", DEFAULT_LANGUAGE))
    if wrong := faults():
        sys.exit("\n".join(t(fault.key, variable=fault.variable) for fault in wrong))
    if logs.is_structured():
        logs.write_structured()
    handle_limit()
    is_alone = place().of == 1
    try:
        serve_metrics(most_sessions())
    except NoMetricsAddress as error:
        sys.exit(t.error(error))
    if is_alone:
        announce(grant.token(), opens=opens)
    quieten()
    exit_calmly()
    host, port = where()
    (StoppingServer if is_alone else WorkerServer)(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            ws_per_message_deflate=False,
            **server_options(),
        )
    ).run()
