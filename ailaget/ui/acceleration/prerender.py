"""What a page shows first: its words and its first chart, before Streamlit has begun to draw it.

A fresh browser takes two seconds to fetch and start Streamlit. What the page will say is known at
once, so `front/acceleration/prerender.js` shows it meanwhile; the chart drawn there is moved into
the page.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from ailaget.ui import data
from ailaget.ui.address import SECTIONS, missing_wave, requested
from ailaget.ui.charts import chart_data
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import selection_of
from ailaget.ui.goal_marks import goal_marks
from ailaget.ui.remarks import remarks_on_municipality
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.inequality.spread import spread_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.profile import profile_view
from ailaget.views.overview.summary import overview_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.spread import region_spread_view

HALF, FIVE_OF_NINE = "1 / 2", "5 / 9"
MEDIUM, LARGE = "2rem", "4rem"
THEMES = ("light", "dark")
TABS = '<div class="look-tabs"></div>'


@dataclass(frozen=True)
class Look:
    """The top of a page: what stands above its first chart, and that chart in its column.

    The chart has a `share` of the row, less half the `gap` between two columns, both as CSS says
    it; one without a `heading` has no tabs either.
    """

    above: Sequence[str]
    chart: Chart
    share: str
    gap: str = LARGE
    heading: bool = True
    selects: bool = False


def _overview(selection: Selection) -> Look | None:
    overview, chart = data.view(overview_view, selection), data.view(map_view, selection)
    above = [list_html(overview.sentences, "lead"), key_figures_html(overview.key_figures)]
    return Look(above, chart, HALF, selects=True)


def _map(selection: Selection) -> Look | None:
    chart = data.view(map_view, selection)
    return Look([_controls(5)], chart, FIVE_OF_NINE, MEDIUM, heading=False, selects=True)


def _region(selection: Selection) -> Look | None:
    region = data.view(region_view, selection)
    above = [
        _controls(3),
        *map(_caption, region.notes),
        list_html(region.sentences, "lead"),
        key_figures_html(region.key_figures),
        _caption(region.silent),
    ]
    return Look(above, data.view(region_spread_view, selection), HALF) if region.of else None


def _municipality(selection: Selection) -> Look | None:
    profile = data.view(profile_view, selection)
    if profile is None or profile.last_answered:
        return None
    t = selection.t
    above = [
        _controls(2),
        _caption(t("municipality.filter_note")) if selection.is_filtered else "",
        _heading(profile.name),
        _caption(profile.facts),
        list_html(profile.lead, "lead"),
        key_figures_html(profile.key_figures),
        remarks_on_municipality(str(selection.municipality), t),
    ]
    return Look(above, data.view(comparison_view, selection), FIVE_OF_NINE)


def _inequality(selection: Selection) -> Look | None:
    view = data.view(spread_view, selection)
    return Look([_controls(4), TABS], view.chart, FIVE_OF_NINE) if view.figures else None


LOOKS: dict[str, Callable[[Selection], Look | None]] = {
    "overview": _overview,
    "map": _map,
    "region": _region,
    "municipality": _municipality,
    "inequality": _inequality,
}
"""How each page that begins with a chart does so, by its name; None where it now has another."""


def prerender(request: Request) -> Response:
    """Serve how a page begins at an address, as JSON; without content where it has no first chart.

    A plain function: the server runs it in a thread, so a slow view holds nobody up.
    """
    page, asked = request.path_params["page"], request.query_params
    waves = data.source().query("waves")
    if page not in LOOKS or waves.empty:
        return Response(status_code=204)
    known = list(waves["wave"])
    address = requested(asked, known)
    # These begin in another way: with a word about the wave, or with another section.
    if missing_wave(asked.getlist("wave"), known) or address.section != SECTIONS[0]:
        return Response(status_code=204)
    theme = asked.get("theme", "")
    selection = selection_of(
        address, waves, goal_marks(address), theme if theme in THEMES else THEMES[0]
    )
    look = LOOKS[page](selection)
    if look is None or not look.chart.of:
        return Response(status_code=204)
    chart_json = chart_data(look.chart, selection.t, selects=look.selects).decode()
    content = {"html": _html(look, selection.t(f"{page}.title"), selection), "chart": chart_json}
    headers = {"cache-control": "no-store"}
    return Response(json.dumps(content), media_type="application/json", headers=headers)


def _html(look: Look, title: str, selection: Selection) -> str:
    t, chart = selection.t, look.chart
    demo = f'<p class="demo">{t("demo.banner")}</p>' if selection.is_demo else ""
    heading = f"{_heading(chart.headline)}{TABS}" if look.heading else ""
    return (
        f"{demo}<h1>{escape(title)}</h1>{''.join(look.above)}"
        f'<div class="look-column" style="--share: {look.share}; --gap: {look.gap}">'
        f'{heading}<div class="look-chart"></div></div>'
    )


def _controls(number: int) -> str:
    """Return room for the page's choices, as many as stand above its chart."""
    return f'<div class="look-controls">{"<div></div>" * number}</div>'


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _caption(text: str) -> str:
    return f'<p class="look-caption">{escape(text)}</p>'
