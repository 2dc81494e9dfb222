"""Alpha and its errors against R's psych; what is filled in by item against hand-made answers."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.reliability import filled_by_item, reliability
from ailaget.statistics.sample import OutsideRange, TooFewValues
from tests.r import by_r, vector


def answers_of(n: int, k: int, noise: float) -> pd.DataFrame:
    generator = np.random.default_rng([n, k])
    trait = generator.normal(50, 15, (n, 1))
    return pd.DataFrame(trait + generator.normal(0, noise, (n, k)), columns=list("abcdef")[:k])


@pytest.fixture(scope="module")
def by_psych() -> dict[str, np.ndarray]:
    """Return alpha, mean and standard deviation by psych of three tables, in one process."""
    tables = {"good": answers_of(200, 5, 10), "poor": answers_of(60, 3, 40)}
    tables["turned"] = tables["good"].assign(e=100 - tables["good"]["e"])
    script = "".join(
        f"""
        x <- data.frame({", ".join(f"{c}={vector(t[c])}" for c in t)})
        a <- suppressWarnings(alpha(x, warnings = FALSE))
        tell("{name}", c(a$total$raw_alpha, a$total$sd * sqrt(1 - a$total$raw_alpha)))
        """
        for name, t in tables.items()
    )
    return {**by_r(script, "psych"), "tables": tables}


@pytest.mark.parametrize("name", ["good", "poor", "turned"])
def test_alpha_and_its_error_are_those_of_psych(by_psych, name):
    alpha, error = by_psych[name]
    ours = reliability(by_psych["tables"][name])
    assert ours.alpha == pytest.approx(alpha, rel=1e-9)
    assert ours.error == pytest.approx(error, rel=1e-9)
    assert ours.detectable == pytest.approx(1.959964 * np.sqrt(2) * error, rel=1e-6)


def test_an_item_that_goes_against_the_rest_is_named(by_psych):
    assert reliability(by_psych["tables"]["turned"]).turned == ("e",)
    assert reliability(by_psych["tables"]["good"]).turned == ()


def test_two_measurings_differ_by_more_than_is_detectable_five_times_in_a_hundred():
    generator = np.random.default_rng(8)
    trait = generator.normal(50, 15, (4000, 1))
    first, second = (pd.DataFrame(trait + generator.normal(0, 20, (4000, 4))) for _ in range(2))
    detectable = reliability(first).detectable
    beyond = (second.mean(axis=1) - first.mean(axis=1)).abs() > detectable
    assert 0.04 <= beyond.mean() <= 0.06


def test_who_left_something_out_is_counted_and_not_used():
    answers = answers_of(30, 3, 10)
    answers.iloc[:4, 1] = np.nan
    answers.iloc[4] = np.nan
    found, whole = reliability(answers), reliability(answers.dropna())
    assert (found.n, found.of, found.alpha) == (25, 29, whole.alpha)


def test_few_units_and_a_lone_item_have_no_error():
    with pytest.raises(TooFewValues):
        reliability(answers_of(30, 1, 10))
    with pytest.raises(TooFewValues):
        reliability(answers_of(4, 3, 10))
    same = pd.DataFrame({"a": [1.0] * 9, "b": [1.0] * 9})
    assert (reliability(same).alpha, reliability(same).error) == (0.0, 0.0)


def test_what_is_missing_is_filled_in_by_unit_and_item_and_stays_on_the_scale():
    answers = pd.DataFrame(
        {
            "easy": [100.0, 90.0, None, None],
            "hard": [20.0, None, 0.0, None],
            "rare": [0.0] * 3 + [None],
        }
    )
    filled = filled_by_item(answers, (0.0, 100.0))
    everything = np.nanmean(answers.to_numpy())
    expected = (90 + 0) / 2 + 10 - everything
    assert filled.loc[1, "hard"] == pytest.approx(expected)
    assert filled.loc[2, "easy"] == pytest.approx(0 + 95 - everything)
    assert filled.loc[3].isna().all()
    assert filled.where(answers.notna()).equals(answers)
    low = filled_by_item(
        pd.DataFrame({"a": [0.0, 0.0], "b": [None, 0.0], "c": [90.0, 0.0]}), (0.0, 100.0)
    )
    assert low.to_numpy().min() >= 0
    with pytest.raises(OutsideRange):
        filled_by_item(answers, (1.0, 1.0))
