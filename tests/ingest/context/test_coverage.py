"""Which year of a figure is shown: the newest that most have, and never a forecast."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ailaget.geography import municipalities
from ailaget.ingest.context.choosing import Choices
from ailaget.ingest.context.contents import interpret
from ailaget.ingest.context.loading import ContextLoaded, load_context_data
from ailaget.ingest.context.words import remark_lines
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.context_figures import FigureYear, chosen_figure, context_values
from ailaget.views.base.selection import Selection
from ailaget.views.explanations.scatter import scatter_view

CODES = [place.code for place in municipalities()]
WHO = {"source": "Myndigheten", "licence": "CC0 1.0", "read_on": "2026-11-01"}
WAVE = "2026-10"


def rows(counts: dict[int, int], start: int = 0) -> bytes:
    """Return a file in which so many municipalities have a value in each year."""
    lines = [
        f"{code};{year};{10 + place}"
        for year, n in counts.items()
        for place, code in enumerate(CODES[start : start + n])
    ]
    return "\n".join(["kod;år;Provmått (%)", *lines, ""]).encode()


def take(place: Workspace, counts: dict[int, int], start: int = 0) -> ContextLoaded:
    return load_context_data(place, rows(counts, start), "a.csv", Choices(**WHO))


def year_of(place: Workspace, wave: str = WAVE) -> FigureYear:
    database = open_database(place)
    years = context_values(database, Selection(wave=wave, is_demo=True), ["own_provmatt"]).years
    database.close()
    return years["own_provmatt"]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({2024: 290, 2025: 12}, FigureYear(2024, 2025, 12)),
        ({2024: 290, 2025: 144}, FigureYear(2024, 2025, 144)),
        ({2024: 290, 2025: 145}, FigureYear(2025)),
        # So many as ever answer, of those who do: what few have is measured against what few had.
        ({2023: 40, 2024: 30, 2025: 26}, FigureYear(2025)),
        ({2023: 290, 2024: 3, 2025: 12}, FigureYear(2023, 2025, 12)),
        # The wave's own year, and the next, are after it, however many have them.
        ({2025: 200, 2026: 290, 2027: 1}, FigureYear(2025)),
        ({2026: 3, 2027: 290}, FigureYear(2027)),
    ],
)
def test_the_newest_year_that_most_have_is_shown(
    demo_copy: Callable[[Path], Workspace],
    tmp_path: Path,
    counts: dict[int, int],
    shown: FigureYear,
) -> None:
    place = demo_copy(tmp_path / "var")
    take(place, counts)
    assert year_of(place) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newer_year_that_few_have_is_told_when_read_and_beside_the_chart(
    demo_copy: Callable[[Path], Workspace], tmp_path: Path, language: str
) -> None:
    place, t = demo_copy(tmp_path / "var"), texts(language)
    loaded = take(place, {2024: 290, 2025: 12})
    (line,) = remark_lines(loaded, t)
    assert all(each in line for each in ("Provmått", "2025", "12", "290", "2024"))
    chosen = Selection(wave=WAVE, is_demo=True, language=language, context="own_provmatt")
    database = open_database(place)
    chart, figure = scatter_view(database, chosen), chosen_figure(database, chosen)
    database.close()
    newer = t.count("explanations.newer_year", 12, newer="2025", year="2024")
    assert newer in chart.caveat and figure is not None and figure.unit == "%"
    assert "2025" not in figure.origin(FigureYear(2024), t)


def test_a_thin_year_is_counted_with_what_is_there_before_and_not_told_when_it_is_full(
    demo_copy: Callable[[Path], Workspace], tmp_path: Path
) -> None:
    place = demo_copy(tmp_path / "var")
    assert take(place, {2024: 290}).chosen.remarks == []
    ((key, said),) = take(place, {2025: 100}).chosen.remarks
    assert (key, said["n"], said["most"], said["full_year"]) == ("thin_year", 100, 290, 2024)
    # The rest came in a file of its own: now most have it, and nothing is told.
    assert take(place, {2025: 190}, start=100).chosen.remarks == []
    assert year_of(place) == FigureYear(2025)


def test_of_many_thin_figures_three_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    heads = [f"M{at} {year}" for at in range(5) for year in (2024, 2025)]
    lines = [";".join(["kod", *heads])]
    for place, code in enumerate(CODES[:10]):
        lines.append(";".join([code, *(["1", "2" if place < 2 else ""] * 5)]))
    data = "\n".join([*lines, ""]).encode()
    loaded = load_context_data(
        Workspace(tmp_path / "var"), data, "a.csv", Choices(**WHO), dry_run=True
    )
    remarks = loaded.chosen.remarks
    assert [key for key, _ in remarks] == ["thin_year"] * 3 + ["thin_years"]
    assert remarks[-1][1] == {"n": 2}
    assert all(list(remark_lines(loaded, texts(language))) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("kod;A 2026;A 2027;A 2028;A 2090\n0114;1;2;3;4\n", ["D2", "E2"]),
        ("kod;år;A\n0114;2027;2\n0114;2026;1\n0114;2090;4\n0114;2028;3\n", ["C4", "C5"]),
    ],
)
def test_a_year_after_the_next_is_held_with_its_place(table: str, places: list[str]) -> None:
    chosen = interpret(table.encode(), Choices(**WHO)).chosen
    assert sorted(v.year for v in chosen.values) == [2026, 2027]
    assert sorted(h.place for h in chosen.held) == places
    assert {h.reason for h in chosen.held} == {"late_year"}
    assert {h.text for h in chosen.held} == {"2028", "2090"}
    # What was a forecast when it was read is one however long it is kept.
    later = interpret(table.encode(), Choices(**{**WHO, "read_on": "2027-01-02"})).chosen
    assert sorted(v.year for v in later.values) == [2026, 2027, 2028]


def test_the_same_file_fetched_another_year_is_taken_for_what_it_then_says(tmp_path: Path) -> None:
    place, data = Workspace(tmp_path / "var"), b"kod;A 2024;A 2025\n0114;1;2\n"
    said: dict[str, Any] = {**WHO, "read_on": "2023-05-01"}
    assert load_context_data(place, data, "a.csv", Choices(**said)).new == 1
    said["read_on"] = "2025-05-01"
    assert load_context_data(place, data, "a.csv", Choices(**said)).new == 1
    decided = place.state().decisions
    assert load_context_data(place, data, "a.csv", Choices(**said)).unchanged == 2
    assert place.state().decisions == decided


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_takes_the_place_of_one_with_another_name_is_told(
    tmp_path: Path, language: str
) -> None:
    """Two tables of JSON-stat without keys of their own have the same."""
    place = Workspace(tmp_path / "var")

    def table(label: str, value: float) -> ContextLoaded:
        content = {
            "class": "dataset",
            "label": label,
            "source": "SCB",
            "id": ["Region", "Tid"],
            "size": [1, 1],
            "dimension": {
                "Region": {"category": {"index": ["0114"]}},
                "Tid": {"category": {"index": ["2023"]}},
            },
            "value": [value],
        }
        return load_context_data(place, json.dumps(content).encode(), "a.json", Choices(**WHO))

    assert table("Folkmängd", 5).chosen.remarks == []
    (line,) = remark_lines(table("Bilar", 2), texts(language))
    assert "Folkmängd" in line and line.startswith("Bilar")
    assert table("Bilar", 3).chosen.remarks == []
