"""The page Regionerna shows areas of one's own that answered, with every way out."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ailaget.exports.makers import MAKERS
from ailaget.ingest.areas.loading import load_areas
from ailaget.ingest.loading import load
from ailaget.store.waves import REGIONS
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import Address
from ailaget.ui.view_words import view_words
from tests.answering import CHOICES, KEY, NAMES, answering_file
from tests.conftest import write_csv
from tests.pages.test_pages import check, opened, words
from tests.remembered import forget_the_folder
from tests.served import get

CHOSEN = {"areas": KEY, "indicator": "ai_fte", "region": f"areas.{KEY}.0302"}


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Workspace:
    """Return the demonstration waves, and a real one of Nordmark's municipalities."""
    folder = tmp_path_factory.mktemp("nordmark")
    place = demo_copy(folder / "var")
    load_areas(place, answering_file(folder), CHOICES)
    rows = [{"kode": code, "fte_ai_total": n} for n, code in enumerate([*NAMES][:5])]
    load(place, write_csv(folder / "n_2026-10.csv", rows), publish=True)
    return place


@pytest.fixture(autouse=True)
def folder(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    forget_the_folder()
    yield place
    forget_the_folder()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_of_the_chosen_areas_and_leads_to_no_county(language: str) -> None:
    t = texts(language)
    app = opened("regions", lang=language, **CHOSEN)
    check(app, "regions", language, title="Nordmark")
    shown = words(app).replace("\xa0", " ")
    assert "Åslia" in shown and "Grånes" in shown
    assert t("answering.another", wave=t.wave("2026-10")) in shown
    assert t("demo.chip") not in shown
    assert "Norrbotten" not in shown
    labels = [box.label for box in app.selectbox]
    assert t("answering.choose") in labels
    assert t("column.area") in labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_areas_that_are_no_more_leave_the_regions(language: str) -> None:
    app = opened("regions", lang=language, areas="nobody", region="areas.nobody.1")
    assert [title.value for title in app.title] == [texts(language)("regions.title")]
    check(app, "regions", language)
    assert texts(language)("areas.gone") in [info.value for info in app.info]
    assert next(box.value for box in app.selectbox) == "regions"


def test_the_regions_are_as_they_were_beside_them() -> None:
    app = opened("regions", lang="sv")
    check(app, "regions", "sv")
    assert "Ulvsund" not in words(app)
    assert next(box.value for box in app.selectbox) == "regions"


@pytest.mark.parametrize("chart", ["regions_map", "regions_ranking"])
@pytest.mark.parametrize("ending", [each for each in MAKERS if "png" not in each])
def test_every_file_is_of_the_areas(chart: str, ending: str) -> None:
    query = "&".join(f"{key}={value}" for key, value in CHOSEN.items())
    answer = get(f"/export/{chart}.{ending}?lang=sv&{query}")
    assert answer.status == 200, answer.content[:300]
    if ending in ("csv", "html"):
        assert "Åslia" in answer.content.decode("utf-8-sig")
        assert "Norrbotten" not in answer.content.decode("utf-8-sig")


def test_a_frame_and_a_kept_view_name_the_area() -> None:
    query = "&".join(f"{key}={value}" for key, value in CHOSEN.items())
    assert get(f"/embed/regions_map?lang=sv&{query}").status == 200
    gone = get("/export/regions_map.csv?lang=sv&areas=nobody")
    assert gone.status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_of_areas_is_called_after_them_in_a_report_and_on_an_agenda(language: str) -> None:
    t, areas = texts(language), Address(lang=language, indicator="ai_fte", areas=KEY)
    own = t("answering.regions_map", title="Nordmark")
    assert view_words("regions_map", areas, t).startswith(own)
    regions = replace(areas, areas=REGIONS)
    assert view_words("regions_map", regions, t).startswith(t("chart_name.regions_map"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_survey_to_send_to_the_areas_is_on_the_page_where_it_comes_back(language: str) -> None:
    t = texts(language)
    upload = opened("upload", lang=language)
    (links,) = [each.value for each in upload.get("html") if "survey/template.xlsx" in each.value]
    assert t("survey.link_all_areas", title="Nordmark") in unescape(links)
    page = get(f"/survey/codebook.html?lang={language}&wave=2026-11&respondents={KEY}")
    assert t("survey.codebook_intro_areas", title="Nordmark") in unescape(page.content.decode())
    book = get(f"/survey/template.xlsx?lang={language}&wave=2026-11&respondents={KEY}")
    sheet = load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [*NAMES.values()]
