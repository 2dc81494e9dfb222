"""The counties over the waves: their spread, the verdict on it, and who lags in its table."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.statistics.group_spread import GroupSpread
from ailaget.statistics.intervals import Interval
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import FEW, Selection
from ailaget.views.inequality.county_gap import CountyGap, county_gap_of, county_gap_view
from tests.views.small_waves import BEFORE, CODES, HIGH, LOW, MIDDLE, NOW, SmallWave

T = texts("sv")
MATURITY = codebook().indicator("maturity")


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": NOW, "is_demo": False, **choices})


def in_counties(**answers: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the answers of whole counties, by their codes after a c."""
    return {
        code: given
        for county, given in answers.items()
        for code in CODES
        if code.startswith(county.removeprefix("c"))
    }


def rows_of(chart: Chart) -> dict[str, dict[str, Any]]:
    keys = [column.key for column in chart.table.columns]
    return {str(row[0]): dict(zip(keys, row, strict=True)) for row in chart.table.rows}


def test_counties_that_drift_apart_are_said_to_and_stand_in_order(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    """All answer: before at 50 all of them, now Norrbotten low, Skåne high, Värmland between."""
    wave = SmallWave(
        in_counties(c12=HIGH, c17=MIDDLE, c25=LOW), in_counties(c12=MIDDLE, c17=MIDDLE, c25=MIDDLE)
    )
    database = open_database(wave.opened(empty_workspace, tmp_path))
    try:
        chart = county_gap_view(database, chosen())
        gap = county_gap_of(database, chosen(), MATURITY)
    finally:
        database.close()
    assert gap is not None and gap.direction == "grew"
    assert chart.headline.startswith("Bland de 63 med värde – ")
    last = T.number(gap.shown(-1), 1)
    assert f"skillnaden mellan länen har vuxit från 0,0 till {last} poäng" in chart.headline
    means = gap.spread.means[NOW]
    assert gap.shown(-1) == pytest.approx(means.std(ddof=1), abs=0.05)
    assert list(rows_of(chart))[3:] == ["Norrbottens län", "Värmlands län", "Skåne län"]
    north = rows_of(chart)["Norrbottens län"]
    assert north[BEFORE] == 0.0
    assert north[NOW] == north["change"] == pytest.approx(means["25"] - means.mean(), abs=0.05)


def test_counties_that_stand_still_are_not_said_to_move(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    answers = in_counties(c12=HIGH, c17=MIDDLE, c25=LOW)
    database = open_database(SmallWave(answers, answers).opened(empty_workspace, tmp_path))
    try:
        gap = county_gap_of(database, chosen(), MATURITY)
    finally:
        database.close()
    assert gap is not None and gap.change.estimate == 0.0
    assert gap.direction == "unsure"  # the other counties have not answered


def test_two_counties_say_why_there_is_nothing(empty_workspace: Workspace, tmp_path: Path) -> None:
    answers = in_counties(c12=HIGH, c17=MIDDLE)
    database = open_database(SmallWave(answers, answers).opened(empty_workspace, tmp_path))
    try:
        chart = county_gap_view(database, chosen())
    finally:
        database.close()
    assert chart.headline == T("county_gap.few") and not chart.table.rows


def test_the_table_has_only_those_with_a_value_in_all_waves(demo: Database) -> None:
    none: dict[str, Any] = {"counties": [], "skr_groups": [], "size_classes": []}
    rows = demo.query("indicator_history", wave=NOW, indicator="maturity", **none)
    wide = rows.pivot_table(index="municipality", columns="wave", values="value").dropna()
    counties = rows.drop_duplicates("municipality").set_index("municipality")["county"]
    counts = counties.reindex(wide.index).value_counts()
    gap = county_gap_of(demo, chosen(), MATURITY)
    assert gap is not None
    assert gap.spread.n.to_dict() == counts[counts >= 2].to_dict()
    away = gap.away
    assert (away.iloc[:, -1].notna() == (counts.reindex(away.index) >= FEW)).all()
    assert away.iloc[:, -1].dropna().is_monotonic_increasing


@pytest.mark.parametrize(
    ("change", "expected"),
    [((1.0, 9.0), "grew"), ((-1.0, 9.0), "unsure"), ((None, None), "unmeasured")],
)
def test_the_verdict_is_the_intervals(
    change: tuple[float | None, float | None], expected: str
) -> None:
    spreads = (Interval(3.0, 1.0, 5.0), Interval(8.0, 5.0, 9.0))
    counts = pd.Series({"12": 10, "17": 10, "25": 10})
    means = pd.DataFrame({BEFORE: [1.0, 2.0, 3.0], NOW: [1.0, 2.0, 3.0]}, index=counts.index)
    spread = GroupSpread(spreads, Interval(5.0, *change), means, counts, 2 * counts)
    assert CountyGap(MATURITY, (BEFORE, NOW), spread, 60, chosen()).direction == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_and_wave_has_its_sentence(demo: Database, language: str) -> None:
    for key in codebook().indicators:
        for wave in ("2024-10", NOW):
            chart = county_gap_view(demo, chosen(wave=wave, indicator=key, language=language))
            assert chart.headline and "{" not in chart.headline + chart.caveat
            assert len(chart.table.rows) > 3
            assert chart.native is not None
            assert len(chart.native.table.rows) == len(chart.table.columns) - (
                3 if wave == NOW else 2
            )
