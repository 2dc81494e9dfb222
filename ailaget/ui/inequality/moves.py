"""The names behind each cell of a table of moves, folded up until somebody opens them."""

from collections.abc import Iterable
from html import escape

from ailaget.ui.address import Address
from ailaget.ui.navigation import ORDER
from ailaget.ui.place_links import linked
from ailaget.views.inequality.transitions import Move


def moves_html(moves: Iterable[Move], current: Address) -> str:
    """Return each move as a line that opens to its names, which are links; all is escaped."""

    def href(code: str) -> str:
        page = f"{ORDER['municipality']}{current.link(municipality=code)}"
        return f'href="{escape(page)}" target="_self"'

    return "".join(
        f"<details><summary>{escape(move.words)}</summary>"
        f"<p>{linked(escape(', '.join(move.names)), href)}</p></details>"
        for move in moves
    )
