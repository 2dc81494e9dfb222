"""Regions whose figures are equal share their place, whatever the order their sums were made in."""

import pandas as pd

from ailaget.codebook import codebook
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.region.ranking import region_ranking_view
from tests.views.planted import CODES, Planted, choose


def rows(values: dict[str, list[float]]) -> pd.DataFrame:
    """Return rows of regions with maturity, each a mean of what it is given."""
    records = [(region, value) for region, inside in values.items() for value in inside]
    table = pd.DataFrame(records, columns=["region", "value"])
    return table.assign(numerator=table["value"], denominator=1.0, factor=1.0)


THIRDS = {"a": [33.333333333], "b": [16.666666667, 50.0], "c": [10.0]}
"""The first two are both 100/3, kept with nine decimals: their means differ by 5e-10."""


def test_equal_means_share_the_better_place_and_the_whole_interval() -> None:
    placed = region_ranks(rows(THIRDS), codebook().indicator("maturity"))
    assert placed["a"].value != placed["b"].value
    assert [(placed[key].place, placed[key].best, placed[key].worst) for key in "abc"] == [
        (1, 1, 2),
        (1, 1, 2),
        (3, 3, 3),
    ]


def test_equal_counties_stand_by_name() -> None:
    """Gotland and Kalmar tie; whichever has the last digit on its side, G comes before K."""
    gotland = [code for code in CODES if code.startswith("09")]
    kalmar = [code for code in CODES if code.startswith("08")][:2]
    for more, less in ((33.333333333, (16.666666667, 50.0)), (33.3333333335, (16.666666667, 50.0))):
        now = {gotland[0]: more, **dict(zip(kalmar, less, strict=True))}
        chart = region_ranking_view(Planted({"maturity": now}), choose(region="09"))
        assert [row[1] for row in chart.table.rows[:2]] == ["Gotlands län", "Kalmar län"]
