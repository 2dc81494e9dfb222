"""Who can bear a position for AI of its own, who could share one, and who works together today."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from ailaget import geography
from ailaget.practice import Collaboration
from ailaget.statistics.sample import BoolArray, FloatArray
from ailaget.statistics.ties import exceeds
from ailaget.statistics.travel import straight_kilometres
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import Selection, Source
from ailaget.views.municipality.peers import metres_on_plane

MEASURE = "ai_fte"

ONE_POSITION = 1.0
"""Full-time equivalents from which a municipality has a position of its own."""

BODIES = ("federation", "joint_board", "company")
"""Forms of collaboration that can employ somebody for all their members."""

NOBODY, BY_STAFF = "nobody", "staff"


@dataclass(frozen=True, eq=False)
class Basis:
    """The country's municipalities in a wave, whatever the filter.

    `rows` has one row per municipality by code: code, name, county, population, fte (NaN: not
    known), inside (passes the filter) and bears: ``staff`` has a position of its own, ``size`` is
    counted as large enough for one, and empty is neither.
    """

    rows: pd.DataFrame
    collaborations: tuple[Collaboration, ...]

    @property
    def sharing(self) -> pd.DataFrame:
        """The rows of those who cannot bear a position alone."""
        return self.rows[self.rows["bears"] == ""]

    def bears(self, code: str) -> str:
        """Return why a municipality bears a position of its own, empty where it does not."""
        return str(self.rows.set_index("code")["bears"][code])


def basis_of(source: Source, selection: Selection) -> Basis:
    """Return who bears and who shares, by the rule in force."""
    rows = all_rows(source, selection.wave, MEASURE)
    inside = source.query("municipalities", wave=selection.wave, **selection.filter)["municipality"]
    table = rows[["name", "county", "population"]].assign(
        code=rows["municipality"],
        fte=rows["value"].astype(float),
        inside=rows["municipality"].isin(inside),
    )
    table["bears"] = _bears(table, selection.bears)
    return Basis(table.sort_values("code", ignore_index=True), collaborations_of(source))


def collaborations_of(source: Source) -> tuple[Collaboration, ...]:
    """Return the collaborations that readers see and that are not known to have ended."""
    return tuple(
        entry
        for entry in source.entries("collaborations")
        if isinstance(entry, Collaboration) and entry.is_ended != "yes"
    )


def together_in(collaborations: Sequence[Collaboration], codes: Sequence[str]) -> BoolArray:
    """Return whether two municipalities are members of the same federation, board or company."""
    together = np.zeros((len(codes), len(codes)), dtype=bool)
    for entry in collaborations:
        if entry.type in BODIES:
            is_member = np.isin(codes, entry.members)
            together |= is_member[:, None] & is_member
    return together


@cache
def kilometres_between() -> pd.DataFrame:
    """Return the straight line between the centres of all municipalities, by their codes."""
    codes = [place.code for place in geography.municipalities()]
    plane = np.array([metres_on_plane(geography.centres()[code]) for code in codes])
    return pd.DataFrame(straight_kilometres(plane), index=codes, columns=codes)


def kilometres_among(codes: Sequence[str]) -> FloatArray:
    """Return the straight lines between some municipalities, in their order."""
    return np.asarray(kilometres_between().loc[list(codes), list(codes)], dtype=np.float64)


def _bears(table: pd.DataFrame, rule: str) -> list[str]:
    """Return why each bears a position; one that has not answered is judged by its size alone."""
    has_own = ~exceeds(ONE_POSITION, table["fte"]) & table["fte"].notna().to_numpy()
    limit = float("inf") if rule in (NOBODY, BY_STAFF) else float(rule)
    is_large = table["population"].to_numpy() >= limit
    if rule == NOBODY:
        return [""] * len(table)
    return [
        "staff" if own else "size" if large else ""
        for own, large in zip(has_own, is_large, strict=True)
    ]
