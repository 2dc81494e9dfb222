import itertools
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.left_behind import Measuring, left_behind, left_behind_chances
from ailaget.statistics.neighbours import from_edges
from ailaget.statistics.sample import OutsideRange, TooFewValues

IDS = [f"{number:02d}" for number in range(10)]
CHAIN = from_edges(IDS, itertools.pairwise(IDS))
NOW = pd.Series(np.arange(10.0) * 10, index=IDS)
LEVELS = NOW // 20 + 1


def chosen(**changes) -> list[str]:
    given = {"values": NOW, "previous": NOW - 1, "levels": LEVELS, "neighbours": CHAIN} | changes
    table = left_behind(**given)
    return table.index[table["is_left_behind"]].tolist()


def test_all_three_reasons_are_needed():
    assert chosen() == ["00", "01"]
    assert chosen(previous=NOW - 3) == []
    assert chosen(levels=LEVELS.mask(LEVELS.index == "02", 3)) == ["00"]


def test_parameters_move_the_list():
    assert chosen(bottom=0.1) == ["00"]
    assert chosen(bottom=0.0) == []
    assert chosen(previous=NOW - 3, moved=3) == ["00", "01"]
    assert chosen(bottom=1.0, level=6) == IDS
    assert chosen(level=2) == ["00"]


def test_the_smallest_sure_rise_is_a_rise_and_any_less_is_none():
    assert chosen(previous=NOW - 17.0, moved=17.0) == ["00", "01"]
    assert chosen(previous=NOW - 17.0, moved=17.0, is_rise=True) == []
    assert chosen(previous=NOW - 16.9, moved=17.0, is_rise=True) == ["00", "01"]
    assert chosen(previous=NOW - (16.0 + 1.0), moved=16.0 + 0.1 * 10, is_rise=True) == []


def test_falling_is_standing_still_and_the_edges_count():
    assert chosen(previous=NOW + 30) == ["00", "01"]
    assert chosen(previous=NOW - 2.0) == ["00", "01"]


def test_ties_are_in_together():
    tied = NOW.clip(lower=20)
    table = left_behind(tied, None, LEVELS, CHAIN)
    assert table.index[table["is_low"]].tolist() == ["00", "01", "02"]


def test_first_wave_knows_no_change_and_leaves_nobody_behind():
    table = left_behind(NOW, None, LEVELS, CHAIN)
    assert table["stood_still"].isna().all()
    assert not table["is_left_behind"].any()
    assert table["is_low"].sum() == 2


def test_silent_neighbours_are_not_counted_as_low():
    levels = LEVELS.mask(LEVELS.index == "01")
    table = left_behind(NOW, NOW, levels, CHAIN)
    assert table.loc["00", "lacks_model"] is pd.NA
    assert table.loc["00", ["neighbours", "neighbours_answering"]].tolist() == [1, 0]
    assert not table.loc["00", "is_left_behind"]


def test_who_has_no_neighbours_lacks_a_model():
    alone = from_edges(IDS, [], islands="keep")
    table = left_behind(NOW, NOW, LEVELS, alone)
    assert table["lacks_model"].all()
    assert left_behind(NOW, NOW, LEVELS, from_edges(IDS, [], islands="drop"))["lacks_model"].all()


def test_silent_units_are_left_out_and_nobody_is_an_error():
    assert "00" not in left_behind(NOW.mask(NOW == 0), NOW, LEVELS, CHAIN).index
    with pytest.raises(TooFewValues):
        left_behind(NOW * np.nan, NOW, LEVELS, CHAIN)
    with pytest.raises(OutsideRange):
        left_behind(NOW, NOW, LEVELS, CHAIN, bottom=2)


def test_one_silent_neighbour_leaves_it_unknown_unless_another_has_come_far():
    levels = LEVELS.mask(LEVELS.index == "02")
    table = left_behind(NOW, NOW - 1, levels, CHAIN)
    assert table.loc["01", "lacks_model"] is pd.NA
    assert not table.loc["01", "is_left_behind"]
    assert not table.loc["03", "lacks_model"]
    far = levels.mask(levels.index == "00", 5)
    assert not left_behind(NOW, NOW - 1, far, CHAIN).loc["01", "lacks_model"]


EXACT = Measuring(1.0, (0.0, 100.0))


def test_measured_exactly_the_probability_is_the_condition():
    found = left_behind_chances(NOW, NOW - 1, CHAIN, EXACT, minimum=40)
    assert found.index[found == 1].tolist() == chosen()
    assert set(found) <= {0.0, 1.0}


def test_the_probability_of_standing_still_is_that_of_the_normal_distribution():
    """Nobody has a model and all are low: what is left is the change of two true values."""
    alone, alpha = from_edges(IDS, [], islands="keep"), 0.8
    before = NOW - 15
    wide = Measuring(alpha, (-1e9, 1e9))
    found = left_behind_chances(
        NOW, before, alone, wide, minimum=1e9, bottom=1.0, moved=10.0, draws=20_000
    )
    spread = float(NOW.std(ddof=0)) * np.sqrt(2 * alpha * (1 - alpha))
    rise = (NOW.mean() - before.mean()) * (1 - alpha) + alpha * 15
    expected = NormalDist(rise, spread).cdf(10.0)
    assert found.to_numpy() == pytest.approx(np.full(10, expected), abs=0.02)


def test_by_a_sure_rise_the_probability_is_the_condition_too():
    given = {"minimum": 40, "moved": 17.0, "is_rise": True}
    wide = Measuring(1.0, (-100.0, 200.0))
    still = left_behind_chances(NOW, NOW - 16.9, CHAIN, wide, **given)
    assert still.index[still == 1].tolist() == ["00", "01"]
    assert left_behind_chances(NOW, NOW - 17.0, CHAIN, wide, **given).eq(0).all()


def test_those_drawn_at_the_end_of_the_scale_are_low_together():
    tied = NOW.clip(lower=20)
    found = left_behind_chances(tied, tied, CHAIN, EXACT, minimum=40)
    assert found.index[found == 1].tolist() == ["00", "01", "02"]
    assert set(found) == {0.0, 1.0}


def test_two_silent_neighbours_may_each_have_come_far():
    """Both are drawn for themselves: neither has with the square of the share that has not."""
    star = from_edges(IDS, [("00", "08"), ("00", "09")], islands="keep")
    silent = NOW.mask(NOW.index >= "08")
    found = left_behind_chances(silent, silent - 1, star, EXACT, minimum=40, draws=20_000)
    assert found["00"] == pytest.approx((4 / 8) ** 2, abs=0.02)
    one_far = NOW.mask(NOW.index == "09")
    assert left_behind_chances(one_far, NOW - 1, star, EXACT, minimum=40)["00"] == 0


def test_a_silent_neighbour_may_have_come_far_and_a_silent_change_may_be_any():
    silent = NOW.mask(NOW.index == "01")
    found = left_behind_chances(silent, NOW - 1, CHAIN, EXACT, minimum=40)
    assert "01" not in found.index
    far = (NOW.drop("01") >= 40).mean()
    assert found["00"] == pytest.approx(1 - far, abs=0.05)
    before = (NOW - 1).where(NOW.index != "00")
    assert left_behind_chances(NOW, before, CHAIN, EXACT, minimum=40)["00"] == 1
    with pytest.raises(TooFewValues):
        left_behind_chances(NOW, NOW * np.nan, CHAIN, EXACT, minimum=40)
    with pytest.raises(OutsideRange):
        left_behind_chances(NOW, NOW, CHAIN, Measuring(2.0, (0.0, 100.0)), minimum=40)
