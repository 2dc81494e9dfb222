"""Means of groups, how far groups are apart and a smooth line, as R has them.

`svymean` and `svyratio` of the package survey, the estimator of Hedges and Olkin in metafor, and
`loess` and `lm` of R itself.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.effects import beyond_chance, of_difference
from ailaget.statistics.group_gap import draw_means
from ailaget.statistics.group_spread import group_spread
from ailaget.statistics.smooth import smooth
from ailaget.statistics.survey import mean_interval
from ailaget.statistics.variance import variance_by_group
from tests.r import Floats, by_r, texts, vector

SIZES = (12, 9, 20, 7, 15)
ANSWERED = 0.7
POINTS = 9


@pytest.fixture(scope="module")
def country() -> pd.DataFrame:
    """Units in five groups with a weight each, of whom some are silent."""
    random = np.random.default_rng(20)
    groups = np.repeat(list("abcde"), SIZES)
    levels = dict(zip("abcde", (20.0, 35.0, 30.0, 50.0, 41.0), strict=True))
    value = np.array([levels[group] for group in groups]) + random.normal(0, 8, len(groups))
    frame = pd.DataFrame(
        {"group": groups, "value": value, "weight": random.uniform(1, 9, len(value))}
    )
    frame.index = pd.Index([f"{place:02d}" for place in range(len(frame))])
    return frame.assign(value=frame["value"].where(random.random(len(frame)) < ANSWERED))


def span_of(known: pd.DataFrame) -> float:
    """Return a span of half the units: one rounds a part of a unit up, and the other down."""
    return (len(known) // 2 - 1e-7) / len(known)


@pytest.fixture(scope="module")
def in_r(country: pd.DataFrame) -> Mapping[str, Floats]:
    known = country.dropna()
    asked = country["group"].value_counts()
    x = np.log10(known["weight"])
    script = f"""
    d <- data.frame(y={vector(known["value"])}, w={vector(known["weight"])},
                    g={texts(known["group"])}, x={vector(x)})
    d$N <- {len(country)}
    d$Ng <- {vector(asked[known["group"]].astype(float))}
    everyone <- svydesign(ids=~1, fpc=~N, data=d)
    inside <- svydesign(ids=~1, strata=~g, fpc=~Ng, data=d)
    m <- svymean(~y, everyone)
    tell("mean", c(coef(m), confint(m, df=degf(everyone))))
    by <- svyby(~y, ~g, inside, svymean)
    tell("means", by$y); tell("errors", by$se)
    ratios <- lapply(sort(unique(d$g)), function(k) {{
        svyratio(~I(y * w), ~w, subset(inside, g == k))
    }})
    rates <- sapply(ratios, function(r) r$ratio[1])
    rate_errors <- sapply(ratios, function(r) SE(r))
    tell("rates", rates); tell("rate_errors", rate_errors)
    tell("between", sqrt(rma(yi=by$y, vi=by$se^2, method="HE")$tau2))
    tell("between_rates", sqrt(rma(yi=rates, vi=rate_errors^2, method="HE")$tau2))
    line <- loess(y ~ x, d, span={span_of(known)}, degree=1, family="gaussian", surface="direct")
    grid <- seq(min(d$x), max(d$x), length.out={POINTS})
    tell("line", predict(line, data.frame(x=grid)))
    fit <- summary(lm(y ~ g, d))
    tell("epsilon", fit$adj.r.squared)
    halves <- data.frame(y=c(1, 2, 3, 6, 7, 11), s=rep(c("p", "q"), each=3))
    tell("halves", summary(lm(y ~ s, halves))$r.squared)
    """
    return by_r(script, "survey", "metafor")


def test_a_mean_of_those_with_a_value_has_the_interval_of_svymean(
    country: pd.DataFrame, in_r: Mapping[str, Floats]
) -> None:
    estimate, low, high = in_r["mean"]
    assert country["value"].mean() == pytest.approx(estimate)
    assert mean_interval(country["value"]) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("weighted", "means", "errors"), [(False, "means", "errors"), (True, "rates", "rate_errors")]
)
def test_drawn_means_and_rates_of_a_group_spread_as_survey_says(
    country: pd.DataFrame, in_r: Mapping[str, Floats], weighted: bool, means: str, errors: str
) -> None:
    """Of a rate the formula is the linear part alone; the draws are of what it is."""
    draws = 20_000
    for place, (_, group) in enumerate(country.groupby("group")):
        known = group.dropna()
        w = known["weight"].to_numpy() if weighted else np.ones(len(known))
        generator = np.random.default_rng(1)
        rows = known[["value"]].to_numpy()
        mean, drawn = draw_means(rows, w, len(group), draws, generator)
        assert mean[0] == pytest.approx(in_r[means][place])
        assert drawn.std() == pytest.approx(in_r[errors][place], rel=0.1 if weighted else 0.02)


def test_how_far_groups_are_apart_is_the_estimate_of_hedges_and_olkin(
    country: pd.DataFrame, in_r: Mapping[str, Floats]
) -> None:
    for name, weights in (("between", None), ("between_rates", country["weight"])):
        measured = group_spread(country[["value"]], country["group"], weights=weights, draws=10)
        assert measured.spreads[0].estimate == pytest.approx(in_r[name][0])


def test_a_smooth_line_is_the_first_pass_of_loess(
    country: pd.DataFrame, in_r: Mapping[str, Floats]
) -> None:
    known = country.dropna()
    line = smooth(
        known["value"], np.log10(known["weight"]), span=span_of(known), points=POINTS, draws=10
    )
    assert line.fitted == pytest.approx(in_r["line"], abs=0.01)


def test_effects_are_parts_of_a_variance_as_lm_has_them(
    country: pd.DataFrame, in_r: Mapping[str, Floats]
) -> None:
    known = country.dropna()
    parts = variance_by_group(known["value"], known["group"])
    by_chance = (known["group"].nunique() - 1) / (len(known) - 1)
    assert parts.adjusted == pytest.approx(in_r["epsilon"][0])
    assert parts.eta_squared is not None
    assert beyond_chance(parts.eta_squared, by_chance) == pytest.approx(in_r["epsilon"][0])
    low, high = np.array([1.0, 2.0, 3.0]), np.array([6.0, 7.0, 11.0])
    spread = float(np.sqrt((low.var() + high.var()) / 2))
    assert of_difference(high.mean() - low.mean(), spread) == pytest.approx(in_r["halves"][0])
