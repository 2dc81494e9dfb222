"""The names behind each cell of a table of moves, folded up until somebody opens them."""

from collections.abc import Iterable
from html import escape

from ailaget.views.inequality.transitions import Move


def moves_html(moves: Iterable[Move]) -> str:
    """Return each move as a line that opens to its names; every text is escaped."""
    return "".join(
        f"<details><summary>{escape(move.words)}</summary>"
        f"<p>{escape(', '.join(move.names))}</p></details>"
        for move in moves
    )
