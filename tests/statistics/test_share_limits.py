"""Exact limits of a share among all: R's hypergeometric distribution finds the same by search."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import multivariate_hypergeom

from ailaget.statistics.growth import panel_growth
from ailaget.statistics.intervals import bootstrap
from ailaget.statistics.sample import OutsideRange
from ailaget.statistics.share_limits import change_limits, share_limits
from tests.r import by_r

CASES = [
    (0, 5, 15),
    (5, 5, 15),
    (1, 9, 10),
    (35, 231, 290),
    (231, 231, 290),
    (0, 1, 290),
    (3, 4, 4),
]
YES_NO = (0.0, 1.0)


def test_the_limits_are_those_that_rs_hypergeometric_distribution_gives():
    searches = "".join(
        f"""
        K <- 0:{of}
        low <- min(K[phyper({yes} - 1, K, {of} - K, {n}, lower.tail = FALSE) > 0.025])
        high <- max(K[phyper({yes}, K, {of} - K, {n}) > 0.025])
        tell("case{case}", c(low, high) / {of})
        """
        for case, (yes, n, of) in enumerate(CASES)
    )
    by_reference = by_r(searches)
    for case, (yes, n, of) in enumerate(CASES):
        low, high = by_reference[f"case{case}"]
        expected = (min(low, yes / n), max(high, yes / n))
        assert share_limits(yes, n, of) == pytest.approx(expected, abs=1e-12), (yes, n, of)


def test_they_hold_the_truth_as_often_as_they_say():
    generator = np.random.default_rng(4)
    for yes in (1, 4, 30, 59):
        drawn = generator.hypergeometric(yes, 60 - yes, 25, size=2000)
        limits = {x: share_limits(int(x), 25, 60) for x in np.unique(drawn)}
        held = [limits[x][0] <= yes / 60 <= limits[x][1] for x in drawn]
        assert np.mean(held) >= 0.95


def test_counts_that_do_not_fit_are_refused():
    for wrong in ((1, 0, 3), (4, 3, 9), (1, 5, 3), (-1, 3, 9)):
        with pytest.raises(OutsideRange):
            share_limits(*wrong)


def test_a_share_of_none_or_all_has_an_interval_as_any_other():
    nobody = pd.Series([0.0] * 5 + [None] * 10)
    mean = bootstrap(nobody, scale=YES_NO).intervals["mean"]
    assert (mean.low, mean.estimate, mean.high) == (0.0, 0.0, 0.4)
    at_zero = bootstrap(nobody).intervals["share_at_zero"]
    assert (at_zero.low, at_zero.estimate, at_zero.high) == (0.6, 1.0, 1.0)
    people = pd.Series(np.arange(1.0, 16.0))
    weighted = bootstrap(nobody, weights=people, scale=YES_NO).intervals["mean"]
    assert (weighted.low, weighted.estimate, weighted.high) == (None, 0.0, None)
    after = pd.Series([0.0] * 4 + [1.0] + [None] * 10)
    growth = panel_growth(nobody, after, of=15, scale=YES_NO, keys=("mean",)).measures["mean"]
    assert (growth.before.low, growth.before.high) == (0.0, 0.4)
    assert growth.after.low == pytest.approx(1 / 15)
    assert growth.after.high > 0.4


def test_of_fewer_than_ten_there_is_no_tenth():
    nine, ten = (pd.Series(np.arange(float(n))) for n in (9, 10))
    few, enough = bootstrap(nine).intervals, bootstrap(ten).intervals
    for key in ("p90_p10", "p90_over_p10", "top_tenth"):
        assert few[key].estimate is None
        assert enough[key].estimate is not None or key == "p90_over_p10"
    assert few["gini"].estimate is not None


def test_one_of_ten_that_came_to_yes_is_no_certain_rise_and_many_are():
    low, high = change_limits(1, 0, 10, 16)
    assert low < 0 < high
    assert change_limits(6, 0, 183, 290)[0] > 0
    assert change_limits(0, 6, 183, 290)[1] < 0
    assert change_limits(5, 5, 183, 290)[0] < 0 < change_limits(5, 5, 183, 290)[1]


def test_a_change_of_all_is_known_and_turned_about_it_is_turned():
    assert change_limits(3, 1, 10, 10) == pytest.approx((0.2, 0.2))
    low, high = change_limits(4, 2, 20, 50)
    assert change_limits(2, 4, 20, 50) == pytest.approx((-high, -low))
    with pytest.raises(OutsideRange):
        change_limits(6, 5, 10, 20)


@pytest.mark.parametrize(("n", "of"), [(10, 16), (36, 76), (183, 290)])
def test_a_change_is_held_as_often_as_it_says(n: int, of: int):
    """Few have come to yes or left it, as with positions: there the draws of those seen fail."""
    generator = np.random.default_rng(9)
    for came, left in ((1, 1), (of // 10, 0), (of // 8, of // 20)):
        units = np.zeros(of)
        units[:came], units[came : came + left] = 1, -1
        held = 0
        for _ in range(300):
            seen = generator.choice(units, n, replace=False)
            low, high = change_limits(int((seen > 0).sum()), int((seen < 0).sum()), n, of)
            held += low - 1e-9 <= units.mean() <= high + 1e-9
        assert held >= 0.94 * 300, (came, left, held)


def test_of_a_large_population_a_change_has_the_limits_of_clopper_and_pearson_put_together():
    """R's `binom.test` gives the limits of each share, which Zou and Donner's formula combines."""
    cases, n = ((6, 2), (1, 0), (0, 0), (9, 9), (20, 0)), 20
    script = f"""
    limits <- function(up, down) {{
        p <- up / {n}; q <- down / {n}
        a <- binom.test(up, {n})$conf.int; b <- binom.test(down, {n})$conf.int
        r <- if (p < 1 && q < 1) -sqrt(p * q / ((1 - p) * (1 - q))) else 0
        reach <- function(own, other) sqrt(own^2 - 2 * r * own * other + other^2)
        c(p - q - reach(p - a[1], b[2] - q), p - q + reach(a[2] - p, q - b[1]))
    }}
    {"".join(f'tell("{up}.{down}", limits({up}, {down}));' for up, down in cases)}
    """
    in_r = by_r(script)
    for up, down in cases:
        assert change_limits(up, down, n, 40_000) == pytest.approx(
            tuple(np.clip(in_r[f"{up}.{down}"], -1, 1)), abs=2e-4
        ), (up, down)


@pytest.mark.parametrize(("came", "left"), [(1, 1), (3, 0), (6, 2), (15, 15), (30, 0)])
def test_the_chance_that_a_change_is_held_is_counted_over_every_sample(came: int, left: int):
    """No draws: each outcome among 12 of 30 has its multivariate hypergeometric probability."""
    n, of = 12, 30
    held = 0.0
    for up in range(min(came, n) + 1):
        for down in range(min(left, n - up) + 1):
            chance = multivariate_hypergeom.pmf(
                [up, down, n - up - down], [came, left, of - came - left], n
            )
            low, high = change_limits(up, down, n, of)
            held += chance * (low - 1e-9 <= (came - left) / of <= high + 1e-9)
    assert held >= 0.95
