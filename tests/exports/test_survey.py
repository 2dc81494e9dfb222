"""The survey to send out: a template that comes back as it is, and a codebook that calls no one."""

import io
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ailaget import geography
from ailaget.__main__ import main
from ailaget.codebook import codebook, codebook_of_regions
from ailaget.exports.survey.codebook_html import printable_codebook
from ailaget.exports.survey.columns import MARK, TemplateColumn, template_columns
from ailaget.exports.survey.filled_in import FilledIn, latest_answers
from ailaget.exports.survey.rows import ALL, ONE
from ailaget.exports.survey.template import LONGEST_PROMPT, survey_template, template_name
from ailaget.ingest.survey import Survey, read_survey
from ailaget.store.database import open_database
from ailaget.store.waves import FROM_FILE, REGIONS
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.municipality.answer_words import GivenAnswer, given_answers
from tests.served import get

WAVE = "2027-03"
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def opened(data: bytes) -> tuple[Workbook, Worksheet]:
    book = load_workbook(io.BytesIO(data))
    return book, book.worksheets[0]


@cache
def whole_template(language: str) -> bytes:
    """Return the template for all municipalities, made once."""
    return survey_template(WAVE, texts(language))


def read_back(book: Workbook) -> Survey:
    written = io.BytesIO()
    book.save(written)
    return read_survey(written.getvalue(), "back.xlsx")


def answer(column: TemplateColumn, turn: int) -> object:
    """Return one of the answers that a column's cells may hold; another at each turn."""
    answers = [*column.values, *([column.low, column.high] if column.is_number else [])]
    return answers[turn % len(answers)]


@both_languages
def test_every_choice_of_every_list_comes_back_without_a_mapping(language: str) -> None:
    book, sheet = opened(whole_template(language))
    columns = template_columns(WAVE, texts(language))
    first = sheet.max_column - len(columns) + 1
    for turn in range(12):
        for place, column in enumerate(columns):
            if column.values != (MARK,):
                sheet.cell(turn + 2, first + place, answer(column, turn))
            elif turn == place % 12:  # one option at a time: some exclude each other
                sheet.cell(turn + 2, first + place, MARK)
    sheet.delete_rows(14, 300)
    back = read_back(book)
    assert back.wave == WAVE
    assert (back.rows, back.accepted_rows, back.held_back) == (12, 12, [])
    wrong = {(v.column, v.value, v.reason) for v in back.unknown_values}
    assert {reason for _, _, reason in wrong} <= {
        "exceeds_other_question",
        "exclusive_option",
        "parts_exceed_whole",
        "too_many_choices",
    }
    assert set(back.columns.values()) - {None} == set(codebook().questions)
    assert [head for head, question in back.columns.items() if question is None] == [
        texts(language)(f"survey.column_{key}") for key in ("code", "name", "wave")
    ]


@both_languages
def test_a_template_for_regions_comes_back_as_a_wave_of_regions(language: str) -> None:
    t = texts(language)
    book, sheet = opened(survey_template(WAVE, t, kind=REGIONS))
    assert [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)] == [
        region.code for region in geography.regions()
    ]
    columns = template_columns(WAVE, t, codebook_of_regions())
    first = sheet.max_column - len(columns) + 1
    words = " ".join(str(cell.value) for cell in sheet[1][first - 1 :])
    assert ("regionen" if language == "sv" else "region") in words.casefold()
    for place, column in enumerate(columns):
        sheet.cell(2, first + place, None if column.option else answer(column, 0))
    sheet.delete_rows(3, 30)
    written = io.BytesIO()
    book.save(written)
    back = read_survey(written.getvalue(), "back.xlsx", respondents=FROM_FILE)
    assert (back.wave, back.accepted_rows, back.held_back) == (f"{WAVE}-regions", 1, [])
    assert set(back.columns.values()) - {None} == set(codebook().questions)
    one, alone = opened(survey_template(WAVE, t, ONE, kind=REGIONS))
    assert alone["A1"].value == "Region"
    lists = one[t("survey.sheet_lists")]
    assert [lists.cell(row, 1).value for row in range(1, 22)] == [
        region.names[language] for region in geography.regions()
    ]
    assert "alla-regioner" in template_name(WAVE, texts("sv"), kind=REGIONS)
    page = printable_codebook(WAVE, t, REGIONS)
    assert t("survey.codebook_intro_regions") in unescape(page)
    assert t("survey.codebook_protected_regions") in unescape(page)


@both_languages
def test_a_list_stands_at_every_cell_that_has_one(language: str) -> None:
    t = texts(language)
    book, sheet = opened(whole_template(language))
    columns = template_columns(WAVE, t)
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(columns)
    for rule, column in zip(rules, columns, strict=True):
        assert rule.type == ("custom" if column.is_number else "list")
        assert str(rule.sqref).endswith("291")
        assert rule.prompt and len(rule.prompt) <= LONGEST_PROMPT
        (where,) = re.findall(r"'([^']+)'!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)", rule.formula1)
        listed = [book[where[0]][f"{where[1]}{row}"].value for row in range(1, int(where[2]) + 1)]
        assert tuple(listed) == column.values


def test_a_template_for_one_municipality_has_one_row_and_all_names_to_choose_from() -> None:
    t = texts("sv")
    book, sheet = opened(survey_template(None, t, ONE))
    assert sheet.max_row == 2
    assert sheet["A1"].value == "Kommun"
    rule = next(r for r in sheet.data_validations.dataValidation if str(r.sqref) == "A2")
    assert rule.formula1.endswith("$290")
    assert book["Listor"].sheet_state == "hidden"


def test_only_the_questions_of_the_wave_are_asked() -> None:
    t = texts("sv")
    asked = {column.question for column in template_columns(WAVE, t)}
    assert asked == set(codebook().questions)
    guide = load_workbook(io.BytesIO(whole_template("sv")))[t("survey.sheet_guide")]
    assert {row[3] for row in guide.iter_rows(values_only=True) if row[3] in asked} == asked


@both_languages
def test_the_codebook_has_every_question_word_for_word_and_calls_no_one(language: str) -> None:
    page = printable_codebook(WAVE, texts(language))
    for question in codebook().questions.values():
        assert question.wording[language] in unescape(page)
        assert question.key in page
    assert f'<html lang="{language}">' in page
    assert "@page { size: A4" in page
    assert not re.search(r"<script|<link|src=|https?:|url\(", page)


@both_languages
def test_both_are_served_by_link_in_the_readers_language(language: str) -> None:
    answered = get(f"/survey/template.xlsx?lang={language}&wave={WAVE}&rows={ONE}")
    assert answered.status == 200
    assert WAVE in answered.headers["content-disposition"]
    assert opened(answered.content)[1].max_row == 2
    page = get(f"/survey/codebook.html?lang={language}&wave={WAVE}")
    assert page.content.decode() == printable_codebook(
        WAVE, texts(language)
    )  # our frame is not put in it
    assert "default-src 'self'" in page.headers["content-security-policy"]


def test_garbage_in_the_link_gives_the_whole_template() -> None:
    answered = get('/survey/template.xlsx?lang=klingon&wave=2027-13"%0d%0ax:y&rows=0')
    assert answered.status == 200
    assert opened(answered.content)[1].max_row == 291
    assert "x" not in answered.headers
    assert "2027" not in answered.headers["content-disposition"]


def test_both_are_written_on_the_command_line(tmp_path: Path) -> None:
    template, page = tmp_path / "enkat.xlsx", tmp_path / "kodbok.html"
    assert main(["template", "--wave", WAVE, "--rows", ALL, "--output", str(template)]) == 0
    assert main(["codebook", "--output", str(page)]) == 0
    assert opened(template.read_bytes())[1]["C2"].value == WAVE
    assert "ai_strategi" in page.read_text(encoding="utf-8")


def test_a_wave_that_is_no_month_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "enkat.xlsx"
    assert main(["template", "--wave", "2027-13", "--output", str(target)]) == 2
    assert not target.exists()


def test_rows_that_nobody_filled_in_are_no_answers() -> None:
    book, sheet = opened(whole_template("sv"))
    sheet["D2"] = 1.5
    back = read_back(book)
    assert (back.rows, back.accepted_rows) == (290, 1)
    assert set(back.accepted) == {"0114"}
    assert {row.reason for row in back.held_back} == {"no_answers"}


@pytest.fixture
def demo(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    return demo_workspace


@both_languages
def test_a_municipalitys_own_template_holds_what_it_last_answered_and_comes_back_so(
    demo: Workspace, language: str
) -> None:
    answered = get(f"/survey/template.xlsx?lang={language}&wave=2026-10&municipality=1781")
    assert texts(language)("demo.file") in answered.headers["content-disposition"]
    assert "2026-10_1781" in answered.headers["content-disposition"]
    book, sheet = opened(answered.content)
    assert sheet.max_row == 2
    guide = " ".join(str(cell.value) for (cell,) in book.worksheets[1]["A1:A12"])
    t = texts(language)
    assert t("survey.guide_filled_in", wave=t.wave("2025-10")) in guide
    assert t("survey.guide_invented") in guide
    back = read_back(book)
    assert (back.wave, set(back.accepted), back.unknown_values) == ("2026-10", {"1781"}, [])
    database = open_database(demo)
    given = given_answers(database, "1781")
    database.close()
    before = {q: each for (wave, q), each in given.items() if wave == "2025-10"}
    sent = {a.question: a for a in back.answers if a.status != "unanswered"}
    assert set(sent) == {q for q, each in before.items() if each.status != "unanswered"}
    assert not {q for q in sent if not codebook().question(q).is_open}
    for question, each in before.items():
        if each.status == "answered" and not each.options:
            assert sent[question].value == pytest.approx(each.value), question


def test_one_that_never_answered_gets_its_name_alone() -> None:
    filled_in = FilledIn("1781", "Kristinehamn")
    _, sheet = opened(survey_template(WAVE, texts("sv"), filled_in=filled_in))
    assert (sheet["A2"].value, sheet["B2"].value) == ("Kristinehamn", WAVE)
    assert {cell.value for cell in sheet[2][2:]} == {None}
    assert "pahittat" not in template_name(WAVE, texts("sv"), filled_in=filled_in)


def test_the_answers_of_the_wave_itself_or_later_are_not_those_of_before() -> None:
    answers = {(wave, "ai_strategi"): GivenAnswer("answered", 1.0) for wave in ("2024", "2026")}
    assert latest_answers(answers, "2026")[0] == "2024"
    assert latest_answers(answers, None)[0] == "2026"
    assert latest_answers({}, None) == (None, {})
