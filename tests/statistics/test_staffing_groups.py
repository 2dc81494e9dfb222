from itertools import combinations
from time import process_time

import numpy as np
import pytest

from ailaget import geography
from ailaget.statistics.sample import (
    DuplicateUnits,
    InfiniteValues,
    NegativeValues,
    OutsideRange,
    TooFewValues,
)
from ailaget.statistics.staffing_groups import Grouping, staffing_groups
from ailaget.statistics.travel import straight_kilometres
from ailaget.views.municipality.peers import metres_on_plane


def ids(count: int) -> list[str]:
    return [f"{number:04d}" for number in range(count)]


def along(*kilometres: float) -> np.ndarray:
    line = np.array(kilometres)
    return np.abs(line[:, None] - line)


def members(grouping: Grouping) -> list[tuple[str, ...]]:
    return [group.members for group in grouping.groups]


def least_cost(costs: np.ndarray, opening: float, least: int, most: int) -> float:
    """Try every grouping there is."""

    def of(units: frozenset[int]) -> float:
        if not units:
            return 0.0
        first, rest = min(units), sorted(units - {min(units)})
        totals = []
        for size in range(least, most + 1):
            for others in combinations(rest, size - 1):
                group = [first, *others]
                own = min(sum(costs[unit, host] for unit in group) for host in group)
                totals.append(opening + own + of(units - set(group)))
        return min(totals, default=np.inf)

    return of(frozenset(range(len(costs))))


def test_two_clusters_are_two_groups_around_their_middle():
    # 3 + 1 + 2 km to the second, and 1 + 2 + 3 km to the sixth: 12 km and two positions.
    costs = along(0, 3, 4, 5, 100, 101, 103, 104)
    found = staffing_groups(list("abcdefgh"), costs, 10.0)
    assert members(found) == [("b", "a", "c", "d"), ("f", "e", "g", "h")]
    assert [group.cost for group in found.groups] == [16.0, 16.0]
    assert found.total == 32.0
    assert found.bound == pytest.approx(32.0, abs=0.01)


def test_a_position_that_costs_much_is_shared_by_more():
    costs = along(0, 3, 4, 5, 20, 21, 23, 24)
    assert len(staffing_groups(list("abcdefgh"), costs, 10.0).groups) == 2
    assert len(staffing_groups(list("abcdefgh"), costs, 1000.0).groups) == 1


def test_the_greedy_choice_that_leaves_the_rest_behind_is_beaten():
    # Cheapest first takes the four in the middle, and leaves the two ends to each other.
    costs = along(0, 1, 10, 11, 12, 13, 22, 23)
    found = staffing_groups(list("abcdefgh"), costs)
    assert members(found) == [("b", "a", "c", "d"), ("f", "e", "g", "h")]
    assert (found.total, found.greedy) == (40.0, 48.0)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("least", "most"), [(2, 4), (3, 5), (4, 8)])
def test_nothing_that_is_tried_by_hand_is_cheaper(seed: int, least: int, most: int):
    places = np.random.default_rng(seed).random((9, 2)) * 1e5
    costs, opening = straight_kilometres(places), 20.0 * seed
    found = staffing_groups(ids(9), costs, opening, least=least, most=most)
    assert found.total == pytest.approx(least_cost(costs, opening, least, most))
    assert found.bound <= found.total <= found.greedy


def test_the_order_of_rows_and_where_the_plane_begins_change_nothing(places):
    units, some = ids(80), places[:80]
    found = staffing_groups(units, straight_kilometres(some), 50.0)
    moved = staffing_groups(units, straight_kilometres(some + np.array([6.5e6, -1.3e5])), 50.0)
    order = np.random.default_rng(1).permutation(80)
    mixed = staffing_groups([units[at] for at in order], straight_kilometres(some[order]), 50.0)
    assert members(found) == members(moved) == members(mixed)
    assert found.total == mixed.total


def test_another_unit_of_cost_gives_the_same_groups(places):
    costs = straight_kilometres(places[:60])
    in_km, in_miles = (staffing_groups(ids(60), costs * by, 50.0 * by) for by in (1.0, 0.25))
    assert members(in_km) == members(in_miles)
    assert in_miles.total == pytest.approx(in_km.total / 4)


def test_all_290_are_in_a_group_within_ten_seconds_and_better_than_greedy():
    codes = [place.code for place in geography.municipalities()]
    plane = np.array([metres_on_plane(geography.centres()[code]) for code in codes])
    # The processor's seconds: a machine that is busy with something else takes longer for all.
    begun = process_time()
    found = staffing_groups(codes, straight_kilometres(plane), 100.0)
    assert process_time() - begun < 10
    assert sorted(code for group in found.groups for code in group.members) == codes
    assert {len(group.members) for group in found.groups} <= set(range(4, 9))
    assert found.total < 0.9 * found.greedy
    assert found.gap < 0.01
    assert all(group.host == group.members[0] for group in found.groups)


def test_nobody_is_no_group_and_as_few_as_a_group_are_one():
    assert staffing_groups([], np.zeros((0, 0))).groups == ()
    assert members(staffing_groups(list("abcd"), along(0, 1, 2, 3))) == [("b", "a", "c", "d")]


def test_errors():
    with pytest.raises(TooFewValues):
        staffing_groups(list("abc"), along(0, 1, 2))
    with pytest.raises(TooFewValues):
        staffing_groups(list("abcde"), along(0, 1, 2, 3, 4), least=3, most=4)
    with pytest.raises(DuplicateUnits):
        staffing_groups(list("abca"), along(0, 1, 2, 3))
    with pytest.raises(InfiniteValues):
        staffing_groups(list("abcd"), along(0, 1, 2, np.nan))
    with pytest.raises(NegativeValues):
        staffing_groups(list("abcd"), -along(0, 1, 2, 3))
    with pytest.raises(OutsideRange):
        staffing_groups(list("abcd"), along(0, 1, 2, 3), least=5, most=4)
