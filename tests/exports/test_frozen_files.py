"""A frozen picture's files: of what was kept, with its day and version, whatever came later."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest

from ailaget.council.agenda import add_item
from ailaget.council.freezing import freeze_item, frozen_chart
from ailaget.council.meetings import MeetingFacts, create_meeting, meetings
from ailaget.exports.formats import FORMATS
from ailaget.exports.pictures import images
from ailaget.ingest.building import build
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.cache import forget
from ailaget.ui.permalinks import address_of
from ailaget.views.base.frozen import freeze, thaw
from ailaget.views.base.native import drawable
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS
from tests.served import get

BUILD = "ailaget-0123456789ab.duckdb"
SHOWN = {"map": "county=17", "region_ranking": "region=17"}


@pytest.fixture(scope="module")
def place(demo_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a folder without a published wave, where a meeting has frozen pictures of one."""
    found = Workspace(tmp_path_factory.mktemp("frozen") / "var")
    build(found, empty=True)
    create_meeting(found, MeetingFacts(date(2026, 11, 3), "video"))
    for key, query in SHOWN.items():
        item = add_item(found, 1, key, query)
        charts = {
            language: CHARTS[key](
                demo_database,
                Selection(
                    "2026-10",
                    True,
                    county=("17",) if key == "map" else (),
                    region="17",
                    language=language,
                    today="2026-11-03",
                ),
            )
            for language in LANGUAGES
        }
        freeze_item(found, item, charts, BUILD)
    add_item(found, 1, "movers", "")
    forget()
    yield found
    forget()


@pytest.fixture(autouse=True)
def served(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    monkeypatch.setattr(images, "take_picture", lambda *_: None)


def day_of(place: Workspace, item: int, language: str) -> str:
    frozen = meetings(place)[0].items[item - 1].frozen
    assert frozen is not None
    return texts(language).day(frozen.frozen_at.date())


@pytest.mark.parametrize("item", [1, 2])
@pytest.mark.parametrize("ending", FORMATS)
def test_a_frozen_picture_is_taken_away_in_each_format(item: int, ending: str) -> None:
    answer = get(f"/frozen/{item}.{ending}?lang=en")
    assert answer.status == 200
    assert answer.content
    name = answer.headers["content-disposition"]
    assert "_2026-10_invented_frozen-20" in name
    assert answer.headers["content-type"].split(";")[0] == FORMATS[ending].media_type.split(";")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_numbers_and_papers_are_those_that_were_kept(place: Workspace, language: str) -> None:
    chart, t = frozen_chart(place, 1, language), texts(language)
    assert chart is not None
    book = openpyxl.load_workbook(io.BytesIO(get(f"/frozen/1.xlsx?lang={language}").content))
    rows = list(book[t("xlsx.data")].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == list(chart.table.codes)
    assert [row[1] for row in rows] == [row[0] for row in chart.table.rows]
    pairs = book[t("xlsx.metadata")].iter_rows(min_row=3, max_col=2, values_only=True)
    said = {str(label): str(value) for label, value in pairs}
    assert said[t("metadata.build")] == BUILD.removesuffix(".duckdb")
    assert said[t("metadata.frozen")] == day_of(place, 1, language)
    assert said[t("metadata.wave")] == t.wave("2026-10")
    assert said[t("metadata.demo")] == t("demo.banner")
    address = str(address_of(said[t("metadata.permalink")].rpartition("/")[2]))
    assert address.startswith("mote?") and "item=1" in address


def test_the_day_stands_in_the_picture_and_in_every_series_the_mark(place: Workspace) -> None:
    assert day_of(place, 2, "sv") in get("/frozen/2.svg").content.decode()
    head, *_ = csv.reader(
        io.StringIO(get("/frozen/2.components.csv").content.decode()), delimiter=";"
    )
    assert all(texts("sv")("metadata.invented") in label for label in head[1:])


@pytest.mark.parametrize("file", ["3.csv", "9.csv", "x.csv", "1.exe", "1", "../1.csv"])
def test_what_is_not_frozen_or_not_there_is_not_found(file: str) -> None:
    assert get(f"/frozen/{file}").status == 404


def test_an_older_chart_without_a_column_that_is_drawn_today_is_a_table(place: Workspace) -> None:
    chart = frozen_chart(place, 2, "sv")
    assert chart is not None and drawable(chart) is not None
    older = json.loads(freeze(chart))
    del older["native"]
    for column in older["table"]["columns"]:
        column["key"] = f"old_{column['key']}"
    assert thaw(json.dumps(older)).native is None
