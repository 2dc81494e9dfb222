import itertools

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.left_behind import left_behind
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
