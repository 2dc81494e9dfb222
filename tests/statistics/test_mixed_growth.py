import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.mixed_growth import mixed_growth
from ailaget.statistics.sample import TooFewValues

YEARS = np.array([0.0, 1.0, 2.0])


def made_up(seed: int, n: int = 150) -> tuple[pd.DataFrame, pd.Series]:
    generator = np.random.default_rng(seed)
    group = pd.Series(np.where(np.arange(n) % 3, "small", "large"))
    own = generator.normal(0, 8, n)
    pace = np.where(group == "large", 6.0, 3.0)
    values = pd.DataFrame(
        {
            wave: 30 + own + pace * year + generator.normal(0, 3, n)
            for wave, year in enumerate(YEARS)
        }
    )
    return values, group


def test_silence_that_follows_the_earlier_answer_does_not_move_the_growth():
    values, group = made_up(1, 600)
    # Who was low at first falls silent: the change of the mean is then far too large.
    values.loc[values[0] < 25, [1, 2]] = np.nan
    fit = {each.key: each for each in mixed_growth(values, group, YEARS).groups}
    assert fit["large"].low < 6.0 < fit["large"].high
    naive = (values[2].mean() - values[0].mean()) / 2
    assert naive > max(fit["large"].growth, fit["small"].growth) - 1
    assert fit["small"].complete < fit["small"].units


def test_without_gaps_it_is_the_growth_of_those_that_always_answered():
    values, group = made_up(2)
    for each in mixed_growth(values, group, YEARS).groups:
        assert each.growth == pytest.approx(each.complete_growth)
        assert each.complete == each.units


def test_groups_that_differ_are_told_from_groups_that_do_not():
    values, group = made_up(3)
    assert mixed_growth(values, group, YEARS).p < 0.001
    lots = group.sample(frac=1, random_state=1).set_axis(group.index)
    assert mixed_growth(values, lots, YEARS).p > 0.05
    assert mixed_growth(values, pd.Series("all", group.index), YEARS).p is None


def test_a_group_that_cannot_be_followed_and_a_single_wave_are_refused():
    values, group = made_up(4)
    with pytest.raises(TooFewValues):
        mixed_growth(values[[0]], group, YEARS[:1])
    values.loc[group == "large", [1, 2]] = np.nan
    with pytest.raises(TooFewValues):
        mixed_growth(values, group, YEARS)


def test_answers_that_all_lie_on_the_lines_have_no_interval_and_no_p():
    values, group = made_up(5)
    still = mixed_growth(values * 0, group, YEARS)
    assert [each.growth for each in still.groups] == pytest.approx([0.0, 0.0])
    assert {each.low for each in still.groups} == {None}
    assert still.p is None


def test_as_many_values_as_coefficients_are_refused():
    two = pd.DataFrame([[1.0, 2.0], [3.0, 5.0]])
    groups = pd.Series(["a", "b"])
    with pytest.raises(TooFewValues):
        mixed_growth(two, groups, YEARS[:2])
