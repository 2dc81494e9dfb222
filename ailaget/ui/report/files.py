"""A report by link: a ready one, or one that somebody has collected, as pages or slides."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.names import invented_stem, slug
from ailaget.exports.pictures.browser import start_early
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.every.order import COUNTRY
from ailaget.exports.report.makers import REPORT_MAKERS
from ailaget.exports.report.ready import page_of, ready_contents
from ailaget.store.kept_pictures import taken_by
from ailaget.store.reports import NoReport, read_report
from ailaget.store.workspace import workspace
from ailaget.texts import Texts, texts
from ailaget.ui import data
from ailaget.ui.address import Address, requested, view_of
from ailaget.ui.downloads import no_such_wave
from ailaget.ui.frame import selection_of
from ailaget.ui.goal_marks import goal_marks
from ailaget.ui.guard.settings import root_of
from ailaget.ui.report.every import FILE, every_file
from ailaget.ui.view_words import chart_gone, kept_note
from ailaget.views.base.goals import with_marks
from ailaget.views.base.selection import Selection, Source
from ailaget.views.catalogue import ITEMS
from ailaget.views.report.ready import CHAPTERS

T = TypeVar("T")

TAKEN = ("html", "pdf")
"""Formats of the country's report that have the pictures taken ahead: no browser is waited for."""


def report_file(request: Request) -> Response:
    """Serve a report; an unknown kind, format, wave, report or municipality is not found.

    A plain function: the server runs it in a thread, so a long report holds nobody up.
    """
    if request.path_params["file"] == FILE:
        return every_file(request)
    kind, _, ending = request.path_params["file"].partition(".")
    waves = data.source().query("waves")
    if ending not in REPORT_MAKERS or waves.empty or kind not in {*CHAPTERS, "own"}:
        return Response(status_code=404)
    current = requested(request.query_params, list(waves["wave"]))
    # A collected report has its waves in its charts, and says of each where one is gone.
    refused = None if kind == "own" else no_such_wave(request, current.lang, list(waves["wave"]))
    if refused is not None:
        return refused
    current = replace(current, wave=current.wave or str(waves["wave"].iloc[0]))
    root = root_of(request)
    if not (kind == COUNTRY and ending in TAKEN and taken_by(workspace(), data.source().build)):
        start_early()
    if kind == "own":
        contents = _own(current, root)
    else:
        contents = ready_contents(kind, selection_of(current, waves), CachedViews(), root)
    if contents is None:
        return Response(status_code=404)
    maker = REPORT_MAKERS[ending]
    headers = {
        "content-disposition": f'attachment; filename="{contents.stem}.{ending}"',
        "cache-control": "no-cache",
    }
    return Response(maker.make(contents), media_type=maker.media_type, headers=headers)


class CachedViews:
    """Charts for reports, each made once as for the pages."""

    @property
    def source(self) -> Source:
        """The source of the figures."""
        return data.source()

    @property
    def build(self) -> str:
        """The database's name."""
        return data.source().build

    def view(self, make: Callable[[Source, Selection], T], selection: Selection) -> T:
        """Return a view of what is chosen."""
        return data.view(make, selection)

    def with_goals(self, selection: Selection) -> Selection:
        """Return a selection with the council's goals to mark in its charts."""
        return with_marks(selection, goal_marks(selection, selection.wave, selection.language))


def _own(current: Address, root: str) -> Contents | None:
    try:
        report = read_report(workspace(), current.report or "")
    except NoReport:
        return None
    t: Texts = texts(current.lang)
    waves = list(data.source().query("waves")["wave"])
    pages = [
        replace(
            _page(item.chart, view_of(item.query, waves, current.lang), root),
            heading=item.heading,
            text=item.text,
            note=kept_note(item.chart, item.query, waves, t, "report.wave_gone"),
        )
        for item in report.items
        if item.chart in ITEMS
    ]
    title = report.title or t("report.untitled")
    stem = t("report.file_own", name=slug(report.title) or "1")
    if any(page.metadata.demo for page in pages):
        stem = invented_stem(stem, t)
    gone = tuple(chart_gone(item, t) for item in report.items if item.chart not in ITEMS)
    return Contents(title, current.lang, stem, tuple(pages), notes=gone)


def _page(key: str, view: Address, root: str) -> Page:
    return page_of(key, selection_of(view, data.source().query("waves")), CachedViews(), root)
