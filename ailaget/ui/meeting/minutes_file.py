"""The minutes of a meeting by link: gathered from the records, with the figures as frozen."""

import logging
from collections.abc import Callable, Iterator

from starlette.requests import Request
from starlette.responses import Response

from ailaget.council.goals import told_words
from ailaget.council.minutes import Minutes, MinutesItem
from ailaget.council.minutes_docx import minutes_docx
from ailaget.council.minutes_html import minutes_html
from ailaget.council.notes import read_note, written_notes
from ailaget.council.outcomes import actions, decisions
from ailaget.council.schema import Action, AgendaItem, Decision, Meeting
from ailaget.exports.pictures.images import SCREEN_SCALE, picture
from ailaget.texts import Texts, texts
from ailaget.ui import data
from ailaget.ui.address import requested
from ailaget.ui.meeting.as_of_meeting import (
    goals_are_kept,
    goals_then,
    stands_on_demo,
    waiting_then,
)
from ailaget.ui.meeting.council import (
    address_of,
    all_meetings,
    chart_of,
    gone_wave,
    waves_there_are,
    without_chart,
)
from ailaget.ui.meeting.facts import meeting_words, person_words, place_words
from ailaget.ui.meeting.frozen_file import metadata_of
from ailaget.ui.meeting.outcome_words import action_words, decision_words
from ailaget.ui.view_words import municipality_name, view_words
from ailaget.views.base.result import Chart

logger = logging.getLogger(__name__)

FORMATS: dict[str, tuple[Callable[[Minutes], bytes], str]] = {
    "docx": (
        minutes_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "html": (minutes_html, "text/html; charset=utf-8"),
}


def minutes_file(request: Request) -> Response:
    """Serve a meeting's minutes; an unknown meeting or format is not found."""
    number, _, ending = request.path_params["file"].partition(".")
    matches = [meeting for meeting in all_meetings() if str(meeting.id) == number]
    if not matches or ending not in FORMATS:
        return Response(status_code=404)
    t = texts(requested(request.query_params, waves_there_are()).lang)
    make, media_type = FORMATS[ending]
    name = t("minutes.file", day=matches[0].day.isoformat())
    headers = {
        "content-disposition": f'attachment; filename="{name}.{ending}"',
        "cache-control": "no-cache",
    }
    return Response(make(gathered(matches[0], t)), media_type=media_type, headers=headers)


def gathered(meeting: Meeting, t: Texts) -> Minutes:
    """Return the minutes of a meeting in the reader's words."""
    taken = [
        decision
        for decision in reversed(data.records(decisions))
        if decision.meeting_id == meeting.id
    ]
    agreed = [
        action for action in reversed(data.records(actions)) if action.meeting_id == meeting.id
    ]
    day = meeting.day
    people = [person_words(presence.role, presence.municipality, t) for presence in meeting.present]
    goal = t("minutes.goal" if goals_are_kept(meeting) else "minutes.goal_now")
    facts = [
        (t("council.day"), t.day(meeting.day)),
        (t("council.place"), place_words(meeting, t)),
        (t("minutes.present"), t.listing(people) if people else t("council.nobody_yet")),
        *((goal, told_words(kept_goal, t)) for kept_goal in goals_then(meeting)),
    ]
    return Minutes(
        title=t("minutes.title", meeting=meeting_words(meeting, t)),
        facts=tuple(facts),
        items=tuple(_item(item, taken, agreed, t) for item in meeting.items),
        t=t,
        mark=t("demo.banner") if stands_on_demo(meeting) else "",
        note=data.records(read_note, meeting.id, None).text,
        notes=tuple(_municipality_notes(meeting, t)),
        decisions=tuple(
            decision_words(decision, t) for decision in taken if decision.item_id is None
        ),
        actions=tuple(action_words(action, t, day) for action in agreed if action.item_id is None),
        open_actions=tuple(action_words(action, t, day) for action in waiting_then(meeting)),
    )


def _municipality_notes(meeting: Meeting, t: Texts) -> Iterator[tuple[str, str]]:
    for note in data.records(written_notes):
        if note.meeting.id == meeting.id and note.municipality:
            yield t("minutes.note_on", name=municipality_name(note.municipality)), note.text


def _item(item: AgendaItem, taken: list[Decision], agreed: list[Action], t: Texts) -> MinutesItem:
    chart = chart_of(item, t.language)
    shown = t("minutes.live") if chart else without_chart(item, t)
    state = f"{gone_wave(item, t)} {shown}".strip()
    if item.frozen is not None:
        day = t.day(item.frozen.frozen_at.date())
        state = t("minutes.frozen", day=day, build=item.frozen.build.removesuffix(".duckdb"))
    return MinutesItem(
        heading=view_words(item.chart, address_of(item, t.language), t),
        chart=chart,
        picture=_picture(item, chart, t) if chart else None,
        state=state,
        note=data.records(read_note, item.meeting_id, item.id).text,
        decisions=tuple(
            decision_words(decision, t) for decision in taken if decision.item_id == item.id
        ),
        actions=tuple(
            action_words(action, t, item.meeting.day)
            for action in agreed
            if action.item_id == item.id
        ),
    )


def _picture(item: AgendaItem, chart: Chart, t: Texts) -> bytes | None:
    """Return the chart as a picture; None where it is a table, or where none can be made."""
    if not chart.figure.data:
        return None
    try:
        return picture(chart, metadata_of(item, chart, t), "png", SCREEN_SCALE)
    except Exception:  # whatever keeps a picture from being made, the minutes come with the table
        logger.exception("no picture of %s for the minutes", chart.key)
        return None
