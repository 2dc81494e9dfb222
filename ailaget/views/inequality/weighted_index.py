"""The maturity index by the weights in force, and the ranks that other weights would give."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.ranks import ranks_of_draws
from ailaget.statistics.robustness import Robustness, index_robustness
from ailaget.views.base.rows import grouped
from ailaget.views.base.selection import Selection, Source


@dataclass(frozen=True, eq=False)
class Weighted:
    """The index by the weights in force.

    `rows`: one per municipality with all parts, best first: code, name, score, rank, rank_low,
    rank_high, fifth, stays, equal (rank with equal weights), inside (passes the filter).
    """

    rows: pd.DataFrame
    found: Robustness
    weights: dict[str, float]


def weights_of(selection: Selection) -> dict[str, float]:
    """Return the weight in force of every part of maturity; 1 unless it has been moved."""
    moved = dict(selection.weight)
    return {part.key: moved.get(part.key, 1.0) for part in codebook().dimension_indicators()}


def weighted_of(source: Source, selection: Selection) -> Weighted | None:
    """Return the draws; None where every weight is zero."""
    weights = weights_of(selection)
    if not any(weights.values()):
        return None
    rows = source.query("wave_indicators", wave=selection.wave)
    values = dict(
        iter(rows.set_index("municipality")["value"].groupby(rows["indicator"].to_numpy()))
    )
    parts = pd.DataFrame({key: values[key] for key in weights})
    places = grouped(rows.drop_duplicates("municipality"), selection).set_index("municipality")
    robustness = _draws(
        parts.to_numpy(dtype=np.float64, na_value=np.nan).tobytes(),
        tuple(parts.index),
        tuple(weights.items()),
        tuple(places[selection.by].reindex(parts.index)),
    )
    inside = source.query("municipalities", wave=selection.wave, **selection.filter)["municipality"]
    equal = parts.reindex(robustness.table.index).mean(axis=1).to_numpy()
    table = robustness.table.assign(
        name=places["name"],
        equal=ranks_of_draws(equal[None, :])[0],
        inside=robustness.table.index.isin(inside),
    )
    ordered = table.rename_axis("code").reset_index().sort_values(["rank", "code"])
    return Weighted(ordered, robustness, weights)


@lru_cache(maxsize=32)
def _draws(
    values: bytes,
    codes: tuple[str, ...],
    weights: tuple[tuple[str, float], ...],
    groups: tuple[str, ...],
) -> Robustness:
    """Rank the country; kept by all that it depends on, as a filter decides only who is shown."""
    array = np.frombuffer(values).reshape(len(codes), -1)
    parts = pd.DataFrame(array, index=list(codes), columns=[key for key, _ in weights])
    by = pd.Series(groups, index=list(codes))
    return index_robustness(parts, weights=dict(weights), groups=by)
