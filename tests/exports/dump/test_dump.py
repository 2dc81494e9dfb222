"""A whole wave as one zip: what is in it, that it is complete, and that it is always the same."""

import csv
import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from ailaget import geography
from ailaget.__main__ import main
from ailaget.codebook import codebook
from ailaget.exports.dump.archive import Dump, wave_dump
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace, workspace
from ailaget.ui.dump_link import SIZE_MB
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.rows import all_rows
from tests.exports.dump.conftest import END, WAVE

SurveyFile = Callable[..., Path]
CODES = {place.code for place in geography.municipalities()}
TABLES = (
    "kommuner",
    "svar_lang",
    "svar_bred",
    "indikatorer_lang",
    "indikatorer_bred",
    "indikatorer_grupper",
    "skyddade_fragor",
    "kodbok_fragor",
    "kodbok_variabler",
    "kodbok_svar",
    "kodbok_indikatorer",
    "kodbok_status",
)


def table(unpacked: Path, name: str) -> pd.DataFrame:
    return pq.read_table(unpacked / "parquet" / f"{name}_{END}.parquet").to_pandas()


def rows_of(unpacked: Path, folder: str, name: str) -> list[dict[str, str]]:
    text = (unpacked / folder / f"{name}_{END}.csv").read_text(encoding="utf-8-sig")
    delimiter = ";" if folder.endswith("komma") else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_all_that_was_promised_is_in_it(unpacked: Path) -> None:
    paths = {
        path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()
    }
    assert paths == {
        *(f"csv_decimalpunkt/{name}_{END}.csv" for name in TABLES),
        *(f"csv_decimalkomma/{name}_{END}.csv" for name in TABLES),
        *(f"parquet/{name}_{END}.parquet" for name in TABLES),
        f"karta/karta_{END}.gpkg",
        f"karta/kommuner_{END}.parquet",
        f"karta/lan_{END}.parquet",
        f"kodbok_{END}.json",
        "LASMIG.md",
        "README.md",
        "LICENS.txt",
        "SHA256SUMS",
        "csv-metadata.json",
        "datapackage.json",
    }


def test_its_name_says_wave_data_version_and_that_it_is_invented(
    dump: Dump, demo_database: Database
) -> None:
    version = demo_database.build.removesuffix(".duckdb")
    assert dump.name == f"ai-laget_matomgang_{WAVE}_{version}_pahittat.zip"


def test_every_file_has_its_sum(unpacked: Path) -> None:
    lines = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines)
    files = {p.relative_to(unpacked).as_posix(): p for p in unpacked.rglob("*") if p.is_file()}
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    for path, expected in sums.items():
        assert hashlib.sha256(files[path].read_bytes()).hexdigest() == expected, path


def test_the_same_data_version_gives_the_same_bytes_in_another_process_and_language(
    dump: Dump, demo_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "again.zip"
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    monkeypatch.setenv("AILAGET_LANG", "en")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    done = subprocess.run(
        [sys.executable, "-c", DUMP, WAVE, str(file)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert hashlib.sha256(file.read_bytes()).hexdigest() == dump.sum
    assert int(done.stdout.split()[-2]) < MOST_MEMORY_KB


DUMP = """
import sys
from pathlib import Path
from ailaget.__main__ import main

assert main(["dump", sys.argv[1], "--output", sys.argv[2]]) == 0
print(*(line for line in Path("/proc/self/status").open() if line.startswith("VmHWM")))
"""
"""Writes a dump and says the most memory it took. Usage of a child would count its parent's too."""

MOST_MEMORY_KB = 400_000
"""Of the whole command, what it imports included."""


def test_the_page_says_its_size(dump: Dump) -> None:
    assert round(len(dump.content) / 1e6) == SIZE_MB


@pytest.mark.parametrize("name", TABLES)
def test_the_three_forms_of_a_table_hold_the_same(unpacked: Path, name: str) -> None:
    typed = table(unpacked, name)
    assert len(typed)
    for folder, decimal in (("csv_decimalpunkt", "."), ("csv_decimalkomma", ",")):
        rows = rows_of(unpacked, folder, name)
        assert list(rows[0]) == list(typed.columns)
        for column in typed.columns:
            cells = [row[column] for row in rows]
            values = typed[column]
            assert [cell == "" for cell in cells] == list(values.isna()), column
            for cell, value in zip(cells, values, strict=True):
                if isinstance(value, str):
                    assert cell == value
                elif isinstance(value, bool):
                    assert cell == str(value).lower()
                elif cell:
                    assert float(cell.replace(decimal, ".")) == value
                    assert "e" not in cell.lower()


def test_every_municipality_is_there_once_with_its_code_as_text(unpacked: Path) -> None:
    for name in ("kommuner", "svar_bred", "indikatorer_bred"):
        codes = [row["kommunkod"] for row in rows_of(unpacked, "csv_decimalkomma", name)]
        assert len(codes) == 290
        assert set(codes) == CODES
    assert set(table(unpacked, "svar_lang")["kommunkod"]) == CODES


def test_long_and_wide_say_the_same(unpacked: Path) -> None:
    for name, key in (("svar", "variabel"), ("indikatorer", "indikator")):
        long, wide = table(unpacked, f"{name}_lang"), table(unpacked, f"{name}_bred")
        names = list(dict.fromkeys(long[key]))
        melted = wide.melt("kommunkod", names, var_name=key, value_name="varde")
        both = [
            rows.sort_values(["kommunkod", key]).reset_index(drop=True)
            for rows in (melted, long[["kommunkod", key, "varde"]])
        ]
        pd.testing.assert_frame_equal(*both, check_dtype=False)


def test_a_value_is_there_exactly_where_the_status_is_ok(unpacked: Path) -> None:
    for name in ("svar_lang", "indikatorer_lang"):
        rows = table(unpacked, name)
        assert (rows["varde"].notna() == (rows["status"] == "ok")).all()
    groups = table(unpacked, "indikatorer_grupper")
    assert (groups["varde"].isna() == (groups["status"] == "utan_varde")).all()
    assert (groups["n"] <= groups["av"]).all()
    assert ((groups["n"] < 5) == (groups["status"] != "ok")).all()


def test_an_option_that_was_not_chosen_is_zero_only_where_another_was(unpacked: Path) -> None:
    rows = table(unpacked, "svar_lang")
    options = rows[rows["variabel"].str.contains("__")]
    assert set(options["varde"].dropna()) == {0.0, 1.0}
    answered = options[options["status"] == "ok"].groupby(["kommunkod", "fraga"])["varde"].sum()
    assert answered.min() >= 1


def test_the_answers_are_those_of_the_database(unpacked: Path, demo_database: Database) -> None:
    answers = demo_database.query("wave_answers", wave=WAVE)
    wide = table(unpacked, "svar_bred")
    numbers = answers[answers["choice"].isna()].groupby("question")["value"].sum()
    for question, total in numbers.items():
        if not codebook().question(str(question)).is_multi:
            assert wide[question].sum() == pytest.approx(total), question
    chosen = answers[answers["choice"].notna()].groupby(["question", "choice"]).size()
    for (question, choice), count in chosen.items():
        assert wide[f"{question}__{choice}"].sum() == count


def test_a_county_s_figure_is_the_pages_own_with_its_n(
    unpacked: Path, demo_database: Database
) -> None:
    groups = table(unpacked, "indikatorer_grupper").query("indelning == 'lan'")
    for indicator in codebook().indicators.values():
        rows = all_rows(demo_database, WAVE, indicator.key)
        ranks = region_ranks(rows.assign(region=rows["county"]), indicator)
        mine = groups[groups["indikator"] == indicator.key].set_index("grupp")
        assert set(mine.index) == set(ranks)
        for code, rank in ranks.items():
            assert (mine["n"][code], mine["av"][code]) == (rank.n, rank.of)
            assert mine["varde"][code] == pytest.approx(rank.value)


def test_the_areas_hold_the_values_and_cover_the_country(unpacked: Path) -> None:
    wide, answers = table(unpacked, "indikatorer_bred"), table(unpacked, "svar_bred")
    map_file = unpacked / "karta" / f"karta_{END}.gpkg"
    package = gpd.read_file(map_file, layer="kommuner")
    parquet = gpd.read_parquet(unpacked / "karta" / f"kommuner_{END}.parquet")
    assert package.crs.to_epsg() == 3006
    assert parquet.crs.to_epsg() == 4326
    assert package.area.sum() / 1e6 == pytest.approx(436_795, rel=1e-3)
    for areas in (package, parquet):
        assert list(areas["kommunkod"]) == list(wide["kommunkod"])
        assert areas.geometry.is_valid.all()
        assert areas["maturity"].sum() == pytest.approx(wide["maturity"].sum())
        assert areas["fte_ai_total"].sum() == pytest.approx(answers["fte_ai_total"].sum())
    centres = parquet.geometry.representative_point()
    assert centres[parquet["kommun"] == "Kiruna"].y.iloc[0] > 66
    counties = gpd.read_file(map_file, layer="lan")
    assert len(counties) == 21
    assert counties["av"].sum() == 290
    assert counties["maturity_n"].sum() == wide["maturity"].notna().sum()


def test_a_geopackage_is_of_a_version_that_today_s_programs_know(unpacked: Path) -> None:
    with sqlite3.connect(unpacked / "karta" / f"karta_{END}.gpkg") as package:
        assert package.execute("pragma user_version").fetchone() == (10300,)


def test_the_codebook_explains_every_variable_status_and_indicator(unpacked: Path) -> None:
    rows, indicators = table(unpacked, "svar_lang"), table(unpacked, "indikatorer_lang")
    assert set(rows["variabel"]) == set(table(unpacked, "kodbok_variabler")["variabel"])
    assert set(indicators["indikator"]) == set(table(unpacked, "kodbok_indikatorer")["indikator"])
    known = set(table(unpacked, "kodbok_status")["status"])
    groups = table(unpacked, "indikatorer_grupper")
    assert known >= {*rows["status"], *indicators["status"], *groups["status"]}
    answers = table(unpacked, "kodbok_svar")
    words = set(zip(answers["fraga"], answers["svar"], strict=True))
    used = rows[rows["svar"].notna()]
    assert set(zip(used["fraga"], used["svar"], strict=True)) <= words
    tree = json.loads((unpacked / f"kodbok_{END}.json").read_text(encoding="utf-8"))
    assert [q["key"] for q in tree["questions"]] == list(table(unpacked, "kodbok_fragor")["fraga"])
    assert set(tree["statuses"]) == known


def test_both_readmes_name_every_table_and_say_that_it_is_invented(unpacked: Path) -> None:
    for name, invented in (("LASMIG.md", "Påhittade"), ("README.md", "Invented")):
        text = (unpacked / name).read_text(encoding="utf-8")
        assert invented in text
        assert not [each for each in TABLES if f"`{each}_{END}`" not in text]
        assert "{" not in text


def test_every_table_of_answers_says_in_each_row_where_it_is_from(unpacked: Path) -> None:
    for name in TABLES:
        if name.startswith("kodbok"):
            continue
        (source,) = set(table(unpacked, name)["kalla"])
        assert "Påhittade demonstrationsdata" in source
        assert "dataversion ailaget-" in source


def test_real_answers_are_not_called_invented_and_few_answers_are_said_first(
    single_workspace: Workspace,
) -> None:
    database = open_database(single_workspace)
    made = wave_dump(database, database.build, WAVE)
    database.close()
    assert "pahittat" not in made.name
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = archive.namelist()
        assert not [name for name in names if "pahittat" in name]
        contents = {name.rpartition("/")[2]: archive.read(name).decode() for name in names
                    if name.endswith((".csv", ".md", ".json", ".txt"))}  # fmt: skip
    assert not [name for name, text in contents.items() if "åhittade" in text]
    for text in (contents["LASMIG.md"], contents["datapackage.json"]):
        assert "3 av 290" in text
    groups = list(csv.DictReader(io.StringIO(contents[f"indikatorer_grupper_{WAVE}.csv"][1:])))
    assert {row["status"] for row in groups} == {"vilar_pa_fa", "utan_varde"}


def test_the_terms_are_the_licence_that_the_answers_come_under(
    single_workspace: Workspace, demo_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    database = open_database(single_workspace)
    asked, licensed, invented = (
        licence_of(each)
        for each, given in ((database, ""), (database, address), (demo_database, address))
        for _ in [monkeypatch.setenv("AILAGET_LICENCE", given)]
    )
    database.close()
    assert "Fråga den som sköter AI-läget" in asked
    assert address not in asked + invented
    assert licensed.count(address) == 2  # in each language
    assert "Fråga den som" not in licensed
    for terms in (asked, licensed, invented):
        assert "MIT License" in terms
        assert "SCB" in terms


def licence_of(database: Database) -> str:
    made = wave_dump(database, database.build, WAVE)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return archive.read(f"{Path(made.name).stem}/LICENS.txt").decode()


def test_a_low_response_is_said_first(empty_place: Workspace, survey_file: SurveyFile) -> None:
    rows = [{"kommunkod": code, "ai_heltid": 3} for code in sorted(CODES)[:20]]
    load(empty_place, survey_file(rows), publish=True)
    database = open_database(empty_place)
    made = wave_dump(database, database.build, WAVE)
    database.close()
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        folder = Path(made.name).stem
        readme = archive.read(f"{folder}/LASMIG.md").decode()
        package = json.loads(archive.read(f"{folder}/datapackage.json"))
    assert readme.splitlines()[2].startswith("Låg svarsandel: 20 av 290")
    assert package["description"].startswith("Låg svarsandel: 20 av 290")


def test_the_command_writes_it_under_its_own_name(
    single_workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    monkeypatch.chdir(tmp_path)
    assert main(["dump", WAVE]) == 0
    (file,) = tmp_path.glob("*.zip")
    assert file.name in capsys.readouterr().out
    assert zipfile.ZipFile(file).testzip() is None


def test_a_wave_that_readers_do_not_see_is_refused(
    empty_place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"kommunkod": "0114", "ai_heltid": 3}]
    load(empty_place, survey_file(rows))
    output = workspace().root / "draft.zip"
    assert main(["dump", WAVE, "--output", str(output)]) == 2
    load(empty_place, survey_file(rows, "enkat_2027-03.csv"), publish=True)
    assert main(["dump", WAVE, "--output", str(output)]) == 2
    assert "2027-03" in capsys.readouterr().err
    assert not output.exists()


def test_what_writes_areas_is_pinned_alike_for_the_pages_and_for_the_map_files() -> None:
    root = Path(__file__).parents[3]
    pins = [
        {line for line in (root / name).read_text("utf-8").splitlines() if "geopandas" in line}
        for name in ("requirements.txt", "requirements-geography.txt")
    ]
    assert pins[0] == pins[1]
