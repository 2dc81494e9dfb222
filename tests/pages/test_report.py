"""The page Rapport as a reader meets it: a chart is put in, the report is put in order."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.store.reports import ReportItem, change_report, new_report, read_report, with_item
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts, unbroken
from ailaget.ui import charts
from ailaget.ui.address import Address
from ailaget.ui.cache import forget
from ailaget.ui.report import own
from ailaget.ui.view_words import view_words
from tests.pages.test_pages import check, opened

pytestmark = pytest.mark.usefixtures("as_editor")

FOLDER = "demo_workspace"


@pytest.fixture(autouse=True)
def place(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    forget()
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    yield demo_workspace
    forget()


def button(app: AppTest, label: str, nth: int = 0) -> None:
    [one for one in app.button if one.label == label][nth].click().run()


def key_in(app: AppTest) -> str:
    found = app.query_params["report"]
    return found if isinstance(found, str) else found[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_added_where_it_stands_and_put_in_order(place: Workspace, language: str) -> None:
    t = texts(language)
    app = opened("overview", lang=language, county="17")
    button(app, t("report.add"), 0)
    button(app, t("report.add"), 1)
    button(app, t("report.add"), 1)
    check(app, "overview", language)
    key = key_in(app)
    first, second = read_report(place, key).items
    assert {first.chart, second.chart} == {"lagging", "size_gap"}
    assert first.query == "wave=2026-10&county=17"
    assert all(item.name for item in (first, second))

    app = opened("report", lang=language, report=key)
    app.text_input[0].set_value("Till rådet").run()
    app.text_area[0].set_value("Text om kartan").run()
    button(app, t("report.down"), 0)
    kept = read_report(place, key)
    assert kept.title == "Till rådet"
    assert [item.chart for item in kept.items] == [second.chart, first.chart]
    assert kept.items[1].text == "Text om kartan"
    button(app, t("report.remove"), 0)
    assert [item.chart for item in read_report(place, key).items] == [first.chart]
    check(app, "report", language)


def test_a_link_to_no_report_says_so(place: Workspace) -> None:
    app = opened("report", report="x" * 16)
    check(app, "report", "sv")
    assert texts("sv")("report.own_none") in [one.value for one in app.info]


def test_who_may_not_edit_sees_why_and_no_way_in(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("overview")
    button(app, texts("sv")("report.add"))
    key = key_in(app)
    before = read_report(place, key)
    for module in (own, charts):
        monkeypatch.setattr(module, "may_edit", lambda: False)
    app = opened("report", report=key)
    check(app, "report", "sv")
    assert unbroken(texts("sv")("report.may_not")) in [one.value for one in app.caption]
    assert not app.text_area
    assert not [one for one in app.button if one.label == texts("sv")("report.remove")]
    assert not [one for one in opened("overview").button if one.label == texts("sv")("report.add")]
    assert read_report(place, key) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_whose_wave_is_gone_says_so(place: Workspace, language: str) -> None:
    t, key = texts(language), new_report(place)
    change_report(place, key, lambda old: with_item(old, ReportItem("map", "wave=2019-04")))
    change_report(place, key, lambda old: with_item(old, ReportItem("movers", "wave=2026-10")))
    app = opened("report", lang=language, report=key)
    check(app, "report", language)
    said = t("report.wave_gone", wave=t.wave("2019-04"), instead=t.wave("2026-10"))
    assert [one.value for one in app.warning] == [said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_that_is_no_more_is_told_by_name_and_can_be_removed(
    place: Workspace, language: str
) -> None:
    t, key = texts(language), new_report(place)
    gone = ReportItem("pie", "wave=2026-10", "Vår rubrik", "Vår text", "Tårtan")
    change_report(place, key, lambda old: with_item(old, gone))
    change_report(place, key, lambda old: with_item(old, ReportItem("movers", "wave=2026-10")))
    app = opened("report", lang=language, report=key)
    check(app, "report", language)
    assert [one.value for one in app.warning] == [t("report.chart_gone", name="Tårtan")]
    assert {"Vår rubrik", "Vår text"} <= {one.value for one in app.text}
    button(app, t("report.remove"), 0)
    assert [item.chart for item in read_report(place, key).items] == ["movers"]
    assert not app.warning


def test_a_place_is_named_once() -> None:
    view = Address(region="17", county=("17",), wave="2026-10")
    words = view_words("region_trend", view, texts("sv"))
    assert words.count("Värmlands län") == 1
