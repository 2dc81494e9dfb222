import numpy as np
import pytest

from ailaget.statistics.neighbours import components, from_edges, from_nearest, restrict
from ailaget.statistics.sample import OutsideRange, TooFewValues, UnknownUnits

IDS = ["a", "b", "c", "d", "e"]
EDGES = [("a", "b"), ("b", "c"), ("b", "a"), ("c", "c")]
PLACES = np.array([[0.0, 0], [1, 0], [2, 0], [3, 0], [9, 0]])


def test_edges_count_both_ways_once():
    found = from_edges(IDS, EDGES, islands="keep")
    assert found.of("b") == ("a", "c")
    assert found.of("c") == ("b",)
    assert found.islands == ("d", "e")
    assert found.alone == ("d", "e")
    np.testing.assert_allclose(found.matrix.sum(axis=1), [1, 1, 1, 0, 0])


def test_islands_are_bridged_by_given_edges_then_by_nearness():
    found = from_edges(IDS, EDGES, bridges=[("d", "a"), ("a", "c")], coordinates=PLACES)
    # An edge that touches no island is not a bridge.
    assert found.bridges == (("d", "a"), ("e", "d"))
    assert found.of("a") == ("b", "d")
    assert found.of("e") == ("d",)
    assert found.islands == ("d", "e")
    with pytest.raises(UnknownUnits):
        from_edges(IDS, EDGES, bridges=[("d", "a")])


def test_islands_may_be_dropped():
    found = from_edges(IDS, EDGES, islands="drop")
    assert found.ids == ("a", "b", "c")
    assert found.dropped == ("d", "e")
    assert found.matrix.shape == (3, 3)


def test_a_pair_of_islands_is_a_component_of_its_own():
    found = from_edges(IDS, [*EDGES, ("d", "e")])
    assert found.islands == ()
    assert components(found) == [("a", "b", "c"), ("d", "e")]


def test_silent_neighbours_go_and_rows_are_restandardised():
    found = restrict(from_edges(IDS, EDGES, islands="keep"), ["a", "c", "d", "e"])
    assert found.lost == ("a", "c")
    assert found.alone == ("a", "c", "d", "e")
    some = restrict(from_edges(IDS, EDGES, islands="keep"), ["a", "b"])
    assert some.matrix.tolist() == [[0, 1], [1, 0]]
    assert restrict(found, []).ids == ()


def test_nearest_agrees_with_pysal(places):
    from libpysal.weights import KNN

    ids = [str(number) for number in range(len(places))]
    ours = from_nearest(ids, places, k=6)
    theirs = KNN.from_array(places, k=6)
    for number in range(0, 290, 7):
        assert {int(unit) for unit in ours.of(str(number))} == set(theirs.neighbors[number])


def test_nearest_ties_go_by_order():
    square = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    assert from_nearest(list("abcd"), square, k=1).of("d") == ("b",)


def test_errors():
    with pytest.raises(UnknownUnits):
        from_edges(IDS, [("a", "z")])
    with pytest.raises(UnknownUnits):
        from_edges(IDS, EDGES, islands="keep").of("z")
    with pytest.raises(TooFewValues):
        from_nearest(IDS, PLACES, k=5)
    with pytest.raises(OutsideRange):
        from_nearest(IDS, PLACES, k=0)
