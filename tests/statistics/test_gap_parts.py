import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr

from ailaget.statistics.gap_parts import parts_by_conditions, parts_of_index
from ailaget.statistics.group_gap import group_gap
from ailaget.statistics.sample import TooFewValues


@pytest.fixture(scope="module")
def country() -> pd.DataFrame:
    generator = np.random.default_rng(9)
    size = generator.normal(size=290)
    wealth = size + generator.normal(size=290)
    own = generator.normal(size=(290, 3)) + np.outer(size, [2, 1, 0]) + 40
    table = pd.DataFrame(own, columns=["plan", "use", "data"]).assign(size=size, wealth=wealth)
    table.index = table.index.astype(str)
    return table.mask(pd.Series(generator.random(290) < 0.2, table.index))


def sides(country: pd.DataFrame) -> tuple[list[str], list[str]]:
    order = country["size"].fillna(0).sort_values().index
    return list(order[-70:]), list(order[:70])


def test_parts_of_an_index_make_up_the_gap_that_other_pages_show(country):
    upper, lower = sides(country)
    split = parts_of_index(country[["plan", "use", "data"]], upper, lower)
    whole = country[["plan", "use", "data"]].mean(axis=1, skipna=False).to_frame("2026")
    shown = group_gap(whole, upper, lower)
    assert split.gap == shown.gaps[0]
    assert sum(p.estimate for p in split.parts.values()) == pytest.approx(split.gap.estimate)
    assert split.parts["plan"].low > split.parts["data"].high
    assert split.n == (shown.upper.n, shown.lower.n)


def test_a_gap_in_yes_and_no_has_the_limits_that_other_pages_show(country):
    upper, lower = sides(country)
    answers = (country["wealth"] > country["wealth"].median()).astype(float)
    answers = answers.where(country["wealth"].notna())
    split = parts_by_conditions(answers, country[["use"]], upper, lower, scale=(0.0, 1.0))
    both = answers.where(country["use"].notna()).to_frame("2026")
    assert split.gap == group_gap(both, upper, lower, scale=(0.0, 1.0)).gaps[0]


def test_the_parts_of_few_are_as_unsure_as_their_means(country):
    """Of one part alone the part is the gap: its interval has Student's width, of any few."""
    upper, lower = sides(country)
    few = country[["plan"]].loc[[*upper[:7], *lower[:7]]]
    split = parts_of_index(few, upper, lower, draws=4000)
    assert split.parts["plan"].low == pytest.approx(split.gap.low, rel=0.1)
    assert split.parts["plan"].high == pytest.approx(split.gap.high, rel=0.1)


def test_a_condition_that_carries_the_whole_gap_leaves_no_rest(country):
    upper, lower = sides(country)
    conditions = country[["wealth"]]
    split = parts_by_conditions(5 * country["wealth"], conditions, upper, lower)
    assert split.rest.estimate == pytest.approx(0.0, abs=1e-6)
    assert split.parts["wealth"].estimate == pytest.approx(split.gap.estimate)


def test_a_gap_that_is_of_size_alone_is_not_laid_on_what_differs_with_size(country):
    upper, lower = sides(country)
    own = pd.Series(0.0, country.index)
    own[upper], own[lower] = 10.0, -10.0
    own += np.random.default_rng(2).normal(size=290)
    split = parts_by_conditions(own, country[["wealth"]], upper, lower)
    assert split.parts["wealth"].low < 0 < split.parts["wealth"].high
    assert split.rest.low > 15


def test_intervals_hold_the_whole_populations_parts(country):
    whole = country.fillna(country.mean())
    upper, lower = list(whole.index[:80]), list(whole.index[80:160])
    value = whole["wealth"] * 3 + whole["plan"]
    truth = parts_by_conditions(value, whole[["wealth", "size"]], upper, lower, draws=2)
    held = 0
    for seed in range(100):
        answered = np.random.default_rng(seed).random(290) < 0.7
        split = parts_by_conditions(
            value.where(answered), whole[["wealth", "size"]], upper, lower, draws=200
        )
        part = split.parts["wealth"]
        held += part.low <= truth.parts["wealth"].estimate <= part.high
    assert held >= 88


def test_everyone_answering_leaves_no_width_and_few_are_refused(country):
    whole = country.fillna(0.0)
    upper, lower = list(whole.index[:80]), list(whole.index[80:160])
    split = parts_by_conditions(whole["plan"], whole[["wealth"]], upper, lower)
    assert split.gap.low == split.gap.high
    with pytest.raises(TooFewValues):
        parts_of_index(whole[["plan"]], upper[:1], lower)
    with pytest.raises(TooFewValues) as few:
        parts_by_conditions(whole["plan"][:4], whole[["wealth"]][:4], upper[:2], upper[2:4])
    assert few.value.params == {"needed": 5, "given": 4}
    assert parts_by_conditions(whole["plan"][:5], whole[["wealth"]][:5], upper[:2], upper[2:4])


@pytest.mark.parametrize("slope", [0.0, 0.08, 0.15, 0.4])
def test_p_is_that_of_the_slope_within_groups(slope: float) -> None:
    """Of one condition: the correlation of what is left of both within their groups, by scipy."""
    generator = np.random.default_rng(12)
    group = np.repeat([0, 1, 2], (40, 50, 90))
    units = pd.Index([f"{place:03d}" for place in range(180)])
    x = pd.Series(generator.normal(size=180) + group, units)
    y = slope * x + generator.normal(size=180) - 2 * group
    split = parts_by_conditions(
        y, x.to_frame("x"), list(units[group == 0]), list(units[group == 1]), draws=20
    )
    left = [each - each.groupby(group).transform("mean") for each in (x, y)]
    assert split.p == pytest.approx(pearsonr(*left).pvalue, abs=0.03)
    assert split.part_p == {"x": split.p}


def test_where_all_have_answered_conditions_by_lot_seldom_hold_anything_for_certain() -> None:
    """The interval has no width then, and leaves zero out whatever the condition."""
    generator, called, single = np.random.default_rng(3), 0, 0
    units = pd.Index([f"{place:03d}" for place in range(120)])
    for _ in range(100):
        y = pd.Series(generator.normal(size=120) + np.repeat([1, 0, 0], 40), units)
        lots = pd.DataFrame(generator.normal(size=(120, 2)), units, ["a", "b"])
        split = parts_by_conditions(y, lots, list(units[:40]), list(units[40:80]), draws=5)
        called += split.p <= 0.05
        single += sum(p <= 0.05 for p in split.part_p.values())
    assert called <= 10
    assert single <= 20


def test_one_that_holds_something_is_told_from_one_by_lot() -> None:
    generator = np.random.default_rng(5)
    group = np.repeat([0, 1, 2], 40)
    units = pd.Index([f"{place:03d}" for place in range(120)])
    table = pd.DataFrame(generator.normal(size=(120, 2)), units, ["held", "lot"])
    table["held"] += group
    y = table["held"] + generator.normal(size=120)
    split = parts_by_conditions(y, table, list(units[group == 0]), list(units[group == 1]), draws=5)
    assert split.part_p["held"] < 0.01
    assert split.part_p["lot"] > 0.05
