import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ailaget.statistics.sample import NegativeValues
from ailaget.statistics.suppression import suppress, suppress_table


def hidden(counts: list[int]) -> list[bool]:
    return suppress(pd.Series(counts)).hidden.tolist()


def test_nothing_small_hides_nothing():
    assert hidden([5, 9, 30]) == [False] * 3
    assert hidden([0, 9, 30]) == [False] * 3
    assert hidden([]) == []


def test_one_small_count_takes_the_smallest_other_with_it():
    assert hidden([3, 30, 8, 12]) == [True, False, True, False]
    assert hidden([3, 8, 8]) == [True, True, False]


def test_two_ones_would_follow_from_the_total():
    assert hidden([1, 1, 9, 20]) == [True, True, True, False]


def test_two_fours_would_follow_from_the_total():
    assert hidden([4, 4, 9, 20]) == [True, True, True, False]


def test_nothing_left_to_hide_hides_the_total():
    found = suppress(pd.Series([2, 2]))
    assert found.hidden.all()
    assert found.hide_total
    assert suppress(pd.Series([3, 0, 0])).hide_total
    assert not suppress(pd.Series([2, 7])).hide_total


def test_primary_is_told_apart():
    found = suppress(pd.Series([3, 30, 8]))
    assert found.primary.tolist() == [True, False, False]


def test_missing_is_nobody_and_negative_is_an_error():
    assert hidden([np.nan, 9, 8]) == [False] * 3
    with pytest.raises(NegativeValues):
        suppress(pd.Series([-1, 3]))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_no_hidden_count_follows_from_the_total(counts):
    found = suppress(pd.Series(counts))
    if found.hide_total or not found.hidden.any():
        return
    secret = [n for n, is_hidden in zip(counts, found.hidden, strict=True) if is_hidden]
    ranges = [range(1, 5) if n < 5 else range(5, sum(counts) + 1) for n in secret]
    possible = [guess for guess in itertools.product(*ranges) if sum(guess) == sum(secret)]
    assert sum(secret) >= 5
    for place in range(len(secret)):
        assert len({guess[place] for guess in possible}) > 1


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_no_hidden_cell_follows_from_the_margins(rows, columns, data):
    size = rows * columns
    cells = data.draw(st.lists(st.integers(0, 20), min_size=size, max_size=size))
    counts = pd.DataFrame(np.reshape(cells, (rows, columns)))
    found = suppress_table(counts)
    mask = found.hidden.to_numpy()
    assert mask[(counts.to_numpy() > 0) & (counts.to_numpy() < 5)].all()
    if found.hide_totals:
        return
    edges = np.argwhere(mask)
    equations = np.zeros((rows + columns, len(edges)))
    for number, (row, column) in enumerate(edges):
        equations[row, number] = equations[rows + column, number] = 1
    rank = np.linalg.matrix_rank(equations) if len(edges) else 0
    for number in range(len(edges)):
        unit = np.eye(len(edges))[number]
        assert np.linalg.matrix_rank(np.vstack([equations, unit])) > rank


def test_two_way_bridge_between_two_cycles_is_closed():
    # Two hidden squares joined by one small cell: its row and column hold other hidden cells, yet
    # it would follow from the margins.
    counts = pd.DataFrame(
        [[3, 4, 90, 90], [4, 3, 2, 90], [90, 90, 3, 4], [90, 95, 4, 3]],
    )
    found = suppress_table(counts)
    assert not found.hide_totals
    assert found.hidden.to_numpy().sum() > (counts.to_numpy() < 5).sum()
