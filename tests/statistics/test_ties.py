"""Equal is said once: against fractions worked exactly, and wherever figures are put in order."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailaget.statistics import measures
from ailaget.statistics.left_behind import left_behind
from ailaget.statistics.neighbours import from_edges
from ailaget.statistics.ranks import rank_intervals, ranks_of_draws
from ailaget.statistics.spatial import moran
from ailaget.statistics.ties import TOLERANCE, exceeds, joined

# Two groups whose means are both 100/3: kept with nine decimals, their means differ by 3e-10.
NINE = [round(100 / 3, 9), np.mean([round(100 * part, 9) for part in (1 / 6, 1 / 2)])]
# 1.4 of 14 000 and 0.7 of 7 000 per 100 000 are both 10.
RATES = [100_000 * 1.4 / 14_000, 100_000 * 0.7 / 7_000, 100_000 * 2.1 / 21_000]


def test_figures_that_are_equal_get_one_number_and_what_is_missing_stays_so() -> None:
    assert NINE[0] != NINE[1]
    assert len(set(joined([*NINE, 50.0]).tolist())) == 2
    assert np.isnan(joined([np.nan, 1.0])).tolist() == [True, False]
    assert joined([]).size == 0
    assert exceeds(NINE[0], NINE[1]) == exceeds(NINE[1], NINE[0]) == np.False_


def test_the_gap_between_what_differs_is_far_wider_than_the_tolerance() -> None:
    """Means of maturity, steps of 100/4 320, in two groups of at most 290."""
    least = min(Fraction(100, 4320) * abs(Fraction(1, n) - Fraction(1, 290)) for n in range(1, 290))
    assert float(least) > 25 * TOLERANCE
    assert float(Fraction(100, 4320 * 290 * 289)) > 25 * TOLERANCE


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 9), st.integers(1_000, 9_000)),
        min_size=1,
        max_size=12,
    )
)
def test_rates_rank_as_their_fractions_do(given: list[tuple[int, int, int]]) -> None:
    """Tenths of a position in so many thousand: the float's last digits decide no place."""
    exact = [
        Fraction(100_000 * tenths * times, 10 * people * times) for tenths, times, people in given
    ]
    floating = [
        100_000 * (tenths / 10 * times) / (people * times) for tenths, times, people in given
    ]
    places = rank_intervals(pd.Series(floating))
    assert places["best"].tolist() == [1 + sum(other > own for other in exact) for own in exact]
    assert places["ties"].tolist() == [exact.count(own) - 1 for own in exact]


@pytest.mark.parametrize("equal", [NINE, RATES, [0.1 + 0.2, 0.3]])
def test_equal_figures_share_their_place_wherever_they_are_ranked(equal: list[float]) -> None:
    values = pd.Series([*equal, max(equal) + 1], dtype=float)
    places, last = rank_intervals(values), len(values)
    assert places["best"].tolist() == [*[2] * len(equal), 1]
    assert places["worst"].tolist() == [*[last] * len(equal), 1]
    assert ranks_of_draws(values.to_numpy()[None, :])[0].tolist() == places["best"].tolist()


def test_equal_figures_are_low_together_and_standing_still_is_no_rounding() -> None:
    low = pd.Series([*NINE, 50.0, 60.0, 70.0], list("abcde"))
    chain = from_edges(list("abcde"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    before = low - 2.0
    before["b"] -= 1e-9
    found = left_behind(low, before, low // 20 + 1, chain, bottom=0.2)
    assert found["is_low"].to_dict() == {"a": True, "b": True, "c": False, "d": False, "e": False}
    assert found["stood_still"].all()
    assert found.index[:2].tolist() == ["a", "b"]


def test_rates_that_are_all_equal_have_no_inequality_and_no_pattern() -> None:
    rates = np.sort(np.array([100_000 * (0.1 * k) / (700 * k) for k in range(1, 30)]))
    assert rates[0] != rates[-1]
    p = np.full(len(rates), 1 / len(rates))
    codes = np.arange(len(rates)) % 3
    assert measures.gini(rates, p) == measures.theil(rates, p) == 0
    assert np.isnan(measures.variance_between(rates, p, codes, 3))
    units = [str(number) for number in range(len(rates))]
    chain = from_edges(units, list(zip(units[1:], units[:-1], strict=True)))
    assert moran(pd.Series(rates, units), chain).i is None
