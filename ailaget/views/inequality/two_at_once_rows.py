"""Staffing and maturity of the filter's municipalities, classed by limits that stay the same."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import codebook
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source

STAFFING, MATURITY = "ai_fte_per_100k", "maturity"
MATURE = 2
"""The level, counted from 0, from which a municipality is said to have come far: it builds up."""

QUADRANTS = ("high_low", "high_high", "low_low", "low_high")
"""Staffing and then maturity: any staff or none, mature or not."""


@dataclass(frozen=True, eq=False)
class Both:
    """Both measures of the filter's municipalities.

    `rows`: code, name, up and right (staffing and maturity; NaN: no value), their statuses,
    up_class and right_class (0 to 2; NaN unless both are known), quadrant ("" likewise).
    """

    rows: pd.DataFrame

    @property
    def known(self) -> pd.DataFrame:
        """The municipalities with both values."""
        return self.rows[self.rows["quadrant"] != ""]

    @property
    def counts(self) -> dict[str, int]:
        """Municipalities in each quadrant."""
        return {key: int((self.rows["quadrant"] == key).sum()) for key in QUADRANTS}


def both_of(source: Source, selection: Selection) -> Both:
    """Return both measures, classed by limits that stay the same from wave to wave."""
    staffing, maturity = (_rows(source, selection, key) for key in (STAFFING, MATURITY))
    rows = staffing[["name"]].assign(
        up=staffing["value"],
        right=maturity["value"],
        up_status=staffing["status"],
        right_status=maturity["status"],
    )
    is_known = rows["up"].notna() & rows["right"].notna()
    some, minimum = limits()
    rows["up_class"] = ((rows["up"] > 0).astype(int) + (rows["up"] >= some).astype(int)).where(
        is_known
    )
    rows["right_class"] = sum((rows["right"] >= low).astype(int) for low in minimum)
    rows["right_class"] = rows["right_class"].where(is_known)
    any_staff = (rows["up"] > 0).map({True: "high", False: "low"})
    mature = (rows["right"] >= minimum[-1]).map({True: "high", False: "low"})
    rows["quadrant"] = (any_staff + "_" + mature).where(is_known, "")
    return Both(rows.rename_axis("code").reset_index())


def _rows(source: Source, selection: Selection, key: str) -> pd.DataFrame:
    return chosen_rows(source, selection, key).set_index("municipality")


def limits() -> tuple[float, tuple[float, float]]:
    """Return where much staff begins, and where the second and third class of maturity do."""
    levels = codebook().levels
    some = codebook().indicator(STAFFING).bands[0]
    return some, (levels[MATURE - 1].minimum, levels[MATURE].minimum)
