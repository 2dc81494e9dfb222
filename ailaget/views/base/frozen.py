"""A chart as it was shown, turned into JSON and back: unchanged by whatever data comes later."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import plotly.graph_objects as go

from ailaget.codebook import codebook
from ailaget.errors import AilagetError
from ailaget.views.base.chart import worded_chart
from ailaget.views.base.earlier_native import earlier_native
from ailaget.views.base.result import Chart, Column, Native, Table
from ailaget.views.base.selection import Selection

FORMAT = 1

AUDITED = "audited"
"""Says of a frozen chart that what it shows of protected questions was decided as a whole."""

STORED = {"headline": "finding", "attribution": "source"}
"""A chart's fields by the names that frozen ones are stored under."""

STORED_COLUMN = {"collapsed": "folded"}
"""Likewise those of a column."""

KEPT = "drawn"
"""Where the table of a native chart was stored before views stated the whole of it."""

MAP_FILE = re.compile(r'"geo/((?:municipalities|counties|areas)-[0-9a-f]+\.geojson)"')


class NotAChart(AilagetError):
    """A text is not a chart that this version of AI-läget has frozen."""

    def __init__(self, reason: str) -> None:
        super().__init__("frozen.not_a_chart", reason=reason)


def freeze(chart: Chart) -> str:
    """Return a chart as JSON: its figure, its table, and all that travels with its numbers."""
    parts = {
        **{field.name: getattr(chart, field.name) for field in fields(Chart)},
        "figure": json.loads(chart.figure.to_json()),
        "table": _table(chart.table),
        "native": chart.native and _native(chart.native),
    }
    stored = {STORED.get(name, name): value for name, value in parts.items()}
    stored |= {"format": FORMAT, AUDITED: True}
    return json.dumps(stored, ensure_ascii=False, allow_nan=False, sort_keys=True)


def thaw(text: str) -> Chart:
    """Return the chart that was frozen; raises NotAChart.

    One of a protected question that was frozen before its tables were decided as a whole, such as
    by county, is withheld: beside today's an answer could be worked out.
    """
    try:
        stored = json.loads(text)
        if stored.pop("format") != FORMAT:
            raise NotAChart("format")
        is_audited = stored.pop(AUDITED, False)
        parts = _named(stored, STORED)
        figure, table = _figure(parts.pop("figure")), _thawed(parts.pop("table"))
        native = _thawed_native(parts, table)
        chart = Chart(**parts, figure=figure, table=table, native=native)
        return chart if is_audited else _allowed(chart)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotAChart(str(error)) from error


def map_files(text: str) -> set[str]:
    """Return the names of the map files that a frozen chart is drawn with."""
    return set(MAP_FILE.findall(text))


def _allowed(chart: Chart) -> Chart:
    """Return the chart, or words in its place where it is of a protected question."""
    for question in codebook().questions.values():
        if question.is_open or chart.key != "region_answers":
            continue
        for language, wording in question.wording.items():
            if chart.title in (wording, *question.earlier_wordings):
                selection = Selection(chart.wave, is_demo=False, language=language)
                reason = selection.t("errors.frozen.withheld")
                return worded_chart(
                    selection,
                    chart.key,
                    title=chart.title,
                    reason=reason,
                    of=chart.of or 0,
                    unit=chart.unit,
                )
    return chart


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [
            {STORED_COLUMN.get(name, name): value for name, value in vars(column).items()}
            for column in table.columns
        ],
        "rows": [list(row) for row in table.rows],
        "codes": list(table.codes),
        "swatches": list(table.swatches),
        "focus": table.focus,
        "reasons": {key: list(reasons) for key, reasons in table.reasons.items()},
    }


def _native(native: Native) -> dict[str, Any]:
    return vars(native) | {"table": _table(native.table), "colours": list(native.colours)}


def _named(stored: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what was stored by the names of today."""
    today = {old: name for name, old in names.items()}
    return {today.get(name, name): value for name, value in stored.items()}


def _figure(parts: Mapping[str, Any]) -> go.Figure:
    figure = go.Figure(parts["data"], parts["layout"])
    if "template" not in parts["layout"]:
        figure.layout.template = None  # else plotly's own, which the chart was drawn without
    return figure


def _thawed_native(parts: dict[str, Any], table: Table) -> Native | None:
    """Return the native chart, taken out of what was stored; early ones stored at most a table."""
    kept = parts.pop(KEPT, None)
    if "native" not in parts:
        return earlier_native(parts["key"], table, kept and _thawed(kept))
    native = parts.pop("native")
    if native is None:
        return None
    lists = {key: tuple(native[key]) for key in ("colours", "lines", "lacks") if key in native}
    pairs = {key: tuple(pair) for key, pair in native.get("intervals", {}).items()}
    return Native(**native | lists | {"table": _thawed(native["table"]), "intervals": pairs})


def _thawed(parts: Mapping[str, Any]) -> Table:
    return Table(
        columns=tuple(Column(**_named(column, STORED_COLUMN)) for column in parts["columns"]),
        rows=[tuple(row) for row in parts["rows"]],
        codes=tuple(parts["codes"]),
        swatches=tuple(parts["swatches"]),
        focus=parts["focus"],
        reasons=parts.get("reasons", {}),
    )
