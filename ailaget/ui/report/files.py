"""A report by link: a ready one, or one that somebody has collected, as pages or slides."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from ailaget import geography
from ailaget.exports.formats import OFFICE
from ailaget.exports.metadata import export_metadata
from ailaget.exports.names import invented_stem, slug
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.pages import report_html
from ailaget.exports.report.slides import report_pptx
from ailaget.store.reports import NoReport, read_report
from ailaget.store.workspace import workspace
from ailaget.texts import Texts, texts
from ailaget.ui import data
from ailaget.ui.address import Address, requested, view_of
from ailaget.ui.downloads import no_such_wave, root_of
from ailaget.ui.frame import selection_of, selection_with_goals
from ailaget.ui.permalinks import chart_link
from ailaget.ui.view_words import chart_gone, wave_note
from ailaget.views.base.selection import Selection, place_names
from ailaget.views.catalogue import ITEMS
from ailaget.views.overview.response import low_response_view
from ailaget.views.region.scope import of_region, region_of
from ailaget.views.report.ready import CHAPTERS, SHORT, Opening, opening

MAKERS: Mapping[str, tuple[str, Callable[[Contents], bytes]]] = {
    "html": ("text/html; charset=utf-8", report_html),
    "pptx": (f"{OFFICE}.presentationml.presentation", report_pptx),
}
"""By ending: the type and who makes it."""


def report_file(request: Request) -> Response:
    """Serve a report; an unknown kind, format, wave, report or municipality is not found.

    A plain function: the server runs it in a thread, so a long report holds nobody up.
    """
    kind, _, ending = request.path_params["file"].partition(".")
    waves = data.source().query("waves")
    if ending not in MAKERS or waves.empty or kind not in {*CHAPTERS, "own"}:
        return Response(status_code=404)
    current = requested(request.query_params, list(waves["wave"]))
    # A collected report has its waves in its charts, and says of each where one is gone.
    refused = None if kind == "own" else no_such_wave(request, current, list(waves["wave"]))
    if refused is not None:
        return refused
    current = replace(current, wave=current.wave or str(waves["wave"].iloc[0]))
    root = root_of(request)
    contents = _own(current, root) if kind == "own" else _ready(kind, current, root)
    if contents is None:
        return Response(status_code=404)
    media_type, make = MAKERS[ending]
    headers = {
        "content-disposition": f'attachment; filename="{contents.stem}.{ending}"',
        "cache-control": "no-cache",
    }
    return Response(make(contents), media_type=media_type, headers=headers)


def _ready(kind: str, current: Address, root: str) -> Contents | None:
    """Return a ready report; its title says of whom it is, so that no filter narrows it."""
    waves = data.source().query("waves")
    # Only a county's report is about a region; elsewhere a link would carry one that nobody chose.
    region = region_of(selection_of(current, waves, ())) if kind == "county" else None
    current = replace(current, region=region, county=(), skr_group=(), size_class=())
    selection = selection_with_goals(current, waves)
    if kind == "municipality" and selection.municipality is None:
        return None
    t, intro = selection.t, opening(kind, data.source(), selection)
    views = [(chapter.chart, replace(current, **chapter.changes)) for chapter in CHAPTERS[kind]]
    stem = t(f"report.file_{kind}", place=_place(kind, selection), wave=selection.wave)
    return Contents(
        title=intro.title,
        language=current.lang,
        stem=invented_stem(stem, t) if selection.is_demo else stem,
        pages=tuple(
            replace(_page(chart, view, root), words=_words(intro, chart, t))
            for chart, view in views
        ),
        sentences=intro.sentences,
        figures=intro.figures,
        is_short=kind in SHORT,
        notes=_low_response(kind, selection),
    )


def _low_response(kind: str, selection: Selection) -> tuple[str, ...]:
    """Return that less than half of those that a report is of have answered, where that is so."""
    of_whom = of_region(selection) if kind == "county" else selection
    words = data.view(low_response_view, of_whom)
    return (f"{selection.t('low_response.band')} {words}",) if words else ()


def _words(intro: Opening, chart: str, t: Texts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if chart not in intro.words:
        return ()
    heading, sentences = intro.words[chart]
    return ((t(heading), sentences),)


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
            note=wave_note(item.query, waves, t),
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
    selection = selection_with_goals(view, data.source().query("waves"))
    chart = data.view(ITEMS[key], selection)
    link = chart_link(root, key, replace(view, wave=selection.wave))
    return Page(chart, export_metadata(chart, selection, data.source().build, link))


def _place(kind: str, selection: Selection) -> str:
    if kind == "municipality" and selection.municipality:
        return slug(geography.municipality(selection.municipality).name)
    return slug(place_names(selection.language)[region_of(selection)])
