"""Fay and Herriot's model against R's metafor (there a random-effects model), and by hand."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.small_areas import direct_means, fay_herriot, rank_chances
from tests.r import by_r, texts, vector


@pytest.fixture(scope="module")
def counties() -> pd.DataFrame:
    generator = np.random.default_rng(9)
    variances = generator.uniform(2, 60, 21)
    truth = generator.normal(35, 6, 21)
    direct = truth + generator.normal(0, np.sqrt(variances))
    return pd.DataFrame({"direct": direct, "variance": variances, "truth": truth})


@pytest.fixture(scope="module")
def by_metafor(counties: pd.DataFrame) -> dict[str, np.ndarray]:
    script = f"""
    y <- {vector(counties["direct"])}; v <- {vector(counties["variance"])}
    model <- rma(y, v, method = "REML", control = list(threshold = 1e-12, maxiter = 1000))
    tell("between", model$tau2); tell("estimate", blup(model)$pred); tell("error", blup(model)$se)
    """
    return dict(by_r(script, "metafor"))


def test_the_estimates_are_those_of_metafor(counties, by_metafor):
    found = fay_herriot(counties["direct"], counties["variance"])
    assert found.between == pytest.approx(by_metafor["between"][0], rel=1e-4)
    assert found.areas["estimate"].to_numpy() == pytest.approx(by_metafor["estimate"], rel=1e-4)


def test_the_error_is_metafors_and_what_the_variance_between_is_unsure_of(counties, by_metafor):
    found = fay_herriot(counties["direct"], counties["variance"])
    total = found.between + counties["variance"].to_numpy()
    third = counties["variance"].to_numpy() ** 2 / total**3 * 2 / (1 / total**2).sum()
    expected = np.sqrt(by_metafor["error"] ** 2 + 2 * third)
    assert found.areas["error"].to_numpy() == pytest.approx(expected, rel=1e-3)


def test_who_is_silent_gets_the_mean_of_all_and_who_is_whole_keeps_its_own():
    direct = pd.Series([20.0, 30.0, 40.0, 25.0, 35.0, 90.0, None])
    variances = pd.Series([9.0, 9.0, 9.0, 9.0, 9.0, 0.0, np.inf])
    found = fay_herriot(direct, variances, (0.0, 100.0)).areas
    assert found["estimate"].iloc[5] == pytest.approx(90.0)
    assert found["error"].iloc[5] == pytest.approx(0.0, abs=1e-6)
    assert 20 < found["estimate"].iloc[6] < 90
    assert found["error"].idxmax() == 6
    assert (found["low"] >= 0).all()
    assert (found["high"] <= 100).all()


def test_intervals_hold_and_errors_shrink_over_many_countries():
    generator, held, raw, drawn = np.random.default_rng(2), [], [], []
    for _ in range(150):
        truth, variances = generator.normal(35, 4, 21), generator.uniform(4, 50, 21)
        direct = truth + generator.normal(0, np.sqrt(variances))
        areas = fay_herriot(pd.Series(direct), pd.Series(variances)).areas
        held.append(((areas["low"] <= truth) & (truth <= areas["high"])).mean())
        raw.append(((direct - truth) ** 2).mean())
        drawn.append(((areas["estimate"] - truth) ** 2).mean())
    assert 0.92 <= np.mean(held) <= 0.98
    assert np.mean(drawn) < np.mean(raw) / 1.5


def test_chances_of_a_rank_sum_to_the_places_and_hold_what_is_certain(counties):
    found = fay_herriot(counties["direct"], counties["variance"]).areas
    chances = rank_chances(found["estimate"], found["error"], 5)
    assert chances.sum().tolist() == pytest.approx([5, 5])
    assert chances["lowest"].idxmax() == (found["estimate"] + 1e-9 * found["error"]).idxmin()
    apart = rank_chances(pd.Series(np.arange(10.0) * 100), pd.Series(np.ones(10)), 5)
    assert apart["lowest"].tolist() == [1.0] * 5 + [0.0] * 5


def test_means_by_group_have_a_common_spread_and_nobody_has_none():
    values = pd.Series([10.0, 14.0, None, 20.0, 20.0, None])
    found = direct_means(values, pd.Series(list("aaabbc")))
    within = (8.0 + 0.0) / 2
    assert found.loc["a", "variance"] == pytest.approx(within / 2 * (1 - 2 / 3))
    assert found.loc["b", "variance"] == 0
    assert np.isnan(found.loc["c", "mean"])
    assert found.loc["c", "variance"] == np.inf
    with pytest.raises(TooFewValues):
        direct_means(pd.Series([1.0, 2.0]), pd.Series(list("ab")))
    with pytest.raises(TooFewValues):
        fay_herriot(pd.Series([1.0] * 4), pd.Series([1.0] * 4))


def test_of_a_finite_population_means_and_estimates_are_those_of_survey_and_metafor():
    """Groups of eight or so with answers from one to all: `survey` has the factor 1 - n / N, `lm`
    the spread within groups, and `rma` draws the means together; where all have answered it has
    no variance, and where nobody has, the prediction for a new group is all that is known."""
    generator = np.random.default_rng(21)
    groups = pd.Series(np.repeat(list("abcdefghij"), 8))
    values = pd.Series(generator.normal(35, 8, 80)) + 4 * groups.map(ord)
    asked = [8, 2, 5, 0, 3, 4, 6, 2, 7, 3]
    values = values.where([place % 8 < asked[place // 8] for place in range(80)])
    known = values.notna()
    script = f"""
    d <- data.frame(y = {vector(values[known])}, g = {texts(groups[known])}, N = 8)
    tell("within", summary(lm(y ~ g, d))$sigma^2)
    own <- svyby(~y, ~g, svydesign(ids = ~1, strata = ~g, fpc = ~N, data = d), svymean)
    n <- as.numeric(table(d$g))
    # A group's own spread in survey's error gives way to that within all groups together.
    variance <- own$se^2 / tapply(d$y, d$g, var) * summary(lm(y ~ g, d))$sigma^2
    model <- suppressWarnings(rma(own$y, as.numeric(variance), method = "REML",
                                  control = list(threshold = 1e-12, maxiter = 1000)))
    new <- predict(model)
    tell("mean", own$y); tell("variance", variance); tell("between", model$tau2)
    tell("estimate", blup(model)$pred)
    tell("new", c(new$pred, sqrt(model$tau2 + new$se^2)))
    """
    in_r = by_r(script, "survey", "metafor")
    direct = direct_means(values, groups)
    answered = direct["mean"].notna()
    assert direct.loc[answered, "mean"].to_numpy() == pytest.approx(in_r["mean"])
    assert direct.loc[answered, "variance"].to_numpy() == pytest.approx(in_r["variance"], abs=1e-9)
    fit = fay_herriot(direct["mean"], direct["variance"])
    assert fit.between == pytest.approx(in_r["between"][0], rel=1e-4)
    assert fit.areas.loc[answered, "estimate"].to_numpy() == pytest.approx(
        in_r["estimate"], rel=1e-5
    )
    nobody = fit.areas.loc["d", ["estimate", "error"]].tolist()
    assert nobody == pytest.approx(in_r["new"], rel=1e-4)
    whole = fit.areas.loc["a"]
    assert whole["estimate"] == pytest.approx(whole["direct"]) and whole["error"] < 1e-6


def test_one_known_without_error_is_not_what_all_are_like() -> None:
    """Gotland is one municipality, and known when it answers: else every county were as it is."""
    others = [12.0, 14.0, 11.0, 13.0, 12.5, 13.5, 12.2, 14.1, 11.4, 12.9]
    direct, variances = pd.Series([8.0, *others]), pd.Series([0.0] + [60.0] * len(others))
    with np.errstate(all="raise"):
        found = fay_herriot(direct, variances)
    areas, middle = found.areas, sum(others) / len(others)
    assert found.between == pytest.approx(0.0, abs=1e-6)
    assert (areas["estimate"][0], areas["error"][0]) == (8.0, 0.0)
    assert areas["estimate"][1:].to_numpy() == pytest.approx([middle] * len(others), abs=1e-3)
    assert (areas["error"][1:] > 1).all()


def test_the_variance_is_where_the_restricted_likelihood_is_highest() -> None:
    y, psi = np.array([5.0, 9.0, 14.0, 20.0, 11.0, 30.0]), np.array([0.0, 4.0, 9.0, 1.0, 16.0, 2.0])
    between = fay_herriot(pd.Series(y), pd.Series(psi)).between

    def likelihood(a: float) -> float:
        w = 1 / (a + psi)
        mu = (w * y).sum() / w.sum()
        return float((np.log(w).sum() - np.log(w.sum()) - (w * (y - mu) ** 2).sum()) / 2)

    assert likelihood(between) > max(likelihood(between * 0.99), likelihood(between * 1.01))


def test_those_that_are_equal_are_as_probable_at_either_end():
    """By hand: three of the six are as low as each other, and two of them are among the lowest."""
    alike = pd.Series([0.2, 0.2, 0.2, 0.5, 0.5, 0.9], list("abcdef"))
    chances = rank_chances(alike, pd.Series(0.0, alike.index), 2)
    assert chances["lowest"].tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 0, 0, 0])
    assert chances["highest"].tolist() == pytest.approx([0, 0, 0, 0.5, 0.5, 1])
