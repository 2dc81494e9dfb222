"""Weights and chances of answering against R's survey and glm, and by hand."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.raking import (
    answering_slope,
    logistic,
    rake,
    response_indicator,
    tilted,
)
from ailaget.statistics.sample import TooFewValues, UnknownUnits
from tests.r import by_r, texts, vector


@pytest.fixture(scope="module")
def country() -> pd.DataFrame:
    generator = np.random.default_rng(6)
    people = np.exp(generator.normal(9.5, 1, 290))
    level = np.clip(generator.normal(35, 15, 290) + 5 * (np.log(people) - 9.5), 0, 100)
    odds = 0.6 * (np.log(people) - 9.5) + 0.5 * (level - 35) / 15 + 0.8
    table = pd.DataFrame({"people": people, "level": level})
    table["answered"] = generator.random(290) < 1 / (1 + np.exp(-odds))
    table["size"] = pd.qcut(table["people"], 4, labels=list("abcd")).astype(str)
    table["group"] = generator.choice(list("xyz"), 290)
    return table


@pytest.fixture(scope="module")
def by_reference(country: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what survey and glm make of the same table, in one process."""
    own = country[country["answered"]]
    start = tilted(own["level"], 290, 0.4)
    script = f"""
    all <- data.frame(size={texts(country["size"])}, group={texts(country["group"])},
        level={vector(country["level"])}, answered={vector(country["answered"].astype(float))})
    own <- all[all$answered == 1, ]
    size <- as.data.frame(table(size = all$size)); group <- as.data.frame(table(group = all$group))
    strict <- list(maxit = 500, epsilon = 1e-12)
    raked <- function(w) weights(rake(svydesign(~1, data = own, weights = w),
        list(~size, ~group), list(size, group), control = strict))
    tell("plain", raked(rep(1, nrow(own)))); tell("tilted", raked({vector(start)}))
    model <- glm(answered ~ size + group, binomial, all, control = list(epsilon = 1e-14))
    tell("chances", fitted(model)); p <- predict(model, se.fit = TRUE, type = "response")
    tell("indicator", 1 - 2 * sqrt(var(p$fit) - mean(p$se.fit^2)))
    one <- glm(answered ~ scale(level), binomial, all, control = list(epsilon = 1e-14))
    tell("slope", summary(one)$coefficients[2, 1:2])
    """
    return dict(by_r(script, "survey"))


def test_weights_are_those_of_rs_survey(country, by_reference):
    margins, own = country[["size", "group"]], country[country["answered"]]
    plain = rake(country["answered"], margins)
    assert plain.weights.to_numpy() == pytest.approx(by_reference["plain"], rel=1e-6)
    start = tilted(own["level"], 290, 0.4)
    leaning = rake(country["answered"], margins, start)
    assert leaning.weights.to_numpy() == pytest.approx(by_reference["tilted"], rel=1e-6)
    for column in margins:
        sums = plain.weights.groupby(own[column]).sum()
        assert sums.to_dict() == pytest.approx(country[column].value_counts().to_dict())


def test_the_response_indicator_is_that_of_glms_chances(country, by_reference):
    margins = country[["size", "group"]]
    found = response_indicator(country["answered"], margins)
    assert found == pytest.approx(by_reference["indicator"][0], rel=1e-6)
    everyone = pd.Series(True, country.index)
    assert response_indicator(everyone, margins) == pytest.approx(1, abs=1e-6)
    by_size = country["size"].isin(["a", "b"])
    assert response_indicator(by_size, margins) == pytest.approx(0, abs=0.01)


def test_where_chance_alone_decides_who_answers_the_response_indicator_says_so(country):
    """By hand: with twelve classes the plain indicator is 0.8 of answers that lots have drawn."""
    generator = np.random.default_rng(11)
    margins = country[["size", "group"]].assign(earlier=generator.choice(list("pqrst"), 290))
    drawn = [
        response_indicator(pd.Series(generator.random(290) < 0.6, country.index), margins)
        for _ in range(60)
    ]
    assert np.mean(drawn) > 0.93
    # Where size decides, what is found is what is so: the mean of many is that of the true chances.
    steep = country["size"].map({"a": 0.2, "b": 0.5, "c": 0.7, "d": 0.9}).astype(float)
    seen = [
        response_indicator(pd.Series(generator.random(290) < steep, country.index), margins)
        for _ in range(60)
    ]
    assert np.mean(seen) == pytest.approx(1 - 2 * steep.std(ddof=1), abs=0.02)


def test_the_slope_is_glms_where_size_says_nothing(country, by_reference):
    z = (country["level"] - country["level"].mean()) / country["level"].std()
    design = np.column_stack([np.ones(290), z])
    slopes, errors = logistic(country["answered"].to_numpy(float), design)
    assert (slopes[1], errors[1]) == pytest.approx(tuple(by_reference["slope"]), rel=1e-5)
    alike = pd.Series(1000.0, country.index)
    found = answering_slope([country["level"]], [country["answered"]], alike)
    assert found.slope == pytest.approx(by_reference["slope"][0], rel=1e-5)


def test_few_answers_are_merged_and_the_margins_still_hold():
    answered = pd.Series([True] * 8 + [False] * 4)
    margins = pd.DataFrame({"group": ["a"] * 2 + ["b"] * 6 + ["c"] * 3 + ["a"]})
    found = rake(answered, margins)
    assert len(set(found.margins["group"])) == 1
    assert found.weights.sum() == pytest.approx(12)
    assert rake(answered, margins, least=2).margins["group"].nunique() == 2


def test_a_tilt_gives_those_behind_more_and_all_still_stand_for_themselves():
    found = tilted(pd.Series([0.0, 50.0, 100.0, None]), 8, 0.5)
    assert found.iloc[0] > found.iloc[1] > found.iloc[2] > 1
    assert found.iloc[3] == pytest.approx(found.iloc[1])
    assert found.sum() == pytest.approx(8)


def test_silence_that_depends_on_the_level_is_undone_by_its_own_slope(country):
    plain, leaning = [], []
    margins, truth = country[["size"]], country["level"].mean()
    z = (country["level"] - truth) / country["level"].std()
    for seed in range(60):
        draw = np.random.default_rng(seed).random(290)
        answered = pd.Series(draw < 1 / (1 + np.exp(-0.5 - 0.8 * z)), country.index)
        own = country["level"][answered]
        for slope, means in ((0.0, plain), (0.8, leaning)):
            weights = rake(answered, margins, tilted(own, 290, slope)).weights
            means.append(float((weights * own).sum() / weights.sum()))
    assert abs(np.mean(leaning) - truth) < abs(np.mean(plain) - truth) / 3


def test_errors():
    with pytest.raises(TooFewValues):
        rake(pd.Series([True, False]), pd.DataFrame({"a": ["x", "x"]}))
    with pytest.raises(UnknownUnits):
        rake(pd.Series([True] * 6), pd.DataFrame({"a": ["x"] * 5 + [None]}))
    with pytest.raises(TooFewValues):
        answering_slope([pd.Series([1.0] * 9)], [pd.Series([True] * 9)], pd.Series([1.0] * 9))
