"""One indicator over the whole country with its local clusters, and who passes the filter."""

from dataclasses import dataclass

import pandas as pd

from ailaget.charts.moran import CLUSTERS
from ailaget.codebook import Indicator
from ailaget.statistics.spatial import QUADRANTS
from ailaget.statistics.ties import exceeds
from ailaget.views.base.rows import all_rows, chosen_rows
from ailaget.views.base.selection import Selection, Source, indicator_of
from ailaget.views.inequality.neighbourhood import Spatial, spatial_of

ORDER = (*CLUSTERS, "not_significant", "no_neighbours")
"""The labels in the order of the legend and the table."""


@dataclass(frozen=True, eq=False)
class Where:
    """The whole country's rows with what each place and its neighbours say.

    `rows` has one row per municipality: code, name, value, status, inside (passes the filter), lag
    (the neighbours' mean), near (neighbours that answered), p, q and label (NaN without a value).
    """

    rows: pd.DataFrame
    spatial: Spatial
    indicator: Indicator

    @property
    def n(self) -> int:
        """Municipalities with a value."""
        return int(self.rows["value"].notna().sum())

    @property
    def mean(self) -> float:
        """The mean of all values, where high and low part."""
        return float(self.rows["value"].mean())

    @property
    def quadrants(self) -> dict[str, int]:
        """How many lie in each quadrant, certain or not; who has no neighbour lies in none."""
        rows = self.rows[self.rows["lag"].notna()]
        high = zip(*(exceeds(rows[side], self.mean) for side in ("value", "lag")), strict=True)
        found = [QUADRANTS[bool(own), bool(near)] for own, near in high]
        return {key: found.count(key) for key in CLUSTERS}


def where_of(source: Source, selection: Selection) -> Where:
    """Return the country's rows with their clusters; raises TooFewValues under three answers."""
    indicator = indicator_of(selection)
    rows = all_rows(source, selection.wave, indicator.key).set_index("municipality")
    inside = chosen_rows(source, selection, indicator.key)["municipality"]
    spatial = spatial_of(source, rows["value"], selection.neighbours)
    ids = list(spatial.neighbours.ids)
    answered = rows["value"].reindex(ids).notna().to_numpy()
    near = pd.Series(((spatial.neighbours.matrix > 0) & answered).sum(axis=1), index=ids)
    table = rows[["name", "value", "status"]].join(spatial.local.table[["p", "q", "label"]])
    table = table.assign(inside=table.index.isin(inside), lag=spatial.lag, near=near)
    return Where(table.rename_axis("code").reset_index(), spatial, indicator)
