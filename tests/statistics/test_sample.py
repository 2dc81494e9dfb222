import numpy as np
import pandas as pd
import pytest

from ailaget.errors import AilagetError
from ailaget.statistics.sample import (
    DuplicateUnits,
    InfiniteValues,
    NegativeValues,
    TooFewValues,
    floats,
    known,
    pairs,
    sample,
)


def test_missing_is_dropped_pairwise_and_counted():
    values = pd.Series([1.0, None, 3.0, 0.0], index=list("abcd"))
    weights = pd.Series([5.0, 5.0, None, 1.0], index=list("abcd"))
    drawn = sample(values, weights=weights)
    assert list(drawn.ids) == ["d", "a"]
    assert (drawn.n, drawn.missing, drawn.of) == (2, 2, 4)


def test_weights_and_groups_are_looked_up_by_unit_not_by_order():
    values = pd.Series({"a": 1.0, "b": 2.0})
    drawn = sample(
        values, weights=pd.Series({"b": 9.0, "a": 1.0}), groups=pd.Series({"b": "x", "a": "y"})
    )
    assert drawn.weights.tolist() == [1.0, 9.0]
    assert [drawn.keys[code] for code in drawn.codes] == ["y", "x"]


@pytest.mark.parametrize("dtype", ["Float64", "Int64", "boolean", "float64", "object"])
def test_every_kind_of_missing_is_nan(dtype):
    values = pd.Series([1, None], dtype=dtype)
    assert np.isnan(floats(values)[1])
    assert known(values).tolist() == [1.0]


def test_errors_are_named_and_say_how_many():
    with pytest.raises(TooFewValues) as caught:
        known(pd.Series([None, None], dtype=float), needed=1)
    assert isinstance(caught.value, AilagetError)
    with pytest.raises(NegativeValues):
        sample(pd.Series([1.0, -2.0]))
    with pytest.raises(InfiniteValues):
        sample(pd.Series([1.0, np.inf]))
    with pytest.raises(DuplicateUnits):
        sample(pd.Series([1.0, 2.0], index=["a", "a"]))
    with pytest.raises(TooFewValues):
        sample(pd.Series([1.0]), weights=pd.Series([0.0]))
    with pytest.raises(TooFewValues):
        pairs(pd.Series({"a": 1.0}), pd.Series({"b": 1.0}))
