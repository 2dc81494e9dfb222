"""A chart of regions is marked by whether the regions' own answers are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.exports.makers import MAKERS
from ailaget.exports.metadata import export_metadata
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

OF_REGIONS = ("regions_map", "regions_ranking")
REAL_REGIONS = [
    {"Region": "Region Skåne", "fte_ai_total": 4},
    {"Region": "Region Norrbotten", "fte_ai_total": 2},
    {"Region": "Gotland", "fte_ai_total": 1},
]
REAL_MUNICIPALITIES = [{"Kommun": "Kalix", "fte_ai_total": 1}]
TEXT_FORMATS = ("csv", "metadata.csv", "components.csv", "html")

Load = Callable[[list[dict[str, object]], str], Database]


@pytest.fixture
def loaded(
    demo_copy: Callable[..., object], survey_file: Callable[..., Path], tmp_path: Path
) -> Load:
    """Publish a survey of real answers beside the invented ones of the others."""

    def publish(rows: list[dict[str, object]], name: str) -> Database:
        place = demo_copy(tmp_path / "var")
        load(place, survey_file(rows, name), publish=True)
        return open_database(place)

    return publish


def files_of(key: str, database: Database, selection: Selection) -> tuple[Chart, str, str]:
    """Return a chart, the name of its files, and all that its files of text say."""
    chart = CHARTS[key](database, selection)
    metadata = export_metadata(chart, selection, database.build)
    content = b"".join(MAKERS[ending](chart, metadata) for ending in TEXT_FORMATS)
    return chart, metadata.stem, content.decode(errors="ignore")


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_regions_are_not_marked_beside_invented_municipalities(
    loaded: Load, language: str
) -> None:
    database = loaded(REAL_REGIONS, "regioner_2026-10.csv")
    selection = Selection("2026-10", is_demo=True, language=language, indicator="ai_fte")
    mark = texts(language)("demo.file")
    for key in OF_REGIONS:
        chart, stem, content = files_of(key, database, selection)
        assert not chart.is_invented(selection)
        assert not stem.endswith(mark)
        for text in ("demo.banner", "demo.watermark", "metadata.invented"):
            assert texts(language)(text) not in content, (key, text)
    assert CHARTS["map"](database, selection).is_invented(selection)
    database.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_regions_are_marked_beside_real_municipalities(
    demo_database: Database, language: str
) -> None:
    """None are shown together today: the first real wave hides what is invented."""
    selection = Selection("2026-10", is_demo=False, language=language, indicator="ai_fte")
    mark = texts(language)("demo.file")
    for key in OF_REGIONS:
        chart, stem, content = files_of(key, demo_database, selection)
        assert chart.is_invented(selection)
        assert stem.endswith(mark)
        for text in ("demo.banner", "demo.watermark", "metadata.invented"):
            assert texts(language)(text) in content, (key, text)
    assert not CHARTS["map"](demo_database, selection).is_invented(selection)


def test_the_first_real_wave_of_municipalities_hides_invented_regions(loaded: Load) -> None:
    database = loaded(REAL_MUNICIPALITIES, "enkat_2026-10.csv")
    selection = Selection("2026-10", is_demo=False, indicator="ai_fte")
    for key in OF_REGIONS:
        chart, stem, _ = files_of(key, database, selection)
        assert chart.headline == texts("sv")("regions.no_waves")
        assert not stem.endswith(texts("sv")("demo.file"))
    database.close()
