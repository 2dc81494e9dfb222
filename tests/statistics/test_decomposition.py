"""The part between groups: the same as the bootstrap's, and chance against its formula."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.decomposition import PERMUTATIONS, between_shares
from ailaget.statistics.intervals import bootstrap
from ailaget.statistics.permutation import CERTAIN
from ailaget.statistics.sample import NegativeValues, TooFewValues


@pytest.fixture
def survey() -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(3)
    index = [f"{i:04d}" for i in range(120)]
    values = pd.Series(np.where(rng.random(120) < 0.2, np.nan, rng.gamma(2, 10, 120)), index)
    groupings = pd.DataFrame(
        {"few": rng.choice(["A", "B"], 120), "many": rng.choice(list("abcdefgh"), 120)}, index
    )
    return values, groupings, pd.Series(rng.integers(2_000, 90_000, 120), index)


@pytest.mark.parametrize("measure", ["theil", "variance"])
@pytest.mark.parametrize("is_weighted", [False, True])
def test_it_is_the_bootstrap_s_own_figure_for_every_grouping(survey, measure, is_weighted):
    values, groupings, people = survey
    weights = people if is_weighted else None
    found = between_shares(values, groupings, weights=weights, measure=measure)
    for name, part in found.shares.items():
        drawn = bootstrap(values, groups=groupings[name], weights=weights)
        expected = drawn.intervals[f"{measure}_between_share"]
        assert (part.share.estimate, part.share.low, part.share.high) == pytest.approx(
            (expected.estimate, expected.low, expected.high)
        )


def test_chance_gives_the_variance_its_known_part(survey):
    values, groupings, _ = survey
    found = between_shares(values, groupings, measure="variance")
    for part in found.shares.values():
        assert part.by_chance == pytest.approx((part.groups - 1) / (found.n - 1), rel=0.25)


def test_scale_makes_no_difference_and_the_seed_fixes_the_draws(survey):
    values, groupings, _ = survey
    first, again = (between_shares(values * factor, groupings) for factor in (1, 1000))
    for name, part in first.shares.items():
        assert part.share.low == pytest.approx(again.shares[name].share.low)
        assert part.by_chance == pytest.approx(again.shares[name].by_chance)


def test_p_is_how_often_a_deal_gives_as_much():
    """Of the 720 orders of six, 2 x 36 put the three low ones in one group."""
    groups = pd.DataFrame({"by": list("AAABBB")})
    parted = between_shares(pd.Series([1.0, 2.0, 3.0, 7.0, 8.0, 9.0]), groups, measure="variance")
    assert parted.shares["by"].p == pytest.approx(72 / 720, abs=0.03)
    mixed = between_shares(pd.Series([1.0, 5.0, 9.0, 1.0, 5.0, 9.0]), groups, measure="variance")
    assert mixed.shares["by"].p == 1
    sure = pd.DataFrame({"by": ["A"] * 20 + ["B"] * 20})
    found = between_shares(pd.Series(np.arange(40.0)), sure)
    assert found.shares["by"].p == 1 / (PERMUTATIONS + 1)


@pytest.mark.parametrize("share_answering", [1.0, 0.8])
def test_chance_is_seldom_called_more_than_chance(share_answering):
    """Of 60 draws in which groups mean nothing, about one in twenty is called: at most 8."""
    rng, called, by_interval = np.random.default_rng(8), 0, 0
    groups = pd.DataFrame({"by": [f"{number % 12}" for number in range(96)]})
    for _ in range(60):
        values = pd.Series(rng.gamma(2, 10, 96)).where(rng.random(96) < share_answering)
        part = between_shares(values, groups, measure="variance", draws=200).shares["by"]
        called += part.p <= CERTAIN
        by_interval += part.share.low > part.by_chance
    assert called <= 8
    # An interval against the mean is no test: without silent ones it has no width.
    assert by_interval > (15 if share_answering == 1 else 0)


def test_equal_values_have_no_parts():
    found = between_shares(pd.Series([2.0, 2.0, 2.0]), pd.DataFrame({"by": ["A", "A", "B"]}))
    assert found.shares["by"].share.estimate is None
    assert found.shares["by"].by_chance is found.shares["by"].p is None


def test_nobody_and_negative_values_are_named_errors():
    groups = pd.DataFrame({"by": ["A", "B"]})
    with pytest.raises(TooFewValues):
        between_shares(pd.Series([np.nan, np.nan]), groups)
    with pytest.raises(NegativeValues):
        between_shares(pd.Series([-1.0, 1.0]), groups)
    assert between_shares(pd.Series([-1.0, 1.0]), groups, measure="variance").n == 2
