"""Every query says in its header what it takes and gives, and does so on any database."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.store.database import (
    QUERIES,
    Database,
    open_database,
    query_names,
    query_parameters,
    query_text,
    schema_of,
)
from ailaget.store.workspace import Workspace

LISTS = {"counties", "skr_groups", "size_classes", "figures"}
VALUES = {
    "wave": "2026-10",
    "indicator": "maturity",
    "question": "ai_heltid",
    "municipality": "0114",
    "by": "county",
    "figure": "population_density",
    "area_set": "regions",
}
TAKEN_IN = {"area_members", "area_sets", "areas", "respondent_sets"}
"""Queries of what somebody has taken in: `tests/views/test_map_areas.py` has some."""

FILES = sorted([*QUERIES.glob("*.sql"), *(QUERIES / "build").glob("*.sql")])


def header(name: str) -> list[str]:
    lines = query_text(name).splitlines()
    end = next(i for i, line in enumerate(lines) if not line.startswith("--"))
    return [line.removeprefix("--").rstrip() for line in lines[:end]]


def section(name: str, title: str) -> list[str]:
    """Return the names under a heading: what stands first on each line, before its meaning."""
    names: list[str] = []
    inside = False
    for line in header(name):
        if line.endswith(":") and not line.startswith("  "):
            inside = line.strip() == f"{title}:"
        elif inside and re.match(r"   \S", line):
            names += re.match(r"   ((?:\$?\w+)(?:, \$?\w+)*)", line)[1].split(", ")  # type: ignore[index]
    return names


def arguments(name: str) -> dict[str, object]:
    values = {**VALUES, "question": "dpia"} if name.startswith("protected") else VALUES
    return {key: [] if key in LISTS else values[key] for key in query_parameters(name)}


@pytest.fixture(scope="module", params=["demo_workspace", "single_workspace", "empty_workspace"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    place: Workspace = request.getfixturevalue(request.param)
    opened = open_database(place)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def demo(demo_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(demo_workspace)
    yield opened
    opened.close()


def test_there_are_queries() -> None:
    assert len(query_names()) >= 9


@pytest.mark.parametrize("name", query_names())
def test_the_header_names_the_parameters_that_duckdb_finds(name: str) -> None:
    assert sorted(section(name, "Parameters")) == [f"${key}" for key in query_parameters(name)]


@pytest.mark.parametrize("name", query_names())
def test_the_header_names_the_columns_that_come_back(name: str, database: Database) -> None:
    assert section(name, "Columns") == list(database.query(name, **arguments(name)).columns)


@pytest.mark.parametrize("name", query_names())
def test_the_header_begins_with_what_one_row_is(name: str) -> None:
    assert "one row" in " ".join(header(name)).lower()


@pytest.mark.parametrize("name", query_names())
def test_a_query_gives_the_same_rows_in_the_same_order_every_time(
    name: str, database: Database
) -> None:
    first, again = (database.query(name, **arguments(name)) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


@pytest.mark.parametrize("name", sorted({*query_names()} - TAKEN_IN))
def test_a_query_finds_something_where_there_is_something(name: str, demo: Database) -> None:
    assert len(demo.query(name, **arguments(name))) > 0


@pytest.mark.parametrize("name", query_names())
def test_a_query_asked_for_what_is_not_there_finds_nothing_and_does_not_fail(
    name: str, demo: Database
) -> None:
    asked = arguments(name)
    unknown = {key: ["xx"] if key in LISTS else "1900-01" for key in asked if key != "indicator"}
    if not unknown:
        return
    assert len(demo.query(name, **{**asked, **unknown})) == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_query_asks_for_every_column(path: Path) -> None:
    assert not re.search(r"select\s+\*", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", query_names())
def test_a_query_never_takes_the_answers_of_drafts(name: str) -> None:
    assert not re.search(r"(from|join)\s+answer\b", query_text(name))


@pytest.mark.parametrize("name", query_names())
def test_a_query_has_an_order(name: str) -> None:
    assert "\norder by" in query_text(name)


@pytest.mark.parametrize(
    "question", [q.key for q in codebook().questions.values() if not q.is_open]
)
def test_a_protected_question_never_leaves_by_municipality(question: str, demo: Database) -> None:
    assert demo.query("answer_counts", wave="2026-10", question=question).empty
    answers = demo.query("municipality_answers", municipality="0180")
    assert len(answers) > 0
    assert question not in set(answers["question"])


def test_no_query_can_see_a_protected_answer(demo: Database) -> None:
    with demo.connection.cursor() as cursor:
        questions = {
            row[0] for row in cursor.execute("from visible_answer select question").fetchall()
        }
    asked = [q for q in codebook().questions.values() if q.is_asked_in("2026-10")]
    assert questions == {q.key for q in asked if q.is_open}


@pytest.mark.parametrize("name", query_names())
def test_a_query_takes_no_answers_but_those_that_readers_see(name: str) -> None:
    assert "every_answer" not in query_text(name)


def test_the_filter_takes_a_main_group_and_a_group_and_joins_kinds_with_and(
    demo: Database,
) -> None:

    def found(**filters: list[str]) -> set[str]:
        chosen = {"counties": [], "skr_groups": [], "size_classes": [], **filters}
        return set(demo.query("municipalities", wave="2026-10", **chosen)["municipality"])

    assert len(found()) == 290
    assert found(skr_groups=["A"]) == found(skr_groups=["A1", "A2"])
    assert found(skr_groups=["A1"]) == {"0180", "1280", "1480"}
    assert found(counties=["17"]) & found(size_classes=["lt10k"]) == (
        found(counties=["17"], size_classes=["lt10k"])
    )
    assert found(counties=["17", "20"]) == found(counties=["17"]) | found(counties=["20"])


def test_the_first_wave_has_nothing_before_it_and_the_next_has(demo: Database) -> None:
    everyone: dict[str, list[str]] = {key: [] for key in LISTS - {"figures"}}
    first, second = (
        demo.query("indicator_values", wave=wave, indicator="maturity", **everyone)
        for wave in ("2024-10", "2025-10")
    )
    assert first["previous_wave"].isna().all() and first["previous_value"].isna().all()
    assert set(second["previous_wave"]) == {"2024-10"}
    before = first.set_index("municipality")["value"].dropna()
    pd.testing.assert_series_equal(
        second.set_index("municipality")["previous_value"].dropna(), before, check_names=False
    )


@pytest.mark.parametrize("key", ["", "Deso", "a'; drop table wave", "å", "a" * 41])
def test_no_schema_is_named_by_what_is_no_key(key: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(key)}$"):
        schema_of(key)
