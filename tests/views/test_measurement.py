"""What is said of one municipality's change rests on how exactly the index measures it."""

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.statistics.reliability import reliability
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.measurement import detectable_change, incomplete, parts_of_maturity
from ailaget.views.base.selection import Selection
from ailaget.views.method.measurement import measurement_section
from ailaget.views.municipality.profile import profile_view
from ailaget.views.municipality.wave import municipality_wave
from ailaget.views.overview.largest_changes import largest_changes_view

MATURITY = codebook().indicator("maturity")
T = texts("sv")


def chosen(**choices: object) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **choices})


def test_a_sure_change_of_maturity_is_that_of_its_six_parts(demo: Database) -> None:
    parts = parts_of_maturity(demo.query("wave_indicators", wave="2026-10"))
    assert parts.shape[1] == 6
    least = detectable_change(demo, "2026-10", MATURITY)
    assert least == pytest.approx(reliability(parts).detectable)
    assert 15 < least < 25
    assert detectable_change(demo, "2026-10", codebook().indicator("ai_fte_per_100k")) is None


def test_no_arrow_stands_beside_a_change_that_is_not_sure(demo: Database) -> None:
    least = detectable_change(demo, "2026-10", MATURITY)
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
    least = detectable_change(demo, "2026-10", MATURITY)
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
    found = incomplete(items, applies, items.mean(axis=1))
    assert (found.n, found.incomplete) == (3, 1)
