"""A link to areas of one's own that are no more: pages, files and kept views say so in words."""

import pytest

from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.view_words import kept_note
from ailaget.views.base.own_areas import is_gone
from tests.areas import LEVEL
from tests.pages.test_pages import check, opened
from tests.served import get

pytestmark = pytest.mark.usefixtures("as_editor")

GONE = {"region": "areas.gone.V", "map": "areas.gone", "explanations": "areas.gone"}
KEYS = {"region": "region", "map": "level", "explanations": "by"}


@pytest.fixture
def folder(areas_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("AILAGET_VAR", str(areas_workspace.root))
    return areas_workspace


def test_what_is_gone_is_a_set_or_an_area_of_one_and_nothing_else(areas_database: Database) -> None:
    chosen = (f"{LEVEL}.V", LEVEL, "17", "C8", "county", "municipality", None)
    assert [is_gone(areas_database, each) for each in chosen] == [False] * len(chosen)
    gone = (f"{LEVEL}.X", "areas.gone", "areas.gone.V")
    assert [is_gone(areas_database, each) for each in gone] == [True] * len(gone)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", GONE)
def test_a_page_says_that_its_links_areas_are_no_more(
    folder: Workspace, page: str, language: str
) -> None:
    sentence = texts(language)("areas.gone")
    there = {"region": f"{LEVEL}.V"}.get(page, LEVEL)
    for chosen, notes in ((GONE[page], [sentence]), (there, [])):
        app = opened(page, lang=language, **{KEYS[page]: chosen})
        check(app, page, language)
        assert [info.value for info in app.info if info.value == sentence] == notes


def test_a_page_that_shows_no_areas_says_nothing_of_them(folder: Workspace) -> None:
    app = opened("municipality", region="areas.gone.V", municipality="1480")
    assert texts("sv")("areas.gone") not in [info.value for info in app.info]


def test_a_file_and_a_frame_of_areas_that_are_no_more_are_not_found(folder: Workspace) -> None:
    reason = texts("sv")("downloads.no_areas")
    for address in ("/export/region_ranking.csv", "/embed/region_ranking"):
        gone = get(f"{address}?lang=sv&region=areas.gone.V")
        assert (gone.status, gone.content.decode()) == (404, reason)
        assert get(f"{address}?lang=sv&region={LEVEL}.V").status == 200
    assert get("/export/map.csv?lang=sv&region=areas.gone.V").status == 200
    assert get("/export/map.csv?lang=sv&level=areas.gone").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_view_says_what_is_gone_of_wave_and_areas(folder: Workspace, language: str) -> None:
    t = texts(language)
    areas = t("areas.gone")

    def note(chart: str, query: str) -> str:
        return kept_note(chart, query, ["2026-10"], t, "report.wave_gone")

    assert note("region_ranking", f"region={LEVEL}.V") == ""
    assert note("region_ranking", "region=areas.gone.V") == areas
    assert note("map", "region=areas.gone.V") == ""
    assert note("map", "level=areas.gone") == areas
    both = note("map", "level=areas.gone&wave=2019-04")
    assert both.startswith(t("report.wave_gone", wave=t.wave("2019-04"), instead=t.wave("2026-10")))
    assert both.endswith(areas)
