"""Frozen charts come back exactly equal, whatever the chart, the language and later data."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from ailaget.exports.office.native_xlsx import colour_of
from ailaget.geography import GEO
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.frozen import NotAChart, freeze, map_files, thaw
from ailaget.views.base.native import BAR, drawable
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS
from tests.remembered import remembered

STORED = Path(__file__).parent / "stored"
CHOSEN = Selection("2026-10", True, municipality="1781", region="17", compare=("0180", "2026"))


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = remembered(demo_workspace)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def single(single_workspace: Workspace) -> Iterator[Database]:
    opened = remembered(single_workspace)
    yield opened
    opened.close()


def plain(table: Table) -> tuple[object, ...]:
    rows = [[(type(cell), cell) for cell in row] for row in table.rows]
    return table.columns, rows, tuple(table.codes), tuple(table.swatches), table.focus


def check(chart: Chart) -> None:
    back = thaw(freeze(chart))
    assert freeze(back) == freeze(chart)
    assert json.loads(back.figure.to_json()) == json.loads(chart.figure.to_json())
    assert plain(back.table) == plain(chart.table)
    for field in fields(Chart):
        if field.name not in {"figure", "table"}:
            assert getattr(back, field.name) == getattr(chart, field.name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CHARTS)
def test_every_chart_comes_back_exactly_equal(database: Database, key: str, language: str) -> None:
    check(CHARTS[key](database, replace(CHOSEN, language=language)))


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_with_little_to_show_comes_back_too(single: Database, key: str) -> None:
    check(CHARTS[key](single, replace(CHOSEN, is_demo=False, municipality=None)))


def test_a_frozen_map_names_the_shapes_that_it_was_drawn_with(database: Database) -> None:
    frozen = freeze(CHARTS["map"](database, CHOSEN))
    assert map_files(frozen) == {path.name for path in GEO.glob("*.geojson")}


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"format": 1}', '{"format": 99}'])
def test_what_is_not_a_frozen_chart_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotAChart) as error:
        thaw(text)
    assert "{" not in texts("sv").error(error.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protected_question_frozen_before_its_tables_were_audited_is_withheld(
    database: Database, language: str
) -> None:
    """Its table by county could be set beside today's by SKR group."""
    for question, is_shown in (("riskklassning", False), ("ai_heltid", True)):
        chosen = replace(CHOSEN, region="C7", question=question, language=language)
        chart = CHARTS["region_answers"](database, chosen)
        assert thaw(freeze(chart)).table.rows
        earlier = json.loads(freeze(chart))
        del earlier["audited"]
        thawed = thaw(json.dumps(earlier))
        assert bool(thawed.table.rows) == is_shown
        assert (thawed.headline == texts(language)("errors.frozen.withheld")) != is_shown
        assert bool(thawed.figure.data) == is_shown


def test_a_chart_that_was_frozen_under_earlier_names_opens_whole() -> None:
    """The stored file was frozen when a headline was called a finding, and its table folded."""
    stored = (STORED / "region_ranking.json").read_text(encoding="utf-8")
    chart, parts = thaw(stored), json.loads(stored)
    assert (chart.headline, chart.attribution) == (parts["finding"], parts["source"])
    native = drawable(chart)
    assert native is not None and native.kind == BAR and len(native.table.rows) == 21
    collapsed = [column.collapsed for column in chart.table.columns]
    assert collapsed == [column["folded"] for column in parts["table"]["columns"]]
    assert any(collapsed)
    again = json.loads(freeze(chart))
    del parts["drawn"], again["native"]
    assert again["table"].pop("reasons") == {}  # of why a value is missing nothing was kept then
    assert again.pop("is_demo") is None  # charts of regions came later
    assert again.pop("n_each") == ""  # so did words on how few have each measure
    assert again == parts


BEFORE_NATIVE = json.loads((STORED / "before_native.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BEFORE_NATIVE, ids=lambda case: case["frozen"]["key"])
def test_a_chart_frozen_before_views_stated_their_native_charts_is_drawn_as_then(
    case: dict[str, Any],
) -> None:
    native, expected = drawable(thaw(json.dumps(case["frozen"]))), case["drawn"]
    assert native is not None
    assert (native.kind, native.is_log) == (expected["kind"], expected["is_log"])
    assert [column.label for column in native.table.columns] == expected["columns"]
    assert [list(row) for row in native.table.rows] == expected["rows"]
    series = range(len(expected["columns"]) - 1)
    assert [colour_of(native, number) for number in series] == expected["colours"]
