"""The limits of a funnel plot: by hand, beside draws, and where nothing is left to chance."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.funnel import ALARM, WARNING, funnel_limits
from ailaget.statistics.sample import TooFewValues

VALUES = pd.Series([0.0, 10.0, 20.0, 30.0, np.nan])


def test_the_limits_are_those_of_the_formula() -> None:
    # Mean 15, s over M = sqrt(125), M = 4, n = 2: 15 -+ 1.95996 sqrt(125 / 2 * 2 / 3).
    low, high = funnel_limits(VALUES, pd.Series({"a": 2}), WARNING)
    assert low["a"] == pytest.approx(15 - 1.959964 * np.sqrt(125 / 3), abs=1e-4)
    assert high["a"] == pytest.approx(15 + 1.959964 * np.sqrt(125 / 3), abs=1e-4)


def test_a_group_of_all_has_no_width() -> None:
    low, high = funnel_limits(VALUES, pd.Series({"all": 4}))
    assert low["all"] == high["all"] == 15


def test_a_larger_group_has_narrower_limits_and_the_outer_hold_the_inner() -> None:
    sizes = pd.Series({size: size for size in (1, 2, 3)})
    inner, outer = (funnel_limits(VALUES, sizes, level) for level in (WARNING, ALARM))
    widths = inner[1] - inner[0]
    assert list(widths) == sorted(widths, reverse=True)
    assert (outer[0] < inner[0]).all() and (outer[1] > inner[1]).all()


def test_chance_stays_within_as_often_as_it_says() -> None:
    generator = np.random.default_rng(3)
    values = generator.gamma(4, 8, size=200)
    low, high = funnel_limits(pd.Series(values), pd.Series({"county": 9}), WARNING)
    means = np.array([generator.choice(values, 9, replace=False).mean() for _ in range(4000)])
    within = ((means > low["county"]) & (means < high["county"])).mean()
    assert within == pytest.approx(WARNING, abs=0.012)


def test_one_value_has_no_spread() -> None:
    with pytest.raises(TooFewValues):
        funnel_limits(pd.Series([1.0, None]), pd.Series({"a": 1}))
