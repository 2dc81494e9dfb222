"""The gap: what is shown adds up, stays on its scale, and has changed by one rule on every page."""

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.council.changes_since import since
from ailaget.council.snapshots import take_snapshot
from ailaget.statistics.growth import Growth, PanelGrowth, panel_growth
from ailaget.statistics.intervals import Interval, bootstrap
from ailaget.store.database import Database
from ailaget.texts import texts
from ailaget.views.base.gap import around, gap_growth, scale_of, shown_gap, verdict
from ailaget.views.base.panel import Figure, gap_verdict, median_figure, panel, share_verdict
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import FEW, Selection, group_value
from ailaget.views.inequality.change import change_view
from ailaget.views.inequality.convergence import convergence_view
from ailaget.views.inequality.spread import spread_view
from ailaget.views.overview.summary import change_sentence, maturity_sentence, overview_view
from ailaget.views.region.profile import region_view
from tests.remembered import cached_view

T = texts("sv")
MATURITY = codebook().indicator("maturity")
FILTERS: list[dict[str, Any]] = [
    {},
    *({"skr_group": (group.code,)} for group in geography.skr_groups()),
    *({"size_class": (size.key,)} for size in geography.size_classes()),
]
WORDS = {
    "grew": "har vuxit",
    "shrank": "har minskat",
    "unsure": "ingen säker ändring",
    "same": "oförändrat",
    "few": "för få",
}
"""What the start page says of the gap by each verdict."""


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": False, **choices})


def growth(change: Interval, n: int, of: int) -> PanelGrowth:
    either = Interval(1.0, 0.5, 1.5)
    measures = {"deviation": Growth(either, either, change)}
    return PanelGrowth(measures, n, of, 0.5, 1000, 0.95, 1)


@pytest.mark.parametrize(
    ("change", "n", "expected"),
    [
        ((3.0, 1.0, 5.0), 40, "grew"),
        ((-3.0, -5.0, -1.0), 40, "shrank"),
        ((3.0, -1.0, 5.0), 40, "unsure"),
        ((3.0, 0.0, 5.0), 40, "unsure"),
        ((0.04, 0.01, 0.07), 40, "unsure"),
        ((0.0, 0.0, 0.0), 40, "unsure"),
        ((0.0, 0.0, 0.0), 50, "same"),
        ((3.0, 3.0, 3.0), 50, "grew"),
        ((3.0, None, None), 40, "unmeasured"),
        ((3.0, 1.0, 5.0), 4, "few"),
    ],
)
def test_a_change_is_said_only_where_its_interval_leaves_zero_out(
    change: tuple[float | None, float | None, float | None], n: int, expected: str
) -> None:
    found = growth(Interval(*change), n, 50)
    assert verdict(found, "deviation", lambda value: T.number(value, 1)) == expected


@pytest.mark.parametrize("wave", ["2025-10", "2026-10"])
def test_the_start_page_and_the_page_on_inequality_have_one_verdict(
    demo: Database, wave: str
) -> None:
    seen = set()
    for one in FILTERS:
        selection = chosen(wave=wave, **one)
        rows = chosen_rows(demo, selection, "maturity")
        found = gap_verdict(panel(rows), len(rows), MATURITY, T)
        overview = cached_view(overview_view, demo, selection)
        card = next(each for each in overview.key_figures if each.label == T("overview.gap"))
        assert WORDS[found] in change_sentence(rows, selection), one
        assert card.direction == {"grew": 1, "shrank": -1, "same": 0}.get(found), one
        heading = cached_view(change_view, demo, selection).headline
        here = {
            "grew": "gapet mellan topp och botten (har )?vuxit",
            "shrank": "gapet mellan topp och botten (har )?minskat",
            "unsure": "ngen säker ändring av gapet",
            "same": "ngen ändring av gapet",
            "few": "för få för att säga",
        }[found]
        assert re.search(here, heading), (one, heading)
        seen.add(found)
    assert "unsure" in seen


def test_what_is_said_since_last_time_is_the_same_verdict(demo: Database) -> None:
    for before, after in (("2024-10", "2025-10"), ("2025-10", "2026-10")):
        rows = chosen_rows(demo, chosen(wave=after), "maturity")
        found = gap_verdict(panel(rows), len(rows), MATURITY, T)
        snapshots = [take_snapshot(demo, wave, []) for wave in (before, after)]
        lines = [line.words for line in since(*snapshots, [], T) if line.kind == "headline"]
        gaps = [words for words in lines if words.startswith(T("overview.gap"))]
        if gaps:
            assert ("ingen säker ändring" in gaps[0]) == (found == "unsure")


def test_the_gap_shown_is_the_difference_of_the_ends_shown() -> None:
    # P10 is 10.04 and P90 90.05: a gap of 80.01, yet 90.1 less 10.0 is 80.1.
    values = pd.Series(np.linspace(10.04 - 10.00125, 90.05 + 10.00125, 11))
    found = shown_gap(values)
    assert (found.p10, found.p90, found.gap) == (10.0, 90.1, 80.1)


def numbers(sentence: str) -> list[float]:
    return [float(text.replace(",", ".")) for text in re.findall(r"\d+,\d", sentence)]


def test_every_page_shows_one_gap_that_adds_up(demo: Database) -> None:
    for one in FILTERS:
        selection = chosen(**one)
        rows = chosen_rows(demo, selection, "maturity")
        if rows["value"].notna().sum() < 5:
            continue
        found = cached_view(spread_view, demo, selection)
        high, low = numbers(found.chart.headline)
        row = next(row for row in found.chart.table.rows if row[0] == "Gap mellan topp och botten")
        gap = float(str(row[1]))
        assert gap == pytest.approx(high - low, abs=1e-9), one
        text = T.number(gap, 1)
        assert next(f.value for f in found.figures if f.label.startswith("Gap")) == text
        overview = cached_view(overview_view, demo, selection)
        assert next(f.value for f in overview.key_figures if f.label == T("overview.gap")) == text
        assert f"{text} poäng" in maturity_sentence(rows, T)
        assert row[2] <= row[1] <= row[3]
        notes = [str(note.text) for note in found.chart.figure.layout.annotations]
        assert any(f"Gap {text}" in note for note in notes), notes
    region = cached_view(region_view, demo, chosen(region="C8"))
    c8 = cached_view(overview_view, demo, chosen(skr_group=("C8",)))
    ours, theirs = (
        next(f.value for f in found.key_figures if f.label == T("overview.gap"))
        for found in (region, c8)
    )
    assert ours == theirs


def test_a_change_of_the_gap_is_the_difference_of_the_gaps_shown(demo: Database) -> None:
    for wave in ("2025-10", "2026-10"):
        table = cached_view(change_view, demo, chosen(wave=wave)).table
        for row in table.rows:
            if row[0] == "Gap mellan topp och botten":
                before, after, change, low, high = row[3:8]
                assert change == pytest.approx(after - before, abs=1e-9)
                assert low <= change <= high


def test_an_interval_holds_what_is_shown_and_has_no_width_where_it_had_none() -> None:
    assert around(Interval(38.97, 37.0, 38.93), 38.9) == Interval(38.9, 37.0, 38.93)
    assert around(Interval(38.97, None, None), 38.9) == Interval(38.9, None, None)
    assert around(Interval(38.97, 38.97, 38.97), 38.9) == Interval(38.9, 38.9, 38.9)


ENDS = pd.Series([0.0] * 6 + [100.0] * 6 + [None] * 12)
"""Half at either end of the scale, and as many silent: every measure is at its own end."""


@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai"])
def test_no_interval_leaves_the_scale(indicator: str) -> None:
    scale = scale_of(codebook().indicator(indicator))
    factor = scale[1] / 100
    groups = pd.Series(["a", "b"] * 12)
    for values in (ENDS, 100 - ENDS, ENDS.mask(ENDS.notna(), 100.0)):
        for weights in (None, pd.Series(np.arange(1.0, 25.0))):
            found = bootstrap(values * factor, groups=groups, weights=weights, scale=scale)
            for key, interval in found.intervals.items():
                low, high = interval.low, interval.high
                if low is None or high is None:
                    continue
                assert low >= 0, key
                if key in ("mean", "deviation", "p90_p10"):
                    assert high <= {"deviation": scale[1] / 2}.get(key, scale[1]), key
                elif "theil" not in key or "share" in key:
                    assert key == "p90_over_p10" or high <= 1, key


def test_no_change_is_larger_than_the_scale_is_wide() -> None:
    before = pd.Series([50.0] * 11 + [0.0] + [None] * 20)
    after = pd.Series([0.0, 100.0] * 6 + [None] * 20)
    found = panel_growth(before, after, of=32, scale=(0.0, 100.0))
    free = panel_growth(before, after, of=32)
    assert found.measures["p90_p10"].change.high == 100
    assert free.measures["p90_p10"].change.estimate == found.measures["p90_p10"].change.estimate
    for key in ("gini", "share_at_zero", "variance_between_share"):
        change = found.measures[key].change
        assert change.low is None or -1 <= change.low <= (change.high or 1.0) <= 1


def test_the_growth_of_the_gap_is_the_same_with_and_without_the_other_measures() -> None:
    rng = np.random.default_rng(5)
    before = pd.Series(rng.uniform(0, 80, 40), [f"{i:04d}" for i in range(40)])
    after = before + rng.normal(5, 10, 40).clip(-5, 15)
    alone = gap_growth(before, after, 60, MATURITY).measures["p90_p10"]
    among = panel_growth(before, after, of=60, scale=(0.0, 100.0)).measures["p90_p10"]
    assert alone.change.low == pytest.approx(among.change.low, abs=0.1)
    assert alone.change.high == pytest.approx(among.change.high, abs=0.1)


@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k"])
def test_those_behind_catch_up_only_where_the_table_says_that_the_spread_has_changed(
    demo: Database, indicator: str
) -> None:
    for one in FILTERS:
        selection = chosen(indicator=indicator, **one)
        heading = cached_view(convergence_view, demo, selection).headline
        rows = cached_view(change_view, demo, selection).table.rows
        low, high = next((row[6], row[7]) for row in rows if row[0] == "Standardavvikelse")
        if "e som låg efter närmar sig" in heading:
            assert high < 0, (one, heading)
        if "vståndet växer" in heading:
            assert low > 0, (one, heading)


@pytest.mark.parametrize("indicator", ["has_full_time_ai", "has_ai_position"])
def test_a_share_on_the_start_page_has_changed_by_the_verdict_on_inequality(
    demo: Database, indicator: str
) -> None:
    seen = set()
    for one in FILTERS:
        selection = chosen(indicator=indicator, **one)
        rows = chosen_rows(demo, selection, indicator)
        found = share_verdict(panel(rows), len(rows), codebook().indicator(indicator), T)
        heading = cached_view(change_view, demo, selection).headline
        assert ("ngen säker ändring" in heading) == (found == "unsure"), (one, heading)
        assert ("vuxit" in heading) == (found == "grew"), (one, heading)
        overview = cached_view(overview_view, demo, selection)
        card = next(f for f in overview.key_figures if f.label == T(f"overview.{indicator}"))
        if found == "unsure":
            assert card.direction is None
            assert card.change.startswith(("Ingen säker ändring", "Oförändrat"))
        elif found in ("grew", "shrank"):
            assert card.direction in ({"grew": 1, "shrank": -1}[found], 0)
        seen.add(found)
    assert "unsure" in seen


@pytest.mark.parametrize(
    ("key", "figure"), [("maturity", median_figure), ("ai_fte_per_100k", group_value)]
)
def test_a_card_points_up_or_down_only_where_the_interval_of_its_own_figure_does(
    demo: Database, key: str, figure: Figure
) -> None:
    indicator, seen = codebook().indicator(key), set()
    for one in FILTERS:
        selection = chosen(**one)
        rows = chosen_rows(demo, selection, key)
        both = panel(rows)
        overview = cached_view(overview_view, demo, selection)
        card = next(each for each in overview.key_figures if each.label == T(f"overview.{key}"))
        if len(both) < FEW:
            continue
        measure = "median" if figure is median_figure else "mean"
        weights = None if figure is median_figure else both["denominator"]
        change = (
            panel_growth(
                both["previous_value"],
                both["value"],
                weights=weights,
                of=len(rows),
                scale=scale_of(indicator),
                keys=(measure,),
            )
            .measures[measure]
            .change
        )
        before, after = figure(both, "previous_"), figure(both, "")
        assert before is not None and after is not None
        assert change.estimate == pytest.approx(after - before)
        assert change.low is not None and change.high is not None
        is_certain = change.low > 0 or change.high < 0
        if card.direction:
            assert is_certain and (card.direction > 0) == (change.low > 0), one
        elif card.direction is None:
            assert not is_certain or card.change.startswith("Oförändrat"), one
        if (
            figure is median_figure
            and not is_certain
            and "oförändrad" not in change_sentence(rows, selection)
        ):
            assert "Det är ingen säker ändring. Gapet" in change_sentence(rows, selection), one
        seen.add(card.direction)
    assert None in seen
