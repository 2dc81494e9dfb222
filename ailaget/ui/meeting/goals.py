"""Goals on the page Möte: each with how far it is, wave by wave, and the form of a new one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from ailaget.codebook import codebook
from ailaget.council.gap_goals import GAPS, SIZES
from ailaget.council.goals import (
    MEASURES,
    PERCENT,
    Progress,
    below,
    drop_goal,
    goal_words,
    goals,
    level_words,
    progress,
    progress_words,
    set_goal,
    told_goal,
)
from ailaget.council.schema import Goal, Meeting
from ailaget.council.snapshots import forget_goal, keep_goal
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.figures import list_html
from ailaget.ui.frame import here
from ailaget.ui.low_response import low_count_html
from ailaget.ui.meeting.as_of_meeting import snapshot_of
from ailaget.ui.meeting.council import may_change, on_click, waves_there_are
from ailaget.ui.meeting.removal import removal
from ailaget.ui.navigation import ORDER
from ailaget.ui.plain import plain
from ailaget.ui.status import show_status
from ailaget.ui.view_words import municipality_name
from ailaget.views.base.selection import place_names, unit_text

GOALS = "goals"
"""Where on the page what comes of a change of the goals is said."""

FIRST_GOAL = "first_goal_is_to_come"
"""Whether there was no goal when this visitor came to them."""

YEARS, USUAL_GAP = 6, 30.0
OF_SHARES = ("all", "share")
"""The measures that a yes or no can have a goal for."""

SYMBOLS = {"reached": "✓", "among_answering": "~", "not_yet": "✗", "no_answers": "–", "few": "–"}
"""A state is told by its sentence; the sign only helps the eye."""


def show_goals(meeting: Meeting, t: Texts) -> None:
    """Show every goal with its progress, and to those who may edit the form of a new one."""
    all_goals = data.records(goals)
    # In a place of its own: an open form stays as it is when what is listed above it changes.
    with st.container():
        _list_goals(all_goals, meeting, t)
    if may_change(meeting):
        show_status(GOALS)
        # Where it stood open for the first goal it does for the next.
        is_open = st.session_state.setdefault(FIRST_GOAL, not all_goals)
        with st.expander(t("goal.new"), expanded=is_open):
            _form(meeting, t)


def _list_goals(all_goals: Sequence[Goal], meeting: Meeting, t: Texts) -> None:
    if not all_goals:
        st.info(t("goal.none"))
    waves = waves_there_are()
    for goal in all_goals:
        st.header(plain(goal_words(goal, t)), anchor=False)
        steps = [progress(data.source(), goal, wave) for wave in waves]
        band = low_count_html("valued", steps[0].n, steps[0].of, t) if steps else ""
        st.html(band + list_html(_told(goal, steps, t), "lead") + _below_html(goal, waves, t))
        if may_change(meeting):
            with st.container(horizontal=True, vertical_alignment="center"):
                act = partial(_drop, meeting, goal)
                question = t("goal.drop_question")
                removal(f"drop_goal_{goal.id}", t("goal.drop"), question, act, t, at=GOALS)


def _told(goal: Goal, steps: Iterable[Progress], t: Texts) -> Iterator[str]:
    for status in steps:
        yield f"{SYMBOLS[status.state]} {progress_words(goal, status, t)}"


def _below_html(goal: Goal, waves: list[str], t: Texts) -> str:
    """Return the municipalities under a goal in the newest wave by name, unfolded at will."""
    codes = below(data.source(), goal, waves[0]) if waves else []
    if not codes:
        return ""
    names = [
        f'<a href="{ORDER["municipality"]}{here().link(municipality=code, wave=None)}" '
        f'target="_self">{escape(municipality_name(code))}</a>'
        for code in codes
    ]
    summary = escape(t.count("goal.names_below", len(codes), wave=t.wave(waves[0])))
    return f'<details class="below"><summary>{summary}</summary><p>{t.listing(names)}</p></details>'


def _form(meeting: Meeting, t: Texts) -> None:
    book, names = codebook(), place_names(t.language)
    left, right = st.columns(2)
    with left:
        key = st.selectbox(
            t("filter.indicator"),
            list(book.indicators),
            index=list(book.indicators).index("maturity"),
            format_func=lambda key: book.indicators[key].label[t.language],
            key="goal_indicator",
        )
    with right:
        is_share = book.indicators[key].is_share
        measure = st.selectbox(
            t("goal.measure"),
            OF_SHARES if is_share else MEASURES,
            format_func=lambda measure: t(f"goal.measure_{measure}"),
            key="goal_measure",
        )
        if measure == "share":
            st.number_input(t("goal.share"), 1, 100, 80, key="goal_share")
        if measure != SIZES:
            st.selectbox(
                t("goal.scope"),
                list(names),
                format_func=names.__getitem__,
                index=None,
                placeholder=t("goal.country"),
                filter_mode="contains",
                key="goal_scope",
            )
        st.selectbox(t("goal.due"), list(_months()), format_func=t.wave, key="goal_due")
    with left:
        _choose_threshold(str(key), str(measure), t)
    st.button(t("goal.set"), on_click=on_click(lambda: _set(meeting, t), GOALS))


def _choose_threshold(key: str, measure: str, t: Texts) -> None:
    indicator = codebook().indicators[key]
    if measure in GAPS:
        label = t("goal.at_most_unit", unit=unit_text(t, indicator))
        st.number_input(plain(label), 0.0, None, USUAL_GAP, key="goal_most")
    elif indicator.is_index:
        levels = {level.minimum: level for level in codebook().levels if level.minimum > 0}
        st.selectbox(
            t("goal.at_least"),
            list(levels),
            format_func=lambda minimum: level_words(levels[minimum], t),
            key="goal_threshold",
        )
    elif not indicator.is_share:
        label = t("goal.at_least_unit", unit=unit_text(t, indicator))
        st.number_input(plain(label), 0.0, None, 1.0, key="goal_threshold")


def _months() -> Iterator[str]:
    """Return the months that a goal may be due in, from this one on."""
    today = date.today()
    for month in range(12 * YEARS):
        year, place = divmod(today.month - 1 + month, 12)
        yield f"{today.year + year}-{place + 1:02}"


def _set(meeting: Meeting, t: Texts) -> str:
    state = st.session_state
    is_share = codebook().indicators[state["goal_indicator"]].is_share
    measure = state["goal_measure"]
    threshold = state["goal_most" if measure in GAPS else "goal_threshold"] if not is_share else 1
    goal = Goal(
        meeting_id=meeting.id,
        indicator=state["goal_indicator"],
        measure=measure,
        threshold=float(threshold),
        share=state["goal_share"] / PERCENT if measure == "share" else None,
        due=state["goal_due"],
        scope=None if measure == SIZES else state["goal_scope"],
    )
    set_goal(workspace(), goal)
    snapshot = snapshot_of(meeting)
    if snapshot is not None:
        wave = snapshot.wave if snapshot.wave in waves_there_are() else None
        keep_goal(workspace(), meeting.id, told_goal(data.source(), goal, wave))
    return t("goal.is_set")


def _drop(meeting: Meeting, goal: Goal) -> None:
    if goal.meeting_id == meeting.id:
        forget_goal(workspace(), meeting.id, goal)
    drop_goal(workspace(), goal.id)
