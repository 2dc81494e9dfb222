"""One municipality in one wave: who it is, its figures, and those of the areas it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from ailaget.views.base.chart import make_chart
from ailaget.views.base.measurement import sure_points
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.municipality.area_figures import AreaFigure, area_figures

AREAS = ("county", "skr_group", "sweden")
"""What a municipality is compared with, nearest first."""

MOST_COMPARED = 5
"""Municipalities picked by hand to compare with; more would hide each other in the chart."""


@dataclass(frozen=True, eq=False)
class MunicipalityWave:
    """A municipality with every indicator of the wave.

    `everyone` has one row per municipality and indicator of the wave, `answers` one per
    municipality, index and question of it, `history` one per wave and indicator of this
    municipality; `waves` are all waves that readers see, oldest first.
    """

    code: str
    name: str
    county: str
    skr_group: str
    population: int
    population_year: int
    employees: int | None
    has_responded: bool
    wave: str
    waves: tuple[str, ...]
    everyone: pd.DataFrame
    answers: pd.DataFrame
    history: pd.DataFrame

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas to compare with; a county of one municipality is none."""
        alone = self.everyone.loc[self.everyone["county"] == self.county, "municipality"].nunique()
        return AREAS if alone > 1 else AREAS[1:]

    @cached_property
    def sure(self) -> Mapping[str, float]:
        """How far apart in each index two must be, or one from itself, for it to be sure."""
        return sure_points(self.answers, self.everyone)

    @cached_property
    def _own(self) -> dict[tuple[str, str], float]:
        valued = self.history.dropna(subset="value")
        keys = zip(valued["wave"], valued["indicator"], strict=True)
        return dict(zip(keys, valued["value"].astype(float), strict=True))

    @cached_property
    def _by_indicator(self) -> dict[str, pd.DataFrame]:
        return {str(key): rows for key, rows in self.everyone.groupby("indicator")}

    @cached_property
    def _figures(self) -> Mapping[str, Mapping[str, AreaFigure]]:
        return {area: area_figures(self.inside(self.everyone, area)) for area in AREAS}

    def value(self, indicator: str, wave: str | None = None) -> float | None:
        """Return its value in the wave, or in another one; None where it has none."""
        return self._own.get((wave or self.wave, indicator))

    def earlier(self, indicator: str) -> tuple[str, float] | None:
        """Return the latest wave before this one with a value, and the value."""
        waves = [wave for wave, key in self._own if key == indicator and wave < self.wave]
        return (max(waves), self._own[max(waves), indicator]) if waves else None

    def held_fixed(self, indicator: str, wave: str) -> float | None:
        """Return the value of an earlier wave per the denominator of this one; None without both.

        The difference to this wave's value is then one in positions, not in inhabitants.
        """
        rows = self.history[self.history["indicator"] == indicator].set_index("wave")
        if self.value(indicator) is None or self.value(indicator, wave) is None:
            return None
        held = rows["factor"] * rows["numerator"] / rows["denominator"][self.wave]
        return float(held[wave])

    def responded_in(self) -> set[str]:
        """Return the waves that the municipality answered."""
        return set(self.history.loc[self.history["status"] != "nonresponse", "wave"])

    @property
    def last_answered(self) -> str | None:
        """The latest earlier wave that it answered; None where it answered this one, or none."""
        earlier = [wave for wave in self.responded_in() if wave < self.wave]
        return None if self.has_responded or not earlier else max(earlier)

    def rows(self, area: str, indicator: str) -> pd.DataFrame:
        """Return an indicator's rows of the municipalities of an area, itself among them."""
        return self.inside(self._by_indicator[indicator], area)

    def figure(self, area: str, indicator: str) -> AreaFigure:
        """Return an indicator's figure of an area, the municipality itself counted."""
        return self._figures[area][indicator]

    def inside(self, rows: pd.DataFrame, area: str) -> pd.DataFrame:
        """Return the rows that lie in an area."""
        return rows if area == "sweden" else rows[rows[area] == getattr(self, area)]

    def area_name(self, area: str, selection: Selection) -> str:
        """Return an area's short name: "Värmlands län", "SKR-grupp B5", "Sverige"."""
        if area == "county":
            return place_names(selection.language)[self.county]
        return selection.t(f"municipality.area_{area}", group=self.skr_group)


def municipality_wave(source: Source, selection: Selection) -> MunicipalityWave | None:
    """Return the chosen municipality in the chosen wave; None without either."""
    code = selection.municipality
    if code is None:
        return None
    places = source.query("municipalities", wave=selection.wave, **NO_FILTER)
    if places.empty:  # no wave is published yet
        return None
    place = places[places["municipality"] == code].iloc[0]
    waves = source.query("waves")["wave"]
    return MunicipalityWave(
        code=code,
        name=str(place["name"]),
        county=str(place["county"]),
        skr_group=str(place["skr_group"]),
        population=int(place["population"]),
        population_year=int(place["population_year"]),
        employees=None if pd.isna(place["employees"]) else int(place["employees"]),
        has_responded=bool(place["has_responded"]),
        wave=selection.wave,
        waves=tuple(sorted(waves)),
        everyone=source.query("wave_indicators", wave=selection.wave),
        answers=source.query("index_items", wave=selection.wave),
        history=source.query("municipality_indicators", municipality=code),
    )


def unchosen(key: str, selection: Selection) -> Chart:
    """Return what there is to show before a municipality is chosen: words."""
    t = selection.t
    return make_chart(
        selection,
        key,
        title=t("municipality.title"),
        headline=t("empty.no_municipality"),
        figure=go.Figure(),
        table=Table((), ()),
        alt=t("empty.no_municipality"),
        n=0,
        of=0,
        file_stem=key,
        unit="",
    )
