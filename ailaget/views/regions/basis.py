"""What the views of regions, or of areas, start from: their wave, values, and who is beside."""

from dataclasses import dataclass, replace

import pandas as pd

from ailaget import geography
from ailaget.codebook import Indicator
from ailaget.statistics.intervals import Interval, bootstrap
from ailaget.statistics.ranks import rank_intervals
from ailaget.store.waves import REGIONS
from ailaget.views.base.gap import MEAN, around, scale_of
from ailaget.views.base.measurement import sure_change
from ailaget.views.base.panel import held_fixed
from ailaget.views.base.respondents import (
    Respondents,
    RespondentsSource,
    chosen_respondents,
    is_of_areas,
)
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import FEW, Selection, Source, group_value, indicator_of
from ailaget.views.region.scope import region_of


@dataclass(frozen=True)
class Beside:
    """The figure of a county's municipalities, which are other organisations than its region."""

    interval: Interval
    n: int
    of: int


@dataclass(frozen=True)
class RegionsBasis:
    """An indicator's values of the regions, by code, and the municipalities of each one's county.

    `respondents` are the regions, or areas of one's own, of which all is said here of regions.
    `selection` is of their own wave, and of no filter: that is of municipalities. `rows` are
    those of `indicator_values` with the regions' names, their places, and ``change``, which is NaN
    where either value is missing. `beside` is empty where no municipalities can stand beside: there
    is no wave of theirs, or one of the two is invented, or they are areas; `beside_wave` is theirs,
    None then. `detectable` is the smallest sure change of one region, None where it is not known.
    """

    respondents: Respondents
    selection: Selection
    rows: pd.DataFrame
    beside: dict[str, Beside]
    beside_wave: str | None
    detectable: float | None

    @property
    def indicator(self) -> Indicator:
        """What is shown."""
        return indicator_of(self.selection)

    @property
    def n(self) -> int:
        """How many have a value."""
        return int(self.rows["value"].notna().sum())

    @property
    def of(self) -> int:
        """How many there are."""
        return len(self.rows)

    @property
    def previous_wave(self) -> str | None:
        """The regions' wave before, None where there is none."""
        waves = self.rows["previous_wave"].dropna()
        return None if waves.empty else str(waves.iloc[0])

    @property
    def can_be_counted(self) -> bool:
        """Whether the indicator can be made of them: nobody here knows how many they employ."""
        return self.indicator.formula not in self.respondents.unknown

    @property
    def focus(self) -> str:
        """The code of the one that is looked at."""
        return focus_among(self.respondents, self.selection)


def regions_selection(
    source: Source, selection: Selection, respondents: str = REGIONS
) -> Selection | None:
    """Return what a reader has chosen, at the respondents' own wave; None where none is shown.

    It is the one of theirs that the reader has chosen, else the newest that is not later than the
    chosen wave of municipalities. Where that is the municipalities' newest, nothing is too late.
    """
    waves = RespondentsSource(source, respondents).query("waves")
    if waves.empty:
        return None
    known = list(waves["wave"])
    of_municipalities = list(source.query("waves")["wave"])
    is_newest = selection.wave in of_municipalities[:1] or not of_municipalities
    before = known if is_newest else [wave for wave in known if wave <= selection.wave]
    wave = before[0] if before else known[-1]
    if selection.regions_wave in known:
        wave = str(selection.regions_wave)
    is_demo = dict(zip(known, waves["is_demo"], strict=True))[wave]
    none: tuple[str, ...] = ()
    return replace(
        selection, wave=wave, is_demo=bool(is_demo), county=none, skr_group=none, size_class=none
    )


def focus_of_regions(selection: Selection) -> str:
    """Return the code of the region that is looked at."""
    code = region_of(selection)
    if not code[0].isdigit():  # an SKR group has no region
        code = region_of(replace(selection, region=None, skr_group=()))
    return code if code[0].isdigit() else geography.regions()[0].code


def focus_among(respondents: Respondents, selection: Selection) -> str:
    """Return the code of the region, or of the area, that is looked at: else the first."""
    if respondents.is_regions:
        return focus_of_regions(selection)
    code = (selection.region or "").removeprefix(respondents.region(""))
    is_known = is_of_areas(selection) and code in respondents.names
    return code if is_known else next(iter(respondents.names))


def regions_basis(source: Source, selection: Selection) -> RegionsBasis | None:
    """Return the basis of the charts of regions or areas; None where no wave of theirs is shown."""
    respondents = chosen_respondents(source, selection)
    own = regions_selection(source, selection, respondents.key)
    if own is None:
        return None
    if not own.is_demo:
        said = {"wave": own.t.wave(own.wave), "today": own.t.day(own.day)}
        own = replace(own, attributed=respondents.words(own.t, "attribution", **said))
    answers, indicator = RespondentsSource(source, respondents.key), indicator_of(own)
    rows = all_rows(answers, own.wave, indicator.key)
    fixed = held_fixed(rows) if indicator.is_ratio else rows
    places = rank_intervals(rows["value"], higher_is_better=indicator.higher_is_better)
    rows = rows.assign(
        name=rows["municipality"].map(respondents.names),
        change=fixed["value"] - fixed["previous_value"],
        best=places["best"],
        worst=places["worst"],
    )
    waves = source.query("waves")
    is_beside = selection.wave in set(waves["wave"]) and selection.is_demo == own.is_demo
    is_beside = is_beside and respondents.is_regions
    return RegionsBasis(
        respondents,
        own,
        rows,
        _beside(source, selection.wave, indicator) if is_beside else {},
        selection.wave if is_beside else None,
        sure_change(answers, own.wave, indicator),
    )


def _beside(source: Source, wave: str, indicator: Indicator) -> dict[str, Beside]:
    everybody = all_rows(source, wave, indicator.key)
    return {str(code): _figure(rows, indicator) for code, rows in everybody.groupby("county")}


def _figure(rows: pd.DataFrame, indicator: Indicator) -> Beside:
    """Return a county's figure as everywhere, with its interval where it rests on enough."""
    value, n = group_value(rows), int(rows["value"].notna().sum())
    if value is None or n < FEW:
        return Beside(Interval(value, None, None), n, len(rows))
    made = bootstrap(
        rows["value"],
        weights=rows["denominator"] if indicator.is_ratio else None,
        of=len(rows),
        scale=scale_of(indicator),
        keys=(MEAN,),
    )
    return Beside(around(made.intervals[MEAN], value), n, len(rows))
