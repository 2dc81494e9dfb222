"""The answers to one question by group: a scale as stacked bars, several options as pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import NARROW, text_width
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame, ink_on, sequential

HEADING, BAR, GAP = 20.0, 26.0, 10.0
"""Depths in pixels of the parts of a row."""

SIZE = 12
"""Of the words on the bars."""

AIR = 2
"""Pixels between words and each end of their bar, at least."""

MISSING: Mapping[str, tuple[str, str]] = {
    "dont_know": ("/", "hatched"),
    "not_applicable": (".", "dotted"),
    "unanswered": ("x", "crossed"),
}
"""Kinds of missing answers: grey, each with its own pattern, and its sign in the key."""


@dataclass(frozen=True)
class AnswerChoice:
    """One choice of a scale, low to high, or a kind of missing answer (see MISSING)."""

    key: str
    label: str
    kind: str = "scale"


def coded_answers(
    shares: pd.DataFrame,
    groups: pd.DataFrame,
    choices: Sequence[AnswerChoice],
    frame: Frame,
    empty: str,
) -> go.Figure:
    """Return one bar per group, stacked to the whole, with a part per choice.

    Parameters
    ----------
    shares
        One row per group and choice: ``group``, ``choice`` (keys), ``share`` (0-1 of the group's
        respondents; NaN is not drawn), ``share_text``.
    groups
        One row per group, top to bottom: ``group``, ``label`` (with n) and optionally ``note``
        (at the right; says so where a group is hidden).
    choices
        In the order of the stack. Those of kind ``"scale"`` share the sequential colours.
    empty
        The words shown when no share is known.
    """
    known = shares[shares["share"].notna() & shares["group"].isin(groups["group"])]
    if known.empty:
        return empty_figure(frame, empty)
    colours = _colours(choices, frame)
    key = [_entry(*pair, frame) for pair in zip(choices, colours, strict=True)]
    step, top = HEADING + BAR + GAP, key_depth(key)
    row_layout = RowLayout(frame, top + step * len(groups), (0, 1))
    add_key(row_layout, key)
    tops = {group: top + step * place for place, group in enumerate(groups["group"])}
    for row in records(groups):
        row_layout.head(tops[row.group] + HEADING / 2, row.label, getattr(row, "note", ""))
    for choice, colour in zip(choices, colours, strict=True):
        part = known[known["choice"] == choice.key]
        row_layout.traces.append(_part(part, part["group"].map(tops), choice, colour, frame))
    row_layout.layout.update(barmode="stack", uniformtext={"minsize": 11, "mode": "hide"})
    return row_layout.figure()


def _entry(choice: AnswerChoice, colour: str, frame: Frame) -> KeyEntry:
    if choice.kind == "scale":
        return KeyEntry("square", colour, choice.label)
    return KeyEntry(MISSING[choice.kind][1], frame.palette.missing_mark, choice.label)


def _colours(choices: Sequence[AnswerChoice], frame: Frame) -> list[str]:
    scale = iter(sequential(sum(choice.kind == "scale" for choice in choices), frame.theme))
    return [next(scale) if choice.kind == "scale" else frame.palette.missing for choice in choices]


def _part(
    part: pd.DataFrame,
    tops: "pd.Series[float]",
    choice: AnswerChoice,
    colour: str,
    frame: Frame,
) -> go.Bar:
    colours = frame.palette
    marker: dict[str, object] = {
        "color": colour,
        "line": {"width": 1, "color": colours.rim(colour)},
    }
    if choice.kind != "scale":
        marker["pattern"] = {
            "shape": MISSING[choice.kind][0],
            "fgcolor": colours.missing_mark,
            "size": 6,
            "solidity": 0.2,
        }
    return go.Bar(
        orientation="h",
        x=[round(share, 4) for share in part["share"]],
        y=(tops + HEADING + BAR / 2).tolist(),
        width=BAR,
        name=choice.label,
        marker=marker,
        text=part["share_text"].tolist(),
        textposition="inside" if choice.kind == "scale" else "none",
        insidetextanchor="middle",
        textangle=0,
        # Plotly leaves more room around words than they need: it would hide some that fit.
        constraintext="none" if _all_fit(part) else "both",
        textfont={"size": SIZE, "color": ink_on(colour)},
        hovertemplate=f"<b>{choice.label}</b><br>%{{text}}<extra></extra>",
    )


def _all_fit(part: pd.DataFrame) -> bool:
    """Return whether the words of every bar of a choice fit it on a phone."""
    room = part["share"] * NARROW - 2 * AIR
    return bool((room >= [text_width(text, SIZE) for text in part["share_text"]]).all())
