"""Every page in both languages: with demo data, without waves, with one wave, with garbage."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import FIELDS, SECTIONS
from ailaget.ui.cache import forget
from ailaget.ui.inequality.sections import FIXED
from ailaget.ui.navigation import ORDER, PAGES, WITHOUT_ANSWERS, WITHOUT_FILTER
from ailaget.views.base.classes import SCHEMES
from ailaget.views.base.contact import CONTACT

APP = Path(__file__).parent.parent.parent / "ailaget" / "ui" / "app.py"
SECONDS = 60
FOLDERS = ("demo_workspace", "single_workspace", "empty_workspace")
OF_NO_ANSWERS = {"collaboration": 2}
"""Findings that no survey's answers are behind: they are not invented where those are."""

pytestmark = pytest.mark.usefixtures("fresh_caches", "as_editor")

every_page = pytest.mark.parametrize("page", ORDER)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def fresh_caches() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def folder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Serve a working folder by its fixture's name."""
    place: Workspace = request.getfixturevalue(request.param)
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    return place


def serve(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))


def opened(page: str, **params: object) -> AppTest:
    """Open a page the way a deep link does: with its parameters, and no other page before."""
    app = AppTest.from_file(APP, default_timeout=SECONDS)
    app.query_params.update(params)
    # `switch_page` knows a page by its path only once another has run.
    app._page_hash = calc_hash(ORDER[page])
    return app.run()


def check(app: AppTest, page: str, language: str, title: str = "") -> None:
    assert [str(error.value) for error in app.exception] == []
    assert [error.value for error in app.error] == []
    assert [each.value for each in app.title] == [title or texts(language)(f"{page}.title")]
    mark = texts(language)("demo.sentence", sentence="").strip()
    assert [heading for heading in headings(app) if mark in heading] == []


def headings(app: AppTest) -> list[str]:
    """Return every heading of a page: a chip beside one is no part of it."""
    written = [str(each.value) for kind in ("header", "subheader") for each in app.get(kind)]
    return written + re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", words(app), re.DOTALL)


def words(app: AppTest) -> str:
    kinds = ("html", "markdown", "caption", "header", "subheader", "info", "title")
    texts_shown = [str(element.value) for kind in kinds for element in app.get(kind)]
    return "\n".join([*texts_shown, *tables(app)])


def tables(app: AppTest) -> list[str]:
    """Return the tables of a page that come by a way of their own, as HTML."""
    sent = [json.loads(element.proto.bytes) for element in app.get("bidi_component")]
    return [content["html"] for content in sent if "html" in content]


@every_page
@both_languages
@pytest.mark.parametrize("folder", FOLDERS, indirect=True)
def test_a_page_opens(folder: Workspace, page: str, language: str) -> None:
    check(opened(page, lang=language), page, language)


@every_page
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_page_opens_for_a_reader_with_nothing_to_write_or_upload(
    folder: Workspace, page: str, as_reader: None
) -> None:
    app = opened(page)
    check(app, page, "sv")
    for kind in ("file_uploader", "text_area", "date_input"):
        assert not app.get(kind)
    t = texts("sv")
    assert not {one.label for one in app.button} & {t("report.add"), t("council.create")}


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_the_table_beside_the_map_comes_whole_and_with_its_heading(folder: Workspace) -> None:
    (html,) = tables(opened("map"))
    heading = r'<div class="finding"><h2>[^<]+</h2>\xa0<span class="chip">Påhittat</span>'
    assert re.match(heading, html)
    assert html.count("<tr") == 1 + len(geography.municipalities())


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_an_indicator_is_chosen_only_where_the_charts_follow_it(
    folder: Workspace, section: str
) -> None:
    app = opened("inequality", section=section)
    chosen = {box.key for box in app.selectbox}
    assert ("control_indicator" in chosen) == (section not in FIXED)


@every_page
@both_languages
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_garbage_in_the_address_opens_the_default(
    folder: Workspace, page: str, language: str
) -> None:
    garbage = {key: ["\x00<script>", "'; drop table answer; --", "ö" * 500, ""] for key in FIELDS}
    app = opened(page, **{**garbage, "lang": [language], "no_such_key": ["1"]})
    check(app, page, language)
    assert "<script>" not in words(app)


@both_languages
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_wave_that_is_not_shown_is_told_of_and_the_newest_stands_in_its_place(
    folder: Workspace, language: str
) -> None:
    app = opened("map", lang=language, wave="2019-01")
    check(app, "map", language)
    t = texts(language)
    told = t("empty.wave_gone", wave=t.wave("2019-01"), instead=t.wave("2026-10"))
    assert told in [info.value for info in app.info]
    assert told not in [info.value for info in opened("map", lang=language).info]


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_garbage_language_is_swedish(folder: Workspace) -> None:
    check(opened("overview", lang="klingon"), "overview", "sv")


@every_page
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_page_says_that_its_data_is_invented(folder: Workspace, page: str) -> None:
    app, t = opened(page), texts("sv")
    said = words(app)
    if ORDER[page] in WITHOUT_ANSWERS and page != "regions":  # that one has a band of its own
        assert t("demo.band") not in said
        assert t("demo.chip") not in said
        return
    assert f"<strong>{t('demo.band')}</strong> {t('demo.nobody')}" in said
    assert "demonstrationsdata" in said.split(t("demo.nobody"), 1)[1]
    # Findings have a chip beside their headings, and no sentence says it once more.
    chips = said.count(f'<span class="chip">{t("demo.chip")}<')
    assert said.count('<div class="finding">') == chips + OF_NO_ANSWERS.get(page, 0)
    assert t("demo.sentence", sentence="") not in said


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
@pytest.mark.parametrize("page", ["overview", "map", "region", "municipality", "inequality"])
def test_a_page_says_loudly_that_less_than_half_have_answered(folder: Workspace, page: str) -> None:
    t = texts("sv")
    said = words(opened(page, wave="2024-10", county="24"))
    assert f"<strong>{t('low_response.band')}</strong> 6 av 15 kommuner har svarat" in said
    assert t("low_response.band") not in words(opened(page))


@every_page
@pytest.mark.parametrize("folder", ["single_workspace"], indirect=True)
def test_real_data_is_nowhere_called_invented(folder: Workspace, page: str) -> None:
    app = opened(page)
    check(app, page, "sv")
    assert texts("sv")("demo.band") not in words(app) and 'class="chip"' not in words(app)


@every_page
@both_languages
@pytest.mark.parametrize("folder", ["empty_workspace"], indirect=True)
def test_without_waves_a_page_says_how_to_load_one(
    folder: Workspace, page: str, language: str
) -> None:
    app = opened(page, lang=language)
    assert texts(language)("empty.no_waves") in [info.value for info in app.info]


@every_page
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
@pytest.mark.parametrize(
    "params",
    [
        {"county": "09", "size_class": "lt10k"},
        {"county": ["17", "20"], "skr_group": ["C7", "C8"]},
        {"wave": "2024-10"},
        {"municipality": "1781", "compare": ["0180", "2026"], "region": "17"},
        {"municipality": "2026", "region": "C8", "indicator": "ai_fte_per_100k"},
        {"level": "county", "classes": "natural_breaks", "indicator": "has_full_time_ai"},
    ],
    ids=["nobody", "few", "first_wave", "a_municipality", "a_group", "by_county"],
)
def test_a_page_bears_any_view(folder: Workspace, page: str, params: dict[str, object]) -> None:
    check(opened(page, **params), page, "sv")


@pytest.mark.parametrize(
    ("folder", "classes"),
    [*(("demo_workspace", scheme) for scheme in SCHEMES), ("single_workspace", "natural_breaks")],
    indirect=["folder"],
)
@pytest.mark.parametrize("indicator", codebook().indicators)
def test_the_map_bears_every_indicator_and_every_way_of_classing(
    folder: Workspace, indicator: str, classes: str
) -> None:
    check(opened("map", indicator=indicator, classes=classes), "map", "sv")


@pytest.mark.parametrize("folder", ["demo_workspace", "single_workspace"], indirect=True)
@pytest.mark.parametrize("county", [county.code for county in geography.counties()][::4])
def test_every_county_has_its_page(folder: Workspace, county: str) -> None:
    check(opened("region", region=county), "region", "sv")


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_the_address_survives_a_change_of_page(folder: Workspace) -> None:
    app = opened("map", county="17", indicator="ai_fte", lang="en")
    app.query_params.clear()
    app.switch_page(str(PAGES / "overview.py")).run()
    check(app, "overview", "en")
    assert app.query_params == {"county": "17", "indicator": "ai_fte", "lang": "en"}


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_choice_goes_into_the_address_as_a_stable_key(folder: Workspace) -> None:
    app = opened("map")
    app.multiselect(key="control_county").set_value(["17", "20"]).run()
    app.run()  # a control draws the page's parts alone, and AppTest then knows of nothing else
    app.selectbox(key="control_indicator").set_value("ai_fte").run()
    app.run()
    check(app, "map", "sv")
    assert app.query_params == {"county": ["17", "20"], "indicator": "ai_fte"}
    app.button(key="clear_filter").click().run()
    assert app.query_params == {"indicator": "ai_fte"}


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
@pytest.mark.parametrize("page", ["overview", "map", "region", "municipality", "inequality"])
def test_a_filter_draws_the_view_anew_and_not_the_controls(folder: Workspace, page: str) -> None:
    app = opened(page, municipality="1781")
    everything = words(app)
    app.multiselect(key="control_size_class").set_value(["lt10k"]).run()
    assert not app.exception
    assert [one.key for one in app.sidebar.multiselect] == []
    drawn = words(app)
    app.run()
    assert drawn != everything
    assert set(drawn.splitlines()) <= set(words(app).splitlines())


@every_page
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_the_filter_stands_where_it_changes_the_page_and_is_not_announced_elsewhere(
    folder: Workspace, page: str
) -> None:
    shown, controls = [], []
    for chosen in ({}, {"wave": "2025-10", "county": "17"}):
        app = opened(page, municipality="1715", **chosen)
        links = r' href="[^"]*"|<footer.*?</footer>'
        shown.append(re.sub(links, "", words(app), flags=re.DOTALL))
        controls.append({one.key for one in (*app.sidebar.selectbox, *app.sidebar.multiselect)})
    has_filter = ORDER[page] not in WITHOUT_FILTER
    assert all(("control_wave" in each) == has_filter for each in controls)
    assert (texts("sv")("filter.not_here") in shown[0]) != has_filter
    # What is put on an agenda is as it is filtered, and here there is no meeting yet.
    assert page == "meeting" or (shown[0] != shown[1]) == has_filter


@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_shortcut_moves_the_controls_too(folder: Workspace) -> None:
    app = opened("map", county="17")
    app.button(key="only_small").click().run()
    assert app.multiselect(key="control_size_class").value == ["lt10k"]
    assert app.multiselect(key="control_county").value == []


def test_a_filter_draws_the_whole_page_when_the_database_is_another(
    demo_workspace: Workspace, single_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(demo_workspace, monkeypatch)
    app = opened("map")
    waves = app.selectbox(key="control_wave").options
    serve(single_workspace, monkeypatch)
    app.multiselect(key="control_size_class").set_value(["lt10k"]).run()
    assert app.selectbox(key="control_wave").options != waves


def test_a_new_build_is_followed_within_one_rerun(
    empty_workspace: Workspace, single_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(empty_workspace, monkeypatch)
    app = opened("overview")
    assert app.info
    serve(single_workspace, monkeypatch)
    app.run()
    check(app, "overview", "sv")
    assert texts("sv")("empty.no_waves") not in words(app)


@both_languages
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_a_map_of_nobody_is_words_alone(folder: Workspace, language: str) -> None:
    app = opened("map", lang=language, county="25", skr_group="A1")
    check(app, "map", language)
    assert [info.value for info in app.info] == [texts(language)("empty.nobody_in_filter")]
    assert "<table" not in words(app)


@both_languages
def test_the_open_part_of_the_method_page_is_in_the_address(
    demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    serve(demo_workspace, monkeypatch)
    t = texts(language)
    app = opened("method", lang=language, method="sources")
    assert t("method.sources_intro") in words(app)
    assert "method=sources" in words(app)
    assert t("method.numbers_intro") not in words(app)


def test_a_part_that_only_invented_data_has_opens_the_first_without_it(
    single_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(single_workspace, monkeypatch)
    app = opened("method", method="demo")
    check(app, "method", "sv")
    assert texts("sv")("method.waves_text") in words(app)


@pytest.mark.parametrize("folder", ["demo_workspace", "empty_workspace"], indirect=True)
@pytest.mark.parametrize("page", ["region", "accessibility"])
def test_every_footer_leads_to_how_accessible_the_pages_are_and_to_whom_to_turn_to(
    folder: Workspace, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CONTACT, raising=False)
    (footer,) = footers(opened(page, lang="en"))
    assert '<a href="tillganglighet?lang=en" target="_self">Accessibility</a>' in footer
    assert "mailto:" not in footer
    monkeypatch.setenv(CONTACT, "ai@example.se")
    (footer,) = footers(opened(page, lang="en"))
    assert '<a href="mailto:ai@example.se">Give feedback</a>' in footer


def footers(app: AppTest) -> list[str]:
    html = [str(element.value) for element in app.get("html")]
    return [text for text in html if text.startswith("<footer")]


@both_languages
@pytest.mark.parametrize("folder", ["demo_workspace"], indirect=True)
def test_who_meets_a_barrier_reads_whom_to_turn_to_and_who_supervises(
    folder: Workspace, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CONTACT, raising=False)
    shown = words(opened("accessibility", lang=language))
    assert texts(language)("accessibility.nobody") in shown
    assert "https://www.digg.se/tdosanmalan" in shown
    monkeypatch.setenv(CONTACT, "https://example.se/ai")
    shown = words(opened("accessibility", lang=language))
    assert '<a href="https://example.se/ai">example.se/ai</a>' in shown
    assert texts(language)("accessibility.nobody") not in shown
