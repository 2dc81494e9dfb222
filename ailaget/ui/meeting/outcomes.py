"""Decisions and actions: listed with what they belong to, and written by those who may edit."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from html import escape
from operator import itemgetter

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ailaget.council.outcomes import (
    LONGEST,
    Tie,
    actions,
    agree,
    decide,
    decisions,
    set_done,
    strike,
    struck_actions,
    struck_decisions,
)
from ailaget.council.schema import Action, AgendaItem, Decision, Meeting
from ailaget.store.workspace import workspace
from ailaget.texts import Texts, in_html
from ailaget.ui import data
from ailaget.ui.editing import may_edit
from ailaget.ui.meeting.council import may_change, on_click
from ailaget.ui.meeting.facts import (
    choose_person,
    chosen_municipality,
    chosen_person,
)
from ailaget.ui.meeting.outcome_words import action_html, action_words, decision_words
from ailaget.ui.meeting.recommending import recommend_button
from ailaget.ui.meeting.removal import removal
from ailaget.ui.meeting.rounds import begin_anew, this_round
from ailaget.ui.meeting.unfilled import ask_for, refusal_of
from ailaget.ui.status import show_status
from ailaget.ui.view_words import municipalities_in_order, municipality_name

OUTCOMES = "outcomes"
"""Where on the page what comes of a change here is said."""

USUAL_TIME = timedelta(days=30)
"""How long an action may take where nothing else is said: there is always a day."""


def show_outcomes(meeting: Meeting, item: AgendaItem, t: Texts) -> None:
    """Show what a meeting came to on one view of its agenda."""
    item_id = item.id
    st.subheader(t("council.outcomes"), anchor=False)
    mine = [(meeting.id, item_id)]
    # In a place of its own: an open form stays as it is when what is listed above it changes.
    with st.container():
        _list_decisions(
            [decision for decision in data.records(decisions) if _place(decision) in mine], t
        )
        _list_actions([action for action in data.records(actions) if _place(action) in mine], t)
        _show_struck([outcome for outcome in _struck() if _place(outcome) in mine], t)
    show_status(OUTCOMES)
    _write(meeting, item_id, t)


def show_open_actions(meeting: Meeting, t: Texts) -> None:
    """Show every action that is not done, the latest due first; every decision; what is over."""
    # In a place of its own: an open form stays as it is when what is listed above it changes.
    with st.container():
        _list_all(t)
    _write(meeting, None, t)


def _list_all(t: Texts) -> None:
    st.header(t("council.open_actions"), anchor=False)
    still = [action for action in data.records(actions) if action.done_on is None]
    _list_actions(sorted(still, key=lambda action: (action.due is None, action.due or date.max)), t)
    show_status(OUTCOMES)
    if not still:
        st.caption(t("council.no_open_actions"))
    st.header(t("council.all_decisions"), anchor=False)
    taken = data.records(decisions)
    _list_decisions(taken, t)
    if not taken:
        st.caption(t("council.no_decisions"))
    done = [
        (action.done_on, action.id, action)
        for action in data.records(actions)
        if action.done_on is not None
    ]
    if done:
        st.header(t("council.done_actions"), anchor=False)
        _list_actions(
            [action for *_, action in sorted(done, key=itemgetter(0, 1), reverse=True)], t
        )
    _show_struck(_struck(), t)


def _write(meeting: Meeting, item_id: int | None, t: Texts) -> None:
    """Show the forms of a new decision and a new action, to those who may edit."""
    if not may_change(meeting):
        return
    left, right = st.columns(2)
    with left, st.expander(t("council.new_decision")):
        _decision_form(meeting, item_id, t)
    with right, st.expander(t("council.new_action")):
        _action_form(meeting, item_id, t)


def _place(outcome: Decision | Action) -> tuple[int, int | None]:
    return outcome.meeting_id, outcome.item_id


def _list_decisions(taken: Iterable[Decision], t: Texts) -> None:
    for decision in taken:
        with _row(decision):
            shown = in_html(decision_words(decision, t))
            st.html(f'<p class="outcome">{shown}</p>', width="stretch")
            if may_edit():
                recommend_button(decision, OUTCOMES, t)
            if may_change(decision.meeting):
                _strike_button(decision, t)


def _list_actions(agreed: Iterable[Action], t: Texts) -> None:
    for action in agreed:
        with _row(action):
            shown = action_html(action, t, date.today())
            st.html(f'<p class="outcome">{shown}</p>', width="stretch")
            if may_edit():
                _done_button(action, t)
            if may_change(action.meeting):
                _strike_button(action, t)


def _row(outcome: Decision | Action) -> DeltaGenerator:
    """Return a row whose words keep its buttons beside them, however long (`st-key-row_`)."""
    key = f"row_{outcome.__tablename__}_{outcome.id}"
    return st.container(horizontal=True, vertical_alignment="center", key=key)


def _struck() -> list[Decision | Action]:
    outcomes: list[Decision | Action] = [
        *data.records(struck_decisions),
        *data.records(struck_actions),
    ]
    return [outcome for outcome in outcomes if outcome.meeting.deleted_on is None]


def _show_struck(struck: Sequence[Decision | Action], t: Texts) -> None:
    """Show what is struck out, with the day, behind one click; those who may edit can undo it."""
    if not struck:
        return
    with st.expander(t.count("council.struck", len(struck))):
        for outcome in struck:
            text = (
                decision_words(outcome, t)
                if isinstance(outcome, Decision)
                else action_words(outcome, t)
            )
            day = t("council.struck_on", day=t.day(outcome.struck_on)) if outcome.struck_on else ""
            with _row(outcome):
                line = f'<p class="struck"><del>{escape(text)}</del> {escape(day)}</p>'
                st.html(line, width="stretch")
                if may_change(outcome.meeting):
                    st.button(
                        t("council.restore"),
                        key=f"restore_{outcome.__tablename__}_{outcome.id}",
                        type="tertiary",
                        on_click=on_click(partial(_restore, outcome, t), OUTCOMES),
                    )


def _restore(outcome: Decision | Action, t: Texts) -> str:
    strike(workspace(), type(outcome), outcome.id, None)
    return t("council.restored")


def _done_button(action: Action, t: Texts) -> None:
    is_done = action.done_on is not None
    st.button(
        t("council.reopen" if is_done else "council.done"),
        key=f"done_{action.id}",
        on_click=on_click(
            partial(_set_done, action, None if is_done else date.today(), t), OUTCOMES
        ),
    )


def _set_done(action: Action, day: date | None, t: Texts) -> str:
    set_done(workspace(), action.id, day)
    return t("council.action_done" if day else "council.action_reopened")


def _strike_button(outcome: Decision | Action, t: Texts) -> None:
    kind = outcome.__tablename__
    removal(
        f"strike_{kind}_{outcome.id}",
        t("council.strike"),
        t(f"council.strike_{kind}", day=t.day(outcome.meeting.day)),
        lambda: strike(workspace(), type(outcome), outcome.id, date.today()),
        t,
        at=OUTCOMES,
        kind="strike",
    )


def _decision_form(meeting: Meeting, item_id: int | None, t: Texts) -> None:
    form = f"decision_{meeting.id}_{item_id or 0}"
    # What is kept is said before the first field: there the next one begins.
    show_status(form)
    with st.form(key := this_round(form), border=False):
        st.text_area(t("council.decision"), key=f"{key}_text", max_chars=LONGEST)
        choose_person(f"{key}_owner", t, t("council.owner"), t("council.no_owner"))
        st.date_input(t("council.due_if_any"), None, key=f"{key}_due", format="YYYY-MM-DD")
        _choose_tie(key, t)
        decide_it = on_click(lambda: _decide(meeting, item_id, form, t), OUTCOMES, form)
        st.form_submit_button(t("council.decide"), on_click=decide_it)
        show_status(refusal_of(form))


def _action_form(meeting: Meeting, item_id: int | None, t: Texts) -> None:
    form = f"action_{meeting.id}_{item_id or 0}"
    show_status(form)
    with st.form(key := this_round(form), border=False):
        st.text_area(t("council.action"), key=f"{key}_text", max_chars=LONGEST)
        choose_person(f"{key}_owner", t, t("council.owner"))
        due = meeting.day + USUAL_TIME
        st.date_input(t("council.due"), due, key=f"{key}_due", format="YYYY-MM-DD")
        _choose_tie(key, t)
        agree_on_it = on_click(lambda: _agree(meeting, item_id, form, t), OUTCOMES, form)
        st.form_submit_button(t("council.agree"), on_click=agree_on_it)
        show_status(refusal_of(form))


def _choose_tie(key: str, t: Texts) -> None:
    st.selectbox(
        t("council.about_municipality"),
        municipalities_in_order(t),
        format_func=municipality_name,
        key=f"{key}_about",
        index=None,
        placeholder=t("council.no_municipality"),
        filter_mode="contains",
    )


def _tie(meeting: Meeting, item_id: int | None, key: str) -> Tie:
    return Tie(meeting.id, item_id, st.session_state[f"{key}_about"], data.in_view())


def _decide(meeting: Meeting, item_id: int | None, form: str, t: Texts) -> str:
    key = this_round(form)
    text, owner = st.session_state[f"{key}_text"], chosen_person(f"{key}_owner")
    # A municipality without a role is somebody that is not said.
    is_said = owner is not None or chosen_municipality(f"{key}_owner") is None
    ask_for(form, {t("council.decision"): text, t("council.owner"): is_said}, t)
    due = st.session_state[f"{key}_due"]
    decide(workspace(), _tie(meeting, item_id, key), text, owner, due)
    begin_anew(form)
    return t("council.decision_kept")


def _agree(meeting: Meeting, item_id: int | None, form: str, t: Texts) -> str:
    key = this_round(form)
    text, owner = st.session_state[f"{key}_text"], chosen_person(f"{key}_owner")
    ask_for(form, {t("council.action"): text, t("council.owner"): owner}, t)
    assert owner is not None  # else it was asked for
    due = st.session_state[f"{key}_due"]
    agree(workspace(), _tie(meeting, item_id, key), text, owner, due)
    begin_anew(form)
    return t("council.action_kept")
