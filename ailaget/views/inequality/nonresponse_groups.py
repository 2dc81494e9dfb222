"""What the silent could change: the bounds of everyone and of each group, and the estimate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.codebook import Indicator
from ailaget.statistics.nonresponse import (
    LEAST_ANSWERING,
    PostStratified,
    WorstCase,
    post_stratified,
    worst_case,
)
from ailaget.texts import Texts
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import Selection, Source, marked_name, place_names


@dataclass(frozen=True, eq=False)
class Silence:
    """One indicator: the bounds of everyone in the filter and of each group, and the estimate.

    `groups` has one row per group, everyone first: part (all, groups), label, marked (the label,
    with a mark where few have a value), n, of, mean, low and high (NaN mean: nobody answered).
    `upper` is the scale's upper end, or the country's largest answer, `upper_name` then its
    municipality.
    """

    groups: pd.DataFrame
    estimate: PostStratified
    everyone: WorstCase
    responded: int
    upper: float
    upper_name: str
    indicator: Indicator


def silence_of(
    source: Source, rows: pd.DataFrame, indicator: Indicator, selection: Selection
) -> Silence:
    """Return the bounds of `rows`, the filter's municipalities, of whom someone has a value."""
    everyone = all_rows(source, selection.wave, indicator.key)
    scale_end, upper_name = indicator.upper_bound, ""
    if scale_end is None:
        highest = everyone.sort_values(["value", "name"], ascending=[False, True]).iloc[0]
        upper_name = str(highest["name"])
    upper = float(everyone["value"].max()) if scale_end is None else scale_end
    t, names = selection.t, place_names(selection.language)
    by = selection.by
    keys = [key for key in _order(by, names, t) if (rows[by] == key).any()]
    all_label = t("silent.filtered" if selection.is_filtered else "silent.country")
    groups = [_group("all", all_label, rows["value"], upper)]
    groups += [
        _group("groups", names[key], rows.loc[rows[by] == key, "value"], upper) for key in keys
    ]
    for group in groups:
        group["marked"] = marked_name(t, group["label"], group["n"], group["of"])
    return Silence(
        groups=pd.DataFrame(groups),
        estimate=post_stratified(
            rows["value"], rows["skr_group"], [rows["skr_group"].str[0]], LEAST_ANSWERING
        ),
        everyone=worst_case(rows["value"], 0.0, upper),
        responded=int(rows["has_responded"].sum()),
        upper=upper,
        upper_name=upper_name,
        indicator=indicator,
    )


def _order(by: str, names: Mapping[str, str], t: Texts) -> list[str]:
    if by == "county":
        codes = [county.code for county in geography.counties()]
        return sorted(codes, key=lambda code: t.sort_key(names[code]))
    if by == "size_class":
        return [size.key for size in geography.size_classes()]
    return [group.code for group in geography.skr_groups()]


def _group(part: str, label: str, values: "pd.Series[float]", upper: float) -> dict[str, Any]:
    bounds = worst_case(values, 0.0, upper)
    return {
        "part": part,
        "label": label,
        "n": bounds.n,
        "of": bounds.of,
        "mean": float(values.mean()),
        "low": bounds.low,
        "high": bounds.high,
    }
