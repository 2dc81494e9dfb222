"""Names in lanes: none on another, and none on the line that leads to another's mark."""

import numpy as np
import pytest

from ailaget.charts.geometry import NARROW, text_width
from ailaget.charts.names import BEFORE, laned

SIZE = 12.5


def spans(shares: list[float], names: list[str]) -> list[tuple[int, float, float, float]]:
    """Return each name's lane, ends and leader, in pixels."""
    found = []
    for share, name, (lane, side) in zip(shares, names, laned(shares, names, SIZE), strict=True):
        width, mark = text_width(name, SIZE), share * NARROW
        start = mark - BEFORE[side] * width
        found.append((lane, start, start + width, mark))
    return found


def crossed(shares: list[float], names: list[str]) -> int:
    places = spans(shares, names)
    return sum(
        near < far and start < mark < end
        for near, start, end, _ in places
        for far, _, _, mark in places
    )


def overlapping(shares: list[float], names: list[str]) -> int:
    places = spans(shares, names)
    return sum(
        one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
        for i, one in enumerate(places)
        for other in places[:i]
    )


def test_a_leader_passes_behind_no_name_where_five_stand_close() -> None:
    names = ["Säter", "Herrljunga", "Nora", "Grums", "Gagnef"]
    shares = [0.376, 0.357, 0.329, 0.5, 0.22]
    assert crossed(shares, names) == overlapping(shares, names) == 0


@pytest.mark.parametrize("edge", [0.0, 1.0])
def test_names_at_an_edge_stay_inside_and_clear(edge: float) -> None:
    shares = [abs(edge - step) for step in (0.0, 0.01, 0.03, 0.06)]
    names = ["Upplands Väsby", "Malung-Sälen", "Örnsköldsvik", "Kil"]
    for _, start, end, _ in spans(shares, names):
        assert start >= -1 and end <= NARROW + 1
    assert crossed(shares, names) == overlapping(shares, names) == 0


def test_ten_names_never_stand_on_each_other() -> None:
    chance = np.random.default_rng(7)
    names = [
        "Kil",
        "Säter",
        "Grums",
        "Herrljunga",
        "Nora",
        "Gagnef",
        "Åtvidaberg",
        "Surahammar",
        "Hallsberg",
        "Lekeberg",
    ]
    lines = []
    for _ in range(40):
        shares = sorted(chance.beta(2, 4, len(names)).tolist())
        assert overlapping(shares, names) == 0
        lines.append(crossed(shares, names))
    assert np.mean(lines) < 0.5


def test_a_name_with_room_is_centred_on_its_mark() -> None:
    assert laned([0.2, 0.5, 0.8], ["Kil", "Grums", "Nora"], SIZE) == [(0, "center")] * 3
