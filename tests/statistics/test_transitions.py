import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.sample import TooFewValues, UnknownUnits
from ailaget.statistics.transitions import growth_by_group, transitions
from tests.r import by_r, texts, vector

LEVELS = [1, 2, 3, 4, 5]


def test_counts_and_members_by_hand():
    before = pd.Series({"d": 1, "a": 1, "b": 2, "c": 3, "x": 1})
    after = pd.Series({"a": 2, "b": 2, "c": 1, "d": 2, "y": 5})
    found = transitions(before, after, LEVELS)
    assert found.counts.loc[1, 2] == 2
    assert found.members[1, 2] == ("a", "d")
    assert found.members[5, 5] == ()
    assert (found.climbed, found.stayed, found.fell) == (2, 1, 1)
    assert (found.n, found.of) == (4, 6)
    assert found.shares.loc[1, 2] == 1
    assert found.shares.loc[5].isna().all()


def test_cells_add_up_to_the_panel(staffing):
    generator = np.random.default_rng(1)
    before = pd.Series(generator.integers(1, 6, 290), index=staffing.index).where(staffing.notna())
    after = pd.Series(generator.integers(1, 6, 290), index=staffing.index)
    found = transitions(before, after, LEVELS)
    assert found.counts.to_numpy().sum() == found.n == staffing.notna().sum()
    assert found.climbed + found.stayed + found.fell == found.n
    assert sorted(sum(found.members.values(), ())) == sorted(staffing.dropna().index)


def test_levels_may_be_words():
    words = ["none", "pilot", "wide"]
    found = transitions(pd.Series(["pilot"]), pd.Series(["wide"]), words)
    assert found.counts.loc["pilot", "wide"] == 1


def test_errors():
    with pytest.raises(UnknownUnits):
        transitions(pd.Series([1]), pd.Series([7]), LEVELS)
    with pytest.raises(TooFewValues):
        transitions(pd.Series([1.0]), pd.Series([np.nan]), LEVELS)
    with pytest.raises(TooFewValues):
        growth_by_group(pd.Series([1.0]), pd.Series([np.nan]), pd.Series(["A"]))


def test_growth_by_group_by_hand():
    before = pd.Series([0.0, 0.0, 10.0, 20.0, 5.0])
    after = pd.Series([0.0, 4.0, 12.0, 18.0, np.nan])
    table = growth_by_group(before, after, pd.Series(list("CCAAA")))
    assert table.loc["C", ["n", "change", "rose", "fell"]].tolist() == [2, 2, 0.5, 0]
    assert np.isnan(table.loc["C", "relative"])
    ours = table.loc["A", ["n", "change", "relative", "rose", "fell"]]
    assert ours.tolist() == [2, 0, 0, 0.5, 0.5]


def test_counts_and_growth_are_those_of_r():
    """`table`, `prop.table` and `tapply` on the units that R finds complete."""
    generator = np.random.default_rng(4)
    before, after = (
        pd.Series(generator.integers(1, 5, 90).astype(float)).where(generator.random(90) > 0.2)
        for _ in range(2)
    )
    groups = pd.Series(generator.choice(list("AB"), 90))
    script = f"""
    d <- data.frame(b = {vector(before)}, a = {vector(after)}, g = {texts(groups)})
    k <- d[complete.cases(d), ]
    counts <- table(factor(k$b, 1:5), factor(k$a, 1:5))
    tell("counts", t(counts)); tell("shares", t(prop.table(counts, 1)))
    tell("moved", c(sum(k$a > k$b), sum(k$a == k$b), sum(k$a < k$b)))
    by <- function(x, f) as.numeric(tapply(x, k$g, f))
    tell("change", by(k$a - k$b, mean)); tell("median", by(k$a - k$b, median))
    tell("relative", by(k$a, mean) / by(k$b, mean) - 1)
    tell("rose", by(k$a > k$b, mean)); tell("fell", by(k$a < k$b, mean))
    """
    in_r = by_r(script)
    moved = transitions(before, after, LEVELS)
    assert moved.counts.to_numpy().ravel().tolist() == in_r["counts"].tolist()
    assert moved.shares.to_numpy().ravel() == pytest.approx(in_r["shares"], nan_ok=True)
    assert [moved.climbed, moved.stayed, moved.fell] == in_r["moved"].tolist()
    growth = growth_by_group(before, after, groups)
    keys = {"change": "change", "median_change": "median", "relative": "relative"}
    for column, key in (keys | {"rose": "rose", "fell": "fell"}).items():
        assert growth[column].to_numpy() == pytest.approx(in_r[key]), column


def test_the_order_of_units_and_the_other_way_round_in_time():
    """Turned round in time, each count stands across the diagonal and who climbed has fallen."""
    generator = np.random.default_rng(5)
    units = [f"{number:02d}" for number in range(60)]
    before, after = (pd.Series(generator.integers(1, 6, 60), index=units) for _ in range(2))
    forward, backward = transitions(before, after, LEVELS), transitions(after, before, LEVELS)
    assert (forward.counts.to_numpy() == backward.counts.to_numpy().T).all()
    assert (forward.climbed, forward.fell) == (backward.fell, backward.climbed)
    shuffled = transitions(before.sample(frac=1, random_state=1), after[::-1], LEVELS)
    assert shuffled.members == forward.members
