"""What leaves the house as CSV: fixed columns, Swedish Excel's habits, no formulas."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.exports.text.csv_cells import cell_text
from ailaget.exports.text.indicator_csv import indicator_csv
from ailaget.ingest.building import build
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace, workspace
from ailaget.views.base.formulas import safe_text
from ailaget.views.base.selection import Selection

HEADER = "kommunkod;kommun;lan;skr_grupp;matomgang;indikator;varde;enhet;status;kalla"
BOM = b"\xef\xbb\xbf"
STATUSES = {"ok", "vet_ej", "ej_aktuellt", "ej_besvarad", "bortfall", "skyddad"}


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture(scope="module")
def exported(demo_workspace: Workspace) -> bytes:
    database = open_database(demo_workspace)
    data = indicator_csv(database, Selection("2026-10", True, indicator="ai_fte_per_100k"))
    database.close()
    return data


def test_it_opens_right_in_swedish_excel(exported: bytes) -> None:
    assert exported.startswith(BOM)
    assert exported.count(BOM) == 1
    lines = exported.decode("utf-8-sig").split("\r\n")
    assert lines[0] == HEADER
    assert lines[-1] == ""
    assert b"\n" not in exported.replace(b"\r\n", b"")


def test_there_is_one_row_for_each_municipality(exported: bytes) -> None:
    rows = read(exported)
    codes = [row["kommunkod"] for row in rows]
    assert len(set(codes)) == len(codes) == 290
    assert codes == sorted(codes)
    assert codes[0] == "0114"
    assert {row["matomgang"] for row in rows} == {"2026-10"}


def test_a_value_is_there_exactly_where_the_status_is_ok(exported: bytes) -> None:
    rows = read(exported)
    assert {row["status"] for row in rows} <= STATUSES
    assert {"ok", "bortfall"} <= {row["status"] for row in rows}
    assert all((row["status"] == "ok") == bool(row["varde"]) for row in rows)


def test_values_have_a_decimal_comma_and_are_not_rounded(
    exported: bytes, demo_workspace: Workspace
) -> None:
    database = open_database(demo_workspace)
    stored = database.query("indicator_export", wave="2026-10", indicator="ai_fte_per_100k")
    database.close()
    expected = stored.set_index("municipality")["value"].dropna().to_dict()
    found = {row["kommunkod"]: row["varde"] for row in read(exported) if row["varde"]}
    assert all("." not in text and "e" not in text for text in found.values())
    assert {code: float(text.replace(",", ".")) for code, text in found.items()} == expected


def test_every_row_says_where_it_comes_from_and_that_it_is_invented(exported: bytes) -> None:
    assert all("påhittade demonstrationsdata" in row["kalla"] for row in read(exported))


def test_real_data_is_not_marked_as_invented(single_workspace: Workspace) -> None:
    database = open_database(single_workspace)
    rows = read(indicator_csv(database, Selection("2026-10", False, indicator="ai_fte")))
    database.close()
    assert all("demonstrationsdata" not in row["kalla"] for row in rows)
    status = {row["kommunkod"]: (row["status"], row["varde"]) for row in rows}
    assert status["0114"] == ("ok", "1,5")
    assert status["1781"] == ("ok", "0,0")
    assert status["2026"] == ("vet_ej", "")
    assert status["0180"] == ("bortfall", "")


def test_the_command_writes_the_newest_published_wave(
    survey_file: Callable[..., Path], tmp_path: Path
) -> None:
    build(workspace(), empty=True)
    for wave in ("2025-10", "2026-10"):
        rows = [{"Kommun": "Mora", "fte_ai_total": int(wave[:4])}]
        assert (
            main(["load", str(survey_file([{**rows[0], "fte_ai_total": 5}], f"{wave}.csv"))]) == 0
        )
    assert main(["publish", "2025-10"]) == 0
    target = tmp_path / "ut.csv"
    arguments = ["export", "ai_fte", "--format", "csv", "--output", str(target)]
    assert main(arguments) == 0
    assert {row["matomgang"] for row in read(target.read_bytes())} == {"2025-10"}
    assert main([*arguments, "--wave", "2026-10"]) == 2


@pytest.mark.parametrize("text", ["=1+1", "+46", "-Mora", "@cmd", "\t=1", "\r=1", "\n=1"])
def test_a_text_that_a_spreadsheet_would_run_is_escaped(text: str) -> None:
    assert safe_text(text) == f"'{text}"
    assert cell_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Mora", "'x", "", " =1", "5-7", "a@b.se"])
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("number", "text"), [(-1.5, "-1,5"), (0, "0"), (1234567.25, "1234567,25"), (None, "")]
)
def test_numbers_are_never_escaped(number: float | None, text: str) -> None:
    assert cell_text(number) == text


def test_very_small_and_large_numbers_are_written_out() -> None:
    assert cell_text(0.00001234) == "0,00001234"
    assert cell_text(1e20).startswith("100000000000000000000")


def test_nothing_is_exported_from_a_database_without_waves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(workspace(), empty=True)
    target = tmp_path / "ut.csv"
    assert main(["export", "maturity", "--format", "csv", "--output", str(target)]) == 2
    assert not target.exists()
    assert capsys.readouterr().err
