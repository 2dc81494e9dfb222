"""Where each region stands among those of its kind, also had the silent ones answered."""

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.nonresponse import worst_case
from ailaget.views.region_scope import region_figure


def standings(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return one row per region that has municipalities in the filter.

    Columns: `value` (the region's figure, NaN where nobody has one), `n`, `of`, `low` and `high`
    (the figure with every silent municipality at either end of the scale; NaN where there are no
    answers at all), `place` (among the figures as they are, ties share the better one), `best` and
    `worst` (the places that the region could have had, had everyone answered).
    """
    found = [_region(code, inside, rows, indicator) for code, inside in rows.groupby("region")]
    columns = ["region", "value", "n", "of", "low", "high"]
    table = pd.DataFrame(found, columns=columns).set_index("region")
    sign = 1 if indicator.higher_is_better else -1
    ends = [(sign * table[end]) for end in ("low", "high")]
    low, high = ends if sign > 0 else ends[::-1]
    return table.assign(
        place=(sign * table["value"]).rank(ascending=False, method="min"),
        best=[1 + int((low > mine).sum()) for mine in high],
        worst=[max(int((high >= mine).sum()), 1) for mine in low],
    )


def _region(
    code: object, inside: pd.DataFrame, rows: pd.DataFrame, indicator: Indicator
) -> tuple[object, float | None, int, int, float | None, float | None]:
    low, high = _bounds(inside, rows, indicator)
    n = int(inside["value"].notna().sum())
    return code, region_figure(inside, indicator), n, len(inside), low, high


def _bounds(
    inside: pd.DataFrame, rows: pd.DataFrame, indicator: Indicator
) -> tuple[float | None, float | None]:
    """Return the figure with all silent at the scale's ends; the top is the highest value given
    by anyone in the filter where the scale has none."""
    highest = rows["value"].max()
    top = indicator.upper_bound or (None if pd.isna(highest) else float(highest))
    if top is None:
        return None, None
    if indicator.is_ratio:
        return _ratio_bounds(inside, rows["factor"].iloc[0], top, indicator)
    statistic = "median" if indicator.is_index else "mean"
    found = worst_case(inside["value"], upper=top, statistic=statistic)
    return found.low, found.high


def _ratio_bounds(
    inside: pd.DataFrame, factor: float, top: float, indicator: Indicator
) -> tuple[float | None, float | None]:
    """Silent municipalities count by their size, with no position at all and with `top`."""
    size = inside["population" if indicator.formula == "per_population" else "employees"]
    silent = float(size[inside["value"].isna()].sum())
    known = inside[inside["value"].notna()]
    total = float(known["denominator"].sum()) + silent
    if total == 0:
        return None, None
    least = factor * float(known["numerator"].sum()) / total
    return least, least + top * silent / total
