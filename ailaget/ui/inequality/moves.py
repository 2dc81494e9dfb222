"""The names behind each cell of a table of moves, folded up until somebody opens them."""

from collections.abc import Iterable
from functools import partial
from html import escape
from itertools import starmap

from ailaget.ui.address import Address
from ailaget.ui.navigation import ORDER
from ailaget.views.inequality.transitions import Move


def moves_html(moves: Iterable[Move], current: Address) -> str:
    """Return each move as a line that opens to its names, which are links; all is escaped."""
    return "".join(
        f"<details><summary>{escape(move.words)}</summary>"
        f"<p>{', '.join(starmap(partial(_link, current), move.members.items()))}</p></details>"
        for move in moves
    )


def _link(current: Address, code: str, name: str) -> str:
    page = f"{ORDER['municipality']}{current.link(municipality=code)}"
    return f'<a href="{escape(page)}" target="_self">{escape(name)}</a>'
