"""A plan is two pages of A4 and a poster one of A3, nothing cut; the Word file has headings."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from ailaget.exports.office.plan_docx import plan_docx
from ailaget.exports.text.plan_html import plan_html
from ailaget.exports.text.poster_html import poster_html
from ailaget.practice import shipped
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts, unbroken
from ailaget.views.base.result import Table
from ailaget.views.base.selection import Selection
from ailaget.views.getting_started.levels import levels_view
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import Plan, plan_view
from tests.exports.conftest import Office, Opener
from tests.practice.planted import PlantedSource, only_in_swedish

GAGNEF, STOCKHOLM, SODERTALJE = "2026", "0180", "0181"
SEVERAL = (GAGNEF, STOCKHOLM, SODERTALJE, "1715", "0331", "1491")
LONGEST = ("1440", "0980", "2480", "1233")
"""Those whose plans are the longest in the demonstration data."""

TWO = 2
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def plan_of(source: Database, code: str, language: str) -> tuple[Plan, Table, Selection]:
    """Return a municipality's plan and what it is made of, once for paper and for Word."""
    selection = Selection("2026-10", True, language=language, municipality=code, on_page=True)
    plan = plan_view(source, selection)
    assert plan is not None
    return plan, levels_view(source, selection).table, selection


@both_languages
@pytest.mark.parametrize("code", SEVERAL)
def test_a_plan_is_two_printed_pages_with_examples_a_course_and_partners(
    opened: Opener, demo_database: Database, tmp_path: Path, code: str, language: str
) -> None:
    plan, levels, selection = plan_of(demo_database, code, language)
    file = tmp_path / "plan.html"
    file.write_bytes(plan_html(plan, levels, (), selection))
    assert opened(file).pages == TWO
    html = file.read_text(encoding="utf-8")
    assert texts(language)("demo.banner") in html
    paper = plan.on_paper
    shown = [each for step in paper.steps for each in (*step.examples, *step.courses)]
    unmarked = re.sub(r"</?span[^>]*>", "", html)
    assert len(shown) > TWO and all(unbroken(each.source) in unmarked for each in shown)
    assert all(card.name in html for card in plan.partners)


@both_languages
def test_the_poster_is_one_page_and_says_every_step(
    opened: Opener, demo_database: Database, tmp_path: Path, language: str
) -> None:
    path = path_view(demo_database, Selection("2026-10", True, language=language))
    file = tmp_path / "poster.html"
    file.write_bytes(poster_html(path, texts(language)))
    assert opened(file).pages == 1
    html = file.read_text(encoding="utf-8")
    assert all(unbroken(step.title.text) in html for level in path.levels for step in level.steps)
    assert "<span lang=" not in html


def test_what_is_in_swedish_alone_says_so_in_an_english_plan(demo_database: Database) -> None:
    kinds = ("steps", "examples", "courses")
    swedish = {kind: tuple(map(only_in_swedish, shipped(kind))) for kind in kinds}
    source = PlantedSource(demo_database, swedish)
    selection = Selection("2026-10", True, language="en", municipality=GAGNEF, on_page=True)
    plan, table = plan_view(source, selection), levels_view(source, selection).table
    assert plan is not None
    html = plan_html(plan, table, (), selection).decode()
    guide = plan.steps[0].guide[0]
    assert f'<span lang="sv">{unbroken(guide.title.text)}</span>' in html
    assert any("Swedish" in mark for mark in guide.marks) and guide.marks[-1] in html
    poster = poster_html(path_view(source, selection), selection.t).decode()
    assert f'<span lang="sv">{guide.title.text}</span>' in poster


def test_what_is_ticked_is_ticked_on_paper(demo_database: Database) -> None:
    plan, levels, selection = plan_of(demo_database, GAGNEF, "sv")
    done = [plan.steps[0].guide[0].key]
    assert plan_html(plan, levels, (), selection).decode().count("☑") == 0
    assert plan_html(plan, levels, done, selection).decode().count("☑") == 1
    document = Document(io.BytesIO(plan_docx(plan, levels, done, selection)))
    assert sum("☑" in paragraph.text for paragraph in document.paragraphs) == 1


def test_the_word_file_has_a_heading_for_each_step(demo_database: Database) -> None:
    plan, levels, selection = plan_of(demo_database, GAGNEF, "sv")
    document = Document(io.BytesIO(plan_docx(plan, levels, (), selection)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [title for title in headings if plan.steps[1].title in title]
    assert len([p for p in document.paragraphs if p.style.name == "Title"]) == 1
    assert texts("sv")("demo.banner") in document.sections[0].header.paragraphs[0].text


def test_the_word_file_is_two_pages_with_examples_a_course_and_partners(
    opened_by_office: Office, demo_database: Database
) -> None:
    plans = {
        f"{code}_{language}": plan_of(demo_database, code, language)
        for code in (*SEVERAL, *LONGEST)
        for language in LANGUAGES
    }
    files = {
        f"{name}.docx": plan_docx(plan, levels, (), selection)
        for name, (plan, levels, selection) in plans.items()
    }
    for name, content in files.items():
        plan, _, _ = plans[name.removesuffix(".docx")]
        text = "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)
        shown = [each for step in plan.on_paper.steps for each in (*step.examples, *step.courses)]
        assert len(shown) > TWO and all(each.source in text for each in shown)
        assert all(card.name in text for card in plan.partners)
    made = opened_by_office(files, "pdf")
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", pdf)) for name, pdf in made.items()}
    assert pages == dict.fromkeys(made, TWO) and len(made) == len(files)
