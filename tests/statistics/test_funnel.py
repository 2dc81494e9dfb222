"""The limits of a funnel plot: those of every group there can be, by R, and what they hold."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.funnel import ALARM, WARNING, funnel_limits
from ailaget.statistics.sample import OutsideRange, TooFewValues
from tests.r import by_r, vector

VALUES = pd.Series([0.0, 10.0, 20.0, 30.0, np.nan])
LEVELS = {"inner": WARNING, "outer": ALARM}


def test_of_four_the_limits_are_the_least_and_the_greatest_mean_of_two() -> None:
    low, high = funnel_limits(VALUES, pd.Series({"a": 2}))
    assert (low["a"], high["a"]) == (5.0, 25.0)


def test_a_group_of_all_has_no_width() -> None:
    low, high = funnel_limits(VALUES, pd.Series({"all": 4}))
    assert low["all"] == high["all"] == 15


def test_a_larger_group_has_narrower_limits_and_the_outer_hold_the_inner() -> None:
    values = pd.Series(np.random.default_rng(2).gamma(2, 9, 60))
    sizes = pd.Series({size: size for size in (5, 15, 40)})
    inner, outer = (funnel_limits(values, sizes, level) for level in (WARNING, ALARM))
    widths = inner[1] - inner[0]
    assert list(widths) == sorted(widths, reverse=True)
    assert (outer[0] < inner[0]).all() and (outer[1] > inner[1]).all()


def test_neither_order_nor_unit_moves_them_and_no_weight_is_one_weight() -> None:
    values = pd.Series(np.random.default_rng(3).gamma(2, 9, 50))
    sizes = pd.Series({"a": 6, "b": 21})
    low, high = funnel_limits(values, sizes)
    for other in (values[::-1], values.sample(frac=1, random_state=1)):
        turned = funnel_limits(other, sizes, weights=pd.Series(4.0, index=values.index))
        assert turned[0].tolist() == pytest.approx(low.tolist())
        assert turned[1].tolist() == pytest.approx(high.tolist())
    scaled = funnel_limits(3 * values - 7, sizes)
    assert scaled[0].tolist() == pytest.approx((3 * low - 7).tolist())


@pytest.mark.parametrize("is_weighted", [False, True])
def test_they_are_the_ends_of_all_groups_that_there_can_be(is_weighted: bool) -> None:
    """R's `combn` deals out all 4 368 groups of five among sixteen, and 11 440 of nine."""
    generator = np.random.default_rng(8)
    values = pd.Series(generator.gamma(1, 10, 16))
    weights = pd.Series(generator.gamma(1, 10, 16)) if is_weighted else pd.Series(np.ones(16))
    sizes = pd.Series({n: n for n in (5, 9)})
    limits = {
        name: funnel_limits(values, sizes, lvl, weights=weights) for name, lvl in LEVELS.items()
    }
    script = f"""
    x <- {vector(values)}; w <- {vector(weights)}
    tell_beyond <- function(name, m, low, high)
        tell(name, c(mean(m < low - 1e-9), mean(m > high + 1e-9),
                     mean(m <= low + 1e-9), mean(m >= high - 1e-9)))
    """
    for n in sizes:
        script += f"m <- combn(16, {n}, function(i) sum(x[i] * w[i]) / sum(w[i]))\n"
        for name, (low, high) in limits.items():
            script += f'tell_beyond("{name}{n}", m, {float(low[n])!r}, {float(high[n])!r})\n'
    in_r = by_r(script)
    for name, level in LEVELS.items():
        tail = (1 - level) / 2
        # Five errors of a share that is counted in 10 000 deals.
        about = 5 * np.sqrt(tail / 10_000)
        for n in sizes:
            beyond, at_or_beyond = in_r[f"{name}{n}"][:2], in_r[f"{name}{n}"][2:]
            assert (beyond <= tail + about).all(), (name, n, beyond)
            assert (at_or_beyond >= tail - about).all(), (name, n, at_or_beyond)


def test_of_a_yes_or_no_they_are_rs_quantiles_of_the_hypergeometric_distribution() -> None:
    """Of -+ 3.09 errors 16 of 1 000 groups of seven are outside, where 7 of 231 have a yes."""
    most, cases = 231, [(yes, n) for yes in (7, 23, 60, 115, 208, 224) for n in (5, 7, 12, 25, 45)]
    script, limits = "", {}
    for yes, n in cases:
        values = pd.Series([1.0] * yes + [0.0] * (most - yes))
        low, high = funnel_limits(values, pd.Series({n: n}), ALARM)
        limits[yes, n] = [round(n * low[n]), round(n * high[n])]
        for side, about in (("less", -3e-4), ("more", 3e-4)):
            p = f"c(0.001 + {about}, 0.999 + {about})"
            script += f'tell("{side}{yes}.{n}", qhyper({p}, {yes}, {most - yes}, {n}))\n'
    in_r = by_r(script)
    for yes, n in cases:
        # Between those of a tail a little thinner and a little thicker, as it is dealt out.
        least, greatest = (in_r[f"{side}{yes}.{n}"] for side in ("less", "more"))
        assert (least <= limits[yes, n]).all() and (limits[yes, n] <= greatest).all(), (yes, n)


def test_where_one_has_most_chance_is_outside_as_seldom_as_it_says() -> None:
    """As with full-time equivalents, of which one city has a third: there errors fail worst."""
    generator = np.random.default_rng(5)
    values = np.concatenate([generator.gamma(0.5, 4, 199), [900.0]])
    sizes = pd.Series({n: n for n in (5, 12, 30)})
    low, high = funnel_limits(pd.Series(values), sizes)
    dealt = np.stack([generator.permutation(values)[:30] for _ in range(20_000)]).cumsum(axis=1)
    for n in sizes:
        means = dealt[:, n - 1] / n
        assert ((means < low[n] - 1e-9) | (means > high[n] + 1e-9)).mean() <= 0.004, n


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(TooFewValues):
        funnel_limits(pd.Series([1.0, None]), pd.Series({"a": 1}))
    for sizes, level in (({"a": 5}, ALARM), ({"a": 0}, ALARM), ({"a": 2}, 1.0)):
        with pytest.raises(OutsideRange):
            funnel_limits(VALUES, pd.Series(sizes), level)
