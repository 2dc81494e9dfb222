"""Who works together today: known collaborations as a network on the map, and who is in none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.choropleth import MapParts
from ailaget.charts.map_legend import MapClass
from ailaget.charts.member_map import member_map
from ailaget.charts.style import sequential
from ailaget.practice import Collaboration, in_language
from ailaget.practice.words import foreign_text, period_text
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart
from ailaget.views.base.result import CELL, Cell, Chart, Column, Exhibit, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.collaboration.basis import collaborations_of, kilometres_among
from ailaget.views.collaboration.group_map import whole_zoom
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.map.choropleth import MAP_HEIGHT

KEY, OUTSIDE = "collaboration_network", "collaboration_outside"

MOST = 3
"""Collaborations from which a municipality is shown as in so many or more."""


def network_view(source: Source, selection: Selection) -> Chart:
    """Return the known collaborations, joined on the map; they are no answers to a survey."""
    real = replace(selection, is_demo=False)
    t, rows = real.t, _places(source, real)
    known = collaborations_of(source)
    n, of = int((rows["times"] > 0).sum()), len(rows)
    title = t("collaboration.network_title")
    headline = _headline("network", n, of, t)
    chart = make_chart(
        real,
        KEY,
        title=title,
        headline=headline,
        figure=_map(rows, known, title, real),
        table=_table(known, real),
        alt=t("collaboration.network_alt", title=title, headline=headline),
        caveat=t("collaboration.network_method"),
        n=of,
        of=of,
        file_stem=t("collaboration.network_file", wave=real.wave),
        unit=t("collaboration.network_unit"),
    )
    # Nobody was asked: those without a collaboration are not missing.
    own = t("collaboration.network_source")
    return replace(chart, attribution=own, n=None, of=None, of_answers=False)


def _headline(kind: str, n: int, of: int, t: Texts) -> str:
    """Return how many are in, or outside of, known collaborations; of one alone whether it is."""
    if of == 1:
        return t(f"collaboration.{kind}_alone.{'yes' if n else 'no'}")
    if not of:
        return t("empty.nobody_in_filter")
    return t.count(f"collaboration.{kind}_headline", n, of=t.number(of))


def outside_view(source: Source, selection: Selection) -> Exhibit:
    """Return the municipalities of the filter that are in none of the known collaborations."""
    t, rows = selection.t, _places(source, selection)
    outside = rows[rows["times"] == 0]
    names = place_names(t.language)
    places = sorted(row_records(outside), key=lambda row: t.sort_key(row["name"]))
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("county", t("column.county")),
        Column("population", t("column.population"), "integer"),
    )
    records = [(row["name"], names[row["county"]], int(row["population"])) for row in places]
    return Exhibit(
        key=OUTSIDE,
        title=t("collaboration.outside_title"),
        headline=_headline("outside", len(outside), len(rows), t),
        table=Table(
            columns,
            records,
            [row["municipality"] for row in places],
            focus=selection.municipality,
        ),
        attribution=t("collaboration.network_source"),
        caveat=t("collaboration.network_method"),
        n=None,
        of=None,
        file_stem=t("collaboration.outside_file", wave=selection.wave),
        wave=selection.wave,
        unit="",
        of_answers=False,
    )


def _places(source: Source, selection: Selection) -> pd.DataFrame:
    """Return the filter's municipalities, each with the times that it is a member."""
    rows = source.query("municipalities", wave=selection.wave, **selection.filter)
    times = Counter(code for entry in collaborations_of(source) for code in entry.members)
    return rows.assign(times=[times[code] for code in rows["municipality"]])


def links_of(known: Sequence[Collaboration]) -> pd.DataFrame:
    """Return a line from each member to the one that is nearest to all, for each collaboration."""
    pairs = [
        (code, middle)
        for entry in known
        if entry.members
        for middle in [_middle(entry.members)]
        for code in entry.members
    ]
    return pd.DataFrame(pairs, columns=["area", "to"])


def _middle(members: Sequence[str]) -> str:
    codes = sorted(members)
    return codes[int(kilometres_among(codes).sum(axis=0).argmin())]


def _map(
    rows: pd.DataFrame, known: Sequence[Collaboration], title: str, selection: Selection
) -> go.Figure:
    t = selection.t
    names_of = {
        code: [entry.name for entry in known if code in entry.members]
        for code in rows["municipality"]
    }
    capped = rows["times"].clip(upper=MOST)
    counts = capped.value_counts()
    classes = [
        MapClass(
            colour,
            t(f"collaboration.times_{times}", n=t.number(int(counts.get(times, 0)))),
        )
        for times, colour in enumerate(sequential(MOST, selection.theme), 1)
    ]
    areas = centred(rows[["name"]], rows["municipality"]).assign(
        map_class=(capped - 1).where(capped > 0),
        value_text=[
            "<br>".join(names_of[code]) or t("collaboration.hover_outside")
            for code in rows["municipality"]
        ],
    )
    missing = t("collaboration.times_0", n=t.number(int(counts.get(0, 0))))
    parts = MapParts(
        areas,
        classes,
        missing,
        boundaries_of(),
        focus=focus_of(areas, selection.municipality),
        height=MAP_HEIGHT,
        zoom=whole_zoom(areas, selection),
    )
    frame = selection.frame(title, t("collaboration.network_subtitle"))
    frame = replace(frame, source=t("collaboration.network_source"))
    return member_map(parts, links_of(known), [], frame)


def _table(known: Sequence[Collaboration], selection: Selection) -> Table:
    t = selection.t
    columns = (
        Column("name", t("collaboration.column_name"), "name"),
        Column("type", t("collaboration.column_type")),
        Column("n", t("collaboration.column_n"), "integer"),
        Column("members", t("collaboration.column_members")),
        Column("what", t("collaboration.column_what")),
        Column("source", t("collaboration.column_source"), collapsed=CELL),
        Column("source_url", t("practice.field.source_url"), "address", collapsed=CELL),
        Column("note", t("collaboration.column_note"), collapsed=CELL),
    )
    members = [_names(entry.members, selection) for entry in known]
    rows: list[tuple[Cell, ...]] = [
        (
            entry.name,
            t(f"practice.type.{entry.type}"),
            len(names) or None,
            ", ".join(names.values()),
            in_language(entry.what, t.language)[0],
            _source(entry, selection),
            entry.source_url,
            _note(entry, selection),
        )
        for entry, names in zip(known, members, strict=True)
    ]
    foreign = {
        key: [foreign_text(entry, name, t) for entry in known]
        for key, name in (("name", "name"), ("what", "what"), ("source", "source_name"))
    }
    return Table(columns, rows, links={"members": members}, foreign=foreign)


def _names(members: Sequence[str], selection: Selection) -> dict[str, str]:
    """Return the members' names by their codes, in the order of the names."""
    names = {code: geography.municipality(code).name for code in members}
    return dict(sorted(names.items(), key=lambda pair: selection.t.sort_key(pair[1])))


def _source(entry: Collaboration, selection: Selection) -> str:
    t = selection.t
    dated = period_text(entry.source_date, t) or t("collaboration.no_date")
    return t(
        "collaboration.source", source=entry.source_name, dated=dated, read=t.day(entry.read_on)
    )


def _note(entry: Collaboration, selection: Selection) -> str:
    """Return what is unsure: if it is old, if it goes on, who else is in it, what is left open."""
    t = selection.t
    _, language = in_language(entry.what, t.language)
    is_stale = entry.is_stale(selection.day)
    notes = [
        *([t("practice.stale")] * is_stale),
        *([t("collaboration.note_perhaps_ended")] * (entry.is_ended == "unknown")),
        *([t("collaboration.note_more_members")] * (entry.complete == "no")),
        in_language(entry.source_note, t.language)[0],
        *([t("collaboration.note_in_swedish")] * (language != t.language)),
    ]
    return " ".join(note for note in notes if note)
