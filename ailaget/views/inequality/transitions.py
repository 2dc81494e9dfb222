"""Who climbed and who fell: levels of maturity in two waves, and the names behind each move."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ailaget.charts.transitions import TransitionLabels, transition_table
from ailaget.codebook import codebook
from ailaget.statistics.ties import exceeds
from ailaget.statistics.transitions import Transitions, transitions
from ailaget.views.base.measurement import sure_change
from ailaget.views.base.native import BAR, native
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.selection import Selection, Source, number_or_none
from ailaget.views.inequality.basis import Basis, basis_of, blank, chart_of
from ailaget.views.inequality.panel import history_of, without_panel

MATURITY = "maturity"

Members = Mapping[tuple[Hashable, Hashable], Mapping[str, str]]
"""The municipalities, by code, that went from one level's number to another's."""


@dataclass(frozen=True)
class Move:
    """Those that went from one level to another, by code; `kind` is climbed, fell or stayed."""

    kind: str
    words: str
    members: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in Swedish order."""
        return tuple(self.members.values())


@dataclass(frozen=True)
class Moves:
    """The table of moves, and each of its cells as a list of names."""

    chart: Chart
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Sure:
    """How many have moved by `points` or more, up and down: by more than how one is measured.

    `climbed` are those among them that have come to a higher level.
    """

    points: float
    up: int
    down: int
    climbed: int


def transitions_view(source: Source, selection: Selection) -> Moves:
    """Return the moves between levels since the wave before; of maturity, where that is not chosen.

    Any other index has the same levels, and is shown when it is the one chosen.
    """
    basis = basis_of(source, selection)
    if basis.kind != "index":
        basis = basis_of(source, replace(selection, indicator=MATURITY))
    t = selection.t
    title = t("inequality.transitions_title", indicator=basis.indicator.label[t.language])
    if reason := without_panel(source, basis):
        return Moves(blank(basis, "transitions", title, reason), ())
    history = history_of(source, basis)
    before, after = history.waves[-2:]
    indices = history.figures[[before, after]].dropna()
    levels = indices.map(lambda index: codebook().level_of(index).number)
    has_climbed = levels[after] > levels[before]
    sure = _sure_moves(source, basis, indices[after] - indices[before], has_climbed)
    if levels.empty:
        return Moves(blank(basis, "transitions", title, t("movers.finding_none")), ())
    numbers = [level.number for level in codebook().levels]
    matrix = transitions(levels[before], levels[after], numbers)
    members = _members(matrix, basis)
    moves = _moves(members, basis)
    subtitle = t(
        "inequality.transitions_subtitle",
        before=t.wave(before),
        after=t.wave(after),
        n=t.number(matrix.n),
    )
    labels = TransitionLabels(
        before=t.wave_short(before),
        after=t.wave_short(after),
        fell=(t("inequality.fell"), t("inequality.fell_far")),
        stayed=t("inequality.stayed"),
        climbed=(t("inequality.climbed"), t("inequality.climbed_far")),
        empty=t("movers.finding_none"),
    )
    listed = pd.DataFrame(
        [[", ".join(members[start, end].values()) for end in numbers] for start in numbers]
    )
    level_names = [level.label[t.language] for level in codebook().levels]
    frame = selection.frame(title, subtitle)
    table = _table(moves, selection)
    chart = chart_of(
        basis,
        "transitions",
        transition_table(matrix.counts, listed, level_names, frame, labels),
        table,
        title=title,
        headline=_headline(matrix, sure, before, basis),
        caveat=t(
            "inequality.about_transitions",
            indicator=basis.indicator.caveat[t.language],
            points=t.number(sure.points, 1),
            up=t.number(sure.up),
            down=t.number(sure.down),
            n=t.number(matrix.n),
        ),
        n=matrix.n,
        of=len(history.figures),
        unit=t("inequality.transitions_unit"),
        native=native(BAR, table, "levels", "n"),
    )
    return Moves(chart, moves)


def _sure_moves(
    source: Source, basis: Basis, moved: "pd.Series[float]", has_climbed: "pd.Series[bool]"
) -> Sure:
    """Return how many have moved by more than how one municipality is measured."""
    least = sure_change(source, basis.selection.wave, basis.indicator)
    assert least is not None  # an index always has one
    up, down = (~exceeds(least, change) for change in (moved, -moved))
    return Sure(least, int(up.sum()), int(down.sum()), int((up & has_climbed).sum()))


def transitions_chart(source: Source, selection: Selection) -> Chart:
    """Return the chart of `transitions_view` alone."""
    return transitions_view(source, selection).chart


def _members(matrix: Transitions, basis: Basis) -> Members:
    """Return the municipalities behind each cell, in Swedish order of their names."""
    names, t = basis.rows["name"].astype(str), basis.selection.t
    return {
        cell: dict(
            sorted(
                ((str(code), names[code]) for code in codes),
                key=lambda member: t.sort_key(member[1]),
            )
        )
        for cell, codes in matrix.members.items()
    }


def _moves(members: Members, basis: Basis) -> tuple[Move, ...]:
    """Return every move that somebody made: climbed, fell, then stayed."""
    t, levels = basis.selection.t, codebook().levels
    moves = []
    for kind in ("climbed", "fell", "stayed"):
        for start in levels:
            for end in levels:
                step = end.number - start.number
                is_kind = {"climbed": step > 0, "fell": step < 0, "stayed": step == 0}[kind]
                behind = members[start.number, end.number]
                if not is_kind or not behind:
                    continue
                from_, to = (level.label[t.language] for level in (start, end))
                key = "inequality.move_stayed" if kind == "stayed" else "inequality.move"
                label = t(key, before=from_, after=to, n=t.number(len(behind)))
                moves.append(Move(kind, label, behind))
    return tuple(moves)


def _table(moves: tuple[Move, ...], selection: Selection) -> Table:
    t = selection.t
    columns = (
        Column("kind", t("inequality.column_move")),
        Column("levels", t("inequality.column_levels")),
        Column("n", "n", "integer"),
        Column("names", t("column.municipality")),
    )
    rows: list[tuple[Cell, ...]] = [
        (t(f"inequality.{move.kind}"), move.words, len(move.names), ", ".join(move.names))
        for move in moves
    ]
    return Table(columns, rows, links={"names": [move.members for move in moves]})


def _headline(matrix: Transitions, sure: Sure, before: str, basis: Basis) -> str:
    t = basis.selection.t
    return basis.selection.fitting(
        t.forms(
            "inequality.transitions_finding",
            matrix.n,
            indicator=basis.indicator.label[t.language],
            climbed=number_or_none(matrix.climbed, t),
            sure=number_or_none(sure.climbed, t),
            fell=number_or_none(matrix.fell, t),
            stayed=number_or_none(matrix.stayed, t),
            wave=t.wave(before),
        ),
        matrix.n,
        basis.of,
    )
