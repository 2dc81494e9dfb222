"""Sliders for how much each of several things counts; moved ones stand in the URL as pairs."""

from collections.abc import Mapping
from math import ceil

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import address, parts
from ailaget.ui.status import say, show_status
from ailaget.views.base.choices import FEATURES, SHARING, WEIGHTS

SLIDER, BETWEEN = 165, 16
"""Pixels of a slider's width, and between two."""

MOST = 5
"""So many sliders stand beside each other on a page at 1280."""


def choose_weights(
    choice: str, labels: Mapping[str, str], own: Mapping[str, float], t: Texts
) -> None:
    """Show one slider per thing, and a way back to the weights of our own.

    `choice` is the key in the URL, `labels` and `own` the words and our weight of each thing.
    """
    moved = dict(getattr(address.in_force(), choice))
    # Rows that are alike, where one row has no room for all.
    in_row = ceil(len(labels) / ceil(len(labels) / MOST))
    with st.container(horizontal=True, width=in_row * (SLIDER + BETWEEN)):
        for key, label in labels.items():
            widget = f"control_{choice}_{key}"
            weight = moved.get(key, own[key])
            # A value that is set moves the slider, back where it has been moved again since.
            if st.session_state.get(widget) != weight:
                st.session_state[widget] = weight
            st.select_slider(
                label,
                WEIGHTS,
                format_func=lambda weight: t("weights.option", weight=_number(t, weight)),
                key=widget,
                width=SLIDER,
                on_change=_moved,
                args=(choice, own),
            )
    if moved:
        st.button(t("weights.reset"), on_click=_reset, args=(choice, t), key=f"reset_{choice}")
    show_status(_place(choice))


def choose_likeness(t: Texts) -> None:
    """Show one slider per feature that makes municipalities alike."""
    choose_weights(
        "alike",
        {feature.name: t(f"weights.alike_{feature.name}") for feature in FEATURES},
        {feature.name: feature.weight for feature in FEATURES},
        t,
    )


def choose_sharing(t: Texts) -> None:
    """Show one slider per thing that counts when groups for a shared position are sought."""
    labels = {key: t(f"collaboration.weight_{key}") for key in SHARING}
    choose_weights("sharing", labels, SHARING, t)


def _number(t: Texts, weight: float) -> str:
    return t.number(weight, 0 if weight.is_integer() else 1)


def _moved(choice: str, own: Mapping[str, float]) -> None:
    now = {key: st.session_state[f"control_{choice}_{key}"] for key in own}
    address.change(
        **{choice: tuple((key, weight) for key, weight in now.items() if weight != own[key])}
    )
    parts.redraw()


def _reset(choice: str, t: Texts) -> None:
    address.change(**{choice: ()})
    say(t("weights.reset_done"), _place(choice))
    parts.redraw()


def _place(choice: str) -> str:
    return f"weights_{choice}"
