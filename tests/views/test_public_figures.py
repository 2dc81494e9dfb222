"""Published figures beside the survey's own: counted anew from the file, and never mixed."""

from pathlib import Path

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES
from ailaget.views.base.selection import Selection
from ailaget.views.method.public_figures import (
    COUNTS,
    public_figures,
    public_sentences,
    public_table,
)
from ailaget.views.report.ready import opening

FILE = Path(__file__).parents[2] / "data" / "surveys" / "demo_2026-10.csv"


def choose(language: str = "sv") -> Selection:
    return Selection("2026-10", is_demo=True, language=language, today="2026-11-28")


def answers() -> pd.DataFrame:
    rows = pd.read_csv(FILE, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return rows.rename(columns={q.wording["sv"]: k for k, q in codebook().questions.items()})


def test_the_survey_is_counted_as_in_its_file(demo: Database) -> None:
    rows = answers()
    cases = rows[["uc_ide", "uc_pilot", "uc_bred"]].apply(pd.to_numeric, errors="coerce").dropna()
    told = rows[rows["uc_omraden"].str.len().gt(0) & rows["uc_omraden"].ne("Vet ej")]
    in_care = told["uc_omraden"].str.contains("Socialtjänst|Äldreomsorg")
    figures = {each.id: (each.own, each.n) for each in public_figures(demo, choose())}
    assert figures["SE01"] == ((cases.sum(axis=1) > 0).sum(), len(cases))
    assert figures["SE03"] == (cases.to_numpy().sum(), len(cases))
    assert figures["SE04"][0] == in_care.sum()
    assert figures["SE05"][0] <= figures["SE05"][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_its_source_and_what_differs(demo: Database, language: str) -> None:
    table = public_table(demo, choose(language))
    assert len(table.rows) == len(COUNTS)
    for known, own, differs, year, link in table.rows:
        assert all([known, own, differs, year])
        assert known != own
        assert str(link).startswith("https://")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_the_country_tells_them_and_marks_what_is_invented(
    demo: Database, language: str
) -> None:
    sentences = public_sentences(demo, choose(language))
    heading, told = opening("country", demo, choose(language)).words["silent"]
    assert (heading, told) == ("report.known", sentences)
    mark = choose(language).t("demo.sentence", sentence="")
    assert all(each.rstrip(".").endswith(mark.strip()) for each in sentences)
    assert all(each.count(mark.strip()) == 1 for each in sentences)
