"""What the document asks for early: its page's beginning, and what Streamlit asks for late."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from ailaget.geography import BASE_MAP, geojson_path
from ailaget.ui.acceleration.prerender import THEMES
from ailaget.ui.assets import ASSETS, assets
from ailaget.ui.page_tops import PAGE_TOPS

STYLE = Path(__file__).parent.parent / "front" / "acceleration" / "prerender.css"
PAGES_WITH_MAP = ("overview", "map", "collaboration", "examples")
SCRIPTS = (
    "BidiComponent",
    "Html",
    "purify.es",
    "Selectbox",
    "Multiselect",
    "Autocomplete",
    "Button",
)
"""Scripts that every page with a chart asks for, but only once the first message has come."""

PAGE_SCRIPTS = {
    "getting_started": ("Checkbox",),
    "examples": ("TextInput",),
    "upload": ("TextInput", "FileUploader"),
}
"""Scripts of the controls that a page has and most others have not."""

IMPORTED = re.compile(r"""(?:from|import)\s*"\./([^"]+\.js)\"""")
"""What a script of Streamlit's cannot start without, as it names it itself."""


def first_requests(page: str, query: str) -> str:
    """Return what the document asks for before all else: the page's beginning, and our socket.

    A map's shapes come before all scripts: a browser asks for a few things at a time.
    """
    layers = ("municipalities", "counties") if page in PAGES_WITH_MAP else ()
    shapes, world = [f"geo/{geojson_path(layer).name}" for layer in layers], f"geo/{BASE_MAP.name}"
    early = "".join(_preload(f"./{path}") for path in (*shapes, world) if shapes)
    # Not deferred: it tells Streamlit's scripts where the server is before they guess.
    socket = "./front/acceleration/socket.js"
    told = f'data-shapes="{" ".join(shapes)}" data-world="{world}"'
    return f'{early}{_beginning(page, query)}<script src="{socket}" {told}></script>'


def _preload(address: str, more: str = "") -> str:
    """Return the link by which a document asks for what `fetch` will take."""
    return f'<link rel="preload" as="fetch" crossorigin href="{escape(address)}"{more}>'


def _beginning(page: str, query: str) -> str:
    """Return what asks for a page's beginning, which `front/acceleration/prerender.js` shows."""
    if page not in PAGE_TOPS:
        return ""
    links = "".join(_link(page, query, theme) for theme in THEMES)
    script = '<script src="./front/acceleration/prerender.js"></script>'
    return f"<style>{_style()}</style>{links}{script}"


def _link(page: str, query: str, theme: str) -> str:
    """Return the link by which a reader with this paper, and no other, fetches the beginning."""
    address = f"./look/{page}?{f'theme={theme}&{query}'.rstrip('&')}"
    return _preload(address, f' media="(prefers-color-scheme: {theme})" data-look')


@cache
def early_scripts(page: str) -> str:
    """Return our script of early charts, and links to all that a page's controls will need."""
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    early = [path for path in _with_imports(own_scripts(page)) if path not in document]
    charts = '<script src="./front/acceleration/charts.js" type="module"></script>'
    links = [
        f'<link rel="modulepreload" href=".{path}">'
        for path in ("/front/acceleration/recolour.js", *early)
    ]
    return "".join([charts, *links])


def own_scripts(page: str) -> list[str]:
    """Return the paths of the scripts that a page asks for late, without what they import."""
    wanted = (*SCRIPTS, *PAGE_SCRIPTS.get(page, ()))
    scripts = (path for path in assets() if path.endswith(".js"))
    return [path for path in scripts if path.rpartition("/")[2].rsplit(".", 2)[0] in wanted]


@cache
def _style() -> str:
    """Return the beginning's style, and the pages' font, which Streamlit names when it has come."""
    document = (ASSETS / "index.html").read_text(encoding="utf-8")
    at = re.search(r'href="(\./static/media/SourceSans[^"]+)"', document)
    source = f'url("{at[1]}")' if at else 'local("Source Sans 3")'
    font = f'@font-face {{ font-family: "Source Sans"; font-weight: 100 900; src: {source}; }}'
    return font + STYLE.read_text(encoding="utf-8")


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
