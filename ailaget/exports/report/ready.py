"""A ready report's contents, of the country, a region or a municipality."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from ailaget.exports.metadata import export_metadata
from ailaget.exports.names import invented_stem, municipality_slugs, slug
from ailaget.exports.permalinks import chart_link
from ailaget.exports.report.contents import Contents, Page
from ailaget.texts import Texts
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.catalogue import ITEMS
from ailaget.views.overview.response import low_response_view
from ailaget.views.region.scope import of_region, region_of, without_own_region
from ailaget.views.report.ready import CHAPTERS, SHORT, Opening, opening

T = TypeVar("T")


class Views(Protocol):
    """Where a report gets its charts from: a server keeps what it has made, a command does not."""

    @property
    def source(self) -> Source:
        """The source of the figures."""
        ...

    @property
    def build(self) -> str:
        """The database's name."""
        ...

    def view(self, make: Callable[[Source, Selection], T], selection: Selection) -> T:
        """Return a view of what is chosen."""
        ...

    def with_goals(self, selection: Selection) -> Selection:
        """Return a selection with the council's goals to mark in its charts."""
        ...


def ready_contents(kind: str, selection: Selection, views: Views, root: str) -> Contents | None:
    """Return a ready report; its title says of whom it is, so that no filter narrows it.

    `root` is where readers find the pages. One of a municipality is None where none is chosen.
    """
    # Only a county's report is about a region; elsewhere a link would carry one that nobody chose.
    selection = without_own_region(selection)
    region = region_of(selection) if kind == "county" else None
    chosen = replace(selection, region=region, county=(), skr_group=(), size_class=())
    if kind == "municipality" and chosen.municipality is None:
        return None
    selection = views.with_goals(chosen)
    t, intro = selection.t, opening(kind, views.source, selection)
    pages = (
        replace(
            page_of(chapter.chart, replace(chosen, **chapter.changes), views, root),
            words=_words(intro, chapter.chart, t),
        )
        for chapter in CHAPTERS[kind]
    )
    return Contents(
        title=intro.title,
        language=selection.language,
        stem=report_stem(kind, selection),
        pages=tuple(pages),
        sentences=intro.sentences,
        figures=intro.figures,
        is_short=kind in SHORT,
        notes=_low_response(kind, selection, views),
    )


def report_stem(kind: str, selection: Selection) -> str:
    """Return the name of a ready report's file without its ending: whom it is of, and when."""
    t = selection.t
    stem = t(f"report.file_{kind}", place=_place(kind, selection), wave=selection.wave)
    return invented_stem(stem, t) if selection.is_demo else stem


def page_of(key: str, chosen: Selection, views: Views, root: str) -> Page:
    """Return a chart of what is chosen with its metadata, as a report has it."""
    selection = views.with_goals(chosen)
    chart = views.view(ITEMS[key], selection)
    link = chart_link(root, key, selection)
    return Page(chart, export_metadata(chart, selection, views.build, link))


def _low_response(kind: str, selection: Selection, views: Views) -> tuple[str, ...]:
    """Return that less than half of those that a report is of have answered, where that is so."""
    of_whom = of_region(selection) if kind == "county" else selection
    words = views.view(low_response_view, of_whom)
    return (f"{selection.t('low_response.band')} {words}",) if words else ()


def _words(intro: Opening, chart: str, t: Texts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if chart not in intro.words:
        return ()
    heading, sentences = intro.words[chart]
    return ((t(heading), sentences),)


def _place(kind: str, selection: Selection) -> str:
    if kind == "municipality" and selection.municipality:
        return municipality_slugs()[selection.municipality]
    return slug(place_names(selection.language)[region_of(selection)])
