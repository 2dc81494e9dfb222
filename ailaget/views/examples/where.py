"""Where there are examples: a mark on each such municipality, and the same in a table."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.charts.choropleth import MapParts, Zoom
from ailaget.charts.map_legend import MapClass
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.charts.place_marks import place_marks
from ailaget.charts.style import palette, sequential
from ailaget.geography.extents import combined, extents
from ailaget.practice import Example
from ailaget.practice.entries import STOPPED
from ailaget.texts import sentence
from ailaget.views.base.chart import worded_chart
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.examples.choosing import choice_words, chosen_examples, chosen_places
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.practice.tables import chosen_words, own_source

KEY = "examples_where"

HEIGHT = 480
"""Pixels: on a small screen the map and what is chosen above it are seen at once."""

SEVERAL = 2

BESIDE = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"


def where_view(source: Source, selection: Selection) -> Chart:
    """Return the map of the chosen examples, with the table that says the same."""
    # What a source tells of is never invented.
    real = replace(selection, is_demo=False)
    t, counts = real.t, _counts(source, real)
    title, areas = t("examples.map_title"), _areas(source, counts, real)
    # Nobody was asked: those without examples are not missing.
    own: dict[str, Any] = {"attribution": own_source(real), "n": None, "of": None}
    unit = t("examples.column_count")
    chosen = chosen_words(t("examples.map_subtitle"), choice_words(real), t)
    if not counts:
        reason = t("examples.nothing")
        empty = worded_chart(real, KEY, title=title, reason=reason, of=len(areas), unit=unit)
        return replace(empty, **own, of_answers=False)
    headline = t(
        "examples.map_headline",
        examples=t.count("examples.here", sum(counts.values())),
        places=t.count("examples.places", len(counts)),
    )
    frame = replace(real.frame(title, chosen), source=own_source(real))
    return Chart(
        key=KEY,
        title=title,
        headline=headline,
        table=_table(source, counts, real),
        caveat=f"{sentence(chosen)} {t('examples.caveat')}",
        file_stem=t(f"file.{KEY}", wave=real.wave),
        wave=real.wave,
        unit=unit,
        figure=place_marks(_parts(areas, real), frame),
        alt=t("examples.map_alt", title=title, headline=sentence(headline)),
        of_answers=False,
        **own,
    )


def _table(source: Source, counts: Mapping[str, int], selection: Selection) -> Table:
    """Return the municipalities with examples, most first, and how many of those were stopped."""
    t, names = selection.t, place_names(selection.language)
    chosen = chosen_examples(source, selection)
    stopped = Counter(entry.municipality for entry in chosen if entry.stage == STOPPED)
    order = sorted(counts, key=lambda code: (-counts[code], t.sort_key(_name(code))))
    columns = (
        Column("municipality", t("column.municipality"), "name"),
        Column("county", t("column.county")),
        Column("examples", t("examples.column_count"), "integer"),
        Column("stopped", t("examples.column_stopped"), "integer"),
    )
    rows = [
        (_name(code), names[geography.municipality(code).county], counts[code], stopped[code])
        for code in order
    ]
    return Table(columns, rows, tuple(order), (), selection.municipality)


def counts_by_place(source: Source) -> Mapping[str, int]:
    """Return how many examples readers see of each municipality that has any."""
    entries = source.entries("examples")
    return Counter(entry.municipality for entry in entries if isinstance(entry, Example))


def _counts(source: Source, selection: Selection) -> Mapping[str, int]:
    return Counter(entry.municipality for entry in chosen_examples(source, selection))


def _name(code: str) -> str:
    return geography.municipality(code).name


def _areas(source: Source, counts: Mapping[str, int], selection: Selection) -> pd.DataFrame:
    """Return the municipalities of the filter: each with its class and what hovering says."""
    t, places = selection.t, chosen_places(source, selection)
    codes = [
        each.code for each in geography.municipalities() if places is None or each.code in places
    ]
    rows = pd.DataFrame({"name": [_name(code) for code in codes]})
    numbers = [counts.get(code, 0) for code in codes]
    areas = centred(rows, pd.Series(codes, dtype=object))
    return areas.assign(
        map_class=[min(number, SEVERAL) for number in numbers],
        value_text=[t.count("examples.here", number) for number in numbers],
    )


def _zoom(areas: pd.DataFrame, selection: Selection) -> Zoom:
    """Return what the map shows first: all of it, also where one municipality is chosen."""
    known, close = extents("municipalities"), CLOSE_VIEWS.get(selection.view)
    return Zoom(close.extent if close else combined(known[area] for area in areas["area"]))


def _focus(areas: pd.DataFrame, code: str | None) -> tuple[str, str] | None:
    """Return the chosen municipality; its name begins beside the mark that may stand there."""
    focus = focus_of(areas, code)
    return focus and (focus[0], f"{BESIDE}{focus[1]}")


def _parts(areas: pd.DataFrame, selection: Selection) -> MapParts:
    t, sizes = selection.t, areas["map_class"].value_counts()
    _, one, several = sequential(SEVERAL + 1, selection.theme)
    colours = (palette(selection.theme).missing, one, several)
    classes = [
        MapClass(colour, t(f"examples.class_{place}", n=t.number(int(sizes.get(place, 0)))))
        for place, colour in enumerate(colours)
    ]
    return MapParts(
        areas,
        classes,
        "",
        boundaries_of(),
        view=selection.view,
        focus=_focus(areas, selection.municipality),
        height=HEIGHT,
        zoom=_zoom(areas, selection) if len(areas) else None,
    )
