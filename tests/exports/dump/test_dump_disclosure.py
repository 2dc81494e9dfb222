"""What a whole wave tells of protected answers: what pages tell, to the number, and no more.

A reader lays files, waves and data versions side by side. What follows from the counts of protected
questions is audited where they are decided; here it is held that a dump has no other source.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.disclosure.facts import COUNTRY
from ailaget.exports.dump.archive import wave_dump
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace, workspace
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.region.protected import shown_counts
from tests.conftest import copied, write_csv
from tests.disclosure.attack import NONE, Told, forced

SurveyFile = Callable[..., Path]
WAVES = ("2024-10", "2025-10", "2026-10")
PROTECTED = [q.key for q in codebook().questions.values() if not q.is_open]
OPEN = ("ai_heltid", "ai_strategi", "ai_ansvarig", "uc_pilot")
REAL = "2027-03"

Files = Mapping[str, bytes]


def files_of(database: Database, wave: str) -> Files:
    """Return the files of a dump by the name of what they hold."""
    made = wave_dump(database, database.build, wave)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def rows_of(files: Files, table: str) -> list[dict[str, str]]:
    (path,) = (path for path in files if path.startswith(f"csv_decimalpunkt/{table}_2"))
    return list(csv.DictReader(io.StringIO(files[path].decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def dumps(demo_database: Database) -> dict[str, Files]:
    return {wave: files_of(demo_database, wave) for wave in WAVES}


@pytest.mark.parametrize("wave", WAVES)
def test_no_row_of_a_municipality_tells_of_a_protected_answer(
    dumps: dict[str, Files], wave: str
) -> None:
    """Not even whether it was answered: all that responded have the same mark."""
    for row in rows_of(dumps[wave], "svar_lang"):
        if row["fraga"] in PROTECTED:
            assert row["varde"] == row["svar"] == ""
            assert row["status"] in {"skyddad", "bortfall"}
    responded = {row["kommunkod"]: row["har_svarat"] for row in rows_of(dumps[wave], "kommuner")}
    for row in rows_of(dumps[wave], "svar_bred"):
        marks = {row[f"{question}_status"] for question in PROTECTED}
        assert marks == {"skyddad" if responded[row["kommunkod"]] == "true" else "bortfall"}
        values = [row[c] for c in row if c.split("__")[0] in PROTECTED]
        assert values
        assert not any(values)


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("question", PROTECTED)
def test_the_counts_are_those_that_the_pages_show(
    dumps: dict[str, Files], demo_database: Database, wave: str, question: str
) -> None:
    shown = {
        (region or "riket", answer): (n, count.answering, count.responded)
        for region, count in shown_counts(demo_database, wave, question).items()
        for answer, n in count.answers.items()
    }
    rows = [r for r in rows_of(dumps[wave], "skyddade_fragor") if r["fraga"] == question]
    numbers = ("antal", "svarat_fraga", "svarat_enkat")
    told = {
        (row["grupp"], row["svar"]): tuple(int(row[number]) for number in numbers)
        for row in rows
        if row["status"] == "ok"
    }
    assert told == shown
    hidden = [row for row in rows if row["status"] != "ok"]
    assert {row["status"] for row in hidden} <= {"skyddad"}
    assert not any(row[number] for row in hidden for number in (*numbers, "galler_fran"))


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("question", PROTECTED)
def test_all_counts_of_a_dump_together_force_no_answer(
    dumps: dict[str, Files], demo_database: Database, wave: str, question: str
) -> None:
    asked = codebook().question(question)
    places = demo_database.query("municipalities", wave=wave, **NO_FILTER)
    told = list(told_by(dumps[wave], question))
    assert told
    assert forced(told, places, asked) == []


def told_by(files: Files, question: str) -> Iterator[Told]:
    """Yield what the table of protected counts tells, as a reader would note it."""
    asked = codebook().question(question)
    rest = frozenset({"rest"}) if asked.is_multi else frozenset(asked.answer_keys[1:])
    responded = [row for row in rows_of(files, "kommuner") if row["har_svarat"] == "true"]
    for row in rows_of(files, "skyddade_fragor"):
        if row["fraga"] != question or row["status"] != "ok":
            continue
        region = COUNTRY if row["grupp"] == "riket" else row["grupp"]
        among = frozenset(
            each["kommunkod"] for each in responded if each["skr_grupp"].startswith(region)
        )
        answers = rest if row["svar"] == "above_lowest" else frozenset({row["svar"]})
        yield Told(among, answers, int(row["antal"]))
        silent = int(row["svarat_enkat"]) - int(row["svarat_fraga"])
        yield Told(among, frozenset({NONE}), silent)


def answers(codes: list[str], *protected: int) -> list[dict[str, object]]:
    """Return open answers that are all alike, and protected ones in turn."""
    return [
        {
            "kommunkod": code,
            **dict.fromkeys(OPEN, 0),
            "riskklassning": protected[place % len(protected)],
        }
        for place, code in enumerate(codes)
    ]


@pytest.fixture(scope="module")
def published_once(own_empty_place: Workspace) -> Workspace:
    place, folder = own_empty_place, own_empty_place.root.parent
    first = answers(of("C7")[:20] + of("B4")[:20], 0, 1, 0, 2, 3)
    load(place, write_csv(folder / f"a_{REAL}.csv", first))
    load(place, write_csv(folder / f"a2_{REAL}.csv", answers(of("B4")[20:21], 1)), publish=True)
    return place


@pytest.fixture
def published(published_once: Workspace) -> Workspace:
    """Return a folder of the test's own where two files are published."""
    return copied(published_once, workspace().root)


def of(group: str) -> list[str]:
    return [p.code for p in geography.municipalities() if p.skr_group_2023 == group]


def dumped(place: Workspace) -> Files:
    database = open_database(place)
    files = files_of(database, REAL)
    version = Path(database.build).stem.encode()
    database.close()
    unnamed = {path: content.replace(version, b"-") for path, content in files.items()}
    # Bytes that are packed or sums of others: what they hold is in the tables too.
    packed = (".parquet", ".gpkg", "SHA256SUMS", "datapackage.json")
    return {path: text for path, text in unnamed.items() if not path.endswith(packed)}


def test_two_data_versions_side_by_side_show_no_changed_answer(
    published: Workspace, survey_file: SurveyFile
) -> None:
    before = dumped(published)
    load(published, survey_file(answers(of("C7")[:1], 3), f"b_{REAL}.csv"), publish=True)
    after = dumped(published)
    assert before.keys() == after.keys()
    differing = [path for path in before if before[path] != after[path]]
    # Of the counts alone it is told since when they stand, as on the pages.
    names = {path.rpartition("/")[2] for path in differing}
    assert names <= {f"skyddade_fragor_{REAL}.csv"}
    counts = [
        [{**row, "galler_fran": ""} for row in rows_of(files, "skyddade_fragor")]
        for files in (before, after)
    ]
    assert counts[0] == counts[1]
    assert any(row["antal"] for row in counts[0])


def test_a_late_answer_does_not_show_in_the_difference(
    published: Workspace, survey_file: SurveyFile
) -> None:
    before = rows_of(dumped(published), "skyddade_fragor")
    load(published, survey_file(answers(of("C7")[20:21], 3), f"b_{REAL}.csv"), publish=True)
    after = rows_of(dumped(published), "skyddade_fragor")
    numbers = ("fraga", "grupp", "svar", "antal", "svarat_fraga", "svarat_enkat", "status")
    assert [[row[n] for n in numbers] for row in before] == [
        [row[n] for n in numbers] for row in after
    ]


def test_what_waits_for_review_is_not_in_it(published: Workspace, survey_file: SurveyFile) -> None:
    before = dumped(published)
    waiting = [{**each, "ai_heltid": 3} for each in answers(of("C7")[:3], 3)]
    load(published, survey_file(waiting, f"b_{REAL}.csv"))
    assert dumped(published) == before


def test_nothing_of_the_files_that_were_received_is_told(published: Workspace) -> None:
    texts = b"".join(dumped(published).values())
    for name in (f"a_{REAL}.csv", f"a2_{REAL}.csv"):
        assert name.encode() not in texts
    sums = [entry.sha256 for entry in published.state().received]
    assert not [each for each in sums if each.encode() in texts]
