import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.expected import expected_values, standing
from ailaget.statistics.sample import TooFewValues


def made_up(seed: int) -> tuple[pd.Series, pd.DataFrame]:
    generator = np.random.default_rng(seed)
    x = pd.DataFrame({"tax": generator.normal(size=200), "far": generator.gamma(2, 1, 200)})
    return 4 * x["tax"] - 2 * x["far"] + generator.normal(size=200), x


def test_one_in_twenty_lies_outside_by_chance():
    outside = [expected_values(*made_up(seed)).table["outside"].abs().mean() for seed in range(20)]
    assert np.mean(outside) == pytest.approx(0.05, abs=0.01)


def test_a_unit_is_foretold_without_itself():
    value, conditions = made_up(1)
    raised = value.copy()
    raised.iloc[7] += 1000
    table = expected_values(value, conditions).table
    changed = expected_values(raised, conditions).table
    assert changed["expected"].iloc[7] == pytest.approx(table["expected"].iloc[7])
    assert changed["outside"].iloc[7] == 1


def test_conditions_that_hold_nothing_explain_nothing():
    value, conditions = made_up(2)
    alike = expected_values(value, conditions)
    noise = expected_values(pd.Series(np.random.default_rng(3).normal(size=200)), conditions)
    assert alike.explained > 0.8
    assert noise.explained < 0.05


def test_missing_values_are_left_out_and_a_condition_that_stands_still_is_no_harm():
    value, conditions = made_up(4)
    value[:30] = np.nan
    fit = expected_values(value, conditions.assign(same=1.0))
    assert (fit.n, fit.of) == (170, 200)
    plain = expected_values(value, conditions).table["expected"]
    np.testing.assert_allclose(fit.table["expected"], plain)


def test_few_are_refused():
    value, conditions = made_up(5)
    with pytest.raises(TooFewValues):
        expected_values(value[:12], conditions[:12])


def test_one_wave_is_not_enough_to_stand_above():
    waves = pd.DataFrame({"1": [1.0, np.nan, -1, 1], "2": [1.0, 1, -1, -1]})
    assert standing(waves).tolist() == ["above", "unknown", "below", "changing"]
