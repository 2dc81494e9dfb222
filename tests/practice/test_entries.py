"""The entries that come with the product, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.practice import (
    KINDS,
    Entry,
    check_row,
    columns_of,
    entry_of,
    row_of,
    rules_of,
    shipped,
    why_not_shown,
)
from ailaget.practice.entries import DIMENSIONS, MILESTONES
from ailaget.practice.shipped import BrokenEntry, read_entries
from ailaget.practice.words import (
    column_text,
    field_text,
    marks,
    option_text,
    period_text,
    problem_text,
    source_text,
)
from ailaget.texts import LANGUAGES, texts

COUNTS = {
    "examples": 41,
    "courses": 12,
    "steps": 39,
    "tasks": 23,
    "collaborations": 20,
    "law_dates": 16,
}

each_kind = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def every_entry() -> Iterator[Entry]:
    for kind in KINDS:
        yield from shipped(kind)


def row(kind: str = "examples", **changed: str) -> dict[str, str]:
    return {**row_of(shipped(kind)[0]), **changed}


def reasons(kind: str = "examples", **changed: str) -> list[tuple[str, str]]:
    return [(p.column, p.reason) for p in check_row(kind, row(kind, **changed))]


@each_kind
def test_all_that_was_checked_is_there_and_shown(kind: str) -> None:
    entries = shipped(kind)
    assert len(entries) == COUNTS[kind]
    assert all(entry.is_shown and not why_not_shown(entry) for entry in entries)
    assert len({entry.key for entry in entries}) == len(entries)


@each_kind
def test_an_entry_is_the_same_as_a_row_and_back(kind: str) -> None:
    for entry in shipped(kind):
        assert entry_of(kind, row_of(entry)) == entry
        assert list(row_of(entry)) == columns_of(type(entry))


@each_kind
def test_what_is_in_swedish_is_in_english_too(kind: str) -> None:
    for row in map(row_of, shipped(kind)):
        swedish = {column[:-3] for column, cell in row.items() if column.endswith("_sv") and cell}
        english = {column[:-3] for column, cell in row.items() if column.endswith("_en") and cell}
        assert english == swedish, row["key"]


def test_steps_belong_to_what_the_survey_asks_about() -> None:
    assert set(DIMENSIONS) == set(codebook().dimensions)
    milestones = [key for key, question in codebook().questions.items() if question.milestone]
    assert list(MILESTONES) == milestones


def test_what_follows_rules_is_not_called_ai() -> None:
    robots = {e.key.split("-")[0] for e in shipped("examples") if e.technology == "robot"}
    assert robots == {"nacka", "huddinge", "skovde", "trelleborg"}


def test_evaluated_is_what_was_measured_and_stopped_says_why() -> None:
    examples = shipped("examples")
    assert all(e.effect_is_measured == "yes" for e in examples if e.stage == "evaluated")
    stopped = [e for e in examples if e.stage == "stopped"]
    assert {e.municipality for e in stopped} == {"0580", "0486"}
    assert all(e.why_stopped["sv"] for e in stopped)


def test_how_often_something_was_fetched_is_no_effect() -> None:
    (kungsbacka,) = (e for e in shipped("examples") if e.municipality == "1384")
    assert (kungsbacka.effect_is_measured, kungsbacka.effect) == ("no", {})
    assert "1 200 gånger" in kungsbacka.what["sv"]


def test_a_day_that_has_been_is_no_longer_an_idea() -> None:
    held = {e.key.split("-")[0] for e in shipped("examples") if e.stage == "held"}
    assert held == {"karlstad", "sollentuna", "vaggeryd"}
    # Its source was written before the day: it tells of what was to come.
    assert "bjöd in" in next(e for e in shipped("examples") if e.municipality == "2280").what["sv"]


def test_articles_of_law_are_read_in_english_too() -> None:
    t = texts("en")
    for entry in shipped("law_dates"):
        shown = f"{field_text(entry, 'article', t)} {field_text(entry, 'amended_by', t)}"
        assert not re.search(r"[åäö]|\b(och|med|tidigare|kapitel|bilaga)\b", shown), entry.key


def test_dates_in_words_are_words_in_every_language() -> None:
    iso = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
    for entry in every_entry():
        texts_held = {c: text for c, text in row_of(entry).items() if c.endswith(("_sv", "_en"))}
        assert not {c: text for c, text in texts_held.items() if iso.search(text)}, entry.key


def test_of_a_company_is_said_who_is_not_known_to_own_it() -> None:
    (unikom,) = (e for e in shipped("collaborations") if e.key.startswith("unikom"))
    assert "delägare eller kunder framgår inte" in unikom.what["sv"]


def test_no_entry_points_at_a_person_or_at_a_copy_of_a_page() -> None:
    for entry in every_entry():
        cells = " ".join(row_of(entry).values())
        assert not re.search(r"[\w.]+@\w+\.\w+", cells), entry.key
        assert not re.search(r"w8e\.se|cachedpage", cells), entry.key


@each_language
def test_every_field_option_and_source_has_words(language: str) -> None:
    t = texts(language)
    for kind, entry_class in KINDS.items():
        assert t(f"practice.kind.{kind}")
        assert all(column_text(column, t) for column in columns_of(entry_class))
        for rule in rules_of(entry_class).values():
            assert all(option_text(rule, option, t) for option in rule.options)
    for entry in every_entry():
        assert entry.source_name in source_text(entry, t)
        assert all(isinstance(field_text(entry, name, t), str) for name in rules_of(type(entry)))


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"title_sv": ""}, ("title_sv", "required")),
        ({"title_sv": "", "title_en": "Only in English"}, ("title_sv", "required")),
        ({"effect_en": "English alone", "effect_sv": ""}, ("effect_sv", "required")),
        ({"what_sv": "x" * 501}, ("what_sv", "too_long")),
        ({"what_sv": "Fråga anna.b@kommun.se"}, ("what_sv", "person")),
        ({"what_sv": "Ring 070-123 45 67"}, ("what_sv", "person")),
        ({"key": "Å b"}, ("key", "key")),
        ({"stage": "klar"}, ("stage", "option")),
        ({"municipality": "9999"}, ("municipality", "place")),
        ({"read_on": "2026-02-30"}, ("read_on", "day")),
        ({"read_on": "20261128"}, ("read_on", "day")),
        ({"source_date": "2026-13"}, ("source_date", "period")),
        ({"source_date": "26"}, ("source_date", "period")),
        ({"source_url": "javascript:alert(1)"}, ("source_url", "address")),
        ({"stage": "evaluated", "effect_is_measured": "no"}, ("stage", "not_measured")),
        ({"effect_is_measured": "yes", "effect_sv": ""}, ("effect_sv", "no_effect")),
        ({"stage": "stopped"}, ("why_stopped_sv", "no_reason")),
    ],
)
def test_what_is_wrong_is_told_by_column(changed: dict[str, str], wrong: tuple[str, str]) -> None:
    assert reasons(**changed) == [wrong]
    (problem,) = check_row("examples", row(**changed))
    for language in LANGUAGES:
        words = problem_text("examples", problem, texts(language))
        assert "{" not in words
        assert words.endswith((".", "?"))


def test_a_reader_is_told_what_is_old_and_what_is_in_another_language() -> None:
    entry = replace(shipped("examples")[0], read_on=date(2025, 1, 1))
    today = date(2026, 11, 28)
    assert marks(entry, texts("sv"), today) == [
        "Granskad av redaktionen.",
        "Inte kontrollerad på 18 månader.",
    ]
    in_english = marks(replace(entry, title={"sv": "Två"}), texts("en"), date(2025, 2, 1))
    assert in_english == ["Reviewed by the editors.", "This text is in Swedish only."]


@pytest.mark.parametrize("period", ["", "2024", "2024-02", "2024-02-29"])
def test_a_source_may_be_of_a_year_a_month_or_a_day(period: str) -> None:
    assert reasons(source_date=period) == []


def test_a_period_is_read_as_a_year_a_month_or_a_day() -> None:
    sv = texts("sv")
    assert [period_text(p, sv) for p in ("2024", "2024-02", "2024-02-09")] == [
        "2024",
        "februari 2024",
        "9 februari 2024",
    ]


def test_several_values_stand_in_one_cell() -> None:
    assert reasons("collaborations", members="1440| 1441") == []
    assert reasons("collaborations", members="1440;1441") == [("members", "places")]
    assert reasons("courses", audience="manager|nobody") == [("audience", "options")]


def test_levels_go_upward_and_are_five() -> None:
    assert reasons("steps", level_from="3", level_to="2") == [("level_to", "levels")]
    assert reasons("steps", level_from="0", level_to="5") == [("level_to", "levels")]
    assert reasons("steps", level_to="hög") == [("level_to", "whole")]


def test_hearsay_and_what_nobody_has_reviewed_is_not_shown() -> None:
    entry = shipped("examples")[0]
    assert why_not_shown(replace(entry, confidence="low")) == "low_confidence"
    assert why_not_shown(replace(entry, reviewed_by="")) == "not_reviewed"


@pytest.mark.parametrize(
    ("today", "is_stale"),
    [(date(2028, 5, 27), False), (date(2028, 5, 28), True), (date(2026, 11, 28), False)],
)
def test_an_entry_is_old_after_eighteen_months(today: date, is_stale: bool) -> None:
    assert replace(shipped("examples")[0], read_on=date(2026, 11, 28)).is_stale(today) == is_stale


def test_a_broken_file_names_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    columns = columns_of(KINDS["tasks"])
    cells = [row("tasks"), row("tasks", key="b", order="x")]
    lines = [",".join(f'"{r[c]}"' for c in columns) for r in cells]
    path.write_text("\n".join([",".join(columns), *lines]), encoding="utf-8")
    with pytest.raises(BrokenEntry) as error:
        read_entries("tasks", path)
    assert error.value.params == {"file": "tasks.csv", "line": 3, "column": "order"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_municipalities_keep_their_capitals_in_a_list(language: str) -> None:
    for entry in shipped("collaborations"):
        names = field_text(entry, "members", texts(language))
        for code in entry.members:
            assert geography.municipality(code).name in names
