"""One chart as a page for somebody else's frame: in the reader's language, and light or dark."""

import re
from dataclasses import replace
from functools import cache
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from ailaget.charts.script import MAP_STYLE, SCRIPT
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.permalinks import chart_link
from ailaget.exports.text.chart_html import band_html, demo_html, has_figure
from ailaget.exports.text.table_html import table_html
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts
from ailaget.ui import data
from ailaget.ui.charts import chart_data
from ailaget.ui.downloads import asked_selection, no_such_view
from ailaget.ui.guard.settings import root_of
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

THEMES = ("light", "dark")


def embedded_chart(request: Request) -> Response:
    """Serve a chart of the catalogue; an unknown one, or no such wave, is not found."""
    key, source = request.path_params["key"], data.source()
    waves = source.query("waves")
    if key not in CHARTS or waves.empty:
        return Response(status_code=404)
    accepted = request.headers.get("accept-language", "")
    language = "" if "lang" in request.query_params else _language(accepted)
    selection = asked_selection(request, waves, language)
    if (refused := no_such_view(request, key, selection.language, list(waves["wave"]))) is not None:
        return refused
    charts = {theme: _chart(key, selection, theme) for theme in THEMES}
    link = chart_link(root_of(request), key, selection)
    metadata = export_metadata(charts["light"], selection, source.build, link)
    page = _page(charts, metadata, selection.t)
    headers = {"cache-control": "no-cache", "vary": "accept-language"}
    return Response(page, headers=headers, media_type="text/html")


def _chart(key: str, selection: Selection, theme: str) -> Chart:
    return data.view(CHARTS[key], replace(selection, theme=theme))


def _language(accepted: str) -> str:
    """Return the language that a browser would rather have (RFC 9110), of those that there are."""
    wanted: dict[str, float] = {}
    for each in accepted.split(","):
        name, _, weight = each.partition(";q=")
        number = re.fullmatch(r"[01](\.\d+)?", weight.strip())
        wanted.setdefault(name.strip()[:2].lower(), float(number[0]) if number else 1.0)
    ours = [name for name in LANGUAGES if wanted.get(name)]
    return max(ours, key=lambda name: wanted[name], default=DEFAULT_LANGUAGE)


def _page(charts: dict[str, Chart], metadata: ExportMetadata, t: Texts) -> str:
    chart = charts["light"]
    figures = "".join(
        f'<script type="application/json" data-theme="{theme}">{_drawn(each, t)}</script>'
        for theme, each in charts.items()
    )
    figure = f'<div class="embedded-chart"></div>{figures}' if has_figure(chart) else ""
    table = table_html(chart.table, t, metadata.title)
    lines = metadata.footer()[:-1]
    if figure:  # which has the line on the source itself
        lines = [line for line in lines if line != metadata.attribution]
    notes = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        f'<base href="../"><title>{escape(metadata.title)}</title>{_head()}</head>'
        f'<body class="embedded"><main><h1>{escape(metadata.headline)}</h1>'
        f"{demo_html(metadata)}{band_html(metadata.low_response)}{figure}"
        f"<details><summary>{escape(t('tab.table'))}</summary>{table}</details>"
        f'<footer>{notes}<p><a href="{escape(metadata.permalink)}" target="_blank" '
        f'rel="noopener">{escape(t("embed.open"))}</a></p></footer></main></body></html>'
    )


def _drawn(chart: Chart, t: Texts) -> str:
    """Return what the script draws, as JSON that no text in it can end the script of."""
    content = chart_data(chart, t, selects=False).decode()
    return content.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _head() -> str:
    return (
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="front/ailaget.css">'
        f'<link rel="stylesheet" href="front/{MAP_STYLE}">'
        '<link rel="stylesheet" href="front/embed.css">'
        f'<script src="front/{SCRIPT.name}" data-plotly async></script>'
        f'<script src="front/embed.js" type="module"></script>'
    )
