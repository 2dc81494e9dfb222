import numpy as np
import pandas as pd
import pytest

from ailaget.charts.swarm import PILE, TALLEST, beeswarm_offsets, packed_swarms


def _least_distance(x, y):
    pairs = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
    return pairs[np.triu_indices(len(x), 1)].min()


@pytest.mark.parametrize("seed", range(5))
def test_no_two_dots_overlap(seed):
    x = np.random.default_rng(seed).normal(200, 40, 290)
    offsets = beeswarm_offsets(x.tolist(), 3.0)
    assert _least_distance(x, offsets) >= 6.0 - 1e-6


def test_the_same_values_give_the_same_swarm_in_any_order():
    x = np.random.default_rng(1).integers(0, 300, 100).astype(float)
    order = np.random.default_rng(2).permutation(100)
    here = sorted(zip(x, beeswarm_offsets(x.tolist(), 3), strict=True))
    there = sorted(zip(x[order], beeswarm_offsets(x[order].tolist(), 3), strict=True))
    assert here == there


def test_dots_with_room_stand_on_the_line():
    assert beeswarm_offsets([0, 10, 20], 3).tolist() == [0, 0, 0]


def test_equal_values_stand_on_both_sides_of_the_line():
    assert sorted(np.round(beeswarm_offsets([5, 5, 5], 3), 6)) == [-6, 0, 6]


def test_no_values_no_offsets():
    assert beeswarm_offsets([], 3).tolist() == []


def test_values_are_never_moved_along_the_axis():
    dots = pd.DataFrame({"group": "a", "value": np.linspace(0, 90, 60)})
    packed, scale = packed_swarms(dots, [0, 50, 100])
    assert packed["x"].tolist() == dots["value"].tolist()
    assert not scale.has_pile
    assert scale.low < 0
    assert scale.high > 100


def test_many_zeros_form_a_block_beside_the_axis():
    dots = pd.DataFrame({"group": "a", "value": [0.0] * (PILE + 176) + [5.0] * 10})
    packed, scale = packed_swarms(dots, [0, 5, 10])
    block = packed[packed["value"] == 0]
    assert scale.has_pile
    assert block["x"].between(scale.low, 0).all()
    assert len(set(zip(block["x"], block["offset"], strict=True))) == len(block)
    assert (packed.loc[packed["value"] == 5, "x"] == 5).all()


def test_few_zeros_are_no_block():
    dots = pd.DataFrame({"group": "a", "value": [0.0] * PILE + [5.0] * 10})
    assert not packed_swarms(dots, [0, 5, 10])[1].has_pile


def test_tall_swarms_are_pressed_by_one_factor():
    dots = pd.DataFrame({"group": ["a"] * 200 + ["b"] * 20, "value": [50.0] * 220})
    packed, _ = packed_swarms(dots, [0, 50, 100])
    tallest = packed["offset"].abs().groupby(packed["group"]).max()
    assert tallest["a"] == pytest.approx(TALLEST)
    assert tallest["b"] < TALLEST / 4
