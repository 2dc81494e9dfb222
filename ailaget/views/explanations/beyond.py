"""Who lies above or below what its conditions would have: on a map, and in a list."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.choropleth import MapParts, choropleth
from ailaget.charts.map_legend import MapClass
from ailaget.charts.style import palette
from ailaget.statistics.expected import LEVEL, Expected, expected_values, standing
from ailaget.statistics.sample import TooFewValues
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.gap import scale_of
from ailaget.views.base.result import CELL, Chart, Column, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source, indicator_of
from ailaget.views.explanations.basis import (
    Shown,
    decimals_of,
    explained,
    shown_unit,
    title_of,
    unexplained,
)
from ailaget.views.explanations.conditions import Conditions, conditions_of
from ailaget.views.inequality.basis import Basis, basis_of
from ailaget.views.inequality.panel import history_of
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.map.choropleth import subtitle_in_view
from ailaget.views.map.zoom import municipal_zoom

PART = "beyond"
STANDINGS = ("above", "below", "changing", "within", "unknown")
"""In the order of the list and, reversed, of the legend."""


@dataclass(frozen=True, eq=False)
class Beyond:
    """What each municipality of the filter is expected to have, and how it stands over the waves.

    `rows` has one row each: name, value, expected, low, high, residual (NaN: not known now) and
    standing. `fit` is of the newest wave, `waves` how many are counted.
    """

    rows: pd.DataFrame
    fit: Expected
    waves: int
    basis: Basis
    conditions: Conditions

    @property
    def above(self) -> pd.DataFrame:
        """Those that lie above in every wave."""
        return self.rows[self.rows["standing"] == "above"]

    @property
    def judged(self) -> int:
        """How many have a value in this wave and in another, by which they can be judged."""
        return int((self.rows["standing"] != "unknown").sum())


def beyond_of(source: Source, selection: Selection) -> Beyond:
    """Return how all in the filter stand; raises TooFewValues where the newest wave has too few."""
    basis = basis_of(source, selection)
    conditions = conditions_of(source, selection, with_size=True)
    figures = history_of(source, basis).figures
    table = conditions.table.reindex(figures.index)
    fits: dict[str, Expected] = {}
    for wave in figures:
        try:
            fits[str(wave)] = expected_values(figures[wave], table)
        except TooFewValues:
            if wave == selection.wave:
                raise
    outside = pd.DataFrame(
        {wave: fit.table["outside"].reindex(basis.rows.index) for wave, fit in fits.items()}
    )
    now = fits[selection.wave]
    known = now.table[["value", "expected", "low", "high", "residual"]].reindex(basis.rows.index)
    rows = basis.rows[["name", "status", "population"]].assign(
        code=basis.rows.index, standing=standing(outside), **known
    )
    # A straight line goes on beyond the ends of a scale, where nobody can be.
    ends = ["expected", "low", "high"]
    rows[ends] = rows[ends].clip(*scale_of(basis.indicator))
    rows["residual"] = rows["value"] - rows["expected"]
    rows["standing"] = rows["standing"].where(rows["value"].notna(), "unknown")
    return Beyond(rows, now, len(fits), basis, conditions)


def above_codes(source: Source, selection: Selection) -> tuple[str, ...]:
    """Return the municipalities above in every wave, the farthest first; none where few answered.

    None is said to be above in a single wave.
    """
    if indicator_of(selection).is_share:
        return ()
    try:
        above = beyond_of(source, selection).above
    except TooFewValues:
        return ()
    return tuple(above.sort_values("residual", ascending=False)["code"])


def beyond_view(source: Source, selection: Selection) -> Chart:
    """Return the map of who lies above or below what its conditions would have, wave after wave."""
    t, indicator = selection.t, indicator_of(selection)
    basis = basis_of(source, selection)
    title = title_of(basis, PART)
    if reason := basis.why_not():
        return unexplained(basis, PART, title, reason)
    if indicator.is_share:
        return unexplained(basis, PART, title, t("explanations.beyond_yes_no"))
    try:
        beyond = beyond_of(source, selection)
    except TooFewValues as error:
        return unexplained(basis, PART, title, t.error(error))
    shown = Shown(PART, title, _headline(beyond), _about(beyond))
    return explained(
        basis,
        shown,
        _map(beyond, title),
        _table(beyond),
        n=beyond.fit.n,
        of=basis.of,
    )


def _headline(beyond: Beyond) -> str:
    """Return how many lie above and below in every wave; one wave alone is too little to say it."""
    selection, t = beyond.basis.selection, beyond.basis.selection.t
    n, of = beyond.fit.n, beyond.basis.of
    if beyond.waves <= 1:
        return selection.fitting([t("explanations.beyond_one_wave")], n, of)
    counts = beyond.rows["standing"].value_counts()
    above, below = (int(counts.get(key, 0)) for key in ("above", "below"))
    if not above and not below:
        return selection.fitting([t("explanations.beyond_nobody")], n, of)
    key = "both" if above and below else "above" if above else "below"
    judged = t.number(beyond.judged)
    words = {"above": t.number(above), "below": t.number(below), "n": judged}
    return selection.fitting(t.forms(f"explanations.beyond_{key}", **words), n, of)


def _about(beyond: Beyond) -> str:
    t, fit = beyond.basis.selection.t, beyond.fit
    chance = round((1 - LEVEL) * fit.n)
    return " ".join(
        [
            t(
                "explanations.about_beyond",
                conditions=t.listing(
                    t("explanations.quoted", name=name) for name in beyond.conditions.names
                ),
                level=t.percent(LEVEL),
                chance=t.number(chance),
                n=t.number(fit.n),
                outside=t.number(int(fit.table["outside"].abs().sum())),
                explained=t.percent(max(fit.explained, 0.0)),
                waves=t.number(beyond.waves),
            ),
            t("explanations.no_cause"),
            beyond.conditions.origins(t),
        ]
    )


def _colours(theme: str) -> dict[str, str]:
    colours = palette(theme)
    fell, _, still, _, rose = colours.diverging
    return {
        "above": rose,
        "below": fell,
        "changing": colours.context,
        "within": still,
        "unknown": colours.missing,
    }


def _map(beyond: Beyond, title: str) -> go.Figure:
    selection, t = beyond.basis.selection, beyond.basis.selection.t
    rows, colours = beyond.rows, _colours(selection.theme)
    counts = rows["standing"].value_counts()
    shown = [key for key in reversed(STANDINGS) if key != "unknown"]
    classes = [
        MapClass(
            colours[key],
            t("map.class", label=t(f"explanations.standing_{key}"), n=int(counts.get(key, 0))),
        )
        for key in shown
    ]
    places = {key: place for place, key in enumerate(shown)}
    areas = centred(rows[["name"]], rows["code"]).assign(
        map_class=rows["standing"].map(places),
        value_text=[_hover(row, beyond, t) for row in row_records(rows)],
    )
    parts = MapParts(
        areas,
        classes,
        t("explanations.standing_none", n=t.number(int(counts.get("unknown", 0)))),
        boundaries_of(),
        view=selection.view,
        focus=focus_of(areas, selection.municipality),
        zoom=municipal_zoom(areas, selection),
    )
    subtitle = t(
        "explanations.beyond_subtitle",
        basis=selection.basis(beyond.fit.n, beyond.basis.of),
        judged=t.number(beyond.judged),
    )
    return choropleth(parts, selection.frame(title, subtitle_in_view(subtitle, selection)))


def _hover(row: dict[str, Any], beyond: Beyond, t: Texts) -> str:
    if pd.isna(row["expected"]):
        return t(f"status.{row['status']}") if row["status"] != "ok" else t("missing")
    decimals = decimals_of(beyond.basis.indicator)
    value, expected, low, high = (
        t.number(row[key], decimals) for key in ("value", "expected", "low", "high")
    )
    return t("explanations.beyond_hover", value=value, expected=expected, low=low, high=high)


def _table(beyond: Beyond) -> Table:
    """Return everyone in the filter: those above in every wave first, the farthest off first."""
    basis = beyond.basis
    t, indicator = basis.selection.t, basis.indicator
    order = {key: place for place, key in enumerate(STANDINGS)}
    listed = beyond.rows.assign(
        place=beyond.rows["standing"].map(order),
        far=-np.abs(beyond.rows["residual"].fillna(0)),
        sorted_name=[t.sort_key(name) for name in beyond.rows["name"]],
    ).sort_values(["place", "far", "sorted_name"])
    unit, decimals = shown_unit(t, indicator), decimals_of(indicator)
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("value", t("column.value"), "number", decimals),
        Column("expected", t("explanations.column_expected"), "number", decimals),
        Column("residual", t("explanations.column_residual", unit=unit), "number", decimals),
        folding(Column("low", t("inequality.column_low"), "number", decimals), t),
        folding(Column("high", t("inequality.column_high"), "number", decimals), t),
        Column("standing", t("explanations.column_standing"), collapsed=CELL),
    )
    colours = _colours(basis.selection.theme)
    numbers = ("value", "expected", "residual", "low", "high")
    records = [
        (
            str(row["name"]),
            *(None if pd.isna(row[key]) else float(row[key]) for key in numbers),
            t(f"explanations.standing_{row['standing']}"),
        )
        for row in row_records(listed)
    ]
    swatches = [colours[key] for key in listed["standing"]]
    codes = tuple(str(code) for code in listed["code"])
    return Table(columns, records, codes, swatches, basis.selection.municipality)
