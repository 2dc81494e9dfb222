"""The controls of the inequality page: neighbours, the limits of who is behind, the weights."""

import streamlit as st

from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.ui import weights
from ailaget.ui.address import Address
from ailaget.ui.controls import choose
from ailaget.views.base.selection import short_label
from ailaget.views.inequality.left_behind import MODEL_LEVELS
from ailaget.views.inequality.neighbourhood import NEAREST

BOTTOMS, MOVES = ("10", "20", "25", "33"), ("0", "1", "2", "5")
OWN_WEIGHT = "1"


def choose_neighbours(current: Address, t: Texts) -> None:
    """Show the choice of who is a neighbour: by border, or the nearest."""
    choose(
        "neighbours",
        t("where.neighbours"),
        ["border", "nearest"],
        lambda key: t(f"where.choose_{key}", k=t.number(NEAREST)),
        current.neighbours,
    )


def choose_limits(current: Address, t: Texts) -> None:
    """Show the three limits of who is left behind: how low, how still, how alone."""
    levels = {str(number): codebook().levels[number - 1] for number in MODEL_LEVELS}

    def level_words(key: str) -> str:
        level = levels[key]
        minimum = t.number(level.minimum)
        return t("left_behind.level_option", level=level.label[t.language], minimum=minimum)

    choose(
        "bottom",
        t("left_behind.choose_bottom"),
        BOTTOMS,
        lambda key: t.percent(int(key) / 100),
        current.bottom,
    )
    choose(
        "moved",
        t("left_behind.choose_moved"),
        MOVES,
        lambda key: t("left_behind.points", n=t.number(int(key))),
        current.moved,
    )
    below = current.below if current.below in levels else Address().below
    choose("below", t("left_behind.choose_below"), list(levels), level_words, below)


def choose_weights(current: Address, t: Texts) -> None:
    """Show one slider per part of maturity, and a way back to equal weights."""
    parts = codebook().dimension_indicators()
    st.caption(t("robustness.weights"))
    weights.choose_weights(
        "weight",
        {part.key: short_label(part, t.language) for part in parts},
        {part.key: OWN_WEIGHT for part in parts},
        current.weight,
        t,
    )
