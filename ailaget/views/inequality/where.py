"""Where alike stand together: local clusters on a map, and own value against the neighbours'."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.choropleth import MapParts, choropleth
from ailaget.charts.map_legend import MapClass
from ailaget.charts.moran import CLUSTERS, UNCERTAIN, MoranLabels, moran_scatter
from ailaget.charts.style import palette
from ailaget.codebook import Indicator
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.spatial import LEVEL, PERMUTATIONS, QUADRANTS
from ailaget.statistics.ties import exceeds
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import BAR, SCATTER, native, with_curves
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.rows import all_rows, chosen_rows, row_records
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    few_words,
    indicator_of,
    own_unit_text,
    unit_text,
    value_text,
)
from ailaget.views.inequality.neighbourhood import (
    Spatial,
    definition_words,
    neighbour_method,
    spatial_of,
)
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.map.choropleth import subtitle_in_view
from ailaget.views.map.zoom import municipal_zoom

ORDER = (*CLUSTERS, "not_significant", "no_neighbours")
"""The labels in the order of the legend and the table."""


@dataclass(frozen=True, eq=False)
class Where:
    """The whole country's rows with what each place and its neighbours say.

    `rows` has one row per municipality: code, name, value, status, inside (passes the filter), lag
    (the neighbours' mean), near (neighbours that answered), p, q and label (NaN without a value).
    """

    rows: pd.DataFrame
    spatial: Spatial
    indicator: Indicator

    @property
    def n(self) -> int:
        """Municipalities with a value."""
        return int(self.rows["value"].notna().sum())

    @property
    def mean(self) -> float:
        """The mean of all values, where high and low part."""
        return float(self.rows["value"].mean())

    @property
    def quadrants(self) -> dict[str, int]:
        """How many lie in each quadrant, certain or not; who has no neighbour lies in none."""
        rows = self.rows[self.rows["lag"].notna()]
        high = zip(*(exceeds(rows[side], self.mean) for side in ("value", "lag")), strict=True)
        quadrants = [QUADRANTS[bool(own), bool(near)] for own, near in high]
        return {key: quadrants.count(key) for key in CLUSTERS}


def where_of(source: Source, selection: Selection) -> Where:
    """Return the country's rows with their clusters; raises TooFewValues under three answers."""
    indicator = indicator_of(selection)
    rows = all_rows(source, selection.wave, indicator.key).set_index("municipality")
    inside = chosen_rows(source, selection, indicator.key)["municipality"]
    spatial = spatial_of(source, rows["value"], selection.neighbours)
    ids = list(spatial.neighbours.ids)
    answered = rows["value"].reindex(ids).notna().to_numpy()
    near = pd.Series(((spatial.neighbours.matrix > 0) & answered).sum(axis=1), index=ids)
    table = rows[["name", "value", "status"]].join(spatial.local.table[["p", "q", "label"]])
    table = table.assign(inside=table.index.isin(inside), lag=spatial.lag, near=near)
    return Where(table.rename_axis("code").reset_index(), spatial, indicator)


LEAST_P = 0.001
"""Below this a p value says no more than that it is small."""

STEP = 10
"""Points of an index by which the slope is told in words."""


def mean_text(value: float, indicator: Indicator, t: Texts) -> str:
    """Return a mean of municipalities in words: per cent where each says yes or no."""
    if indicator.is_share:
        return t.percent(value)
    return t.number(value, max(indicator.decimals, 1))


def axis_text(value: float, indicator: Indicator, t: Texts) -> str:
    """Return a tick of an axis in words, without decimals that say nothing."""
    if indicator.is_share:
        return t.percent(value)
    return t.number(value, 0 if float(value).is_integer() else 1)


def p_text(p: float, t: Texts) -> str:
    """Return a p value with its sign: ``"= 0,023"``, or ``"< 0,001"``."""
    sign, value = ("<", LEAST_P) if p < LEAST_P else ("=", p)
    return f"{sign}\N{NO-BREAK SPACE}{t.number(value, 3)}"


def hover_text(row: dict[str, Any], where: Where, t: Texts) -> str:
    """Return what is said of one municipality when it is pointed at."""
    if pd.isna(row["value"]):
        return t(f"status.{row['status']}")
    own = value_text(t, where.indicator, row["value"])
    if pd.isna(row["lag"]):
        return t("where.hover_alone", own=own)
    return t(
        "where.hover",
        own=own,
        lag=mean_text(row["lag"], where.indicator, t),
        near=row["near"],
        words=t(f"where.{row['label']}"),
        q=t.number(row["q"], 2),
    )


def subtitle_of(where: Where, selection: Selection) -> str:
    """Return the definition of neighbours, the wave and the basis."""
    t = selection.t
    return t(
        "where.subtitle",
        unit=own_unit_text(t, where.indicator),
        definition=definition_words(selection),
        wave=t.wave(selection.wave),
        basis=selection.basis(where.n, len(where.rows)),
    )


def findings_of(where: Where, kind: str, t: Texts) -> list[str]:
    """Return what the map or the scatter says, computed, and shorter."""
    moran = where.spatial.moran
    if where.n < FEW:
        return [few_words(where.n, t)]
    if moran.i is None or moran.p is None:
        return [t("where.equal")]
    pattern = "none" if moran.p > LEVEL else "alike" if moran.i > moran.expected else "unlike"
    if kind == "moran" and pattern == "alike" and where.indicator.is_index:
        step = t.number(STEP * moran.i, 1)
        return t.forms("where.finding_alike_points", step=t.number(STEP), points=step)
    if kind == "moran":
        return t.forms(f"where.finding_{pattern}")
    clusters = where.spatial.local.clusters
    parts = [
        t("map.class", label=t(f"where.{key}_in_text"), n=len(clusters[key]))
        for key in CLUSTERS
        if clusters[key]
    ]
    if parts:
        return t.forms("where.finding_some", parts=t.listing(parts))
    return [t(f"where.finding_nowhere_{pattern}")]


def caveat_of(where: Where, kind: str, selection: Selection) -> str:
    """Return the method in plain words, and what it does not cover."""
    t, moran = selection.t, where.spatial.moran
    numbers = {
        "permutations": t.number(PERMUTATIONS),
        "seed": str(moran.seed),
        "n": t.number(where.n),
        "level": t.percent(LEVEL),
        "expected": t.number(moran.expected, 3),
    }
    sentences = [
        where.indicator.caveat[t.language],
        *_found(where, t),
        t(f"where.{kind}_method", **numbers),
        neighbour_method(selection, moran.lost),
        t("where.whole_country"),
        t("where.not_covered"),
    ]
    return " ".join(sentences)


def _found(where: Where, t: Texts) -> list[str]:
    """Return Moran's I in words; nothing where it is not known."""
    moran = where.spatial.moran
    if moran.i is None or moran.p is None:
        return []
    expected, p = t.number(moran.expected, 3), p_text(moran.p, t)
    return [t("where.found_i", i=t.number(moran.i, 2), expected=expected, p=p)]


def cluster_colours(theme: str) -> dict[str, str]:
    """Return the colour of every label."""
    colours = palette(theme)
    certain = {key: colours.diverging[place] for key, place in CLUSTERS.items()}
    uncertain = UNCERTAIN["dark" if theme == "dark" else "light"]
    return {**certain, "not_significant": uncertain, "no_neighbours": colours.context}


def where_table(where: Where, selection: Selection) -> Table:
    """Return the municipalities of the filter, by label and then by how sure it is."""
    t, indicator = selection.t, where.indicator
    order = {key: place for place, key in enumerate(ORDER)}
    rows = where.rows[where.rows["inside"]].assign(
        place=lambda table: table["label"].map(order),
        sorted_name=lambda table: [t.sort_key(name) for name in table["name"]],
    )
    listed = rows.sort_values(["place", "q", "p", "sorted_name"], na_position="last")
    kind = "share" if indicator.is_share else "number"
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("label", t("where.column_label")),
        Column(
            "value",
            t("where.column_own"),
            "text" if indicator.is_share else "number",
            indicator.decimals,
        ),
        Column("lag", t("where.column_lag"), kind, max(indicator.decimals, 1)),
        folding(Column("near", t("where.column_near"), "integer"), t),
        Column("p", "p", "number", 4, collapsed=f"p = {CELL}"),
        Column("q", "q", "number", 3, collapsed=f"q = {CELL}"),
    )
    colours = cluster_colours(selection.theme)
    records = [_record(row, where, t) for row in row_records(listed)]
    swatches = ["" if pd.isna(label) else colours[label] for label in listed["label"]]
    return Table(columns, records, tuple(listed["code"]), swatches, selection.municipality)


def _record(row: dict[str, Any], where: Where, t: Texts) -> tuple[Cell, ...]:
    if pd.isna(row["value"]):
        return (row["name"], t(f"status.{row['status']}"), None, None, None, None, None)
    value: Cell = float(row["value"])
    if where.indicator.is_share:
        value = value_text(t, where.indicator, row["value"])
    lag, p, q = (None if pd.isna(row[key]) else float(row[key]) for key in ("lag", "p", "q"))
    return (row["name"], t(f"where.{row['label']}"), value, lag, int(row["near"]), p, q)


MAP_HEIGHT = 560
"""Pixels: as high as the scatter that stands beside it with its table."""


def clusters_view(source: Source, selection: Selection, *, height: int = MAP_HEIGHT) -> Chart:
    """Return the local clusters (LISA) as a map; a false discovery rate holds chance back.

    The whole country is always counted; the filter decides who is shown and listed.
    """
    return _view("clusters", source, selection, height)


def moran_view(source: Source, selection: Selection, *, height: int = MAP_HEIGHT) -> Chart:
    """Return each municipality's value against its neighbours' mean, with global Moran's I."""
    return _view("moran", source, selection, height)


def _view(kind: str, source: Source, selection: Selection, height: int) -> Chart:
    t, indicator = selection.t, indicator_of(selection)
    unit = own_unit_text(t, indicator)
    title = t(f"where.{kind}_title", indicator=indicator.label[t.language])
    try:
        where = where_of(source, selection)
    except TooFewValues as error:
        of = len(geography.municipalities())
        return worded_chart(selection, kind, title=title, reason=t.error(error), of=of, unit=unit)
    headline = selection.fitting(findings_of(where, kind, t), where.n, len(where.rows))
    basis = selection.basis(where.n, len(where.rows))
    draw = _map if kind == "clusters" else _scatter
    table = where_table(where, selection)
    return make_chart(
        selection,
        kind,
        title=title,
        headline=headline,
        figure=draw(where, title, selection, height),
        table=table,
        alt=t(f"where.{kind}_alt", title=title, basis=basis, headline=headline),
        caveat=caveat_of(where, kind, selection),
        n=where.n,
        of=len(where.rows),
        file_stem=t(f"where.{kind}_file", indicator=indicator.key, wave=selection.wave),
        unit=unit,
        native=_native(where, table, selection) if kind == "moran" else None,
    )


def _native(where: Where, table: Table, selection: Selection) -> Native:
    """Return own value against the neighbours', or two bars: a yes or no has no place across."""
    if where.indicator.is_share:
        return native(BAR, _beside(where, selection))
    t, mean, slope = selection.t, where.mean, where.spatial.moran.i or 0.0
    known = where.rows.dropna(subset=["value", "lag"])
    across, up = ([float(known[key].min()), float(known[key].max())] for key in ("value", "lag"))
    name = t("where.mean", value=axis_text(mean, where.indicator, t))
    dots = native(SCATTER, table, "name", "value", "lag")
    trend = [mean + slope * (x - mean) for x in across]
    dots = with_curves(dots, across, {t("where.line", i=t.number(slope, 2)): trend})
    # From the mean to the right, then up and down: one line, as both are of the same mean.
    return with_curves(
        dots,
        [*across, mean, mean, mean],
        {name: [mean, mean, mean, *up]},
    )


def _beside(where: Where, selection: Selection) -> Table:
    """Return what share of the neighbours say yes, on average, beside a yes and beside a no."""
    t = selection.t
    columns = (
        Column("group", t("where.own_answer"), "name"),
        Column("share", t("where.neighbours_yes"), "share"),
    )
    known = where.rows.dropna(subset=["value", "lag"])
    answers = (("yes", known[known["value"] >= 1]), ("no", known[known["value"] < 1]))
    return Table(
        columns,
        [
            (t(f"where.beside_{answer}", n=t.number(len(rows))), float(rows["lag"].mean()))
            for answer, rows in answers
            if len(rows)
        ],
    )


def _map(where: Where, title: str, selection: Selection, height: int) -> go.Figure:
    t = selection.t
    rows = where.rows[where.rows["inside"]]
    label = rows["label"]
    counts = label.value_counts()
    shown = [key for key in reversed(ORDER) if key != "no_neighbours" or key in counts]
    colours = cluster_colours(selection.theme)
    classes = [
        MapClass(colours[key], t("map.class", label=t(f"where.{key}"), n=int(counts.get(key, 0))))
        for key in shown
    ]
    areas = centred(rows[["name"]], rows["code"]).assign(
        map_class=label.map({key: place for place, key in enumerate(shown)}),
        value_text=[hover_text(row, where, t) for row in row_records(rows)],
    )
    parts = MapParts(
        areas,
        classes,
        t("map.missing", n=int(label.isna().sum())),
        boundaries_of(),
        view=selection.view,
        focus=focus_of(areas, selection.municipality),
        height=height,
        zoom=municipal_zoom(areas, selection),
    )
    line = subtitle_of(where, selection)
    return choropleth(
        parts, selection.frame(title, subtitle_in_view(line, selection, is_country=True))
    )


def _scatter(where: Where, title: str, selection: Selection, height: int) -> go.Figure:
    t, indicator, counts = selection.t, where.indicator, where.quadrants
    points = where.rows.assign(
        municipality=where.rows["code"],
        is_faded=~where.rows["inside"],
        text=[hover_text(row, where, t) for row in row_records(where.rows)],
    )
    labels = MoranLabels(
        own=t("where.own_axis", unit=unit_text(t, indicator)),
        neighbours=t("where.neighbours_axis"),
        quadrants={k: t("map.class", label=t(f"where.{k}"), n=counts[k]) for k in CLUSTERS},
        line=t("where.line", i=t.number(where.spatial.moran.i, 2)),
        empty=t("where.equal"),
        number=lambda value: axis_text(value, indicator, t),
    )
    return moran_scatter(
        points,
        selection.frame(title, subtitle_of(where, selection)),
        labels,
        mean=where.mean,
        slope=where.spatial.moran.i,
        focus=selection.municipality,
        height=height,
    )
