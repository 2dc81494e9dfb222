"""Those that climbed from a level between two waves: what they had before, and afterwards."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.steps import climbers, in_place, in_place_before
from ailaget.views.base.measurement import one_step
from ailaget.views.base.selection import FEW, Source
from ailaget.views.municipality.ahead import MEASURE
from ailaget.views.municipality.milestones import milestones
from ailaget.views.municipality.wave import MunicipalityWave


@dataclass(frozen=True)
class Share:
    """How many `had` something, of the `n` that are known."""

    had: int
    n: int

    @property
    def is_enough(self) -> bool:
        """Whether so many are known that something can be said of them."""
        return self.n >= FEW


@dataclass(frozen=True, eq=False)
class Climbs:
    """The latest climb of each municipality from one level: one row in `before` and in `after`.

    One that `is_sure` is more than how one municipality is measured; else it is that of a figure.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    is_sure: bool

    def had(self, question: str) -> Share:
        """Return how many of those that climbed had what a question asks about when they had."""
        return _shares(in_place(self.after, self.after.index))[question]

    def had_before(self, question: str) -> dict[str, Share]:
        """Return what those that got one thing while they climbed had of all else before it."""
        return _shares(in_place_before(self.before, self.after, question, self.after.index))


def climbs_from(source: Source, here: MunicipalityWave, level: int) -> Climbs:
    """Return the climbs of all others from a level, between any two waves up to this one.

    Where too few have climbed for sure it is who has a figure higher by at least what one step in
    one answer can move maturity at most, as on the page Kommun.
    """
    sure = _climbs(source, here, level, here.sure[MEASURE])
    if len(sure) >= FEW:
        return Climbs(*_ends(source, here, sure), is_sure=True)
    higher = _climbs(source, here, level, one_step(codebook().indicator(MEASURE)))
    return Climbs(*_ends(source, here, higher), is_sure=False)


def _climbs(
    source: Source, here: MunicipalityWave, level: int, least: float
) -> dict[str, tuple[str, str]]:
    """Return the latest two waves between which each of the others climbed so far."""
    waves = [wave for wave in here.waves if wave <= here.wave]
    climbs: dict[str, tuple[str, str]] = {}
    for earlier, later in pairwise(waves):
        start, end = _maturity(source, earlier), _maturity(source, later)
        is_there = start.map(level_number) == level
        units = climbers(start[is_there], end.drop(here.code, errors="ignore"), least)
        climbs |= dict.fromkeys(units, (earlier, later))
    return climbs


def _ends(
    source: Source, here: MunicipalityWave, climbs: dict[str, tuple[str, str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what each that climbed had before it did, and after."""
    if not climbs:
        nothing = milestones(source, here.wave)[:0]
        return nothing, nothing
    pairs = sorted(set(climbs.values()))
    units = [[code for code in climbs if climbs[code] == pair] for pair in pairs]
    before, after = (
        pd.concat(
            milestones(source, pair[end]).reindex(codes)
            for pair, codes in zip(pairs, units, strict=True)
        )
        for end in (0, 1)
    )
    return before, after


def level_number(index: float | None) -> int | None:
    """Return the number of an index's level, the lowest being 0; None without a value."""
    if index is None or pd.isna(index):
        return None
    return codebook().levels.index(codebook().level_of(index))


def _maturity(source: Source, wave: str) -> "pd.Series[float]":
    rows = source.query("wave_indicators", wave=wave)
    valued = rows[(rows["indicator"] == MEASURE) & rows["value"].notna()]
    return valued.set_index("municipality")["value"].astype(float)


def _shares(counts: pd.DataFrame) -> dict[str, Share]:
    columns = counts.index.astype(str), counts["had"].astype(int), counts["n"].astype(int)
    return {key: Share(had, n) for key, had, n in zip(*columns, strict=True)}
