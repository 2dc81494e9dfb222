"""Decisions and actions in words, and those that belong to a chart or a municipality."""

from collections.abc import Sequence
from html import escape

from ailaget.council.outcomes import actions, decisions
from ailaget.council.tables import Action, AgendaItem, Decision
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.meeting.council import address_of
from ailaget.ui.meeting.facts import person_words
from ailaget.ui.view_words import municipality_name, subject, view_words


def decision_words(decision: Decision, t: Texts) -> str:
    """Return a decision: what, on what, and when it was taken."""
    return t(
        "council.decision_words",
        text=decision.text,
        about=_about(decision, t),
        day=t.day(decision.meeting.day),
    )


def action_words(action: Action, t: Texts) -> str:
    """Return an action: what, on what, who, until when, and whether it is done."""
    due = t("council.due_words", day=t.day(action.due)) if action.due else ""
    done = t("council.done_words", day=t.day(action.done_on)) if action.done_on else ""
    return t(
        "council.action_words",
        text=action.text,
        about=_about(action, t),
        owner=person_words(action.owner_role, action.owner_municipality, t),
        due=due,
        done=done,
    )


def remarks_on_chart(chart: str, view: Address, t: Texts) -> str:
    """Return what the council has decided on a chart of the same kind, as HTML; else nothing."""
    wanted = subject(chart, view)

    def is_on(item: AgendaItem | None) -> bool:
        if item is None or item.chart != chart:
            return False
        return subject(chart, address_of(item, t.language)) == wanted

    taken, agreed = data.records(decisions), data.records(actions)
    return _listed([one for one in taken if is_on(one.item)],
                   [one for one in agreed if is_on(one.item)], t)  # fmt: skip


def remarks_on_municipality(code: str, t: Texts) -> str:
    """Return what the council has decided on a municipality, as HTML; else nothing."""
    return _listed(
        [one for one in data.records(decisions) if one.municipality == code],
        [one for one in data.records(actions) if one.municipality == code],
        t,
    )


def _listed(taken: Sequence[Decision], agreed: Sequence[Action], t: Texts) -> str:
    lines = [t("council.decided", words=decision_words(one, t)) for one in taken]
    lines += [t("council.agreed", words=action_words(one, t)) for one in agreed]
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    heading = escape(t("council.remarks"))
    return f'<aside class="remarks"><strong>{heading}</strong><ul>{items}</ul></aside>'


def _about(one: Decision | Action, t: Texts) -> str:
    words = []
    if one.municipality:
        words.append(municipality_name(one.municipality))
    if one.item:
        words.append(view_words(one.item.chart, address_of(one.item, t.language), t))
    return t("council.about", what="; ".join(words)) if words else ""
