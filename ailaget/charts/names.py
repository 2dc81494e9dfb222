"""Names at marks: in lanes that keep them apart on a phone, each with a leader to its mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ailaget.charts.geometry import NARROW, anchor, text_width
from ailaget.charts.row_layout import RowLayout

BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""The part of a text that stands left of its anchor."""

GAP, CLEAR = 6.0, 1.0
"""Pixels between names in a lane, and between a name and another's leader."""


@dataclass(frozen=True)
class Spot:
    """Where a name may stand: its lane, the nearest 0, its ends, and its leader, in pixels."""

    lane: int
    side: str
    start: float
    end: float
    leader: float

    def covers(self, other: "Spot") -> bool:
        """Return whether two names stand on each other."""
        is_apart = self.start > other.end + GAP or self.end < other.start - GAP
        return self.lane == other.lane and not is_apart

    def crosses(self, other: "Spot") -> bool:
        """Return whether the leader of the name further off passes behind the nearer one."""
        near, far = sorted((self, other), key=lambda spot: spot.lane)
        is_behind = near.start - CLEAR < far.leader < near.end + CLEAR
        return near.lane < far.lane and is_behind


def laned(shares: Sequence[float], names: Sequence[str], size: float) -> list[tuple[int, str]]:
    """Return, for a name at each share of the plot's width, its lane and its anchor.

    A name is centred where there is room, else beside its leader; no name hides another, nor, where
    that can be helped, another's leader.
    """
    marks = [share * NARROW for share in shares]
    widths = [text_width(name, size) * 1.1 for name in names]
    spots: dict[int, Spot] = {}
    for cluster in _clusters(marks, widths):
        spots |= _best(cluster, marks, widths)
    return [(spots[place].lane, spots[place].side) for place in range(len(marks))]


def _clusters(marks: Sequence[float], widths: Sequence[float]) -> list[list[int]]:
    """Return the places of the names from the left, parted where none can reach the next."""
    clusters: list[list[int]] = []
    reach = -NARROW
    for place in sorted(range(len(marks)), key=marks.__getitem__):
        if marks[place] - widths[place] > reach + GAP:
            clusters.append([])
        clusters[-1].append(place)
        reach = max(reach, marks[place] + widths[place])
    return clusters


def _best(
    cluster: Sequence[int], marks: Sequence[float], widths: Sequence[float]
) -> dict[int, Spot]:
    """Return where the names of a cluster stand: of several ways that which crosses least.

    Of two that cross as little it is that in fewer lanes. The usual sides come first: stairs are
    tried where they cross a leader. In stairs the names left of their leaders rise to the right,
    those right of them to the left, so that no leader is crossed.
    """
    usual = [[(place, "") for place in order] for order in (cluster, cluster[::-1])]
    stairs = [
        [(place, "right") for place in cluster[:parted]]
        + [(place, "left") for place in cluster[parted:][::-1]]
        for parted in range(len(cluster) + 1)
    ]
    placing = min((_placed(way, marks, widths) for way in usual), key=_cost)
    if _cost(placing)[0]:
        placing = min([placing, *(_placed(way, marks, widths) for way in stairs)], key=_cost)
    return placing[0]


def _cost(placing: tuple[dict[int, Spot], int]) -> tuple[int, int]:
    spots, crossed = placing
    return crossed, max(spot.lane for spot in spots.values())


def _placed(
    way: Sequence[tuple[int, str]], marks: Sequence[float], widths: Sequence[float]
) -> tuple[dict[int, Spot], int]:
    """Return where names placed one by one stand, and how many leaders are crossed.

    `way` has each name's place, and on which side of its leader it would rather stand.
    """
    spots: dict[int, Spot] = {}
    total = 0
    for place, side in way:
        others = list(spots.values())
        best, least = None, 0
        for spot in _spots(marks[place], widths[place], len(way), side):
            if any(spot.covers(other) for other in others):
                continue
            crossed = sum(spot.crosses(other) for other in others)
            if best is None or crossed < least:
                best, least = spot, crossed
            if not crossed:
                break
        assert best is not None, "there are as many lanes as names"
        spots[place] = best
        total += least
    return spots, total


def _spots(mark: float, width: float, lanes: int, rather: str) -> Iterator[Spot]:
    """Yield where a name may stand within the plot: the nearest lane first, there the usual side.

    One that would `rather` stand on a side tries that in every lane first.
    """
    usual = anchor(mark / NARROW, width)
    others = [
        (lane, side) for lane in range(lanes) for side in dict.fromkeys((usual, "left", "right"))
    ]
    for lane, side in [*((lane, rather) for lane in range(lanes) if rather), *others]:
        start = mark - BEFORE[side] * width
        if side == usual or (start >= 0 and start + width <= NARROW):
            yield Spot(lane, side, start, start + width, mark)


def add_name(
    row_layout: RowLayout,
    text: str,
    mark: tuple[float, float],
    *,
    shift: float,
    side: str,
    colour: str,
    size: float,
    standoff: float,
) -> None:
    """Write a name so many pixels below (or, where negative, above) its mark.

    Its place is told on the axis, so that names keep apart where the row_layout is stretched.
    """
    row_layout.write(
        *mark,
        text,
        on_plot=True,
        ax=0,
        ay=round(mark[1] + shift, 1),
        ayref="y",
        xanchor=side,
        showarrow=True,
        arrowhead=0,
        arrowwidth=1,
        arrowcolor=colour,
        standoff=standoff,
        bgcolor=row_layout.colours.background,
        size=size,
        color=colour,
    )
