"""The words of a meeting's minutes, in numbered paragraphs, gathered from the records."""

from collections.abc import Iterator, Sequence

from ailaget.council.agenda import OPENING
from ailaget.council.goals import ToldGoal, told_words
from ailaget.council.meetings import VIEW
from ailaget.council.minutes import Minutes, MinutesPicture, Paragraph
from ailaget.council.notes import read_note, written_notes
from ailaget.council.outcomes import actions, decisions
from ailaget.council.schema import Action, AgendaItem, Meeting
from ailaget.texts import Texts, sentence
from ailaget.ui import data
from ailaget.ui.meeting.as_of_meeting import (
    goals_are_kept,
    goals_then,
    stands_on_demo,
    waiting_then,
)
from ailaget.ui.meeting.changes_since import comparison
from ailaget.ui.meeting.council import (
    chart_of,
    gone_note,
    item_heading,
    without_chart,
)
from ailaget.ui.meeting.facts import meeting_words, person_words, place_words
from ailaget.ui.meeting.outcome_words import action_words, decision_words, overdue_words
from ailaget.ui.meeting.standing import in_order_of_due, next_words, previous_words
from ailaget.ui.view_words import municipality_name
from ailaget.views.base.selection import low_words
from ailaget.views.catalogue import OF_ENTRY, TABLES, entry_of

SIGNATURES = ("secretary", "chair", "checker")
"""Who signs the minutes."""


def gathered(meeting: Meeting, t: Texts) -> Minutes:
    """Return the minutes of a meeting in the reader's words, their pictures still without charts.

    All that was said and agreed comes first, each in a paragraph of its own.
    """
    return Minutes(
        title=t("minutes.title", meeting=meeting_words(meeting, t)),
        facts=(
            (t("council.day"), t.day(meeting.day)),
            (t("council.place"), place_words(meeting, t)),
        ),
        paragraphs=tuple(_paragraphs(meeting, t)),
        pictures=tuple(_picture(item, t) for item in _shown(meeting, t)),
        signatures=tuple(t(f"minutes.{who}") for who in SIGNATURES),
        t=t,
        mark=t("demo.banner") if stands_on_demo(meeting) else "",
    )


def _paragraphs(meeting: Meeting, t: Texts) -> Iterator[Paragraph]:
    people = [person_words(presence.role, presence.municipality, t) for presence in meeting.present]
    yield Paragraph(
        t("minutes.present"),
        texts=() if people else (t("minutes.nobody"),),
        lists=_lists(("", people)),
    )
    notes = _standing_note(meeting, "previous")
    yield Paragraph(t("council.item_previous"), (previous_words(meeting, t), *notes))
    yield _since(meeting, t)
    yield from _outcomes(meeting, t)
    if kept_goals := goals_then(meeting):
        heading = t("minutes.goals" if goals_are_kept(meeting) else "minutes.goals_now")
        lines = [_goal_line(kept_goal, t) for kept_goal in kept_goals]
        yield Paragraph(heading, lists=_lists(("", lines)))
    yield from _items(meeting, t)
    if note := data.records(read_note, meeting.id, None).text:
        yield Paragraph(t("council.note_meeting"), (note,))
    on_municipalities = [
        (municipality_name(note.municipality), [note.text])
        for note in data.records(written_notes)
        if note.meeting.id == meeting.id and note.municipality
    ]
    if on_municipalities:
        yield Paragraph(t("minutes.on_municipalities"), lists=_lists(*on_municipalities))


def _goal_line(kept_goal: ToldGoal, t: Texts) -> str:
    """Return a goal and how far it was, and where few have a value that they are few."""
    progress = kept_goal.progress
    low = low_words(progress.n, progress.of, t) if progress else ""
    return f"{told_words(kept_goal, t)} {low}".strip()


def _since(meeting: Meeting, t: Texts) -> Paragraph:
    found = comparison(meeting, t)
    words = t("since.nothing_earlier_minutes") if found is None else found.words
    lists = [
        (heading, [line.whole(t) for line in lines])
        for heading, lines in (found.lists(t) if found else ())
    ]
    low = [found.low_words(t)] if found else []
    notes = _standing_note(meeting, "since")
    return Paragraph(t("council.item_since"), (words, *filter(None, low), *notes), _lists(*lists))


def _outcomes(meeting: Meeting, t: Texts) -> Iterator[Paragraph]:
    """Return decisions, new actions, and those that wait, what is overdue first."""
    day = meeting.day
    taken = [
        decision_words(decision, t)
        for decision in reversed(data.records(decisions))
        if decision.meeting_id == meeting.id
    ]
    agreed = [
        action_words(action, t, day)
        for action in reversed(data.records(actions))
        if action.meeting_id == meeting.id
    ]
    waiting = [_waiting(action, meeting, t) for action in in_order_of_due(waiting_then(meeting))]
    yield _list_or(t("minutes.decisions"), taken, t("minutes.no_decisions"))
    yield _list_or(t("minutes.actions"), agreed, t("minutes.no_actions"))
    yield _list_or(
        t("minutes.open_actions"),
        waiting,
        t("minutes.no_open_actions"),
        _standing_note(meeting, "actions"),
    )


def _waiting(action: Action, meeting: Meeting, t: Texts) -> str:
    late = overdue_words(action, meeting.day, t)
    return f"{late} {action_words(action, t, meeting.day)}".strip()


def _items(meeting: Meeting, t: Texts) -> Iterator[Paragraph]:
    """Return the agenda's items but those that have a paragraph already, in order."""
    shown = [item.id for item in _shown(meeting, t)]
    for item in meeting.items:
        if item.kind in OPENING:
            continue
        parts = []
        if item.kind == "next":
            parts.append(next_words(meeting, t))
        elif item.kind == VIEW:
            chart = chart_of(item, t.language)
            if chart is None:
                parts.append(without_chart(item, t))
            else:
                see = t("minutes.see_picture", number=shown.index(item.id) + 1)
                low = low_words(chart.n, chart.of, t, chart.n_each)
                # Of a single entry of practice also where it is told, and when.
                source = chart.attribution if entry_of(item.chart).about == OF_ENTRY else ""
                parts.append(" ".join(filter(None, (sentence(chart.headline), source, low, see))))
        if note := data.records(read_note, meeting.id, item.id).text:
            parts.append(note)
        yield Paragraph(item_heading(item, t), tuple(parts or [t("minutes.nothing_noted")]))


def _shown(meeting: Meeting, t: Texts) -> list[AgendaItem]:
    """Return the items that there is a chart of."""
    views = (item for item in meeting.items if item.kind == VIEW)
    return [item for item in views if chart_of(item, t.language) is not None]


def _picture(item: AgendaItem, t: Texts) -> MinutesPicture:
    # A table, or a single entry of practice, is called no chart.
    kind = "_listed" if item.chart in TABLES else ""
    state = t(f"minutes.live{kind}")
    if item.frozen is not None:
        day = t.day(item.frozen.frozen_at.date())
        build = item.frozen.build.removesuffix(".duckdb")
        state = t(f"minutes.frozen{kind}", day=day, build=build)
    note = f"{gone_note(item, t)} {state}".strip()
    return MinutesPicture(item.id, item_heading(item, t), note)


def _standing_note(meeting: Meeting, kind: str) -> list[str]:
    """Return the notes on an item that every meeting has and that has a paragraph of its own."""
    items = (item.id for item in meeting.items if item.kind == kind)
    notes = [data.records(read_note, meeting.id, item).text for item in items]
    return [note for note in notes if note]


def _list_or(
    heading: str, lines: Sequence[str], nothing: str, notes: Sequence[str] = ()
) -> Paragraph:
    """Return a paragraph with a list, or with words that there is none."""
    texts = notes if lines else (nothing, *notes)
    return Paragraph(heading, tuple(texts), _lists(("", lines)))


def _lists(*lists: tuple[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((heading, tuple(lines)) for heading, lines in lists if lines)
