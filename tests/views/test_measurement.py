"""What is said of one municipality's change rests on how exactly the index measures it."""

from collections.abc import Callable, Hashable

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.practice import Entry
from ailaget.statistics.reliability import reliability
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.incomplete import incomplete_in
from ailaget.views.base.measurement import (
    Items,
    incomplete_of,
    items_of,
    lacking,
    one_step,
    parts_of_maturity,
    sure_change,
    sure_points,
    takes_other_level,
)
from ailaget.views.base.selection import Selection
from ailaget.views.inequality.transitions import transitions_chart
from ailaget.views.map.choropleth import map_view
from ailaget.views.method.measurement import measurement_section
from ailaget.views.municipality.profile import profile_view
from ailaget.views.municipality.wave import municipality_wave
from ailaget.views.overview.largest_changes import largest_changes_view
from tests.views.planted import CODES, Planted, choose

MATURITY = codebook().indicator("maturity")
T = texts("sv")


def chosen(**choices: object) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **choices})


class Kept:
    """A source that keeps what is made of its answers, as that of the pages does."""

    def __init__(self, source: Database) -> None:
        self.source = source
        self.made: dict[Hashable, object] = {}
        self.asked: list[str] = []

    def query(self, name: str, **params: object) -> pd.DataFrame:
        self.asked.append(name)
        return self.source.query(name, **params)

    def computed(self, key: str) -> object | None:
        return self.source.computed(key)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        return self.source.entries(kind)

    def kept(self, key: Hashable, make: Callable[[], object]) -> object:
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_lacks_an_answer_is_worked_out_once_and_is_the_same(
    demo: Database, language: str
) -> None:
    source = Kept(demo)
    for index in (each for each in codebook().indicators.values() if each.is_index):
        plain = incomplete_in(demo, chosen(language=language), index)
        for filtered in ({}, {"county": ("17",)}):
            selection = chosen(language=language, **filtered)
            assert incomplete_in(source, selection, index) == plain
            assert sure_change(source, "2026-10", index) == sure_change(demo, "2026-10", index)
    assert source.asked.count("index_items") == 1
    other = "en" if language == "sv" else "sv"
    words = incomplete_in(source, chosen(language=other), MATURITY).words
    assert words == incomplete_in(demo, chosen(language=other), MATURITY).words


def test_a_sure_change_of_maturity_is_that_of_its_six_parts(demo: Database) -> None:
    parts = parts_of_maturity(demo.query("wave_indicators", wave="2026-10"))
    assert parts.shape[1] == 6
    least = sure_change(demo, "2026-10", MATURITY)
    assert least == pytest.approx(reliability(parts).detectable)
    assert 15 < least < 25
    assert sure_change(demo, "2026-10", codebook().indicator("ai_fte_per_100k")) is None


def test_no_arrow_stands_beside_a_change_that_is_not_sure(demo: Database) -> None:
    least = sure_change(demo, "2026-10", MATURITY)
    assert least is not None
    seen = set()
    for code in ("0180", "0114", "2031", "2026", "1480", "0885", "1715", "0580", "1883", "2580"):
        selection = chosen(municipality=code)
        here = municipality_wave(demo, selection)
        profile = profile_view(demo, selection)
        assert here is not None and profile is not None
        own, earlier = here.value("maturity"), here.earlier("maturity")
        if own is None or earlier is None:
            continue
        figure = profile.key_figures[0]
        is_sure = abs(own - earlier[1]) >= least
        assert ("en säker ändring är minst" in figure.change) == (not is_sure), code
        assert figure.direction is None or is_sure
        seen.add(is_sure)
    assert False in seen


def test_the_largest_changes_say_how_many_are_sure(demo: Database) -> None:
    least = sure_change(demo, "2026-10", MATURITY)
    rows = demo.query(
        "indicator_values",
        wave="2026-10",
        indicator="maturity",
        counties=[],
        skr_groups=[],
        size_classes=[],
    )
    change = (rows["value"] - rows["previous_value"]).dropna()
    sure, n = int((change.abs() >= least).sum()), len(change)
    assert 0 < sure < n / 4
    caveat = largest_changes_view(demo, chosen()).caveat
    assert caveat.startswith(f"{sure} av de {n} har ändrats minst {T.number(least, 1)} poäng")


@pytest.mark.parametrize("language", LANGUAGES)
def test_om_mattet_has_a_row_for_each_index(demo: Database, language: str) -> None:
    section = measurement_section(demo, chosen(language=language))
    assert section.table is not None
    rows = section.table.rows
    assert rows[0][0] == MATURITY.label[language]
    assert len(rows) == 7
    alone = [row for row in rows if row[1] == 1]
    assert all(row[2] is row[3] is row[4] is None for row in alone)
    assert all(0 < row[2] < 1 for row in rows if row[1] != 1)
    assert all(0 <= row[7] < 0.2 for row in rows[1:])
    assert any(row[6] > 0 for row in rows[1:])


def test_what_does_not_apply_is_not_lacking() -> None:
    items = pd.DataFrame({"a": [90.0, 10.0, 80.0], "b": [None, None, 60.0]}, list("xyz"))
    applies = pd.DataFrame({"a": [True] * 3, "b": [False, True, True]}, list("xyz"))
    rows = lacking({"a_b": Items(items, applies)}, items.mean(axis=1))
    assert rows.index.tolist() == ["y"]
    assert rows.loc["y", ["answered", "asked"]].tolist() == [1, 2]


def test_filling_in_by_question_takes_one_to_the_level_that_its_questions_say() -> None:
    # Question a has the mean (60 + 20 + 40) / 3 = 40, b (20 + 0) / 2 = 10; of all five it is 28.
    # z has 40 and lacks b, which becomes 40 + 10 - 28 = 22: filled in it is 31, one level lower.
    scores = pd.DataFrame({"a": [60.0, 20.0, 40.0], "b": [20.0, 0.0, None]}, list("xyz"))
    everything = pd.DataFrame(True, scores.index, scores.columns)
    rows = lacking({"a_b": Items(scores, everything)}, scores.mean(axis=1))
    assert rows.to_dict("index") == {
        "z": {"answered": 1, "asked": 2, "value": 40.0, "filled": pytest.approx(31.0)}
    }
    assert takes_other_level(rows).tolist() == [True]


def test_a_sure_change_of_an_index_is_that_of_its_own_questions(demo: Database) -> None:
    answers = demo.query("index_items", wave="2026-10")
    points = sure_points(answers, demo.query("wave_indicators", wave="2026-10"))
    for key, items in items_of(answers).items():
        if items.scores.shape[1] > 1:
            assert points[key] == pytest.approx(reliability(items.scores).detectable)
    # A single question has no alpha: one step of four is a third of the scale.
    assert points["maturity_ethics"] == pytest.approx(100 / 3)


def test_who_lacks_an_answer_is_marked_in_the_table_and_counted_in_words(demo: Database) -> None:
    index = codebook().indicator("maturity_use")
    rows = incomplete_of(demo, "2026-10", index)
    selection = chosen(indicator=index.key)
    incomplete = incomplete_in(demo, selection, index)
    marks, words = incomplete.marks, incomplete.words
    assert set(marks) == set(rows.index) and len(marks) == 25
    note = {
        code: str(row[-1])
        for table in [map_view(demo, selection).table]
        for code, row in zip(table.codes, table.rows, strict=True)
    }
    assert {code for code, text in note.items() if "frågor" in text} == set(marks)
    other = int(takes_other_level(rows).sum())
    assert sum("kan vara" in mark for mark in marks.values()) == other == 7
    assert words.startswith("25 av de 236 kommuner") and "7 byta nivå (3" in words
    assert T.in_words(words) in map_view(demo, selection).caveat
    whole = incomplete_in(demo, selection, codebook().indicator("maturity")).words
    assert whole.endswith(f" {T('measurement.levels_stay')}") and "0" not in whole.split(". ")[1]
    assert incomplete_in(demo, selection, codebook().indicator("ai_fte_per_100k")).words == ""


def test_who_has_surely_climbed_is_counted_among_those_that_have_climbed() -> None:
    """One has risen by a sure change within its level, one by it to the next, one by less."""
    step = one_step(MATURITY)
    before = {"1764": 1.0, "1780": 19.0, "1715": 19.0} | dict.fromkeys(CODES[:3], 50.0)
    now = before | {"1764": 1.0 + step, "1780": 19.0 + step, "1715": 20.0}
    chart = transitions_chart(Planted({"maturity": now}, {"maturity": before}), choose())
    begins = "Upp minst en nivå sedan oktober 2025: 2 av 6 (1 säkert), ingen ned"
    assert chart.headline.startswith(begins)
    assert "så mycket har 2 av de 6 gått upp och 0 gått ned" in chart.caveat
