"""The controls of the inequality page: neighbours, the limits of who is behind, the weights."""

import streamlit as st

from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.ui import weights
from ailaget.ui.controls import choose
from ailaget.views.base.selection import short_label
from ailaget.views.inequality.neighbourhood import NEAREST

OWN_WEIGHT = 1.0


def choose_neighbours(t: Texts) -> None:
    """Show the choice of who is a neighbour: by border, or the nearest."""
    choose(
        "neighbours",
        t("where.neighbours"),
        lambda key: t(f"where.choose_{key}", k=t.number(NEAREST)),
    )


def choose_limits(t: Texts) -> None:
    """Show the three limits of who is left behind: how low, how still, how alone."""

    def level_words(number: int) -> str:
        level = codebook().levels[number - 1]
        minimum = t.number(level.minimum)
        return t("left_behind.level_option", level=level.label[t.language], minimum=minimum)

    def rise_words(points: float | str) -> str:
        if isinstance(points, str):
            return t("left_behind.not_surely")
        return t("left_behind.points", n=t.number(points))

    choose("bottom", t("left_behind.choose_bottom"), t.percent)
    choose("moved", t("left_behind.choose_moved"), rise_words)
    choose("below", t("left_behind.choose_below"), level_words)


def choose_weights(t: Texts) -> None:
    """Show one slider per part of maturity, and a way back to equal weights."""
    parts = codebook().dimension_indicators()
    st.caption(t("robustness.weights"))
    weights.choose_weights(
        "weight",
        {part.key: short_label(part, t.language) for part in parts},
        {part.key: OWN_WEIGHT for part in parts},
        t,
    )
