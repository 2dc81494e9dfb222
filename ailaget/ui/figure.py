"""A figure on a page, drawn by our own script, which changes it in place when its numbers change.

Streamlit's own chart is made anew in the browser whenever its figure changes, and is drawn twice
each time. Half of the wait between a click on a filter and the last chart was spent on that.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

MODULE = "export default (chart) => window.showChart(chart);"
"""What is sent with every figure; the work is done by `front/chart.js`."""

_chart = st.components.v2.component("chart", js=MODULE, isolate_styles=False)


def figure_data(
    figure: str,
    *,
    key: str,
    alt: str,
    config: Mapping[str, Any],
    selects: bool,
    is_coming: str,
    not_drawn: str,
    zoom: Mapping[str, str],
) -> bytes:
    """Return what `front/chart.js` draws, as wide as its place, from a figure as JSON.

    `is_coming` and `not_drawn` are the words in its place until it is drawn, and when it cannot be.
    Where it `selects`, an area can be clicked. `zoom` names what zooms a map, empty for any other.
    """
    about = json.dumps(
        {
            "key": key,
            "config": config,
            "alt": alt,
            "selects": selects,
            "zoom": dict(zoom),
            "isComing": is_coming,
            "notDrawn": not_drawn,
        }
    )
    return f'{{"figure":{figure},{about[1:]}'.encode()


def show_figure(data: bytes, *, key: str, on_select: Callable[[str], None] | None = None) -> None:
    """Show a figure; `on_select` is called with the id of an area that the reader clicks."""
    callbacks: dict[str, Any] = {}
    if on_select is not None:
        callbacks["on_area_change"] = lambda: _selected(key, on_select)
    _chart(key=key, data=data, **callbacks)


def _selected(key: str, on_select: Callable[[str], None]) -> None:
    if (area := st.session_state[key].area) is not None:
        on_select(area)
