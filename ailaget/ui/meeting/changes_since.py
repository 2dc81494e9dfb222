"""Since last time: this meeting beside an earlier one or an earlier wave, each line with a link."""

from html import escape
from typing import Any

import streamlit as st

from ailaget.council.changes_since import Line, since
from ailaget.council.goals import goals
from ailaget.council.schema import Meeting
from ailaget.council.snapshots import Snapshot, read_snapshot, take_snapshot
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.controls import choose
from ailaget.ui.frame import here
from ailaget.ui.meeting.council import all_meetings, waves_there_are
from ailaget.ui.meeting.facts import meeting_words
from ailaget.ui.navigation import ORDER
from ailaget.ui.plain import plain

KINDS = (
    "answers",
    "definition",
    "headline",
    "goal_reached",
    "goal_slipped",
    "climbed",
    "fell",
)


MOST_LINES = 10
UNFILTERED: dict[str, Any] = {
    "since": None,
    "chart": None,
    "county": (),
    "skr_group": (),
    "size_class": (),
}
"""What a line's link leaves behind: its figures are not of the reader's filter."""


def show_since(meeting: Meeting, t: Texts) -> None:
    """Show what differs from an earlier meeting or wave, by kind."""
    waves = waves_there_are()
    if not (waves or meeting.snapshot):
        st.info(t("since.no_wave"))
        return
    after = read_snapshot(meeting.snapshot) if meeting.snapshot else _now(waves[0])
    earlier = _earlier(meeting, waves, after.wave, t)
    if not earlier:
        st.info(t("since.nothing_earlier"))
        return
    current = here().since if here().since in earlier else next(iter(earlier))
    choose("since", t("since.choose"), earlier.__getitem__, options=list(earlier), value=current)
    before = _snapshot_of(str(current))
    key = "since.kept" if meeting.snapshot else "since.now"
    st.caption(t(key, before=plain(earlier[str(current)]), after=t.wave(after.wave)))
    lines = since(before, after, data.records(goals), t)
    for kind in KINDS:
        lines_of_kind = [line for line in lines if line.kind == kind]
        if lines_of_kind:
            st.subheader(t(f"since.heading_{kind}"), anchor=False)
            st.html(lines_html(lines_of_kind, here(), t))


def lines_html(lines: list[Line], current: Address, t: Texts) -> str:
    """Return lines as links to the views that show them; after the first ones, unfolded at will."""
    shown, rest = _list(lines[:MOST_LINES], current), lines[MOST_LINES:]
    if not rest:
        return shown
    more = escape(t("since.more", n=t.number(len(rest))))
    return f"{shown}<details><summary>{more}</summary>{_list(rest, current)}</details>"


def _list(lines: list[Line], current: Address) -> str:
    items = []
    for line in lines:
        keys = {**UNFILTERED, **line.keys}
        link = f"{ORDER[line.page] or '.'}{current.link(**keys)}"
        items.append(f'<li><a href="{escape(link)}" target="_self">{escape(line.words)}</a></li>')
    return f'<ul class="lead since">{"".join(items)}</ul>'


def _now(wave: str) -> Snapshot:
    return take_snapshot(data.source(), wave, data.records(goals), build=data.source().build)


def _earlier(meeting: Meeting, waves: list[str], wave: str, t: Texts) -> dict[str, str]:
    """Return what there is to compare with, in words: earlier meetings, then earlier waves."""
    order = [other.id for other in all_meetings()]
    before = all_meetings()[order.index(meeting.id) + 1 :]
    choices = {str(other.id): meeting_words(other, t) for other in before if other.snapshot}
    return choices | {past_wave: t.wave(past_wave) for past_wave in waves if past_wave < wave}


def _snapshot_of(key: str) -> Snapshot:
    kept = {str(meeting.id): meeting.snapshot for meeting in all_meetings()}
    text = kept.get(key)
    return read_snapshot(text) if text else _now(key)
