"""Sliders for how much each of several things counts; moved ones stand in the URL as pairs."""

from collections.abc import Mapping
from math import ceil

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import address, parts
from ailaget.ui.address import WEIGHTS, Address
from ailaget.views.municipality.peers import FEATURES

SLIDER, BETWEEN = 165, 16
"""Pixels of a slider's width, and between two."""

MOST = 5
"""So many sliders stand beside each other on a page at 1280."""


def choose_weights(
    field: str,
    labels: Mapping[str, str],
    own: Mapping[str, str],
    pairs: tuple[str, ...],
    t: Texts,
) -> None:
    """Show one slider per thing, and a way back to the weights of our own.

    `field` is the key in the URL, `labels` and `own` the words and our weight of each thing, and
    `pairs` the moved weights in force, each ``thing:weight``.
    """
    moved = dict(pair.split(":") for pair in pairs)
    # Rows that are alike, where one row has no room for all.
    in_row = ceil(len(labels) / ceil(len(labels) / MOST))
    with st.container(horizontal=True, width=in_row * (SLIDER + BETWEEN)):
        for key, label in labels.items():
            widget = f"control_{field}_{key}"
            st.session_state[widget] = moved.get(key, own[key])
            st.select_slider(
                label,
                WEIGHTS,
                format_func=lambda weight: t("weights.option", weight=_number(t, weight)),
                key=widget,
                width=SLIDER,
                on_change=_moved,
                args=(field, own),
            )
    if pairs:
        st.button(t("weights.reset"), on_click=_reset, args=(field,), key=f"reset_{field}")


def choose_likeness(current: Address, t: Texts) -> None:
    """Show one slider per feature that makes municipalities alike."""
    choose_weights(
        "alike",
        {feature.name: t(f"weights.alike_{feature.name}") for feature in FEATURES},
        {feature.name: f"{feature.weight:g}" for feature in FEATURES},
        current.alike,
        t,
    )


def _number(t: Texts, weight: str) -> str:
    return t.number(float(weight), 1 if "." in weight else 0)


def _moved(field: str, own: Mapping[str, str]) -> None:
    now = {key: st.session_state[f"control_{field}_{key}"] for key in own}
    address.change(
        **{field: tuple(f"{key}:{value}" for key, value in now.items() if value != own[key])}
    )
    parts.redraw()


def _reset(field: str) -> None:
    address.change(**{field: ()})
    parts.redraw()
