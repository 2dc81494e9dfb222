"""What must not get out, on every way out at once: protected answers, hidden groups, formulas.

In two working folders two municipalities have changed places in answers that readers may not see.
What both are counted in is the same; every file made from one folder must then be the very file
made from the other, whatever part of it one looks in.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from docx import Document

from ailaget.council.agenda import add_item
from ailaget.council.freezing import freeze_item
from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.minutes import Minutes, MinutesPicture, Paragraph
from ailaget.council.minutes_docx import minutes_docx
from ailaget.council.minutes_html import minutes_html
from ailaget.council.notes import save_note
from ailaget.council.outcomes import Tie, decide
from ailaget.council.records_export import records_json
from ailaget.council.snapshots import keep_snapshot, take_snapshot
from ailaget.exports.formats import FORMATS
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.pictures import images
from ailaget.exports.pictures.drawn import drawing
from ailaget.exports.pictures.drawn.drawing import draw
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.pages import report_html
from ailaget.exports.report.slides import report_pptx
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.store.database import (
    Database,
    current_build,
    open_database,
    query_names,
    query_parameters,
)
from ailaget.store.reports import ReportItem, change_report, new_report, with_item
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui import downloads
from ailaget.ui.meeting import frozen_file
from ailaget.views.base.formulas import DANGEROUS
from ailaget.views.base.frozen import freeze
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES, CHARTS
from tests.conftest import write_csv
from tests.exports.conftest import PLANTED, Made, Office
from tests.served import get

SHOWN = "municipality=0980&region=09&question="
HIDDEN = ("hogrisk_antal", "traningsdata", "skyddsvarda_rutin", "dpia", "riskklassning")
"""The protected questions: nothing of a municipality may depend on them."""

VIEWS = [
    ("municipality_answers", "municipality=0980"),
    *(("region_answers", f"region=09&question={key}") for key in HIDDEN[:3]),
]
"""Where a reader would look for the answers of Gotland, the one municipality of its county."""


CODES = (
    "0980",
    "1480",
    "1715",
    "1730",
    "1737",
    "1760",
    "1761",
    "1762",
    "1763",
    "1764",
    "2026",
    "0180",
    "0380",
    "0580",
    "0680",
    "1280",
    "1880",
    "1980",
)


def survey(one: str, other: str) -> list[dict[str, object]]:
    """Return answers of which those of `one` and `other` to what nobody may see stand out."""
    risk, trained_on = {one: 3, other: 77}, {one: "Sekretessuppgifter", other: "Personuppgifter"}
    scales = {key: {one: 0, other: 3} for key in HIDDEN[2:]}
    return [
        {
            "kommunkod": code,
            "fte_ai_total": place,
            "ai_strategi": place % 3,
            "hogrisk_antal": risk.get(code, place),
            "traningsdata": trained_on.get(code, "Öppna data"),
            "ai_register": place % 4,
            **{key: codes.get(code, 1) for key, codes in scales.items()},
        }
        for place, code in enumerate(CODES)
    ]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Workspace]:
    """Return two folders where Gotland and Göteborg have changed places in protected answers."""
    made = []
    for name, rows in (("a", survey("0980", "1480")), ("b", survey("1480", "0980"))):
        folder = tmp_path_factory.mktemp(name)
        place = Workspace(folder / "var")
        build(place, empty=True)
        found = load(place, write_csv(folder / "enkat_2026-10.csv", rows), publish=True)
        assert found.exit_code == 0
        made.append(place)
    return made[0], made[1]


@pytest.fixture(scope="module")
def databases(twins: tuple[Workspace, Workspace]) -> Iterator[tuple[Database, Database]]:
    """Return the databases of both folders, opened once."""
    both = open_database(twins[0]), open_database(twins[1])
    yield both
    for database in both:
        database.close()


@pytest.fixture(scope="module")
def draw_once() -> Callable[..., bytes]:
    """Draw a figure, the same one once: what differs between the folders differs in the figure."""
    pictures: dict[tuple[str, str, float], bytes] = {}

    def picture(figure: dict[str, Any], kind: str, scale: float) -> bytes:
        key = json.dumps(figure, sort_keys=True), kind, scale
        if key not in pictures:
            pictures[key] = draw(figure, kind, scale)
        return pictures[key]

    return picture


@pytest.fixture
def same(
    twins: tuple[Workspace, Workspace],
    draw_once: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Callable[[Workspace], bytes]], bytes]]:
    """Make a file in both folders, hold them against each other, and return it."""
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    monkeypatch.setattr(drawing, "draw", draw_once)
    # A picture has its data version drawn: the same for both, or every point would differ.
    undated = partial(replace, build="BUILD")
    for way in (downloads, frozen_file):
        monkeypatch.setattr(way, "export_metadata", lambda *given: undated(export_metadata(*given)))

    def check(make: Callable[[Workspace], bytes]) -> bytes:
        files = []
        for place in twins:
            monkeypatch.setenv("AILAGET_VAR", str(place.root))
            files.append(make(place))
        one, other = (parts(file, place) for file, place in zip(files, twins, strict=True))
        assert one == other
        return files[0]

    yield check


def parts(file: bytes, place: Workspace) -> dict[str, bytes]:
    """Return what a file holds, with all that is inside it, but for the data version and hours."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            return {
                f"{name}/{inner}": content
                for name in packed.namelist()
                for inner, content in parts(packed.read(name), place).items()
            }
    version = str(current_build(place)).removesuffix(".duckdb").encode()
    plain = file.replace(version, b"BUILD")
    return {"": re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?", b"HOUR", plain)}


def fetched(address: str) -> Callable[[Workspace], bytes]:
    def make(_: Workspace) -> bytes:
        answer = get(address)
        assert answer.status == 200
        return answer.content

    return make


def test_the_twins_do_hold_different_answers(twins: tuple[Workspace, Workspace]) -> None:
    """Else the tests below could not fail."""
    held = []
    for place in twins:
        with duckdb.connect(place.databases / str(current_build(place)), read_only=True) as file:
            wanted = "select value from answer where municipality = '0980' and question = ?"
            held.append(file.execute(wanted, [HIDDEN[0]]).fetchall())
    assert held == [[(3.0,)], [(77.0,)]]


@pytest.mark.parametrize(
    ("key", "question"),
    [
        (key, question)
        for key, entry in CHART_ENTRIES.items()
        for question in (HIDDEN if "question" in entry.about else HIDDEN[:1])
    ],
)
def test_no_chart_depends_on_what_is_hidden(
    databases: tuple[Database, Database], key: str, question: str
) -> None:
    chosen = Selection("2026-10", False, municipality="0980", region="09", question=question)
    one, other = (freeze(CHARTS[key](database, chosen)) for database in databases)
    assert one == other


def test_no_query_depends_on_what_is_hidden(databases: tuple[Database, Database]) -> None:
    lists = {key: list[str]() for key in ("counties", "skr_groups", "size_classes")}
    for name in query_names():
        parameters, asked = query_parameters(name), []
        for question, indicator in product(HIDDEN, ("maturity", "maturity_ethics")):
            values = {
                "wave": "2026-10",
                "question": question,
                "municipality": "0980",
                "indicator": indicator,
                "figure": "population",
                "area_set": "regions",
                "figures": ["population"],
                **lists,
            }
            chosen = {key: values[key] for key in parameters}
            if chosen in asked:  # a query that names neither question nor indicator
                continue
            asked.append(chosen)
            answers = []
            for database in databases:
                rows = database.query(name, **chosen)
                undated = ("as_of", "received", "sha256")
                answers.append(rows.drop(columns=[c for c in undated if c in rows]))
            pd.testing.assert_frame_equal(*answers)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(("key", "query"), VIEWS)
def test_no_format_lets_a_hidden_answer_out(same, key: str, query: str, ending: str) -> None:
    same(fetched(f"/export/{key}.{ending}?{query}"))


@pytest.mark.parametrize("ending", ["html", "pptx"])
@pytest.mark.parametrize("kind", ["municipality", "county", "country", "own"])
def test_no_report_lets_a_hidden_answer_out(same, kind: str, ending: str) -> None:
    def make(place: Workspace) -> bytes:
        key = ""
        if kind == "own":
            key = new_report(place)
            for chart, query in VIEWS:
                change_report(
                    place, key, lambda old, c=chart, q=query: with_item(old, ReportItem(c, q))
                )
        file = fetched(f"/report/{kind}.{ending}?{SHOWN}{HIDDEN[0]}&report={key}")(place)
        return file.replace(key.encode(), b"") if key and ending == "html" else file

    same(make)


@pytest.fixture(scope="module")
def held(twins: tuple[Workspace, Workspace]) -> None:
    """Hold a meeting in both folders that looks at the hidden, and freezes it."""
    for place in twins:
        meeting = create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
        database = open_database(place)
        for key, query in VIEWS:
            item = add_item(place, meeting, key, query)
            question = query.rpartition("=")[2] if "question" in query else HIDDEN[0]
            chosen = Selection(
                "2026-10",
                False,
                municipality="0980",
                region="09",
                question=question,
                today="2026-11-03",
            )
            charts = {
                one: CHARTS[key](database, replace(chosen, language=one)) for one in LANGUAGES
            }
            freeze_item(place, item, charts, database.build)
        keep_snapshot(place, meeting, take_snapshot(database, "2026-10", [], build=database.build))
        database.close()


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_no_minutes_let_a_hidden_answer_out(same, held: None, ending: str) -> None:
    same(fetched(f"/minutes/1.{ending}"))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("item", range(1, len(VIEWS) + 1))
def test_no_file_of_a_frozen_picture_lets_a_hidden_answer_out(
    same, held: None, item: int, ending: str
) -> None:
    same(fetched(f"/frozen/{item}.{ending}"))


def test_no_records_or_frozen_pictures_hold_a_hidden_answer(same, held: None) -> None:
    file = same(lambda place: records_json(place).encode())
    assert len(json.loads(file)["frozen_figure"]) == len(VIEWS)


@pytest.fixture
def planted_minutes(planted: tuple[Chart, ExportMetadata]) -> Minutes:
    """Return minutes of nothing but what was planted."""
    chart, _ = planted
    picture = MinutesPicture(1, PLANTED[7], PLANTED[1], chart)
    paragraph = Paragraph(PLANTED[5], ("\n\n".join(PLANTED),), ((PLANTED[3], PLANTED),))
    facts = tuple((f"Rad {place}", text) for place, text in enumerate(PLANTED))
    return Minutes(PLANTED[0], facts, (paragraph,), (picture,), PLANTED, texts("sv"))


def test_planted_texts_in_minutes_stay_texts(planted_minutes: Minutes) -> None:
    file = minutes_docx(planted_minutes)
    document = Document(io.BytesIO(file))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in PLANTED if text.replace("\x0b", "") not in said] == []
    # A field is how Word computes something; a link or a macro how it goes somewhere.
    content = b"".join(parts(file, Workspace(Path("x"))).values())
    for way in (b"instrText", b"<w:hyperlink", b"vbaProject", b"oleObject"):
        assert way not in content
    fields = content.count(b"<w:fldSimple")
    assert fields and content.count(b'<w:fldSimple w:instr="PAGE">') == fields
    page = minutes_html(planted_minutes).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.usefixtures("pictured_once")
def test_planted_texts_in_a_report_stay_texts(planted: tuple[Chart, ExportMetadata]) -> None:
    pages = tuple(Page(*planted, heading=text, text=text) for text in PLANTED)
    report = Contents(PLANTED[0], "sv", "x", pages, sentences=PLANTED)
    assert "<script" not in report_html(report).decode()
    slides = parts(report_pptx(report), Workspace(Path("x")))
    # The workbooks of native charts are workbooks: nothing in them may be a formula.
    sheets = [content for name, content in slides.items() if "sheet" in name]
    assert sheets
    assert [content for content in sheets if b"<f>" in content] == []


def test_planted_texts_in_records_are_kept_as_written(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    meeting = create_meeting(place, MeetingFacts(date(2026, 11, 3), "other", PLANTED[0]))
    for text in PLANTED:
        decide(place, Tie(meeting), text)
    save_note(place, meeting, None, PLANTED[5], 0)
    records = json.loads(records_json(place))
    assert [one["text"] for one in records["decision"]] == [text.strip() for text in PLANTED]
    assert records["meeting"][0]["place_words"].startswith(DANGEROUS)


def test_libreoffice_opens_the_minutes(
    made: Made, planted_minutes: Minutes, opened_by_office: Office
) -> None:
    chart, metadata = made("movers")
    picture = images.picture(chart, metadata, "png", 1)
    shown = MinutesPicture(1, "Karta över läget", "Fryst.", chart, picture)
    paragraphs = (Paragraph("Karta över läget", ("En anteckning",)),)
    files = {}
    for language in LANGUAGES:
        t = texts(language)
        minutes = Minutes(
            "Protokoll 3 november", (("Plats", "Stockholm"),), paragraphs, (shown,), ("Ordf.",), t
        )
        files[f"minutes_{language}.docx"] = minutes_docx(minutes)
        files[f"planted_{language}.docx"] = minutes_docx(replace(planted_minutes, t=t))
    printed = opened_by_office(files, "pdf")
    assert sorted(printed) == sorted(name.replace(".docx", ".pdf") for name in files)
    assert all(content.startswith(b"%PDF") for content in printed.values())
    written = opened_by_office(files, "txt:Text (encoded):UTF8")
    for language in LANGUAGES:
        text = written[f"minutes_{language}.txt"].decode("utf-8-sig")
        for words in (
            "Protokoll 3 november",
            "Stockholm",
            "§\N{NO-BREAK SPACE}1 Karta över läget",
            chart.headline,
            "En anteckning",
        ):
            assert words in text, language
