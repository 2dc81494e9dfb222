"""A chart as it was shown, turned into JSON and back: unchanged by whatever data comes later."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import plotly.graph_objects as go

from ailaget.codebook import codebook
from ailaget.errors import AilagetError
from ailaget.views.result import Chart, Column, Table
from ailaget.views.selection import Selection
from ailaget.views.worded import worded_chart

FORMAT = 1

AUDITED = "audited"
"""Says of a frozen chart that what it shows of protected questions was decided as a whole."""

MAP_FILE = re.compile(r'"geo/((?:municipalities|counties)-[0-9a-f]+\.geojson)"')


class NotAChart(AilagetError):
    """A text is not a chart that this version of AI-läget has frozen."""

    def __init__(self, reason: str) -> None:
        super().__init__("frozen.not_a_chart", reason=reason)


def freeze(chart: Chart) -> str:
    """Return a chart as JSON: its figure, its table, and all that travels with its numbers."""
    held = {field.name: getattr(chart, field.name) for field in fields(Chart)}
    drawn = chart.drawn and _table(chart.drawn)
    parts = {
        **held,
        "figure": json.loads(chart.figure.to_json()),
        "table": _table(chart.table),
        "drawn": drawn,
        "format": FORMAT,
        AUDITED: True,
    }
    return json.dumps(parts, ensure_ascii=False, allow_nan=False, sort_keys=True)


def thaw(text: str) -> Chart:
    """Return the chart that was frozen; raises NotAChart.

    One of a protected question that was frozen before its tables were decided as a whole, such as
    by county, is withheld: beside today's an answer could be worked out.
    """
    try:
        parts = json.loads(text)
        if parts.pop("format") != FORMAT:
            raise NotAChart("format")
        figure, table = _figure(parts.pop("figure")), _thawed(parts.pop("table"))
        drawn, is_audited = parts.pop("drawn", None), parts.pop(AUDITED, False)
        chart = Chart(**parts, figure=figure, table=table, drawn=drawn and _thawed(drawn))
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
                words = selection.t("errors.frozen.withheld")
                return worded_chart(
                    chart.key, chart.title, words, selection, unit=chart.unit, of=chart.of
                )
    return chart


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [vars(column) for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "codes": list(table.codes),
        "swatches": list(table.swatches),
        "focus": table.focus,
    }


def _figure(parts: Mapping[str, Any]) -> go.Figure:
    figure = go.Figure(parts["data"], parts["layout"])
    if "template" not in parts["layout"]:
        figure.layout.template = None  # else plotly's own, which the chart was drawn without
    return figure


def _thawed(parts: Mapping[str, Any]) -> Table:
    return Table(
        columns=tuple(Column(**column) for column in parts["columns"]),
        rows=[tuple(row) for row in parts["rows"]],
        codes=tuple(parts["codes"]),
        swatches=tuple(parts["swatches"]),
        focus=parts["focus"],
    )
