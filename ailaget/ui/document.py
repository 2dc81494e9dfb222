"""The document that a browser gets first: its language, its head, and what it may load."""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape

from ailaget.charts.script import SCRIPT
from ailaget.geography import geojson_path
from ailaget.ui.assets import ASSETS, assets
from ailaget.ui.guard.settings import is_secure
from ailaget.ui.navigation import ORDER
from ailaget.ui.prerender import LOOKS, THEMES

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

A_YEAR = "max-age=31536000"
WEB_SOCKETS = ("ws", "wss")
"""Where the address that readers use is not known, a proxy may or may not have TLS."""

PAGES_WITH_MAP = ("overview", "map")
EARLY = re.compile(
    r"/(BidiComponent|Html|purify\.es|Selectbox|Multiselect|Autocomplete)\.[^/]*\.js$"
)
"""Scripts that every page with a chart asks for, but only once the first message has come."""

IMPORTED = re.compile(r"""(?:from|import)\s*"\./([^"]+\.js)\"""")
"""What a script of Streamlit's cannot start without, as it names it itself."""


def response_headers(host: str) -> dict[str, str]:
    """Return the headers of every answer to who reached this server as `host`.

    Only scripts of ours and Streamlit's own one may run, and only this very server is called.
    Streamlit makes a blob of the line that calls `front/chart.js`; what a text on a page could
    smuggle in makes none.
    """
    sockets = " ".join(f"{scheme}://{host}" for scheme in (["wss"] if is_secure() else WEB_SOCKETS))
    policy = f"{_scripts()}; connect-src 'self' {sockets}"
    headers = {**HEADERS, "content-security-policy": policy}
    return headers | {"strict-transport-security": A_YEAR} if is_secure() else headers


@cache
def _scripts() -> str:
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", document, re.DOTALL)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in inline]
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'self'; script-src 'self' blob: {scripts} 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; "
        "form-action 'self'"
    )


def in_language(document: bytes, language: str, path: str, query: str = "") -> bytes:
    """Return Streamlit's document in the reader's language, with our style and script."""
    page = _page_at(path)
    text = document.decode()
    text = text.replace('<html lang="en"', f'<html lang="{language}"', 1)
    text = text.replace("<title>Streamlit</title>", "<title>AI-läget</title>", 1)
    text = text.replace('href="./favicon.png"', 'href="./icon.svg"', 1)
    return text.replace("</title>", f"</title>{_look(page, query)}{_head(page)}", 1).encode()


def _page_at(path: str) -> str:
    """Return the name of the page at a path; empty where there is none."""
    names = {at: name for name, at in ORDER.items()}
    return names.get(path.removeprefix("/"), "")


def _look(page: str, query: str) -> str:
    """Return what asks for the page's beginning, which `front/prerender.js` shows."""
    if page not in LOOKS:
        return ""
    return f"<style>{_font()}</style>{''.join(_beginning(page, query, t) for t in THEMES)}"


def _beginning(page: str, query: str, theme: str) -> str:
    """Return the link by which a reader with this paper, and no other, fetches the beginning."""
    address = f"./look/{page}?{f'theme={theme}&{query}'.rstrip('&')}"
    return (
        f'<link rel="preload" as="fetch" crossorigin href="{escape(address)}"'
        f' media="(prefers-color-scheme: {theme})" data-look>'
    )


@cache
def _head(page: str) -> str:
    """Return what the document gets of ours: style, script, and what the first chart needs."""
    layers = ("municipalities", "counties") if page in PAGES_WITH_MAP else ()
    shapes = " ".join(f"./geo/{geojson_path(layer).name}" for layer in layers)
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    early = [path for path in _with_imports(filter(EARLY.search, assets())) if path not in document]
    return "".join(
        [
            '<link rel="stylesheet" href="./front/ailaget.css">',
            # Not deferred: it tells Streamlit's scripts where the server is before they guess.
            f'<script src="./front/ailaget.js" data-shapes="{shapes}"></script>',
            '<script src="./front/prerender.js"></script>' if page in LOOKS else "",
            '<script src="./front/tables.js" defer></script>',
            '<script src="./front/chart.js" type="module" fetchpriority="high"></script>',
            '<link rel="modulepreload" href="./front/heading.js">',
            '<link rel="modulepreload" href="./front/recolour.js">',
            f'<script src="./front/{SCRIPT.name}" data-plotly async fetchpriority="high"></script>',
            *(f'<link rel="modulepreload" href=".{path}">' for path in early),
        ]
    )


@cache
def _font() -> str:
    """Return the pages' font as Streamlit names it, before Streamlit itself has come to do so."""
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    at = re.search(r'href="(\./static/media/SourceSans[^"]+)"', document)
    source = f'url("{at[1]}")' if at else 'local("Source Sans 3")'
    return f'@font-face {{ font-family: "Source Sans"; font-weight: 100 900; src: {source}; }}'


def _with_imports(wanted: Iterable[str]) -> list[str]:
    """Return scripts' paths with all that they import: a browser learns of those one by one."""
    paths: dict[str, None] = {}
    waiting = list(wanted)
    while waiting:
        path = waiting.pop(0)
        if path not in paths:
            paths[path] = None
            imported = IMPORTED.findall(assets()[path].read_text(encoding="utf-8"))
            waiting += [f"{path.rpartition('/')[0]}/{name}" for name in imported]
    return list(paths)
