"""A chart's title and subtitle, and the room that their lines take above the plot."""

from typing import Any

TITLE_LINE, SUBTITLE_LINE = 23, 15
"""Pixels of each further line. The browser, which knows a chart's width, breaks the words anew
(`front/heading.js`) and reckons with the same."""

ABOVE_ONE, ABOVE_SEVERAL = 6, 18
"""Pixels above a title: plotly lifts one of several lines above its anchor. Likewise."""


def heading(title: str, subtitle: str, *, ink: str, pale: str) -> tuple[dict[str, Any], int]:
    """Return a layout's title from words broken into lines, and its margin above, in pixels."""
    more_title, more_subtitle = title.count("<br>"), subtitle.count("<br>")
    title_layout = {
        "text": title,
        "subtitle": {"text": subtitle, "font": {"size": 13, "color": pale}},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": ABOVE_SEVERAL if more_title else ABOVE_ONE, "l": 2},
        "font": {"size": 16, "color": ink, "weight": 600},
    }
    return title_layout, 62 + TITLE_LINE * more_title + SUBTITLE_LINE * more_subtitle
