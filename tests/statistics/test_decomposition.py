"""The part between groups: the same as the bootstrap's, and chance against its formula."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.decomposition import between_shares
from ailaget.statistics.intervals import bootstrap
from ailaget.statistics.sample import NegativeValues, TooFewValues


@pytest.fixture
def survey() -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(3)
    index = [f"{i:04d}" for i in range(120)]
    values = pd.Series(np.where(rng.random(120) < 0.2, np.nan, rng.gamma(2, 10, 120)), index)
    groupings = pd.DataFrame({"few": rng.choice(["A", "B"], 120), "many": rng.choice(list("abcdefgh"), 120)}, index)  # fmt: skip  # noqa: E501
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


def test_equal_values_have_no_parts():
    found = between_shares(pd.Series([2.0, 2.0, 2.0]), pd.DataFrame({"by": ["A", "A", "B"]}))
    assert found.shares["by"].share.estimate is None
    assert found.shares["by"].by_chance is None


def test_nobody_and_negative_values_are_named_errors():
    groups = pd.DataFrame({"by": ["A", "B"]})
    with pytest.raises(TooFewValues):
        between_shares(pd.Series([np.nan, np.nan]), groups)
    with pytest.raises(NegativeValues):
        between_shares(pd.Series([-1.0, 1.0]), groups)
    assert between_shares(pd.Series([-1.0, 1.0]), groups, measure="variance").n == 2
