"""The controls of the inequality page: neighbours, the limits of who is behind, the weights."""

import streamlit as st

from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.ui import address
from ailaget.ui.address import WEIGHTS, Address
from ailaget.ui.controls import choose
from ailaget.views.inequality.left_behind_rows import MODEL_LEVELS
from ailaget.views.inequality.neighbourhood import NEAREST
from ailaget.views.inequality.weighted_index import part_words

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

    choose("bottom", t("left_behind.choose_bottom"), BOTTOMS,
           lambda key: t.percent(int(key) / 100), current.bottom)  # fmt: skip
    choose("moved", t("left_behind.choose_moved"), MOVES,
           lambda key: t("left_behind.points", n=t.number(int(key))), current.moved)  # fmt: skip
    below = current.below if current.below in levels else Address().below
    choose("below", t("left_behind.choose_below"), list(levels), level_words, below)


def choose_weights(current: Address, t: Texts) -> None:
    """Show one slider per part of maturity, and a way back to equal weights."""
    chosen = dict(pair.split(":") for pair in current.weight)
    st.caption(t("robustness.weights"))
    with st.container(horizontal=True):
        for part in codebook().dimension_indicators():
            widget = f"control_weight_{part.key}"
            st.session_state[widget] = chosen.get(part.key, OWN_WEIGHT)
            st.select_slider(
                part_words(part, t.language),
                WEIGHTS,
                format_func=lambda key: t("robustness.weight_option", weight=_number(t, key)),
                key=widget,
                width=165,
                on_change=_moved,
            )
    if current.weight:
        st.button(t("robustness.reset"), on_click=_reset, key="reset_weights")


def _number(t: Texts, weight: str) -> str:
    return t.number(float(weight), 1 if "." in weight else 0)


def _moved() -> None:
    weights = {
        part.key: st.session_state[f"control_weight_{part.key}"]
        for part in codebook().dimension_indicators()
    }
    address.change(
        weight=tuple(f"{key}:{value}" for key, value in weights.items() if value != OWN_WEIGHT)
    )


def _reset() -> None:
    address.change(weight=())
