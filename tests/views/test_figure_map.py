"""A figure of others on the map: as it was published, whatever the municipalities answered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.context_figures import ContextFigure, known_figures
from ailaget.views.base.result import Chart
from ailaget.views.explanations.figure import figure_view
from tests.views.planted import CODES, CONTEXT_COLUMNS, Planted, choose, context_of


class Published(Planted):
    """Has a figure as it is given, by municipality; who is not there has none."""

    newer: tuple[int | None, int | None] = (None, None)
    """A newer year that too few have to be shown, and how many."""

    def __init__(self, values: Mapping[str, float]) -> None:
        super().__init__({})
        self.values = values

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        if name != "context_values":
            return super().query(name, **params)
        rows = [
            (code, "distance", 2025, value, "value", *self.newer)
            for code, value in self.values.items()
        ]
        return pd.DataFrame(rows, columns=CONTEXT_COLUMNS)


def shown(values: Mapping[str, float], **chosen: Any) -> Chart:
    return figure_view(Published(values), choose(context="distance", **chosen))


def legend(chart: Chart) -> list[str]:
    return [str(trace.name) for trace in chart.figure.data if trace.name]


def test_each_municipality_has_the_value_that_was_published() -> None:
    chart = figure_view(Planted({}), choose(context="distance", county=("17",)))
    here = [code for code in CODES if code.startswith("17")]
    assert dict(zip(chart.table.codes, (row[1] for row in chart.table.rows), strict=True)) == {
        code: pytest.approx(context_of(code)["distance"]) for code in here
    }
    values = [float(str(row[1])) for row in chart.table.rows]
    assert values == sorted(values, reverse=True)


def test_who_has_no_value_is_missing_and_last_and_never_zero() -> None:
    chart = shown(dict.fromkeys(CODES[:3], 0.0) | {CODES[3]: 5.0})
    assert [row[1] for row in chart.table.rows[:5]] == [5.0, 0.0, 0.0, 0.0, None]
    assert f"Inget värde ({len(CODES) - 4})" in legend(chart)
    assert f"4 av {len(CODES)}" in str(chart.figure.layout.title.subtitle.text)
    assert chart.table.swatches[4] == ""


def test_colours_part_the_municipalities_in_groups_of_about_as_many() -> None:
    chart = shown({code: float(place) for place, code in enumerate(CODES)})
    counts = [int(name.rpartition("(")[2].rstrip(")")) for name in legend(chart)]
    assert sorted(counts) == [0, 58, 58, 58, 58, 58]
    assert "0,0–57,0 (58)" in legend(chart)


def test_ends_below_zero_are_told_in_words() -> None:
    chart = shown({code: place - 145.0 for place, code in enumerate(CODES)})
    assert "−145,0 till −88,0 (58)" in legend(chart)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({CODES[0]: 1.0, CODES[1]: 2.0}, "högst i {1} (2"),
        ({CODES[0]: 1.0, CODES[1]: 2.0, CODES[2]: 2.0}, "högst i 2 kommuner (2"),
        ({CODES[0]: 1.0, CODES[1]: 1.0}, "i 2 kommuner"),
        ({}, "Ingen av de valda kommunerna har ett värde"),
    ],
)
def test_the_heading_names_who_lies_at_the_ends(values: dict[str, float], told: str) -> None:
    chart = shown(values)
    names = {code: row[0] for code, row in zip(chart.table.codes, chart.table.rows, strict=True)}
    assert told.format(*(names.get(code, "") for code in CODES[:2])) in chart.headline


def test_a_figure_that_is_gone_is_that_of_size_and_a_filter_of_nobody_is_told() -> None:
    assert "population" in figure_view(Planted({}), choose(context="gone")).file_stem
    nobody = figure_view(Planted({}), choose(county=("09",), skr_group=("A",)))
    assert nobody.table.rows == () or not nobody.table.rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_never_invented_and_names_its_publisher(demo: Database, language: str) -> None:
    chosen = replace(choose(language=language, context="population"), is_demo=True)
    chart = figure_view(demo, replace(chosen, wave="2026-10"))
    assert not chart.of_answers
    assert "SCB" in chart.attribution and "SCB" in chart.caveat
    assert not chart.figure.layout.shapes


@pytest.mark.parametrize(
    ("label", "unit", "said"),
    [("Invånare", "invånare", "999"), ("Arbetslöshet", "procent", "999 procent")],
)
def test_a_unit_that_a_figures_name_says_is_not_said_again(
    label: str, unit: str, said: str
) -> None:
    words = {"key": "", "note": "", "source": "", "licence": "", "read_on": ""}
    figure = ContextFigure(label=label, unit=unit, decimals=0, is_shipped=True, **words)
    assert figure.text(999.0, texts("sv"), is_named=True) == said
    assert figure.text(999.0, texts("sv")) == f"999 {unit}"


class OfTwo(Planted):
    """Has a figure from a file under the name that one has which comes with the project."""

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        rows = super().query(name, **params)
        if name != "context_figures":
            return rows
        named = rows[rows["figure"] == "distance"]
        own = named.assign(figure="n1", is_shipped=False, source="Kolada", source_en="Kolada")
        return pd.concat([rows, own])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_read_in_under_a_name_that_another_has_is_told_apart(language: str) -> None:
    alone, beside = (known_figures(source, language) for source in (Planted({}), OfTwo({})))
    labels = [figure.label for figure in beside.values()]
    assert len(set(labels)) == len(labels)
    assert beside["distance"].label == alone["distance"].label
    assert beside["n1"].label == f"{alone['distance'].label} (Kolada)"
