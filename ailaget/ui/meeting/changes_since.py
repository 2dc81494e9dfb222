"""Since last time: this meeting beside an earlier one or an earlier wave, each line with a link."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from ailaget.ui.low_response import low_answers_words, low_count_html
from ailaget.ui.meeting.council import all_meetings, waves_there_are
from ailaget.ui.meeting.facts import meeting_labels
from ailaget.ui.navigation import ORDER
from ailaget.ui.plain import in_markdown, plain
from ailaget.ui.view_words import municipality_name

KINDS = (
    "answers",
    "definition",
    "headline",
    "goal_reached",
    "goal_slipped",
    "climbed",
    "fell",
)

UNFILTERED: dict[str, Any] = {
    "since": None,
    "chart": None,
    "county": (),
    "skr_group": (),
    "size_class": (),
}
"""What a line's link leaves behind: its figures are not of the reader's filter."""


@dataclass(frozen=True)
class Comparison:
    """A meeting beside an earlier one or an earlier wave: between what, and what differs."""

    words: str
    lines: list[Line]
    after: Snapshot

    def low_words(self, t: Texts) -> str:
        """Return that less than half have answered in what the meeting sees; else nothing."""
        return low_answers_words(len(self.after.answered), self.after.asked, t)

    def lists(self, t: Texts) -> list[tuple[str, list[Line]]]:
        """Return the lines by kind, each under its heading."""
        by_kind = ((kind, [line for line in self.lines if line.kind == kind]) for kind in KINDS)
        return [(t(f"since.heading_{kind}"), lines) for kind, lines in by_kind if lines]


def comparison(meeting: Meeting, t: Texts, asked: str | None = None) -> Comparison | None:
    """Return what differs at a meeting since the latest that there is to compare with, or `asked`.

    None where there is nothing earlier.
    """
    waves = waves_there_are()
    if not (waves or meeting.snapshot):
        return None
    after = read_snapshot(meeting.snapshot) if meeting.snapshot else _now(waves[0])
    earlier = _earlier(meeting, waves, after.wave, t)
    if not earlier:
        return None
    current = asked if asked in earlier else next(iter(earlier))
    key = "since.kept" if meeting.snapshot else "since.now"
    words = t(key, before=earlier[current], after=t.wave(after.wave))
    told = after.told
    then = data.records(goals) if told is None else [kept_goal.goal() for kept_goal in told]
    return Comparison(words, since(_snapshot_of(current), after, then, t), after)


def show_since(meeting: Meeting, t: Texts) -> None:
    """Show what differs from an earlier meeting or wave, by kind."""
    waves = waves_there_are()
    if not (waves or meeting.snapshot):
        st.info(t("since.no_wave"))
        return
    shown = comparison(meeting, t, here().since)
    if shown is None:
        st.info(t("since.nothing_earlier"))
        return
    after = read_snapshot(meeting.snapshot).wave if meeting.snapshot else waves[0]
    earlier = _earlier(meeting, waves, after, t)
    current = here().since if here().since in earlier else next(iter(earlier))
    choose("since", t("since.choose"), earlier.__getitem__, options=list(earlier), value=current)
    show_comparison(shown, t)


def show_comparison(shown: Comparison, t: Texts) -> None:
    """Show between what is compared, and all that differs."""
    if band := low_count_html("page", len(shown.after.answered), shown.after.asked, t):
        st.html(band)
    st.caption(in_markdown(shown.words))
    for heading, lines in shown.lists(t):
        st.header(plain(heading), anchor=False)
        st.html(lines_html(lines, here(), t))


def lines_html(lines: list[Line], current: Address, t: Texts) -> str:
    """Return lines as links to what shows them, each with all its municipalities as links."""
    items = []
    for line in lines:
        shown = _link(line.page, {**UNFILTERED, **line.keys}, line.words, current)
        names = [
            _link(
                "municipality",
                {**UNFILTERED, "wave": line.keys.get("wave"), "municipality": code},
                municipality_name(code),
                current,
            )
            for code in line.places
        ]
        items.append(f"<li>{shown}{': ' if names else ''}{t.listing(names)}</li>")
    return f'<ul class="lead since">{"".join(items)}</ul>'


def _link(page: str, keys: Mapping[str, Any], words: str, current: Address) -> str:
    address = escape(f"{ORDER[page] or '.'}{current.link(**keys)}")
    return f'<a href="{address}" target="_self">{escape(words)}</a>'


def _now(wave: str) -> Snapshot:
    return take_snapshot(data.source(), wave, data.records(goals), build=data.source().build)


def _earlier(meeting: Meeting, waves: list[str], wave: str, t: Texts) -> dict[str, str]:
    """Return what there is to compare with, in words: earlier meetings, then earlier waves."""
    order = [other.id for other in all_meetings()]
    before = all_meetings()[order.index(meeting.id) + 1 :]
    labels = meeting_labels(t)
    choices = {str(other.id): labels[str(other.id)] for other in before if other.snapshot}
    return choices | {past_wave: t.wave(past_wave) for past_wave in waves if past_wave < wave}


def _snapshot_of(key: str) -> Snapshot:
    kept = {str(meeting.id): meeting.snapshot for meeting in all_meetings()}
    text = kept.get(key)
    return read_snapshot(text) if text else _now(key)
