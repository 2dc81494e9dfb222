"""A whole wave in other programs: each reads it as it is, and all come to the same sums."""

import csv
import io
import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from csvw import CSVW
from frictionless import Package

from ailaget.exports.dump.archive import Dump
from tests.exports.conftest import Office
from tests.exports.dump.conftest import END, Program

TABLES = ("svar_bred", "indikatorer_bred")
Sums = Mapping[str, float]
"""The sum of each column of numbers that has any, and the rows and the first code."""

Read = Callable[[Path, str], pd.DataFrame]


def sums_of(rows: pd.DataFrame) -> dict[str, float]:
    assert len(rows) == 290
    assert rows["kommunkod"].iloc[0] == "0114"
    return {
        str(name): float(column.sum())
        for name, column in rows.items()
        if pd.api.types.is_numeric_dtype(column)
        and not pd.api.types.is_bool_dtype(column)
        and column.notna().any()
    }


def assert_same(rows: pd.DataFrame, expected: Sums) -> None:
    """Every column of numbers has its sum; a county's code may be a number too, as it is read."""
    sums = sums_of(rows)
    assert {key: sums[key] for key in expected} == pytest.approx(expected)


@pytest.fixture(scope="module")
def expected(unpacked: Path) -> dict[str, Sums]:
    """Return the sums as the types themselves have them."""
    tables = {
        name: pq.read_table(unpacked / "parquet" / f"{name}_{END}.parquet").to_pandas()
        for name in TABLES
    }
    sums = {name: sums_of(rows) for name, rows in tables.items()}
    assert len(sums["svar_bred"]) > 40
    assert len(sums["indikatorer_bred"]) > 10
    return sums


def path_of(unpacked: Path, folder: str, name: str) -> Path:
    ending = "parquet" if folder == "parquet" else "csv"
    return unpacked / folder / f"{name}_{END}.{ending}"


def by_pandas(unpacked: Path, name: str) -> pd.DataFrame:
    path = path_of(unpacked, "csv_decimalpunkt", name)
    return pd.read_csv(path, dtype={"kommunkod": str})


def by_pandas_with_commas(unpacked: Path, name: str) -> pd.DataFrame:
    path = path_of(unpacked, "csv_decimalkomma", name)
    return pd.read_csv(path, sep=";", decimal=",", dtype={"kommunkod": str})


def by_duckdb(unpacked: Path, name: str) -> pd.DataFrame:
    path = path_of(unpacked, "csv_decimalpunkt", name)
    types = "types = {'kommunkod': 'varchar'}"
    return duckdb.sql(f"select * from read_csv('{path}', {types})").df()


def by_duckdb_with_commas(unpacked: Path, name: str) -> pd.DataFrame:
    path = path_of(unpacked, "csv_decimalkomma", name)
    marks = "delim = ';', decimal_separator = ',', types = {'kommunkod': 'varchar'}"
    return duckdb.sql(f"select * from read_csv('{path}', {marks})").df()


def by_duckdb_from_parquet(unpacked: Path, name: str) -> pd.DataFrame:
    return duckdb.sql(f"select * from '{path_of(unpacked, 'parquet', name)}'").df()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "read",
    [
        by_pandas,
        by_pandas_with_commas,
        by_duckdb,
        by_duckdb_with_commas,
        by_duckdb_from_parquet,
    ],
    ids=lambda read: read.__name__,
)
def test_pandas_and_duckdb(
    unpacked: Path, expected: dict[str, Sums], name: str, read: Read
) -> None:
    assert_same(read(unpacked, name), expected[name])


READR = """
library(readr)
rows <- suppressMessages({call}("{path}", show_col_types = FALSE))
stopifnot(nrow(problems(rows)) == 0)
write_csv(rows, stdout(), na = "")
"""


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("call", "folder"), [("read_csv", "csv_decimalpunkt"), ("read_csv2", "csv_decimalkomma")]
)
def test_r(
    unpacked: Path,
    expected: dict[str, Sums],
    program: Program,
    name: str,
    call: str,
    folder: str,
) -> None:
    code = READR.format(call=call, path=path_of(unpacked, folder, name))
    assert_same(printed([program("Rscript"), "-e", code]), expected[name])


def printed(command: list[str]) -> pd.DataFrame:
    """Return the table that a program prints as CSV; it has nothing to warn of."""
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert done.stderr.decode() == ""
    return pd.read_csv(io.BytesIO(done.stdout), dtype={"kommunkod": str})


@pytest.mark.parametrize("name", TABLES)
def test_ogr_as_qgis_has_it(
    unpacked: Path, expected: dict[str, Sums], program: Program, name: str
) -> None:
    """One layer holds the figures and the answers; none is lost between the program's types."""
    package = str(unpacked / "karta" / f"karta_{END}.gpkg")
    command = [program("ogr2ogr"), "-f", "CSV", "/vsistdout/", package, "kommuner"]
    assert_same(printed(command), expected[name])


def test_ogr_knows_the_areas_and_where_they_are(unpacked: Path, program: Program) -> None:
    package = str(unpacked / "karta" / f"karta_{END}.gpkg")
    command = [program("ogrinfo"), "-so", package, "kommuner", "lan"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout.count("Geometry: Multi Polygon") == 2
    assert done.stdout.count('ID["EPSG",3006]') == 2
    assert "Feature Count: 290" in done.stdout
    assert "Feature Count: 21" in done.stdout


@pytest.mark.parametrize("name", TABLES)
def test_geoparquet(unpacked: Path, expected: dict[str, Sums], name: str) -> None:
    areas = gpd.read_parquet(unpacked / "karta" / f"kommuner_{END}.parquet")
    assert_same(areas, expected[name])


SWEDISH_EXCEL = "CSV:59,34,76,1,2/2,1053,false,true"
"""Semicolons, UTF-8, the code as text, Swedish numbers: what is chosen when text is fetched."""


def test_libreoffice(unpacked: Path, expected: dict[str, Sums], opened_by_office: Office) -> None:
    files = {
        f"{name}.csv": path_of(unpacked, "csv_decimalkomma", name).read_bytes() for name in TABLES
    }
    opened = opened_by_office(files, "xlsx", SWEDISH_EXCEL)
    for name in TABLES:
        sheet = openpyxl.load_workbook(io.BytesIO(opened[f"{name}.xlsx"])).worksheets[0]
        head, *rows = sheet.iter_rows(values_only=True)
        assert_same(pd.DataFrame(rows, columns=head), expected[name])


def test_the_w3c_s_metadata_is_found_to_be_of_these_columns(
    unpacked: Path, expected: dict[str, Sums]
) -> None:
    """A column that did not match its header would be read as a new one beside it."""
    for folder in ("csv_decimalpunkt", "csv_decimalkomma"):
        url = f"{folder}/indikatorer_bred_{END}.csv"
        tables = CSVW(str(unpacked / "csv-metadata.json")).tables
        (table,) = (each for each in tables if each.url.string == url)
        rows = pd.DataFrame(list(table.iterdicts(strict=True)))
        assert list(rows.columns) == [column.name for column in table.tableSchema.columns]
        numbers = rows.assign(**{k: pd.to_numeric(rows[k]) for k in expected["indikatorer_bred"]})
        assert_same(numbers, expected["indikatorer_bred"])


CHANGES = [
    ("vilar_pa_fa", "okänd", "constraint-error", "invalid lexical value for string"),
    ("ai_fte_per_100k,", "ett_annat,", "foreign-key", "not found in table"),
    (",lan,09,", ",lan,10,", "primary-key", "duplicate primary key"),
    (",1,1,vilar", ",ett,1,vilar", "type-error", "n: Invalid value"),
    ("Gotlands län", "", "constraint-error", "required column value is missing"),
]
"""What is changed in a table of groups, and what Frictionless and csvw find: as it is, nothing.

Else it would say nothing that they find the whole right, as the guide shows.
"""

CHANGED = ("indikatorer_grupper", "kodbok_indikatorer")
"""The table that is changed, and the one that its key leads to."""


@pytest.fixture
def apart(unpacked: Path, tmp_path: Path) -> Path:
    """Return a folder with these two tables alone, to be changed."""
    for name in CHANGED:
        path = path_of(unpacked, "csv_decimalpunkt", name)
        copy = tmp_path / path.relative_to(unpacked)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return tmp_path


def change(apart: Path, cell: str, instead: str) -> None:
    path = path_of(apart, "csv_decimalpunkt", CHANGED[0])
    text = path.read_bytes().decode()
    assert cell in text
    path.write_bytes(text.replace(cell, instead).encode())


@pytest.mark.parametrize(("cell", "instead", "fault", "_"), CHANGES)
def test_frictionless_finds_what_is_changed(
    unpacked: Path, apart: Path, cell: str, instead: str, fault: str, _: str
) -> None:
    package = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))
    kept = [each for each in package["resources"] if each["name"] in CHANGED]
    for resource in kept:
        del resource["bytes"], resource["hash"]
    described = Package.from_descriptor({"resources": kept}, basepath=str(apart))
    assert described.validate().valid
    change(apart, cell, instead)
    again = Package.from_descriptor({"resources": kept}, basepath=str(apart))
    assert {kind for (kind,) in again.validate().flatten(["type"])} == {fault}


@pytest.mark.parametrize(("cell", "instead", "_", "fault"), CHANGES)
def test_csvw_finds_what_is_changed(
    unpacked: Path, apart: Path, cell: str, instead: str, _: str, fault: str
) -> None:
    metadata = json.loads((unpacked / "csv-metadata.json").read_text(encoding="utf-8"))
    urls = [f"csv_decimalpunkt/{name}_{END}.csv" for name in CHANGED]
    metadata["tables"] = [each for each in metadata["tables"] if each["url"] in urls]
    file = apart / "csv-metadata.json"
    file.write_text(json.dumps(metadata), encoding="utf-8")
    assert CSVW(str(file), validate=True).is_valid
    change(apart, cell, instead)
    with pytest.raises(ValueError, match=fault):
        assert CSVW(str(file), validate=True).is_valid


def test_every_program_that_checks_a_zip_finds_it_whole(
    dump: Dump, program: Program, tmp_path: Path
) -> None:
    (tmp_path / dump.name).write_bytes(dump.content)
    subprocess.run([program("unzip"), "-q", dump.name], check=True, cwd=tmp_path)
    folder = tmp_path / Path(dump.name).stem
    sums = [program("sha256sum"), "--check", "--quiet", "SHA256SUMS"]
    subprocess.run(sums, check=True, cwd=folder)


def test_a_semicolon_inside_a_text_parts_no_column(unpacked: Path) -> None:
    for folder, delimiter in (("csv_decimalpunkt", ","), ("csv_decimalkomma", ";")):
        for path in (unpacked / folder).iterdir():
            with path.open(encoding="utf-8-sig", newline="") as lines:
                assert len({len(row) for row in csv.reader(lines, delimiter=delimiter)}) == 1
