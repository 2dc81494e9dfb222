"""What a page shows first: its words and its first chart, before Streamlit has begun to draw it.

A fresh browser takes two seconds to fetch and start Streamlit. What the page will say is known at
once, so `front/acceleration/prerender.js` shows it meanwhile; the chart drawn there is moved into
the page.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from ailaget.texts import in_html
from ailaget.ui import data
from ailaget.ui.address import EXPLAINED, SECTIONS, Address, missing_wave, requested
from ailaget.ui.charts import chart_data
from ailaget.ui.figures import finding_html
from ailaget.ui.frame import band_html, selection_with_goals
from ailaget.ui.guard.access import may_edit
from ailaget.ui.headers import NO_STORE
from ailaget.ui.low_response import low_response_html
from ailaget.ui.navigation import ORDER, WITHOUT_ANSWERS, family_html
from ailaget.ui.page_top import Caption, Count, Header, Html, PageTop, Part
from ailaget.ui.page_tops import PAGE_TOPS
from ailaget.ui.status import count_html
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection

THEMES = ("light", "dark")
GAPS = {"medium": "2rem", "large": "4rem"}
"""The gaps between two columns, as Streamlit has them."""

TABS = '<div class="look-tabs"></div>'
"""Room for tabs."""


def prerender(request: Request) -> Response:
    """Serve how a page begins at an address, as JSON; without content where that is not known.

    A plain function: the server runs it in a thread, so a slow view holds nobody up.
    """
    page, asked = request.path_params["page"], request.query_params
    waves = data.source().query("waves")
    if page not in PAGE_TOPS or waves.empty:
        return Response(status_code=204)
    known = list(waves["wave"])
    address = requested(asked, known)
    # These begin in another way: with a word about the wave, another section, or a single entry.
    if missing_wave(asked.getlist("wave"), known) or address.section != SECTIONS[0]:
        return Response(status_code=204)
    if address.entry is not None or address.explained != EXPLAINED[0]:
        return Response(status_code=204)
    theme = asked.get("theme", "")
    theme, editor = theme if theme in THEMES else THEMES[0], may_edit(request.headers)
    selection = replace(selection_with_goals(address, waves, theme), on_page=True)
    return _begun(PAGE_TOPS[page](selection), selection, address, page, editor=editor)


def _begun(
    top: PageTop, selection: Selection, address: Address, page: str, *, editor: bool
) -> Response:
    parts = [_html(part, editor=editor) for part in (*top.intro, *top.above)]
    chart = top.chart() if top.chart is not None else None
    if None in parts or (not top.of_words if chart is None else chart.of == 0):
        return Response(status_code=204)
    t, path = selection.t, ORDER[page]
    pieces = [
        band_html(path, address, selection),
        f"<h1>{escape(t(f'{page}.title'))}</h1>",
        family_html(path, address, t),
        *filter(None, parts[: len(top.intro)]),
        *(_room(len(row), page) for row in (top.controls, top.sorting) if row),
        _sections(top.sections),
        _room(1, "single") if top.single else "",
        low_response_html(selection) if path not in WITHOUT_ANSWERS else "",
        *filter(None, parts[len(top.intro) :]),
    ]
    content: dict[str, str | None] = {"html": "".join(pieces), "chart": None}
    if chart is not None:
        column = _column(top, chart, selection)
        drawn = chart_data(chart, t, selects=top.on_select is not None).decode()
        content = {"html": "".join([*pieces, column]), "chart": drawn}
    return Response(json.dumps(content), media_type="application/json", headers=NO_STORE)


def _room(controls: int, page: str) -> str:
    """Return the room of a row of so many choices."""
    return f'<div class="look-controls of-{page}">{"<div></div>" * controls}</div>'


def _sections(names: Sequence[str]) -> str:
    """Return the room of a page's own tabs: by their names, for they stand on several lines."""
    tabs = "".join(f"<span>{escape(name)}</span>" for name in names)
    return f'<div class="look-sections" aria-hidden="true">{tabs}</div>' if tabs else ""


def _html(part: Part, *, editor: bool) -> str | None:
    """Return a part as it will look; None for one that cannot be looked at before it works."""
    match part:
        case Header(text, level):
            return f"<h{level}>{in_html(text)}</h{level}>"
        case Caption(text):
            return f'<p class="look-caption">{in_html(text)}</p>'
        case Count(text):
            return count_html(text)
        case Html():
            return part.shown_to(editor=editor)
        case _:
            return None


def _column(top: PageTop, chart: Chart, selection: Selection) -> str:
    """Return the place of the chart: its share of the row, less half the gap between columns."""
    heading = "" if top.is_bare else f"{finding_html(chart.headline, selection.chip)}{TABS}"
    share = f"{top.columns[0]} / {sum(top.columns)}"
    return (
        f'<div class="look-column" style="--share: {share}; --gap: {GAPS[top.gap]}">'
        f'{heading}<div class="look-chart"></div></div>'
    )
