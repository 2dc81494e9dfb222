"""From a municipality's number back to file, line, cell and day."""

from collections.abc import Iterator

import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.municipality.provenance import provenance_view

WAVE = "2026-10"


@pytest.fixture(scope="module")
def single(single_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(single_workspace)
    yield opened
    opened.close()


def chosen(code: str, language: str = "sv", wave: str = WAVE) -> Selection:
    return Selection(wave, is_demo=False, municipality=code, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back_names_file_line_and_day(single: Database, language: str) -> None:
    found = provenance_view(single, chosen("1781", language))
    assert found is not None
    (row,) = found.files.rows
    assert row[1] == "enkat_2026-10.csv"
    assert row[2] == texts(language)("provenance.line", line="3")
    assert "enkat_2026-10.csv" in found.sentence and str(row[3]) in found.sentence
    assert len(str(row[5])) == 12


def test_every_open_answer_has_its_cell_and_the_figures_that_it_is_part_of(
    single: Database,
) -> None:
    found = provenance_view(single, chosen("1781"))
    assert found is not None
    cells = {row[0]: row[1:] for row in found.answers.rows}
    book = codebook()
    cell, used = cells[book.question("ai_strategi").wording["sv"]]
    assert cell == "D3"
    strategy, maturity = (book.indicator(k).label["sv"] for k in ("maturity_strategy", "maturity"))
    assert used == f"{strategy}, {maturity}"


def test_a_protected_answer_is_not_pointed_out(single: Database) -> None:
    found = provenance_view(single, chosen("2026"))
    assert found is not None
    assert codebook().question("dpia").wording["sv"] not in {row[0] for row in found.answers.rows}


def test_who_never_answered_has_nothing_to_go_back_to(single: Database) -> None:
    assert provenance_view(single, chosen("0180")) is None


def test_a_wave_without_answers_is_said(demo_workspace: Workspace) -> None:
    database = open_database(demo_workspace)
    rows = database.query("provenance", municipality="0114")
    waves = {"2024-10", "2025-10", "2026-10"}
    codes = [
        p
        for p in ("0114", "0115", "0117", "0120", "0123", "0125", "0126", "0127")
        if 0 < len(database.query("provenance", municipality=p)) < len(waves)
    ]
    code = codes[0]
    rows = database.query("provenance", municipality=code)
    (silent, *_) = sorted(waves - set(rows["wave"]))
    found = provenance_view(database, chosen(code, wave=silent))
    database.close()
    t = texts("sv")
    assert found is not None
    assert found.sentence == t("provenance.no_answers", wave=t.wave(silent))
    assert list(found.answers.rows) == []
