"""A meeting on the projector: one view at a time in a document of its own, steered by keys."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape

import plotly.graph_objects as go
from starlette.requests import Request
from starlette.responses import Response

from ailaget.charts.enlarged import WIDTH, enlarged, is_tall, subtitle_of
from ailaget.charts.script import SCRIPT
from ailaget.council.meetings import VIEW
from ailaget.council.outcomes import actions, decisions
from ailaget.council.schema import Action, AgendaItem, Meeting
from ailaget.exports.text.table_html import table_html
from ailaget.texts import Texts, in_html, texts
from ailaget.ui import data
from ailaget.ui.address import Address, requested
from ailaget.ui.assets import assets
from ailaget.ui.document import response_headers
from ailaget.ui.meeting.as_of_meeting import stands_on_demo, waiting_then
from ailaget.ui.meeting.changes_since import comparison
from ailaget.ui.meeting.council import (
    address_of,
    chart_of,
    gone_note,
    item_heading,
    meeting_in_force,
    waves_there_are,
    without_chart,
)
from ailaget.ui.meeting.facts import meeting_words
from ailaget.ui.meeting.list_pages import in_list_pages, in_pieces
from ailaget.ui.meeting.outcome_words import (
    action_html,
    action_words,
    decision_words,
    overdue_words,
)
from ailaget.ui.meeting.standing import in_order_of_due, next_words, previous_words
from ailaget.ui.navigation import ORDER
from ailaget.ui.view_words import filter_names
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import low_words, without_mark
from ailaget.views.base.table_pages import Room, in_pages, shares_by_words

TABLE = Room(lines=20, characters=124, between=0.4)
"""What a slide holds of a table at that size of text."""

LISTS = Room(lines=21, characters=116, between=0.2)
AGENDA = Room(lines=12, characters=88, between=0.15)
LONG_AGENDA = Room(lines=40, characters=56, between=0.25)
"""What a slide holds of decisions and actions, and of an agenda in one column and in two."""

MOST_PLACES = 6
"""Names of a filter under a heading; the rest are counted."""

FIGURE_WIDTH, FIGURE_HEIGHT = WIDTH - 2 * 64, 770


def presentation(request: Request) -> Response:
    """Return the meeting that the URL names as a document of slides; 404 where there is none."""
    current = requested(request.query_params, waves_there_are())
    meeting = meeting_in_force(current)
    if meeting is None:
        return Response(status_code=404)
    html = _document(meeting, current, texts(current.lang))
    return Response(
        html,
        media_type="text/html; charset=utf-8",
        headers=response_headers(request.headers["host"]),
    )


def _document(meeting: Meeting, current: Address, t: Texts) -> str:
    charts = [chart_of(item, t.language) if item.kind == VIEW else None for item in meeting.items]
    figures = [
        enlarged(chart.figure if chart else go.Figure(), FIGURE_WIDTH, FIGURE_HEIGHT)
        for chart in charts
    ]
    slides = _opening(meeting, t)
    on_agenda = {item.kind for item in meeting.items}
    for kind in ("since", "actions"):
        if kind not in on_agenda:
            slides += _standing(meeting, kind, t)
    for number, (item, chart) in enumerate(zip(meeting.items, charts, strict=True)):
        if item.kind != VIEW:
            slides += _standing(meeting, item.kind, t, item_heading(item, t))
        else:
            slides += _view(item, chart, number, t) if chart else [_without_chart(item, t)]
    slides += _closing(meeting, t)
    back = escape(f"{ORDER['meeting']}{current.link(meeting=str(meeting.id))}", quote=True)
    # A block of data is not run; "<" is written so that no text can end it.
    block = json.dumps(figures).replace("<", "\\u003c")
    labels = json.dumps({"of": t("present.of")}, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(meeting_words(meeting, t))}</title>"
        f"<style>{_font()}</style>"
        '<link rel="icon" href="./icon.svg"><link rel="stylesheet" href="./front/present.css">'
        f'<script src="./front/{SCRIPT.name}" defer></script>'
        '<script src="./front/present.js" defer></script></head>'
        f'<body data-back="{back}"><main class="stage">{"".join(slides)}</main>{_steps(t)}'
        f'<script type="application/json" id="figures">{block}</script>'
        f'<script type="application/json" id="words">{labels}</script></body></html>'
    )


STEPS = {"previous": "‹", "next": "›", "full_screen": "", "leave": ""}
"""What can be done beside a slide by pointer, touch or voice, and its sign where it has one."""


def _steps(t: Texts) -> str:
    """Return the buttons that lie beside every slide, each named by what it does."""
    buttons = [_step(step, sign, escape(t(f"present.{step}"))) for step, sign in STEPS.items()]
    return f'<nav class="steps" aria-label="{escape(t("present.steps"))}">{"".join(buttons)}</nav>'


def _step(step: str, sign: str, name: str) -> str:
    about = f'data-step="{step}" aria-label="{name}" title="{name}"'
    return f'<button type="button" {about}>{sign or name}</button>'


@cache
def _font() -> str:
    """Return the rule that gives the slides the font of the pages."""
    (path,) = (path for path in assets() if "SourceSansVF-Upright" in path)
    return (
        f"@font-face{{font-family:'Source Sans';src:url('.{path}') format('woff2');"
        "font-weight:200 900}"
    )


def _opening(meeting: Meeting, t: Texts) -> list[str]:
    """Return the agenda, in two columns or on several slides where it is long."""
    agenda = [item_heading(item, t) for item in meeting.items]
    kind, pages = "", in_list_pages((("", agenda),), AGENDA)
    if len(pages) > 1:
        kind, pages = "long", in_list_pages((("", agenda),), LONG_AGENDA)
    heading, keys = t("present.meeting", meeting=meeting_words(meeting, t)), t("present.keys")
    mark = f'<p class="under">{escape(t("demo.banner"))}</p>' if stands_on_demo(meeting) else ""
    slides, start = [], 1
    for page in pages:
        lines = page[0][1] if page else []
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        body = f'<ol class="agenda" start="{start}">{items}</ol>'
        slides.append(_slide(heading, mark + body, escape(keys), kind))
        start += len(lines)
    return slides


def _view(item: AgendaItem, chart: Chart, number: int, t: Texts) -> list[str]:
    """Return the slide of a chart, or as many as its table needs where it is nothing else."""
    # A heading that is the title says it once.
    said, _ = without_mark(chart.headline, t)
    title = "" if said == chart.title else chart.title
    parts = (title, _places(item, t), subtitle_of(chart.figure))
    under = escape(" · ".join(part for part in parts if part))
    if gone := gone_note(item, t):
        under += f"<br><strong>{escape(gone)}</strong>"
    foot = chart.attribution
    if item.frozen is not None:
        foot = t(
            "present.frozen", source=chart.attribution, day=t.day(item.frozen.frozen_at.date())
        )
    low = low_words(chart.n, chart.of, t, chart.n_each)
    above = f'<p class="under">{under}</p>{_low_html(low)}'
    if chart.figure.data or chart.figure.layout.annotations:
        alt = escape(chart.alt, quote=True)
        body = f'<div class="figure" data-figure="{number}" role="img" aria-label="{alt}"></div>'
        kind = "tall" if is_tall(chart.figure) else ""
        return [_slide(chart.headline, above + body, escape(foot), kind)]
    pages = in_pages(chart.table, t, TABLE)
    shares = shares_by_words(chart.table, t, TABLE.characters)
    columns = [f'<col style="width:{share:.1%}">' for share in shares]
    columns.insert(0, "<colgroup>")
    bodies = [
        table_html(page, t, chart.title).replace("<thead>", f"{''.join(columns)}<thead>", 1)
        for page in pages
    ]
    return [_slide(chart.headline, above + body, escape(foot), "table") for body in bodies]


def _low_html(words: str) -> str:
    return f'<p class="low">{escape(words)}</p>' if words else ""


def _places(item: AgendaItem, t: Texts) -> str:
    """Return the filter of a view by its places; what is of one municipality is of no filter."""
    if item.chart.startswith("municipality_"):
        return ""
    names = filter_names(address_of(item, t.language), t)
    if len(names) <= MOST_PLACES:
        return t.listing(names)
    rest = len(names) - MOST_PLACES
    return t("since.and_more", names=", ".join(names[:MOST_PLACES]), n=rest)


def _without_chart(item: AgendaItem, t: Texts) -> str:
    return _slide(item_heading(item, t), f"<p>{escape(without_chart(item, t))}</p>", "")


def _standing(meeting: Meeting, kind: str, t: Texts, heading: str = "") -> list[str]:
    """Return the slides of an item that has no chart; those of a list may be none.

    With a `heading` the item is on the agenda, and has a slide even where there is nothing to list.
    """
    if kind in LISTED:
        slides = LISTED[kind](meeting, t)
        nothing = [_slide(heading, f'<p class="said">{escape(t("present.nothing"))}</p>', "")]
        return slides or (nothing if heading else [])
    words = WORDS[kind](meeting, t) if kind in WORDS else ""
    return [_slide(heading, f'<p class="said">{escape(words)}</p>', "")]


def _since(meeting: Meeting, t: Texts) -> list[str]:
    """Return what differs since last time, all of it."""
    found = comparison(meeting, t)
    if found is None:
        return []
    lists = [
        (heading, [piece for line in lines for piece in in_pieces(line.whole(t), LISTS)])
        for heading, lines in found.lists(t)
    ]
    low, foot = _low_html(found.low_words(t)), escape(found.words)
    return [
        _slide(t("council.item_since"), low + "".join(_list(*section) for section in page), foot)
        for page in in_list_pages(lists, LISTS)
    ]


def _open_actions(meeting: Meeting, t: Texts) -> list[str]:
    """Return what waits since earlier meetings, what is overdue first and marked."""
    lines, marked = _action_lines(in_order_of_due(waiting_then(meeting)), meeting, t)
    pages = in_list_pages((("", lines),), LISTS) if lines else []
    bodies = ["".join(_list(*section, marked) for section in page) for page in pages]
    return [_slide(t("council.open_actions"), body, "") for body in bodies]


LISTED = {"since": _since, "actions": _open_actions}
WORDS = {"previous": previous_words, "next": next_words}
"""What stands on the slide of an item that every meeting has: a list, or a sentence."""


def _action_lines(
    shown: Iterable[Action], meeting: Meeting, t: Texts
) -> tuple[list[str], dict[str, str]]:
    """Return actions in words, in order, and the HTML of each line, which marks what is overdue."""
    lines, marked = [], {}
    for action in shown:
        line = f"{overdue_words(action, meeting.day, t)} {action_words(action, t)}".strip()
        lines.append(line)
        marked[line] = action_html(action, t, meeting.day)
    return lines, marked


def _closing(meeting: Meeting, t: Texts) -> list[str]:
    """Return what the meeting came to, on as many slides as it needs."""
    taken = [
        decision_words(decision, t)
        for decision in data.records(decisions)
        if decision.meeting_id == meeting.id
    ]
    agreed = [action for action in data.records(actions) if action.meeting_id == meeting.id]
    lines, marked = _action_lines(agreed[::-1], meeting, t)
    pages = in_list_pages(
        (
            (t("council.all_decisions_here"), taken[::-1] or [t("council.no_decisions")]),
            (t("council.actions_here"), lines or [t("council.no_actions")]),
        ),
        LISTS,
    )
    bodies = ["".join(_list(*section, marked) for section in page) for page in pages]
    last = escape(t("present.last"))
    return [
        _slide(t("council.outcomes"), body, last if number == len(bodies) else "")
        for number, body in enumerate(bodies, start=1)
    ]


def _list(heading: str, lines: Iterable[str], marked: Mapping[str, str] | None = None) -> str:
    """Return a list under its heading; `marked` has the HTML of lines that are more than words."""
    as_html = marked or {}
    items = "".join(f"<li>{as_html.get(line, escape(line))}</li>" for line in lines)
    return f"{f'<h2>{escape(heading)}</h2>' if heading else ''}<ul>{items}</ul>"


def _slide(heading: str, body: str, foot: str, kind: str = "") -> str:
    return (
        f'<section class="slide {kind}" hidden><h1 tabindex="-1">{in_html(heading)}</h1>'
        f'<div class="body">{body}</div><footer><span>{foot}</span><span class="page"></span>'
        "</footer></section>"
    )
