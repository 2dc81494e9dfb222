"""How a region's municipalities are spread against the rest: dots, or bars for yes and no."""

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.share_bars import ShareLabels, share_bars
from ailaget.charts.strip import StripLabels, strip
from ailaget.charts.style import LIGHT, Frame
from ailaget.charts.swarm import TALLEST, packed_swarms
from ailaget.codebook import Indicator
from ailaget.statistics.ties import joined
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.ends import ends_sentences
from ailaget.views.base.native import BAR, SWARM, native
from ailaget.views.base.result import Cell, Chart, Column, Native, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import (
    Selection,
    Source,
    figure_text,
    group_value,
    indicator_of,
    number_or_none,
    unit_text,
    value_text,
)
from ailaget.views.region.municipalities import municipality_table
from ailaget.views.region.scope import (
    OWN,
    REST,
    Words,
    caveat_of,
    figure_kind,
    region_rows,
    scope_of,
    subtitle_of,
    words_of,
)

HEIGHTS = {OWN: 2.0, REST: 1.0}
"""Where the row of each side stands."""

REACH = 0.42
"""How far from its row the outermost dot stands."""


def dots_table(
    rows: pd.DataFrame, indicator: Indicator, phrases: Words, selection: Selection
) -> Table:
    """Return every value with the height of its dot in the column of its side, and the figures."""
    t = selection.t
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("value", unit_text(t, indicator), "number", indicator.decimals),
        Column(OWN, phrases.name, "number", 2),
        Column(REST, phrases.rest, "number", 2),
        Column("figure", t(f"region.figure_{figure_kind(indicator)}"), "number", 2),
    )
    valued = rows[rows["value"].notna()]
    if valued.empty:
        return Table(columns, [])
    ends = (
        (0.0, 100.0)
        if indicator.is_index
        else (min(0.0, valued["value"].min()), valued["value"].max())
    )
    dots, _ = packed_swarms(valued.assign(group=valued["side"]), nice_ticks(*ends))
    records: list[tuple[Cell, ...]] = []
    for side, height in HEIGHTS.items():
        for dot in row_records(dots[dots["side"] == side]):
            at = round(height - REACH * dot["offset"] / TALLEST, 3)
            records.append((dot["name"], float(dot["value"]), *_in_column(side, at), None))
    for (side, height), name in zip(HEIGHTS.items(), (phrases.name, phrases.rest), strict=True):
        value = group_value(rows[rows["side"] == side])
        if value is not None:
            records.append((name, value, None, None, height))
    return Table(columns, records)


def shares_table(groups: pd.DataFrame, selection: Selection) -> Table:
    """Return the share of yes on each side, by its `label`."""
    t = selection.t
    columns = (Column("group", t("column.group"), "name"), Column("share", t("yes"), "share"))
    rows = zip(groups["label"], groups["figure"], strict=True)
    return Table(columns, [(name, None if pd.isna(v) else float(v)) for name, v in rows])


def _in_column(side: str, at: float) -> tuple[Cell, Cell]:
    return (at, None) if side == OWN else (None, at)


def region_spread_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator's spread in the region and in the rest."""
    t, indicator, scope = selection.t, indicator_of(selection), scope_of(selection)
    phrases = words_of(scope, selection)
    rows = region_rows(source, selection, scope, indicator.key)
    n, of = int(rows["value"].notna().sum()), len(rows)
    basis = selection.basis(n, of)
    title = t("region.spread_title", indicator=indicator.label[t.language])
    if rows.empty:
        reason, unit = t("empty.nobody_in_filter"), unit_text(t, indicator)
        return worded_chart(selection, "region_spread", title=title, reason=reason, of=0, unit=unit)
    frame = selection.frame(title, subtitle_of(unit_text(t, indicator), basis, scope, selection))
    draw = _bars if indicator.is_share else _dots
    headline = _headline(rows, indicator, phrases, selection)
    return make_chart(
        selection,
        "region_spread",
        title=title,
        headline=headline,
        figure=draw(rows, indicator, phrases, frame, selection),
        table=municipality_table(source, selection, scope),
        caveat=caveat_of(indicator, scope, selection),
        n=n,
        of=of,
        file_stem=t(
            "file.region_spread", indicator=indicator.key, region=scope.code, wave=selection.wave
        ),
        unit=unit_text(t, indicator),
        native=_native(rows, indicator, phrases, selection),
    )


def _native(
    rows: pd.DataFrame, indicator: Indicator, phrases: Words, selection: Selection
) -> Native:
    """Return the bars of a yes or no, or the dots with the figures of both sides."""
    if indicator.is_share:
        groups = _groups(rows, indicator, phrases, selection)
        return native(BAR, shares_table(groups, selection))
    colours = (LIGHT.accent, LIGHT.context, LIGHT.text)
    return native(SWARM, dots_table(rows, indicator, phrases, selection), colours=colours)


def _groups(
    rows: pd.DataFrame, indicator: Indicator, phrases: Words, selection: Selection
) -> pd.DataFrame:
    """Return the two sides with their figure and its words."""
    t, groups = selection.t, []
    for side, name in ((OWN, phrases.name), (REST, phrases.rest)):
        inside = rows[rows["side"] == side]
        value = group_value(inside)
        n, of = int(inside["value"].notna().sum()), len(inside)
        groups.append(
            {
                "group": side,
                "label": t("region.side", name=name, n=t.number(n), of=t.number(of)),
                "figure": float("nan") if value is None else value,
                "words": figure_text(t, indicator, value, n),
                "of": of,
            }
        )
    return pd.DataFrame([group for group in groups if group["of"]])


def _dots(
    rows: pd.DataFrame, indicator: Indicator, phrases: Words, frame: Frame, selection: Selection
) -> go.Figure:
    t = selection.t
    key = f"region.figure_{figure_kind(indicator)}_is"
    groups = _groups(rows, indicator, phrases, selection)
    groups["median"] = groups["figure"]
    groups["median_text"] = [t(key, value=value) for value in groups["words"]]
    dots = rows.assign(
        group=rows["side"],
        is_named=rows["municipality"].isin(_extremes(rows[rows["side"] == OWN])),
        value_text=[
            t(f"status.{status}") if pd.isna(value) else value_text(t, indicator, value)
            for value, status in zip(rows["value"], rows["status"], strict=True)
        ],
    )
    labels = StripLabels(
        axis=unit_text(t, indicator), empty=t("empty.no_answers"), no_values=t("region.no_value")
    )
    ends = (0.0, 100.0) if indicator.is_index else None
    return strip(
        dots,
        groups,
        frame,
        labels,
        axis_range=ends,
        targets=selection.goals,
        focus=selection.municipality,
    )


def _extremes(own: pd.DataFrame) -> list[str]:
    """Return the municipalities that alone are highest or lowest of the region: worth a name."""
    valued = own[own["value"].notna()]
    equal = pd.Series(joined(valued["value"]), valued.index)
    ends = [valued[equal == end] for end in (equal.max(), equal.min())]
    return [str(end["municipality"].iloc[0]) for end in ends if len(end) == 1]


def _bars(
    rows: pd.DataFrame, indicator: Indicator, phrases: Words, frame: Frame, selection: Selection
) -> go.Figure:
    t = selection.t
    groups = _groups(rows, indicator, phrases, selection).assign(
        share=lambda table: table["figure"], share_text=lambda table: table["words"]
    )
    groups["rest_text"] = [t.percent(1 - share) for share in groups["share"]]
    groups.loc[groups["share"].isna(), "share_text"] = t("region.no_value")
    labels = ShareLabels(t("yes"), t("no"), t("empty.no_answers"))
    return share_bars(groups, frame, labels)


def _headline(
    rows: pd.DataFrame, indicator: Indicator, phrases: Words, selection: Selection
) -> str:
    """Return what the spread says: who stands highest and lowest, or how many have any."""
    t = selection.t
    sides = [rows[(rows["side"] == side) & rows["value"].notna()] for side in (OWN, REST)]
    own, rest = sides
    places = dict.fromkeys((phrases.place, phrases.short_place))
    if own.empty:
        return selection.marked(t("region.sentence_none", place=phrases.short_place))
    some = [int((inside["value"] > 0).sum()) for inside in sides]
    some_words = [
        number_or_none(count, t) if indicator.is_share else t.number(count) for count in some
    ]
    counts = {
        "indicator": indicator.label[t.language],
        "rest": phrases.rest_place,
        "some": some_words[0],
        "n": t.number(len(own)),
        "rest_some": some_words[1],
        "rest_n": t.number(len(rest)),
    }
    has_many_zeros = indicator.upper_bound is None and len(own) - some[0] > 1
    if indicator.is_share or has_many_zeros:
        against = "against" if len(rest) else "alone"
        kind = "share" if indicator.is_share else "some"
        key = f"region.spread_{kind}_{against}"
        headlines = [
            each for place in places for each in t.forms(key, len(own), place=place, **counts)
        ]
        return selection.fitting(headlines, len(own) + len(rest), len(rows))
    headlines = [
        each
        for place in places
        for each in ends_sentences(
            rows[rows["side"] == OWN],
            lambda value: value_text(t, indicator, value),
            t,
            measure=indicator.label[t.language],
            place=place,
        )
    ]
    return selection.fitting(headlines, len(own) + len(rest), len(rows))
