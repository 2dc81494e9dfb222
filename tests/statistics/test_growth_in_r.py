"""Growth by group where answers stay from wave to wave: R's sandwich, and a known truth."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.mixed_growth import mixed_growth, welch
from tests.r import Floats, by_r, texts, vector

YEARS = np.array([0.0, 1.0, 2.1, 2.9])
GROUPS = {"a": 14, "b": 40, "c": 9}
PACE = {"a": 2.0, "b": 5.0, "c": 3.0}


@pytest.fixture(scope="module")
def answers() -> tuple[pd.DataFrame, pd.Series]:
    """Units with a level and a pace of their own, of whom some are silent in each wave."""
    lots = np.random.default_rng(12)
    group = pd.Series(np.repeat(list(GROUPS), list(GROUPS.values())))
    n = len(group)
    pace = group.map(PACE).to_numpy() + lots.normal(0, 4, n)
    level = lots.normal(40, 9, n)
    table = pd.DataFrame(level[:, None] + pace[:, None] * YEARS + lots.normal(0, 3, (n, 4)))
    return table.where(lots.random(table.shape) > 0.3), group


@pytest.fixture(scope="module")
def in_r(answers: tuple[pd.DataFrame, pd.Series]) -> Mapping[str, Floats]:
    table, group = answers
    long = table.assign(unit=table.index, group=group).melt(["unit", "group"]).dropna()
    script = f"""
    d <- data.frame(y={vector(long["value"])}, unit={vector(long["unit"])},
        group={texts(long["group"])}, t={vector(YEARS[long["variable"].astype(int)])})
    m <- lme(y ~ 0 + group + group:t, random = ~ 1 | unit, data = d)
    v <- as.numeric(VarCorr(m)[, "Variance"])
    own <- summary(m)$tTable[4:6, ]
    tell("slopes", own[, "Value"]); tell("errors", own[, "Std.Error"])
    tell("freedom", own[1, "DF"])
    n <- ave(d$y, d$unit, FUN = length)
    part <- 1 - 1 / sqrt(1 + v[1] / v[2] * n)
    d$y0 <- d$y - part * ave(d$y, d$unit); d$t0 <- d$t - part * ave(d$t, d$unit)
    d$one <- 1 - part
    for (g in c("a", "b", "c")) {{
        s <- d[d$group == g, ]
        line <- lm(y0 ~ 0 + one + t0, s)
        clustered <- vcovCL(line, cluster = s$unit, type = "HC2", cadjust = TRUE)
        X <- model.matrix(line); B <- solve(crossprod(X)); rest <- diag(nrow(X)) - X %*% B %*% t(X)
        P <- sapply(unique(s$unit), function(u) {{
            i <- which(s$unit == u); e <- eigen(rest[i, i, drop = FALSE], symmetric = TRUE)
            A <- e$vectors %*% diag(1 / sqrt(e$values), length(i)) %*% t(e$vectors)
            rest[, i, drop = FALSE] %*% A %*% X[i, , drop = FALSE] %*% B[, 2]
        }})
        M <- crossprod(P)
        tell(paste0("own_", g), c(sqrt(clustered[2, 2]), sum(diag(M))^2 / sum(M^2)))
    }}
    three <- data.frame(y = c(1, 2, 4, 2, 3, 9, 4, 5, 6, 7, 20), g = rep(1:3, c(3, 3, 5)))
    tell("welch", oneway.test(y ~ g, three)$p.value)
    """
    return by_r(script, "nlme", "sandwich")


def test_the_interval_is_the_longer_of_the_models_and_of_the_groups_own_units(answers, in_r):
    from scipy.stats import t

    table, group = answers
    fit = mixed_growth(table, group, YEARS)
    assert [each.growth for each in fit.groups] == pytest.approx(in_r["slopes"], rel=1e-4)
    for place, each in enumerate(fit.groups):
        error, freedom = in_r[f"own_{each.key}"]
        model = t.ppf(0.975, in_r["freedom"][0]) * in_r["errors"][place]
        own = t.ppf(0.975, freedom) * error
        assert each.high - each.growth == pytest.approx(max(model, own), rel=1e-3)
    reaches = [t.ppf(0.975, in_r[f"own_{key}"][1]) * in_r[f"own_{key}"][0] for key in GROUPS]
    # Units with a pace of their own: the model's interval is the shorter in some.
    assert max(np.array(reaches) / (1.96 * in_r["errors"])) > 1.3


def test_welch_is_that_of_r(in_r):
    samples = ([1.0, 2, 4], [2.0, 3, 9], [4.0, 5, 6, 7, 20])
    means = np.array([np.mean(each) for each in samples])
    variances = np.array([np.var(each, ddof=1) / len(each) for each in samples])
    freedoms = np.array([len(each) - 1.0 for each in samples])
    assert welch(means, variances, freedoms) == pytest.approx(in_r["welch"][0], rel=1e-9)


def persistent(lots: np.random.Generator, shares: np.ndarray, waves: int) -> pd.DataFrame:
    """Return a yes or no of units that answer as last time, but for three in ten of them."""
    own = lots.random(len(shares))
    columns = []
    for _ in range(waves):
        own = np.where(lots.random(len(own)) < 0.3, lots.random(len(own)), own)
        columns.append((own < shares).astype(float))
    table = pd.DataFrame(np.column_stack(columns))
    return table.where(lots.random(table.shape) < 0.6)


def test_a_yes_or_no_that_stays_is_no_surer_than_it_is():
    """The truth is known: no group grows, and none differs from another."""
    lots, waves = np.random.default_rng(5), 6
    sizes, levels = (30, 60, 80, 70, 50), (0.05, 0.1, 0.3, 0.5, 0.7)
    group = pd.Series(np.repeat(list("abcde"), sizes))
    shares = np.repeat(levels, sizes)
    alarms, held = 0, []
    for _ in range(150):
        fit = mixed_growth(persistent(lots, shares, waves), group, np.arange(float(waves)))
        assert fit.p is not None
        alarms += fit.p <= 0.05
        held += [each.low <= 0 <= each.high for each in fit.groups]
    assert alarms / 150 <= 0.09
    assert np.mean(held) >= 0.93
