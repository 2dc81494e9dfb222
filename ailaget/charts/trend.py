"""Lines over waves, named at their ends; a wave without a value breaks the line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks, text_width
from ailaget.charts.goal_marks import GoalMark, add_goal_marks, reaching
from ailaget.charts.key import GLYPHS
from ailaget.charts.line_ends import BESIDE, LABEL_WIDTH, LineEnd, add_line_ends, depth_for
from ailaget.charts.marks import MARKS, Kind, sign
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import empty_figure, records
from ailaget.charts.style import Frame, figure_of, layout_of, wrapped

HEIGHT = 380

FEW, WAVE_WIDTH = 3, 4
"""More waves than this are labelled in lines of so many characters: "okt" above "2026"."""


@dataclass(frozen=True)
class TrendSeries:
    """One line: `kind` says whose mark it has; the one that the chart is about is emphasised.

    `missing` says why it has no last value, where that is other than what the labels say.
    """

    key: str
    name: str
    kind: Kind
    is_own: bool = False
    missing: str = ""


@dataclass(frozen=True)
class TrendLabels:
    """The words of a trend; `missing` follows, below the title, a name without a last value."""

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
    targets: Sequence[GoalMark] = (),
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
        The lines, first drawn last, each with the symbol, ink and dash of its kind.
    band
        Optional: ``wave``, ``low``, ``high`` (NaN: no band there), drawn behind the lines.
    axis_range
        Ends of the axis; without it from 0 (or the lowest) to a round number.
    targets
        Goals to mark, which the axis reaches where they are not too far off.
    """
    keys = [line.key for line in series]
    is_shown = points["series"].isin(keys) & points["wave"].isin(list(waves))
    valued = points[points["value"].notna() & is_shown]
    if valued.empty:
        return empty_figure(frame, labels.empty)
    spans = [valued["value"]] if band is None else [valued["value"], band["low"], band["high"]]
    values = pd.concat(spans).dropna()
    span = axis_range or (min(0.0, float(values.min())), float(values.max()))
    ticks = nice_ticks(*reaching(span, targets))
    traces = [] if band is None else _band(frame, band, waves)
    for line in reversed(series):
        table = points[points["series"] == line.key].set_index("wave").reindex(list(waves))
        traces.append(_line(table, line, _style(line, frame)))
    ends = _ends(valued, waves, series, frame)
    frame = replace(frame, subtitle=_with_missing(valued, waves, series, frame, labels))
    if band is not None and labels.band:
        ends += _band_end(band, waves, frame, labels)
    layout = _layout(frame, labels, waves, ticks, ends, height)
    margin = layout["margin"]
    # Many long names at the ends, whatever their values, have room beside the plot.
    lacking = depth_for([end.text for end in ends]) - (height - margin["t"] - margin["b"])
    figure = figure_of(traces, layout | {"height": height + math.ceil(max(lacking, 0.0))})
    add_line_ends(figure, ends, (ticks[0], ticks[-1]))
    return add_goal_marks(figure, frame, targets, "y")


def _style(line: TrendSeries, frame: Frame) -> dict[str, Any]:
    mark = MARKS[line.kind]
    return {
        "line": {
            "color": mark.colour(frame.palette),
            "width": 3 if line.is_own else 1.75,
            "dash": "solid" if line.is_own else mark.dash,
        },
        "marker": sign(line.kind, frame, 11 if line.is_own else 9),
    }


def _line(table: pd.DataFrame, line: TrendSeries, style: dict[str, Any]) -> go.Scatter:
    values = [None if pd.isna(value) else round(float(value), 4) for value in table["value"]]
    return go.Scatter(
        x=list(range(len(values))),
        y=values,
        mode="lines+markers" if len(values) > 1 else "markers",
        connectgaps=False,
        cliponaxis=False,
        name=line.name,
        text=table.index.tolist(),
        customdata=table["value_text"].fillna("").tolist(),
        hovertemplate=f"<b>{line.name}</b><br>%{{text}}: %{{customdata}}<extra></extra>",
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
    valued: pd.DataFrame, waves: Sequence[str], series: Sequence[TrendSeries], frame: Frame
) -> list[LineEnd]:
    """Return where each line reaches the last wave, and its sign, name and value to write there."""
    ends = []
    for line in series:
        for last in records(valued[(valued["series"] == line.key) & (valued["wave"] == waves[-1])]):
            label = wrapped(f"{_named(line)} {last.value_text}", LABEL_WIDTH)
            text = f"<b>{label}</b>" if line.is_own else label
            ends.append(LineEnd(float(last.value), text, MARKS[line.kind].colour(frame.palette)))
    return ends


def _with_missing(
    valued: pd.DataFrame,
    waves: Sequence[str],
    series: Sequence[TrendSeries],
    frame: Frame,
    labels: TrendLabels,
) -> str:
    """Return the subtitle, and after it who has had values, but none in the last wave.

    At the end of its line such a name would be read as a value.
    """
    parts = [frame.subtitle] if frame.subtitle else []
    for line in series:
        waves_with_value = valued.loc[valued["series"] == line.key, "wave"]
        if len(waves_with_value) and waves[-1] not in set(waves_with_value):
            parts.append(f"{_named(line)}: {line.missing or labels.missing} {waves[-1]}")
    return " · ".join(parts)


def _named(line: TrendSeries) -> str:
    return f"{GLYPHS[MARKS[line.kind].symbol]}\N{NO-BREAK SPACE}{line.name}"


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
    labelled = [wrapped(wave, WAVE_WIDTH if len(waves) > FEW else 99) for wave in waves]
    # Plotly leaves out a wave whose label would begin left of the figure.
    left = max(12 + 7 * max(len(f"{tick:g}") for tick in ticks), text_width(labelled[0]) / 2)
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
            "ticktext": labelled,
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
    right = BESIDE + 8 + max((text_width(end.text) for end in ends), default=0.0)
    margin |= {"l": left, "r": right, "t": margin["t"] + 28}
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
