"""Frozen pictures: once, unchanged by new data, with the map files that they were drawn with."""

from datetime import date
from pathlib import Path

import pytest

from ailaget.council.freezing import freeze_item, frozen_chart
from ailaget.council.meetings import (
    IsFrozen,
    MeetingFacts,
    NoSuchRecord,
    add_item,
    create_meeting,
    meetings,
    remove_item,
)
from ailaget.geography import GEO
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from ailaget.views.catalogue import CHARTS
from ailaget.views.frozen import freeze
from ailaget.views.result import Chart
from ailaget.views.selection import Selection


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "var")
    create_meeting(found, MeetingFacts(date(2026, 11, 3), "video"))
    return found


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
