"""Streamlit's scripts, compressed once and better than by Streamlit, before anybody comes."""

import re

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ailaget.charts.script import SCRIPT
from ailaget.geography import GEO
from ailaget.ui.acceleration.small_fonts import small_font, small_font_response
from ailaget.ui.assets import COMPRESSIBLE, asset_response, assets, compress
from ailaget.ui.guard.settings import base_path

WANTED = re.compile(r"/(index|plotly|protobuf|geo)")
"""What every first visit fetches."""


class PackedScripts:
    """ASGI middleware: answers for Streamlit's scripts, styles and fonts from those made small."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a script or a font, and pass all else on."""
        path = str(scope["path"]).removeprefix(base_path()) if scope["type"] == "http" else ""
        answer = self.app
        if (font := small_font(path)) is not None:
            answer = small_font_response(Request(scope), font)
        elif (asset := assets().get(path)) is not None:
            answer = asset_response(Request(scope), asset)
        await answer(scope, receive, send)


def precompress() -> None:
    """Compress the scripts that every first visit fetches, so that no visitor waits for it."""
    for path in [SCRIPT, *assets().values(), *GEO.glob("*.geojson")]:
        if WANTED.search(path.as_posix()) and path.suffix in COMPRESSIBLE:
            compress(path, "br")
