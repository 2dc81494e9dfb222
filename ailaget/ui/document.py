"""The document that a browser gets first: its language, its head, and what it may load."""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from ailaget.charts.script import SCRIPT
from ailaget.geography import geojson_path
from ailaget.ui.assets import ASSETS, assets

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

PAGES_WITH_MAP = ("/", "/karta")
EARLY = re.compile(
    r"/(BidiComponent|Html|purify\.es|Selectbox|Multiselect|Autocomplete)\.[^/]*\.js$"
)
"""Scripts that every page with a chart asks for, but only once the first message has come."""

IMPORTED = re.compile(r"""(?:from|import)\s*"\./([^"]+\.js)\"""")
"""What a script of Streamlit's cannot start without, as it names it itself."""


@cache
def response_headers() -> dict[str, str]:
    """Return the headers of every answer; only scripts of ours and Streamlit's own one may run.

    Streamlit makes a blob of the line that calls `front/chart.js`; what a text on a page could
    smuggle in makes none.
    """
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", document, re.DOTALL)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in inline]
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    policy = (
        f"default-src 'self'; script-src 'self' blob: {scripts} 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'self'; frame-ancestors 'self'; form-action 'self'"
    )
    return {**HEADERS, "content-security-policy": policy}


def in_language(document: bytes, language: str, path: str) -> bytes:
    """Return Streamlit's document in the reader's language, with our style and script."""
    text = document.decode()
    text = text.replace('<html lang="en"', f'<html lang="{language}"', 1)
    text = text.replace("<title>Streamlit</title>", "<title>AI-läget</title>", 1)
    text = text.replace('href="./favicon.png"', 'href="./icon.svg"', 1)
    return text.replace("</title>", f"</title>{_head(path in PAGES_WITH_MAP)}", 1).encode()


@cache
def _head(has_map: bool) -> str:
    """Return what the document gets of ours: style, script, and what the first chart needs."""
    layers = ("municipalities", "counties") if has_map else ()
    shapes = " ".join(f"./geo/{geojson_path(layer).name}" for layer in layers)
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    early = [path for path in _with_imports(filter(EARLY.search, assets())) if path not in document]
    return "".join(
        [
            '<link rel="stylesheet" href="./front/ailaget.css">',
            # Not deferred: it tells Streamlit's scripts where the server is before they guess.
            f'<script src="./front/ailaget.js" data-shapes="{shapes}"></script>',
            '<script src="./front/tables.js" defer></script>',
            '<script src="./front/chart.js" type="module"></script>',
            '<link rel="modulepreload" href="./front/recolour.js">',
            f'<script src="./front/{SCRIPT.name}" data-plotly async fetchpriority="high"></script>',
            *(f'<link rel="modulepreload" href=".{path}">' for path in early),
        ]
    )


def _with_imports(wanted: Iterable[str]) -> list[str]:
    """Return scripts' paths with all that they import: a browser learns of those one by one."""
    found: dict[str, None] = {}
    waiting = list(wanted)
    while waiting:
        path = waiting.pop(0)
        if path not in found:
            found[path] = None
            imported = IMPORTED.findall(assets()[path].read_text(encoding="utf-8"))
            waiting += [f"{path.rpartition('/')[0]}/{name}" for name in imported]
    return list(found)
