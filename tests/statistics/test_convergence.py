import numpy as np
import pandas as pd
import pytest
from scipy.stats import linregress, t

from ailaget.statistics.convergence import beta, sigma
from ailaget.statistics.sample import OutsideRange, TooFewValues
from tests.r import by_r, vector


def noisy(error: float, n: int = 4000) -> tuple[pd.Series, pd.Series]:
    """Two measurements of levels that do not change, with variance 1 and so much error."""
    generator = np.random.default_rng(1)
    level = generator.normal(0, np.sqrt(1 - error), n)
    waves = [level + generator.normal(0, np.sqrt(error), n) for _ in range(2)]
    return pd.Series(waves[0]), pd.Series(waves[1])


def test_sigma_by_hand_and_on_the_panel_only():
    waves = pd.DataFrame({"2024": [0.0, 10.0, 99.0], "2025": [4.0, 6.0, np.nan]})
    table = sigma(waves)
    assert table["deviation"].tolist() == [5, 1]
    assert table["p90_p10"].tolist() == pytest.approx([8, 1.6])
    assert table["relative"].tolist() == [1, 0.2]
    assert table["n"].tolist() == [2, 2]
    assert table["of"].tolist() == [3, 3]


def test_sigma_of_one_wave_one_unit_and_nobody():
    one = sigma(pd.DataFrame({"2024": [5.0]}))
    assert one["deviation"].tolist() == [0]
    assert one["relative"].isna().all()
    with pytest.raises(TooFewValues):
        sigma(pd.DataFrame({"2024": [np.nan, 1.0], "2025": [1.0, np.nan]}))
    with pytest.raises(TooFewValues):
        sigma(pd.DataFrame())


def test_slope_agrees_with_least_squares_and_hc3_by_matrices(staffing):
    start = staffing.dropna()
    end = start * 0.7 + np.random.default_rng(2).normal(size=len(start))
    found = beta(start, end)
    x, y = start.to_numpy(), (end - start).to_numpy()
    assert found.on_start.slope == pytest.approx(linregress(x, y).slope)
    design = np.column_stack([np.ones(len(x)), x])
    bread = np.linalg.inv(design.T @ design)
    residuals = y - design @ bread @ design.T @ y
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    meat = design.T @ (design * ((residuals / (1 - leverage)) ** 2)[:, None])
    error = np.sqrt((bread @ meat @ bread)[1, 1])
    reach = t.ppf(0.975, len(x) - 2) * error
    assert found.on_start.high - found.on_start.slope == pytest.approx(reach)


def test_regression_to_the_mean_is_named():
    start, end = noisy(error=0.4)
    found = beta(start, end, reliability=0.6)
    assert found.on_start.slope == pytest.approx(-0.4, abs=0.05)
    assert found.from_noise == pytest.approx(-0.4)
    assert found.corrected == pytest.approx(0, abs=0.06)
    assert found.on_average.slope == pytest.approx(0, abs=0.05)
    assert found.oldham == pytest.approx(0, abs=0.05)


def test_oldham_has_the_sign_of_the_change_in_variance():
    start = pd.Series(np.arange(20.0))
    closer = beta(start, start * 0.5 + 3)
    assert closer.oldham < 0
    assert closer.variance_ratio == pytest.approx(0.25)
    assert beta(start, start * 2).oldham > 0


def test_nothing_varies():
    level = pd.Series([5.0] * 4)
    found = beta(level, level)
    assert (found.on_start.slope, found.oldham, found.variance_ratio) == (None, None, None)
    moved = beta(pd.Series([1.0, 2.0, 3.0]), pd.Series([2.0, 3.0, 4.0]))
    assert moved.on_start.slope == pytest.approx(0)
    assert moved.oldham is None


def test_one_unit_alone_decides_the_slope():
    found = beta(pd.Series([0.0, 0.0, 9.0]), pd.Series([1.0, 2.0, 9.0]))
    assert found.on_start.slope is not None
    assert found.on_start.low is None


def test_beta_errors_and_counts():
    with pytest.raises(TooFewValues):
        beta(pd.Series([1.0, 2.0]), pd.Series([1.0, 2.0]))
    with pytest.raises(OutsideRange):
        beta(pd.Series([1.0, 2.0, 3.0]), pd.Series([1.0, 2.0, 4.0]), reliability=0)
    found = beta(pd.Series([1.0, 2.0, 3.0, 4.0]), pd.Series([1.0, 2.0, 4.0, np.nan]))
    assert (found.n, found.of) == (3, 4)


def test_slopes_and_spreads_are_those_of_sandwich_and_r():
    """`vcovHC` of the package sandwich, and `cor`, `var` and `quantile` of R itself."""
    generator = np.random.default_rng(3)
    start = pd.Series(generator.gamma(2, 10, 60))
    end = pd.Series(0.7 * start + generator.normal(0, 2 + 0.3 * start))
    script = f"""
    start <- {vector(start)}; end <- {vector(end)}
    slope <- function(x) {{
        fit <- lm(I(end - start) ~ x)
        b <- coef(fit)[["x"]]
        reach <- qt(0.975, df.residual(fit)) * sqrt(vcovHC(fit, type = "HC3")["x", "x"])
        c(b, b - reach, b + reach)
    }}
    tell("on_start", slope(start)); tell("on_average", slope((start + end) / 2))
    tell("oldham", cor(end - start, (start + end) / 2)); tell("ratio", var(end) / var(start))
    spread <- function(x) c(
        sd(x) * sqrt((length(x) - 1) / length(x)),
        diff(quantile(x, c(0.1, 0.9), type = 7))
    )
    tell("before", spread(start)); tell("after", spread(end))
    """
    in_r = by_r(script, "sandwich")
    measured = beta(start, end)
    for key in ("on_start", "on_average"):
        slope = getattr(measured, key)
        assert (slope.slope, slope.low, slope.high) == pytest.approx(tuple(in_r[key]), abs=1e-12)
    assert measured.oldham == pytest.approx(in_r["oldham"][0])
    assert measured.variance_ratio == pytest.approx(in_r["ratio"][0])
    spreads = sigma(pd.DataFrame({"before": start, "after": end}))[["deviation", "p90_p10"]]
    assert spreads.loc["before"].tolist() == pytest.approx(in_r["before"])
    assert spreads.loc["after"].tolist() == pytest.approx(in_r["after"])
