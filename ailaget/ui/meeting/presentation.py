"""A meeting on the projector: one view at a time in a document of its own, steered by keys."""

import json
from collections.abc import Iterable
from functools import cache
from html import escape

import plotly.graph_objects as go
from starlette.requests import Request
from starlette.responses import Response

from ailaget.charts.enlarged import WIDTH, enlarged, is_tall, subtitle_of
from ailaget.charts.script import SCRIPT
from ailaget.council.outcomes import actions, decisions
from ailaget.council.tables import AgendaItem, Meeting
from ailaget.exports.table_html import table_html
from ailaget.texts import Texts, texts
from ailaget.ui import data
from ailaget.ui.address import Address, parse
from ailaget.ui.assets import assets
from ailaget.ui.document import response_headers
from ailaget.ui.meeting.council import address_of, chart_of, meeting_in_force, waves_there_are
from ailaget.ui.meeting.facts import meeting_words
from ailaget.ui.meeting.outcome_words import action_words, decision_words
from ailaget.ui.navigation import ORDER
from ailaget.ui.view_words import view_words
from ailaget.views.result import Chart
from ailaget.views.table_pages import Room, column_shares, in_pages

KEY = "present"
SHORT_AGENDA = 12
TABLE = Room(lines=22, characters=124, between=0.4)
"""What a slide holds of a table at that size of text."""

FIGURE_WIDTH, FIGURE_HEIGHT = WIDTH - 2 * 64, 770


def is_presentation(path: str, query: bytes) -> bool:
    """Return whether a request asks for a meeting on the projector."""
    keys = {part.partition(b"=")[0] for part in query.split(b"&")}
    return path == f"/{ORDER['meeting']}" and KEY.encode() in keys


def presentation(request: Request) -> Response:
    """Return the meeting that the URL names as a document of slides; 404 where there is none."""
    params = {key: request.query_params.getlist(key) for key in request.query_params}
    current = parse(params, waves_there_are())
    meeting = meeting_in_force(current)
    if meeting is None:
        return Response(status_code=404)
    html = _document(meeting, current, texts(current.lang))
    return Response(html, media_type="text/html; charset=utf-8", headers=dict(response_headers()))


def _document(meeting: Meeting, current: Address, t: Texts) -> str:
    charts = [chart_of(item, t.language) for item in meeting.items]
    figures = [enlarged(chart.figure if chart else go.Figure(), FIGURE_WIDTH, FIGURE_HEIGHT)
               for chart in charts]  # fmt: skip
    slides = [_opening(meeting, t)]
    for number, (item, chart) in enumerate(zip(meeting.items, charts, strict=True)):
        slides += _view(item, chart, number, t) if chart else [_without_wave(item, t)]
    slides.append(_closing(meeting, t))
    back = escape(f"{ORDER['meeting']}{current.link(meeting=str(meeting.id))}", quote=True)
    # A block of data is not run; "<" is written so that no text can end it.
    block = json.dumps(figures).replace("<", "\\u003c")
    words = json.dumps({"of": t("present.of")}, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(meeting_words(meeting, t))}</title>"
        f"<style>{_font()}</style>"
        '<link rel="icon" href="./icon.svg"><link rel="stylesheet" href="./front/present.css">'
        f'<script src="./front/{SCRIPT.name}" defer></script>'
        '<script src="./front/present.js" defer></script></head>'
        f'<body data-back="{back}"><main class="stage">{"".join(slides)}</main>'
        f'<script type="application/json" id="figures">{block}</script>'
        f'<script type="application/json" id="words">{words}</script></body></html>'
    )


@cache
def _font() -> str:
    """Return the rule that gives the slides the font of the pages."""
    (path,) = (path for path in assets() if "SourceSansVF-Upright" in path)
    return (
        f"@font-face{{font-family:'Source Sans';src:url('.{path}') format('woff2');"
        "font-weight:200 900}"
    )


def _opening(meeting: Meeting, t: Texts) -> str:
    agenda = [view_words(one.chart, address_of(one, t.language), t) for one in meeting.items]
    items = "".join(f"<li>{escape(words)}</li>" for words in agenda)
    kind = "long" if len(agenda) > SHORT_AGENDA else ""
    heading = t("present.meeting", meeting=meeting_words(meeting, t))
    return _slide(heading, f'<ol class="agenda">{items}</ol>', escape(t("present.keys")), kind)


def _view(item: AgendaItem, chart: Chart, number: int, t: Texts) -> list[str]:
    """Return the slide of a chart, or as many as its table needs where it is nothing else."""
    under = escape(f"{chart.title} · {subtitle_of(chart.figure)}".removesuffix(" · "))
    foot = chart.source
    if item.frozen is not None:
        foot = t("present.frozen", source=chart.source, day=t.day(item.frozen.frozen_at.date()))
    above = f'<p class="under">{under}</p>'
    if chart.figure.data or chart.figure.layout.annotations:
        alt = escape(chart.alt, quote=True)
        body = f'<div class="figure" data-figure="{number}" role="img" aria-label="{alt}"></div>'
        kind = "tall" if is_tall(chart.figure) else ""
        return [_slide(chart.finding, above + body, escape(foot), kind)]
    pages = in_pages(chart.table, t, TABLE)
    columns = [f'<col style="width:{share:.1%}">' for share in column_shares(chart.table, t)]
    columns.insert(0, "<colgroup>")
    bodies = [table_html(page, t, chart.title).replace("<thead>", f"{''.join(columns)}<thead>", 1)
              for page in pages]  # fmt: skip
    return [_slide(chart.finding, body, escape(foot), "table") for body in bodies]


def _without_wave(item: AgendaItem, t: Texts) -> str:
    words = view_words(item.chart, address_of(item, t.language), t)
    return _slide(words, f"<p>{escape(t('council.no_wave'))}</p>", "")


def _closing(meeting: Meeting, t: Texts) -> str:
    taken = [decision_words(one, t) for one in data.records(decisions) if _is_of(one, meeting)]
    agreed = [action_words(one, t) for one in data.records(actions) if _is_of(one, meeting)]
    body = _list(t("council.all_decisions_here"), reversed(taken), t("council.no_decisions"))
    body += _list(t("council.actions_here"), reversed(agreed), t("council.no_actions"))
    return _slide(t("council.outcomes"), body, escape(t("present.last")))


def _is_of(one: object, meeting: Meeting) -> bool:
    return getattr(one, "meeting_id", None) == meeting.id


def _list(heading: str, lines: Iterable[str], nothing: str) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(heading)}</h2>" + (f"<ul>{items}</ul>" if items else f"<p>{nothing}</p>")


def _slide(heading: str, body: str, foot: str, kind: str = "") -> str:
    return (
        f'<section class="slide {kind}" hidden><h1 tabindex="-1">{escape(heading)}</h1>'
        f'<div class="body">{body}</div><footer><span>{foot}</span><span class="page"></span>'
        "</footer></section>"
    )
