import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from ailaget.statistics.ranks import rank_intervals, rank_range, ranks_of_draws


def test_all_answer_without_ties_is_a_plain_rank():
    places = rank_intervals(pd.Series({"a": 3.0, "b": 9.0, "c": 1.0}))
    assert places["best"].to_dict() == places["worst"].to_dict() == {"a": 2, "b": 1, "c": 3}


def test_lower_may_be_better():
    places = rank_intervals(pd.Series({"a": 3.0, "b": 9.0}), higher_is_better=False)
    assert places["best"].to_dict() == {"a": 1, "b": 2}


def test_nobody_answers_and_nobody_is_there():
    silent = rank_intervals(pd.Series([np.nan, np.nan]))
    assert silent[["best", "worst"]].to_numpy().tolist() == [[1, 2], [1, 2]]
    assert not silent["has_answered"].any()
    assert rank_intervals(pd.Series([], dtype=float)).empty


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=5))
def test_interval_is_what_every_completion_gives(values):
    """Silent units may stand anywhere; tied answers may be told apart either way."""
    places = rank_intervals(pd.Series(values, dtype=float))
    silent = [place for place, value in enumerate(values) if value is None]
    seen = {place: set() for place in range(len(values))}
    for filled in itertools.product([-1, 0.5, 1.5, 2.5, 9], repeat=len(silent)):
        complete = [float(value) if value is not None else np.nan for value in values]
        for place, value in zip(silent, filled, strict=True):
            complete[place] = value
        for place, value in enumerate(complete):
            seen[place] |= {
                1 + sum(other > value for other in complete),
                sum(other >= value for other in complete),
            }
    for place, row in enumerate(places.itertuples()):
        assert (min(seen[place]), max(seen[place])) == (row.best, row.worst)


def test_ranks_of_draws_agree_with_scipy():
    scores = np.random.default_rng(1).integers(0, 9, (50, 30)).astype(float)
    np.testing.assert_array_equal(ranks_of_draws(scores), rankdata(-scores, "min", axis=1))


def test_rounding_does_not_break_a_tie():
    assert ranks_of_draws(np.array([[0.1 + 0.2, 0.3]])).tolist() == [[1, 1]]


def test_rank_range_is_made_of_ranks_that_occurred():
    ranks = np.array([[1, 5]] * 96 + [[9, 5]] * 4)
    assert rank_range(ranks).tolist() == [[1, 5], [1, 5], [1, 5]]
    assert rank_range(ranks, 0.99).tolist()[2] == [9, 5]
    with pytest.raises(Exception, match="level"):
        rank_range(ranks, 0)
