"""Frozen pictures: once, unchanged by new data, with the map files that they were drawn with."""

from datetime import date

import pytest

from ailaget.charts.style import palette
from ailaget.council.agenda import IsFrozen, add_item, remove_item
from ailaget.council.freezing import freeze_item, frozen_chart, kept_as
from ailaget.council.meetings import MeetingFacts, NoSuchRecord, create_meeting, meetings
from ailaget.exports.pictures.standalone import shapes
from ailaget.geography import GEO, geojson_path
from ailaget.store.database import open_database
from ailaget.store.maps import map_file
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES
from ailaget.views.base.frozen import freeze
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS


@pytest.fixture
def place(any_place: Workspace) -> Workspace:
    create_meeting(any_place, MeetingFacts(date(2026, 11, 3), "video"))
    return any_place


def charts(source: Workspace, key: str, wave: str = "2026-10") -> dict[str, Chart]:
    database = open_database(source)
    try:
        return {
            language: CHARTS[key](database, Selection(wave, True, language=language))
            for language in LANGUAGES
        }
    finally:
        database.close()


def test_what_was_frozen_opens_exactly_equal_in_both_languages(
    place: Workspace, demo_workspace: Workspace
) -> None:
    item = add_item(place, 1, "map", "")
    shown = charts(demo_workspace, "map")
    freeze_item(place, item, shown, "ailaget-1.duckdb")
    for language in LANGUAGES:
        kept = frozen_chart(place, item, language)
        assert kept is not None
        assert freeze(kept) == freeze(shown[language])
    frozen = meetings(place)[0].items[0].frozen
    assert frozen is not None
    assert (frozen.wave, frozen.build) == ("2026-10", "ailaget-1.duckdb")


def test_each_theme_has_its_own_picture_and_light_stands_in_for_none(
    place: Workspace, demo_workspace: Workspace
) -> None:
    item, other = add_item(place, 1, "map", ""), add_item(place, 1, "movers", "")
    database = open_database(demo_workspace)
    shown = {
        kept_as(language, theme): CHARTS["map"](
            database, Selection("2026-10", True, language=language, theme=theme)
        )
        for language in LANGUAGES
        for theme in ("light", "dark")
    }
    database.close()
    freeze_item(place, item, shown, "ailaget-1.duckdb")
    freeze_item(place, other, charts(demo_workspace, "movers"), "ailaget-1.duckdb")
    for theme in ("light", "dark"):
        kept = frozen_chart(place, item, "en", theme)
        assert kept is not None
        assert kept.figure.layout.paper_bgcolor == palette(theme).background
    without = frozen_chart(place, other, "en", "dark")
    assert without is not None
    assert without.figure.layout.paper_bgcolor == palette("light").background


def test_a_language_that_came_after_the_meeting_shows_what_was_frozen(
    place: Workspace, demo_workspace: Workspace
) -> None:
    item = add_item(place, 1, "movers", "")
    shown = charts(demo_workspace, "movers")
    freeze_item(place, item, {DEFAULT_LANGUAGE: shown[DEFAULT_LANGUAGE]}, "ailaget-1.duckdb")
    for theme in ("light", "dark"):
        later = frozen_chart(place, item, "en", theme)
        assert later is not None
        assert later.title == shown[DEFAULT_LANGUAGE].title


def test_a_map_whose_files_left_the_program_is_still_drawn_with_them(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    place.kept_maps.mkdir(parents=True)
    older = '{"type": "FeatureCollection", "features": [], "name": "older"}'
    (place.kept_maps / "counties-0123456789ab.geojson").write_text(older)
    assert shapes("geo/counties-0123456789ab.geojson")["name"] == "older"
    found = map_file(place, "counties-0123456789ab.geojson")
    assert found is not None
    assert found.parent == place.kept_maps


def test_a_map_file_that_nobody_kept_is_todays_and_any_other_is_none(place: Workspace) -> None:
    assert map_file(place, "counties-ffffffffffff.geojson") == geojson_path("counties")
    assert map_file(place, "../../etc/passwd") is None
    assert map_file(place, "rivers-ffffffffffff.geojson") is None


def test_the_map_files_are_kept_with_it(place: Workspace, demo_workspace: Workspace) -> None:
    item = add_item(place, 1, "map", "")
    freeze_item(place, item, charts(demo_workspace, "map"), "ailaget-1.duckdb")
    for path in GEO.glob("*.geojson"):
        assert (place.kept_maps / path.name).read_bytes() == path.read_bytes()


def test_a_picture_is_frozen_once_and_stays(place: Workspace, demo_workspace: Workspace) -> None:
    item = add_item(place, 1, "movers", "")
    freeze_item(place, item, charts(demo_workspace, "movers"), "ailaget-1.duckdb")
    with pytest.raises(IsFrozen):
        freeze_item(place, item, charts(demo_workspace, "movers", "2025-10"), "ailaget-2.duckdb")
    with pytest.raises(IsFrozen):
        remove_item(place, item)
    kept = frozen_chart(place, item, "sv")
    assert kept is not None
    assert kept.wave == "2026-10"


def test_an_item_that_is_gone_is_told(place: Workspace, demo_workspace: Workspace) -> None:
    with pytest.raises(NoSuchRecord):
        freeze_item(place, 7, charts(demo_workspace, "movers"), "ailaget-1.duckdb")
    assert frozen_chart(place, 7, "sv") is None
