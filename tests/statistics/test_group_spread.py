"""The spread between groups over waves: by hand, without bias, invariances, who is in it."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.group_spread import GroupSpread, group_spread
from ailaget.statistics.intervals import Interval
from ailaget.statistics.sample import TooFewValues

THREE = pd.Series(["a", "a", "b", "b", "c", "c"])


def waves(*columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(dict(enumerate(columns))).astype(float)


def silent(groups: "pd.Series[str]", *more: str) -> "pd.Series[str]":
    """Return the groups with units that have not answered."""
    return pd.concat([groups, pd.Series(list(more))], ignore_index=True)


def estimates(measured: GroupSpread) -> list[float | None]:
    return [spread.estimate for spread in measured.spreads]


def test_where_all_have_answered_it_is_the_standard_deviation_of_the_means() -> None:
    measured = group_spread(waves([0, 2, 2, 4, 4, 6], [0, 2, 4, 6, 8, 10]), THREE)
    assert measured.spreads == (Interval(2.0, 2.0, 2.0), Interval(4.0, 4.0, 4.0))
    assert measured.change == Interval(2.0, 2.0, 2.0)
    assert measured.means.loc["b"].tolist() == [3.0, 5.0]


def test_what_chance_gives_is_taken_away() -> None:
    """Means 1, 5 and 9 with half answering: 16 less 0.5 (half of a variance of 2 over 2)."""
    everyone = silent(THREE, *"aabbcc")
    measured = group_spread(waves([0, 2, 4, 6, 8, 10]), everyone)
    assert estimates(measured) == pytest.approx([np.sqrt(15.5)])
    assert measured.n.to_dict() == dict.fromkeys("abc", 2)
    assert measured.of.to_dict() == dict.fromkeys("abc", 4)


def test_what_is_per_inhabitant_has_the_error_of_a_ratio() -> None:
    """Means 3, 0 and 0; the first's error is half of 2 (0.0625 · 9 + 0.5625 · 1)."""
    weights = pd.Series([1.0, 3.0, 1.0, 1.0, 1.0, 1.0])
    everyone = silent(THREE, *"aabbcc")
    measured = group_spread(waves([0, 4, 0, 0, 0, 0]), everyone, weights=weights)
    assert estimates(measured) == pytest.approx([np.sqrt(3.0 - 1.125 / 3)])


def test_groups_nearer_each_other_than_chance_would_have_them_are_not_apart() -> None:
    measured = group_spread(waves([0, 20, 1, 20, 2, 19]), silent(THREE, *"aaaabbbbcccc"))
    (spread,) = measured.spreads
    assert spread.estimate == 0.0 and spread.low == 0.0
    assert spread.high is not None and spread.high > 0


def sampled(rate: float = 0.5, seed: int = 3) -> tuple[pd.DataFrame, "pd.Series[str]"]:
    generator = np.random.default_rng(seed)
    groups = pd.Series(np.repeat(list("abcdefgh"), 12))
    level = generator.normal(30, 6, size=8)[np.repeat(range(8), 12)]
    values = waves(*(list(level + generator.normal(0, 9, size=96)) for _ in range(2)))
    return values[generator.random(96) < rate], groups


def test_it_is_without_bias() -> None:
    """Over many surveys of one country the variance found is on average the country's own."""
    generator = np.random.default_rng(1)
    values, groups = sampled(rate=1.0)
    truth = values.groupby(groups).mean()[0].var(ddof=1)
    variances = []
    for _ in range(400):
        answered = values[generator.random(96) < 0.5]
        (spread, _) = group_spread(answered, groups, draws=2).spreads
        assert spread.estimate is not None
        variances.append(spread.estimate**2)
    error = np.std(variances) / np.sqrt(len(variances))
    assert np.mean(variances) == pytest.approx(truth, abs=3 * error)


def test_shift_scale_order_and_names_change_nothing() -> None:
    values, groups = sampled()
    measured = group_spread(values, groups)
    for other in (
        group_spread(values + 100.0, groups),
        group_spread(values, groups.str.upper()),
        group_spread(values, groups, weights=pd.Series(7.0, values.index)),
    ):
        assert estimates(other) == pytest.approx(estimates(measured))
        assert other.change.low == pytest.approx(measured.change.low)
    doubled = group_spread(2 * values, groups)
    assert doubled.change.high == pytest.approx(2 * float(measured.change.high or 0))
    shuffled = group_spread(values.sample(frac=1, random_state=1), groups)
    assert estimates(shuffled) == pytest.approx(estimates(measured))


def test_an_interval_holds_its_estimate_and_stays_on_the_scale() -> None:
    values, groups = sampled()
    measured = group_spread(values, groups, scale=(0.0, 22.0))
    for spread in measured.spreads:
        assert spread.low is not None and spread.estimate is not None and spread.high is not None
        assert 0 <= spread.low <= spread.estimate <= spread.high <= 11.0


def test_who_has_no_value_in_a_wave_is_in_none_and_one_of_several_is_no_group() -> None:
    values = waves([0, 2, 2, 4, 4, 6, 9], [0, 2, 4, 6, 8, np.nan, 9])
    measured = group_spread(values, silent(THREE, "whole"))
    # Of c there is one of two left; the last group is whole with the only one that it has.
    assert list(measured.means.index) == ["a", "b", "whole"]


def test_one_group_is_apart_from_nothing() -> None:
    with pytest.raises(TooFewValues):
        group_spread(waves([1, 2, 3]), pd.Series(["a", "a", "b", "b"]))
