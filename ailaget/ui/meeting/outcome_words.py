"""Decisions, actions and notes in words, and those that belong to a chart or a municipality."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from textwrap import shorten

from ailaget.council.made_on import Data, data_of, difference
from ailaget.council.meetings import VIEW
from ailaget.council.notes import Written, written_notes
from ailaget.council.outcomes import actions, decisions, is_overdue
from ailaget.council.schema import Action, Decision
from ailaget.store.workspace import Workspace
from ailaget.texts import Texts, in_html, texts
from ailaget.ui.address import view_of
from ailaget.ui.meeting.council import item_heading
from ailaget.ui.meeting.facts import person_words
from ailaget.ui.view_words import municipality_name, subject

LONGEST_REMARK = 280
"""Characters of a note beside a chart; the meeting has the whole."""


def decision_words(decision: Decision, t: Texts) -> str:
    """Return a decision: what, on what, when it was taken, and who sees to it until when."""
    role, due = decision.owner_role, decision.due
    owner = person_words(role, decision.owner_municipality, t) if role else ""
    return t(
        "council.decision_words",
        text=decision.text,
        about=_about(decision, t),
        day=t.day(decision.meeting.day),
        owner=t("council.owner_words", owner=owner) if owner else "",
        due=t("council.due_words", day=t.day(due)) if due else "",
    )


def action_words(action: Action, t: Texts, on: date = date.max) -> str:
    """Return an action: what, on what, who, until when, and whether it is done, as of a day."""
    due = t("council.due_words", day=t.day(action.due)) if action.due else ""
    end = action.done_on if action.done_on and action.done_on <= on else None
    done = t("council.done_words", day=t.day(end)) if end else ""
    return t(
        "council.action_words",
        text=action.text,
        about=_about(action, t),
        owner=person_words(action.owner_role, action.owner_municipality, t),
        due=due,
        done=done,
    )


def overdue_words(action: Action, on: date, t: Texts) -> str:
    """Return by how many days an action is late on a day; empty where it is not."""
    if action.due is None or not is_overdue(action, on):
        return ""
    return t.count("council.overdue", (on - action.due).days)


def action_html(action: Action, t: Texts, on: date) -> str:
    """Return an action in words as HTML, and first how late it is on a day, where it is."""
    late = overdue_words(action, on, t)
    mark = f'<strong class="overdue">{escape(late)}</strong> ' if late else ""
    return f"{mark}{in_html(action_words(action, t))}"


def note_words(note: Written, t: Texts) -> str:
    """Return a note: of which meeting, on what, and its text, of which a long one's beginning."""
    text = shorten(note.text, LONGEST_REMARK, placeholder=" …")
    return t("council.noted", day=t.day(note.meeting.day), text=text, about=_about(note, t))


def all_remarks(
    workspace: Workspace, waves: tuple[str, ...], language: str, today: Data
) -> Mapping[Hashable, str]:
    """Return all remarks as HTML, by subject or municipality: read once, shown often."""
    t = texts(language)
    taken: dict[Hashable, list[Decision]] = defaultdict(list)
    agreed: dict[Hashable, list[Action]] = defaultdict(list)
    for decision in decisions(workspace):
        for key in _ties(decision, waves, language):
            taken[key].append(decision)
    for action in actions(workspace):
        for key in _ties(action, waves, language):
            agreed[key].append(action)
    noted: dict[Hashable, list[Written]] = defaultdict(list)
    for note in written_notes(workspace):
        for key in _ties(note, waves, language):
            noted[key].append(note)
    return {
        key: _listed(taken.get(key, ()), agreed.get(key, ()), noted.get(key, ()), t, today)
        for key in {**taken, **agreed, **noted}
    }


def _ties(
    remark: Decision | Action | Written, waves: Sequence[str], language: str
) -> Iterator[Hashable]:
    if remark.municipality:
        yield remark.municipality
    if remark.item and remark.item.kind == VIEW:
        view = view_of(remark.item.address, list(waves), language)
        yield subject(remark.item.chart, view)


def _listed(
    taken: Sequence[Decision],
    agreed: Sequence[Action],
    noted: Sequence[Written],
    t: Texts,
    today: Data,
) -> str:
    lines = [
        t("council.decided", words=decision_words(decision, t)) + _on(decision, today, t)
        for decision in taken
    ]
    lines += [
        t("council.agreed", words=action_words(action, t)) + _on(action, today, t)
        for action in agreed
    ]
    lines += [note_words(note, t) + _on(note, today, t) for note in noted]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    heading = escape(t("council.remarks"))
    return f'<aside class="remarks"><strong>{heading}</strong><ul>{items}</ul></aside>'


def _on(remark: Decision | Action | Written, today: Data, t: Texts) -> str:
    """Return that something was said of other data than today's; nothing where it was not."""
    made = remark.data if isinstance(remark, Written) else Data(remark.build, remark.is_demo)
    kind = difference(data_of(made, remark.meeting, remark.item), today)
    return t(f"council.made_on_{kind}") if kind else ""


def _about(remark: Decision | Action | Written, t: Texts) -> str:
    parts = []
    if remark.municipality:
        parts.append(municipality_name(remark.municipality))
    if remark.item:
        parts.append(item_heading(remark.item, t))
    return t("council.about", what="; ".join(parts)) if parts else ""
