"""Statistics of the page Förklaringar, held against R: base R's lm and cor, and nlme."""

import os
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.concentration_index import concentration
from ailaget.statistics.expected import expected_values
from ailaget.statistics.gap_parts import parts_by_conditions
from ailaget.statistics.mixed_growth import mixed_growth
from ailaget.statistics.power import needed
from ailaget.statistics.rank_correlation import rank_correlation

SCRIPT = """
d <- read.csv("units.csv", row.names = 1)
say <- function(key, values) cat(key, format(values, digits = 15), "\\n")
k <- d[complete.cases(d[c("y", "size", "tax")]), ]
say("rho", cor(k$y, k$tax, method = "spearman"))
left <- function(v) resid(lm(rank(v) ~ rank(k$size)))
say("partial", cor(left(k$y), left(k$tax)))

r <- (rank(k$tax) - 0.5) / nrow(k)
spread <- mean((r - mean(r))^2)
convenient <- lm(I(2 * spread * y / mean(k$y)) ~ r, data = k)
say("plain", coef(convenient)[["r"]])
say("erreygers", 4 * mean(k$y) / 100 * coef(convenient)[["r"]])

conditions <- lm(y ~ group + tax + far, data = k)
means <- sapply(k[c("tax", "far")], function(x) tapply(x, k$group, mean))
say("oaxaca", coef(conditions)[c("tax", "far")] * (means["upper", ] - means["lower", ]))
say("gap", diff(tapply(k$y, k$group, mean)[c("lower", "upper")]))

fit <- lm(y ~ tax + far, data = k)
say("rstudent", rstudent(fit)[1:6])
for (i in 1:3) {
  others <- update(fit, data = k[-i, ])
  say(paste0("without", i), predict(others, k[i, ], interval = "prediction"))
}

library(nlme)
w <- read.csv("waves.csv")
m <- lme(value ~ group + group:year, random = ~ 1 | unit, data = w, na.action = na.omit)
b <- intervals(m, which = "fixed")$fixed
say("slopes", b[grep(":year", rownames(b)), "est."])
say("lower", b[grep(":year", rownames(b)), "lower"])
say("upper", b[grep(":year", rownames(b)), "upper"])
say("variances", as.numeric(VarCorr(m)[, "Variance"]))
say("needed", power.t.test(delta = 5, sd = 20, power = 0.8, type = "paired")$n)
"""

YEARS = np.array([0.0, 0.9, 2.1])


@pytest.fixture(scope="module")
def units() -> pd.DataFrame:
    generator = np.random.default_rng(5)
    size = np.exp(generator.normal(9.7, 1.0, 120)).round(-2)
    tax = (generator.normal(100, 10, 120) + 4 * np.log(size)).round()
    far = generator.gamma(2, 15, 120).round(1)
    y = 3 * np.log(size) + 0.3 * tax - 0.1 * far + generator.normal(0, 6, 120)
    group = np.where(size > 30_000, "upper", np.where(size < 10_000, "lower", "other"))
    units = pd.DataFrame({"y": y, "size": size, "tax": tax, "far": far, "group": group})
    units.index = pd.Index([f"{place:04d}" for place in range(120)])
    units.loc[generator.random(120) < 0.2, "y"] = np.nan
    return units


@pytest.fixture(scope="module")
def waves(units: pd.DataFrame) -> pd.DataFrame:
    generator = np.random.default_rng(6)
    own = generator.normal(0, 9, len(units))
    pace = units["group"].map({"upper": 5.0, "lower": 2.0, "other": 3.0}).to_numpy()
    values = {
        str(wave): 30 + own + pace * year + generator.normal(0, 4, len(units))
        for wave, year in enumerate(YEARS)
    }
    table = pd.DataFrame(values, index=units.index)
    return table.where(generator.random(table.shape) > 0.25)


@pytest.fixture(scope="module")
def in_r(units, waves, tmp_path_factory) -> dict[str, list[float]]:
    """What R makes of the same figures, in one process for all of them."""
    program = shutil.which("Rscript")
    if program is None:
        missing = "R is missing: install r-base-core and r-cran-nlme"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    folder = tmp_path_factory.mktemp("r")
    units.to_csv(folder / "units.csv")
    long = waves.assign(unit=waves.index, group=units["group"]).melt(["unit", "group"])
    long = long.assign(year=YEARS[long["variable"].astype(int)])
    long.to_csv(folder / "waves.csv", index=False, na_rep="NA")
    command = [program, "--vanilla", "-e", SCRIPT]
    done = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=120
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {key: [float(number) for number in numbers] for key, *numbers in lines}


def test_rank_correlation_also_after_size_is_that_of_r(units, in_r):
    plain = rank_correlation(units["y"], units["tax"], draws=20, permutations=19)
    after = rank_correlation(units["y"], units["tax"], units["size"], draws=20, permutations=19)
    assert plain.rho.estimate == pytest.approx(in_r["rho"][0], abs=1e-12)
    assert after.rho.estimate == pytest.approx(in_r["partial"][0], abs=1e-12)


def test_concentration_index_is_that_of_the_convenient_regression(units, in_r):
    one_wave = units[["y"]]
    bounded = concentration(one_wave, units["tax"], (0.0, 100.0), draws=20)
    plain = concentration(one_wave, units["tax"], (0.0, np.inf), draws=20)
    assert bounded.indices[0].estimate == pytest.approx(in_r["erreygers"][0], abs=1e-12)
    assert plain.indices[0].estimate == pytest.approx(in_r["plain"][0], abs=1e-12)


def test_parts_by_conditions_are_coefficients_of_r_times_the_differences(units, in_r):
    known = units.dropna()
    sides = [list(known.index[known["group"] == side]) for side in ("upper", "lower")]
    split = parts_by_conditions(known["y"], known[["tax", "far"]], *sides, draws=20)
    parts = [part.estimate for part in split.parts.values()]
    assert parts == pytest.approx(in_r["oaxaca"], abs=1e-6)
    assert split.gap.estimate == pytest.approx(in_r["gap"][0], abs=1e-9)
    assert split.rest is not None
    assert sum(parts) + split.rest.estimate == pytest.approx(in_r["gap"][0], abs=1e-9)


def test_what_is_expected_is_what_r_predicts_of_the_unit_from_the_others(units, in_r):
    fit = expected_values(units["y"], units[["tax", "far"]])
    first = fit.table.iloc[:3][["expected", "low", "high"]]
    for place, row in enumerate(first.to_numpy(), start=1):
        assert row.tolist() == pytest.approx(in_r[f"without{place}"], abs=1e-8)
    studentised = in_r["rstudent"]
    beyond = [abs(each) > 1.986 for each in studentised]  # t of 0.975 with some 91 degrees
    assert (fit.table["outside"].abs() == 1).tolist()[:6] == beyond


def test_growth_by_group_is_that_of_nlme(units, waves, in_r):
    fit = mixed_growth(waves, units["group"], YEARS)
    assert [group.key for group in fit.groups] == ["lower", "other", "upper"]
    assert [group.growth for group in fit.groups] == pytest.approx(in_r["slopes"], rel=1e-5)
    # An interval is never shorter than the model's own; its other side has a test file of its own.
    reach = [group.high - group.growth for group in fit.groups]
    model = np.array(in_r["upper"]) - np.array(in_r["slopes"])
    assert (np.array(reach) >= model * (1 - 1e-4)).all()
    assert min(reach / model) == pytest.approx(1, rel=1e-4)
    assert [fit.between, fit.within] == pytest.approx(in_r["variances"], rel=1e-4)


def test_so_many_as_are_needed_are_those_of_r_but_for_t_against_normal(in_r):
    assert in_r["needed"][0] - 3 < needed(20.0, 5.0, 10**9) <= in_r["needed"][0]
