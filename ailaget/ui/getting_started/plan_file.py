"""A municipality's plan and the poster of the path by link, as the page shows them."""

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.names import invented_stem, municipality_slugs
from ailaget.exports.office.plan_docx import plan_docx
from ailaget.exports.text.plan_html import plan_html
from ailaget.exports.text.poster_html import poster_html
from ailaget.ui import data
from ailaget.ui.address import requested
from ailaget.ui.downloads import no_such_wave
from ailaget.ui.frame import selection_with_goals
from ailaget.views.base.selection import Selection
from ailaget.views.getting_started.levels import levels_view
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import plan_view

WEB = "text/html; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MAKERS: dict[str, tuple[Callable[..., bytes], str, str]] = {
    "plan.html": (plan_html, WEB, "inline"),
    "plan.docx": (plan_docx, WORD, "attachment"),
}


def plan_file(request: Request) -> Response:
    """Serve a plan to print or for Word, or the poster; what there is nothing to show of is not.

    A plain function: the server runs it in a thread, so a slow view holds nobody up.
    """
    name, waves = request.path_params["file"], data.source().query("waves")
    if waves.empty:
        return Response(status_code=404)
    known = list(waves["wave"])
    address = requested(request.query_params, known)
    if (refused := no_such_wave(request, address.lang, known)) is not None:
        return refused
    # The file says once, on top of each page, that its data is invented.
    selection = replace(selection_with_goals(address, waves), on_page=True)
    if name == "path.html":
        poster = poster_html(data.view(path_view, selection), selection.t)
        return _file(poster, WEB, "inline", selection.t("getting_started.file_poster"))
    plan = data.view(plan_view, selection)
    if name not in MAKERS or plan is None or not plan.has_responded:
        return Response(status_code=404)
    make, media_type, disposition = MAKERS[name]
    levels = data.view(levels_view, selection).table
    content = make(plan, levels, address.done, selection)
    return _file(content, media_type, disposition, f"{_stem(selection)}.{name.partition('.')[2]}")


def _stem(selection: Selection) -> str:
    t = selection.t
    place = municipality_slugs()[selection.municipality or ""]
    stem = t("getting_started.file_plan", code=place, wave=selection.wave)
    return invented_stem(stem, t) if selection.is_demo else stem


def _file(content: bytes, media_type: str, disposition: str, name: str) -> Response:
    headers = {
        "content-disposition": f'{disposition}; filename="{name}"',
        "cache-control": "no-cache",
    }
    return Response(content, media_type=media_type, headers=headers)
