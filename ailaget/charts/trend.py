"""Lines over waves, named at their ends; a wave without a value breaks the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks, text_width
from ailaget.charts.key import GLYPHS
from ailaget.charts.line_ends import LABEL_WIDTH, LineEnd, add_line_ends
from ailaget.charts.rows import EDGE, empty_figure, records
from ailaget.charts.style import Frame, figure_of, layout_of, wrapped
from ailaget.charts.target import Target, add_targets, reaching

SYMBOLS = ("square", "diamond", "triangle-up", "triangle-down", "square-open", "diamond-open")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")

HEIGHT = 380

FEW, WAVE_WIDTH = 3, 4
"""More waves than this are labelled in lines of so many characters: "okt" above "2026"."""


@dataclass(frozen=True)
class TrendSeries:
    """One line: `role` is ``"own"`` (emphasised), ``"compared"`` or ``"context"`` (grey)."""

    key: str
    name: str
    role: str = "compared"


@dataclass(frozen=True)
class TrendLabels:
    """The words of a trend; `missing` follows a name whose last wave has no value."""

    axis: str
    empty: str
    missing: str
    band: str = ""


def trend(
    points: pd.DataFrame,
    waves: Sequence[str],
    series: Sequence[TrendSeries],
    frame: Frame,
    labels: TrendLabels,
    *,
    band: pd.DataFrame | None = None,
    axis_range: tuple[float, float] | None = None,
    targets: Sequence[Target] = (),
    height: int = HEIGHT,
) -> go.Figure:
    """Return one line per series over the waves.

    Parameters
    ----------
    points
        One row per series and wave: ``series`` (key), ``wave`` (one of `waves`), ``value``
        (indicator's unit; NaN, or no row, breaks the line), ``value_text``.
    waves
        The labels of all waves, in order; one wave gives marks without lines.
    series
        The lines, first drawn last. Each has its own symbol and dash.
    band
        Optional: ``wave``, ``low``, ``high`` (NaN: no band there), drawn behind the lines.
    axis_range
        Ends of the axis; without it from 0 (or the lowest) to a round number.
    targets
        Goals to mark, which the axis reaches where they are not too far off.
    """
    is_shown = points["series"].isin([one.key for one in series]) & points["wave"].isin(list(waves))
    valued = points[points["value"].notna() & is_shown]
    if valued.empty:
        return empty_figure(frame, labels.empty)
    spans = [valued["value"]] if band is None else [valued["value"], band["low"], band["high"]]
    values = pd.concat(spans).dropna()
    span = axis_range or (min(0.0, float(values.min())), float(values.max()))
    ticks = nice_ticks(*reaching(span, targets))
    traces = [] if band is None else _band(frame, band, waves)
    for place, one in reversed(list(enumerate(series))):
        table = points[points["series"] == one.key].set_index("wave").reindex(list(waves))
        traces.append(_line(table, one, _style(one, place, frame)))
    ends = _ends(valued, waves, series, frame, labels)
    if band is not None and labels.band:
        ends += _band_end(band, waves, frame, labels)
    figure = figure_of(traces, _layout(frame, labels, waves, ticks, ends, height))
    add_line_ends(figure, ends, (ticks[0], ticks[-1]))
    return add_targets(figure, frame, targets, "y")


def _style(one: TrendSeries, place: int, frame: Frame) -> dict[str, Any]:
    colours = frame.palette
    compared = (colours.accent, colours.text)[place % 2]
    colour = {"own": colours.focus, "compared": compared}.get(one.role, colours.context)
    size = 11 if one.role == "own" else 9
    symbol = "circle" if one.role == "own" else SYMBOLS[place % len(SYMBOLS)]
    dash = "solid" if one.role == "own" else DASHES[place % len(DASHES)]
    return {
        "line": {"color": colour, "width": 3 if one.role == "own" else 1.75, "dash": dash},
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": colour,
            "line": {"width": 1, "color": colours.background},
        },
    }


def _line(table: pd.DataFrame, one: TrendSeries, style: dict[str, Any]) -> go.Scatter:
    values = [None if pd.isna(value) else round(float(value), 4) for value in table["value"]]
    return go.Scatter(
        x=list(range(len(values))),
        y=values,
        mode="lines+markers" if len(values) > 1 else "markers",
        connectgaps=False,
        cliponaxis=False,
        name=one.name,
        text=table.index.tolist(),
        customdata=table["value_text"].fillna("").tolist(),
        hovertemplate=f"<b>{one.name}</b><br>%{{text}}: %{{customdata}}<extra></extra>",
        **style,
    )


def _band(frame: Frame, band: pd.DataFrame, waves: Sequence[str]) -> list[go.Scatter]:
    """Fill between low and high over each unbroken run; a run of one wave becomes a bar."""
    table = band.set_index("wave").reindex(list(waves)).reset_index()
    traces = []
    is_whole = table["low"].notna() & table["high"].notna()
    for _, run in table[is_whole].groupby((~is_whole).cumsum()):
        is_lone = len(run) == 1
        x = [*run.index, *reversed(run.index)]
        traces.append(
            go.Scatter(
                x=x,
                y=[*run["low"], *reversed(run["high"].tolist())],
                fill=None if is_lone else "toself",
                fillcolor=frame.palette.missing,
                mode="lines",
                line={"width": 16 if is_lone else 0, "color": frame.palette.missing},
                hoverinfo="skip",
            )
        )
    return traces


def _ends(
    valued: pd.DataFrame,
    waves: Sequence[str],
    series: Sequence[TrendSeries],
    frame: Frame,
    labels: TrendLabels,
) -> list[LineEnd]:
    """Return where each line ends, and its sign, name and last value to write there."""
    position = {wave: place for place, wave in enumerate(waves)}
    ends = []
    for place, one in enumerate(series):
        line = valued[valued["series"] == one.key]
        known = sorted(records(line), key=lambda point: position[point.wave])
        if not known:
            continue
        last = known[-1]
        value = last.value_text if last.wave == waves[-1] else labels.missing
        style = _style(one, place, frame)
        sign = GLYPHS[style["marker"]["symbol"]]
        words = wrapped(f"{sign}\N{NO-BREAK SPACE}{one.name} {value}", LABEL_WIDTH)
        is_grey = one.role == "context"
        colour = frame.palette.muted if is_grey else style["line"]["color"]
        text = f"<b>{words}</b>" if one.role == "own" else words
        ends.append(LineEnd(float(last.value), text, colour))
    return ends


def _band_end(
    band: pd.DataFrame, waves: Sequence[str], frame: Frame, labels: TrendLabels
) -> list[LineEnd]:
    last = band[(band["wave"] == waves[-1]) & band["high"].notna()]
    text = wrapped(labels.band, LABEL_WIDTH)
    return [LineEnd(float(high), text, frame.palette.muted) for high in last["high"]]


def _layout(
    frame: Frame,
    labels: TrendLabels,
    waves: Sequence[str],
    ticks: Sequence[float],
    ends: Sequence[LineEnd],
    height: int,
) -> dict[str, Any]:
    colours = frame.palette
    left = 12 + 7 * max(len(f"{tick:g}") for tick in ticks)
    lone = 0.5 if len(waves) == 1 else 0.06
    layout = layout_of(
        frame,
        height=height,
        legend_rows=1,
        showlegend=False,
        hovermode="closest",
        xaxis={
            "range": [-lone, len(waves) - 1 + lone],
            "tickvals": list(range(len(waves))),
            "ticktext": [wrapped(wave, WAVE_WIDTH if len(waves) > FEW else 99) for wave in waves],
            "tickangle": 0,
            "fixedrange": True,
            "showgrid": False,
            "showline": True,
        },
        yaxis={
            "range": [ticks[0], ticks[-1]],
            "tickvals": list(ticks),
            "tickfont": {"size": 12, "color": colours.muted},
            "fixedrange": True,
        },
    )
    (source,), margin = layout["annotations"], layout["margin"]
    source["xshift"] = EDGE - left
    right = 16 + max(text_width(end.text) for end in ends)
    margin |= {"l": left, "r": right, "t": margin["t"] + 22}
    layout["annotations"].append(
        {
            "text": labels.axis,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "xshift": EDGE - left,
            "yshift": 8,
            "showarrow": False,
            "font": {"size": 12, "color": colours.muted},
        }
    )
    return layout
