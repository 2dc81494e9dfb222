"""The document that a browser gets first: its language, its head, and what it may load."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape

from ailaget.access.settings import has_provider
from ailaget.charts.script import MAP_STYLE, MODULES, SCRIPT
from ailaget.texts import texts
from ailaget.ui.acceleration.switch import surrounded
from ailaget.ui.assets import ASSETS
from ailaget.ui.guard.settings import framed_by, is_secure
from ailaget.ui.navigation import ORDER
from ailaget.ui.previews import preview_html

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

A_YEAR = "max-age=31536000"
_AFTER_CHARTS = "".join(
    f'<script src="./front/{name}.js" defer fetchpriority="high"></script>'
    for name in ("tables", "panel", "now_shown", "headings", "status")
)
"""Scripts that a page's first chart does not wait for: a document's run in their order. Browsers
fetch such ones last, if not told otherwise, and Streamlit's own would wait for them."""

WEB_SOCKETS = ("ws", "wss")
"""Where the address that readers use is not known, a proxy may or may not have TLS."""


def response_headers(host: str, *, is_embedded: bool = False) -> dict[str, str]:
    """Return the headers of every answer to who reached this server as `host`.

    Only scripts of ours and Streamlit's own one may run, and only this very server is called.
    Streamlit makes a blob of the line that calls `front/chart.js`; what a text on a page could
    smuggle in makes none.
    """
    sockets = " ".join(f"{scheme}://{host}" for scheme in (["wss"] if is_secure() else WEB_SOCKETS))
    policy = _embed_policy() if is_embedded else f"{_scripts()}; connect-src 'self' {sockets}"
    headers = {**HEADERS, "content-security-policy": policy}
    return headers | {"strict-transport-security": A_YEAR} if is_secure() else headers


def _embed_policy() -> str:
    """Return the policy of a chart alone, which others may frame where configuration names them."""
    ancestors = " ".join(("'self'", *framed_by()))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        f"base-uri 'self'; form-action 'none'; frame-ancestors {ancestors}"
    )


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
    ours = surrounded(_head(language), page, query)
    head = f"{preview_html(page, language, query)}{_account()}{ours}{_AFTER_CHARTS}"
    return text.replace("</title>", f"</title>{head}", 1).encode()


def _page_at(path: str) -> str:
    """Return the name of the page at a path; empty where there is none."""
    names = {at: name for name, at in ORDER.items()}
    return names.get(path.removeprefix("/"), "")


def _account() -> str:
    """Return the script that notices the end of a session, where there is a provider."""
    return '<script src="./front/account.js"></script>' if has_provider() else ""


@cache
def _head(language: str) -> str:
    """Return what the document gets of ours: style and scripts."""
    away = escape(texts(language)("connection.away"))
    return "".join(
        [
            f'<script src="./front/connection.js" data-away="{away}"></script>',
            '<link rel="stylesheet" href="./front/ailaget.css">',
            f'<link rel="stylesheet" href="./front/{MAP_STYLE}">',
            '<script src="./front/ailaget.js"></script>',
            '<script src="./front/chart.js" type="module" fetchpriority="high"></script>',
            *(f'<link rel="modulepreload" href="./front/{name}.js">' for name in MODULES),
            f'<script src="./front/{SCRIPT.name}" data-plotly async fetchpriority="high"></script>',
        ]
    )
