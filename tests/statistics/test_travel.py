import numpy as np
import pytest

from ailaget.statistics.sample import InfiniteValues, NegativeValues
from ailaget.statistics.travel import TravelWeights, straight_kilometres, travel_costs

FAR = np.array([[0.0, 30, 40], [30, 0, 50], [40, 50, 0]])
COUNTIES = ["20", "20", "21"]
KNOWN = np.array([[True, False, True], [False, True, False], [True, False, True]])


def test_a_straight_line_is_in_kilometres_and_to_the_metre():
    places = np.array([[0.0, 0.0], [3000.0, 4000.0], [0.0004, 0.0]])
    assert straight_kilometres(places)[0].tolist() == [0.0, 5.0, 0.0]


def test_by_itself_the_distance_counts_and_county_borders_do_not():
    assert travel_costs(FAR, COUNTIES, KNOWN).tolist() == FAR.tolist()


def test_a_border_and_a_stranger_count_as_so_many_kilometres():
    costs = travel_costs(FAR, COUNTIES, KNOWN, TravelWeights(border=25, stranger=10))
    # In the same county and strangers; over a border and known; over a border and strangers.
    assert [costs[0, 1], costs[0, 2], costs[1, 2]] == [40, 65, 85]
    assert costs.diagonal().tolist() == [0, 0, 0]
    assert (costs == costs.T).all()


def test_an_unknown_distance_is_never_zero():
    with pytest.raises(InfiniteValues):
        straight_kilometres(np.array([[0.0, np.nan]]))
    with pytest.raises(InfiniteValues):
        travel_costs(np.array([[np.nan]]), ["20"], np.array([[True]]))
    with pytest.raises(NegativeValues):
        travel_costs(FAR, COUNTIES, KNOWN, TravelWeights(border=-1))
