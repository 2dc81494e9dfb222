"""Who climbed and who fell: levels of maturity in two waves, and the names behind each move."""

from dataclasses import dataclass, replace

import pandas as pd

from ailaget.charts.transitions import TransitionLabels, transition_table
from ailaget.codebook import codebook
from ailaget.statistics.transitions import Transitions, transitions
from ailaget.views.inequality_basis import NEEDED, Basis, basis_of, blank, chart_of
from ailaget.views.inequality_panel import history_of
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import Selection, Source

MATURITY = "maturity"


@dataclass(frozen=True)
class Move:
    """Those that went from one level to another; `kind` is climbed, fell or stayed."""

    kind: str
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Moves:
    """The table of moves, and each of its cells as a list of names."""

    chart: Chart
    moves: tuple[Move, ...]


def transitions_view(source: Source, selection: Selection) -> Moves:
    """Return the moves between levels since the wave before; of maturity, where that is not chosen.

    Any other index has the same levels, and is shown when it is the one chosen.
    """
    basis = basis_of(source, selection)
    if basis.kind != "index":
        basis = basis_of(source, replace(selection, indicator=MATURITY))
    t = selection.t
    title = t("inequality.transitions_title", indicator=basis.indicator.label[t.language])
    if not basis.of:
        return Moves(blank(basis, "transitions", title, t("empty.nobody_in_filter")), ())
    history = history_of(source, basis)
    if len(history.columns) < NEEDED:
        return Moves(blank(basis, "transitions", title, t("empty.one_wave")), ())
    before, after = history.columns[-2:]
    levels = history[[before, after]].dropna().map(lambda index: codebook().level_of(index).number)
    if levels.empty:
        return Moves(blank(basis, "transitions", title, t("movers.finding_none")), ())
    numbers = [level.number for level in codebook().levels]
    found = transitions(levels[before], levels[after], numbers)
    moves = _moves(found, basis)
    subtitle = t("inequality.transitions_subtitle", before=t.wave(before), after=t.wave(after),
                 n=t.number(found.n))  # fmt: skip
    labels = TransitionLabels(
        before=t.wave_short(before),
        after=t.wave_short(after),
        fell=t("inequality.fell"),
        stayed=t("inequality.stayed"),
        climbed=t("inequality.climbed"),
        empty=t("movers.finding_none"),
    )
    names = pd.DataFrame(
        [[_listed(found, (start, end), basis) for end in numbers] for start in numbers]
    )
    words = [level.label[t.language] for level in codebook().levels]
    frame = selection.frame(title, subtitle)
    chart = chart_of(
        basis,
        "transitions",
        transition_table(found.counts, names, words, frame, labels),
        _table(moves, selection),
        title=title,
        finding=_finding(found, before, basis),
        caveat=t("inequality.about_transitions", indicator=basis.indicator.caveat[t.language]),
        n=found.n,
        of=len(history),
    )
    return Moves(chart, moves)


def transitions_chart(source: Source, selection: Selection) -> Chart:
    """Return the chart of `transitions_view` alone."""
    return transitions_view(source, selection).chart


def _names(found: Transitions, cell: tuple[int, int], basis: Basis) -> tuple[str, ...]:
    names = basis.rows["name"].reindex(list(found.members[cell]))
    return tuple(sorted(names, key=basis.selection.t.sort_key))


def _listed(found: Transitions, cell: tuple[int, int], basis: Basis) -> str:
    return ", ".join(_names(found, cell, basis))


def _moves(found: Transitions, basis: Basis) -> tuple[Move, ...]:
    """Return every move that somebody made: climbed, fell, then stayed."""
    t, levels = basis.selection.t, codebook().levels
    moves = []
    for kind in ("climbed", "fell", "stayed"):
        for start in levels:
            for end in levels:
                step = end.number - start.number
                is_kind = {"climbed": step > 0, "fell": step < 0, "stayed": step == 0}[kind]
                names = _names(found, (start.number, end.number), basis)
                if not is_kind or not names:
                    continue
                from_, to = (level.label[t.language] for level in (start, end))
                key = "inequality.move_stayed" if kind == "stayed" else "inequality.move"
                words = t(key, before=from_, after=to, n=t.number(len(names)))
                moves.append(Move(kind, words, names))
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
    return Table(columns, rows)


def _finding(found: Transitions, before: str, basis: Basis) -> str:
    t = basis.selection.t
    return basis.selection.marked(
        t(
            "inequality.transitions_finding",
            climbed=t.number(found.climbed),
            fell=t.number(found.fell),
            stayed=t.number(found.stayed),
            n=t.number(found.n),
            wave=t.wave(before),
        )
    )
