"""A change per inhabitant is one in positions: who moves in makes nobody rise or fall."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from ailaget.council.changes_since import since
from ailaget.council.snapshots import take_snapshot
from ailaget.statistics.concentration_index import concentration
from ailaget.store.database import Database
from ailaget.texts import texts
from ailaget.views.base.context_figures import beside_size, chosen_figure
from ailaget.views.base.panel import held_fixed, moved, panel
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import Selection, group_value
from ailaget.views.explanations.concentration import concentration_view
from ailaget.views.explanations.growth import growth_view
from ailaget.views.inequality.basis import basis_of
from ailaget.views.inequality.panel import history_of
from ailaget.views.municipality.trend import trend_view
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.summary import overview_view
from ailaget.views.region.trend import region_trend_view

T, STAFF = texts("sv"), "ai_fte_per_100k"
HELD = T("change.same_population", words="")


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": False, "indicator": STAFF, **choices})


def test_two_positions_among_more_people_are_still_two() -> None:
    """2 of 20 000 and now 2 of 25 000: 10.0 was shown then, and 8.0 is the rate both times."""
    rows = pd.DataFrame(
        {
            "value": [8.0],
            "previous_value": [10.0],
            "factor": [100_000.0],
            "numerator": [2.0],
            "denominator": [25_000.0],
            "previous_numerator": [2.0],
            "previous_denominator": [20_000.0],
            "previous_wave": ["2025-10"],
        }
    )
    assert held_fixed(rows)["previous_value"].tolist() == [8.0]
    found = moved(rows, group_value)
    assert (found.before, found.after) == (8.0, 8.0)


def test_nobody_moves_whose_positions_have_not(demo: Database) -> None:
    rows = all_rows(demo, "2026-10", STAFF)
    both = rows[rows["value"].notna() & rows["previous_value"].notna()]
    still = set(both.loc[both["numerator"] == both["previous_numerator"], "municipality"])
    moved_by_people = both[both["municipality"].isin(still) & (both["value"] > 0)]
    assert (moved_by_people["value"] != moved_by_people["previous_value"]).any()
    chart = largest_changes_view(demo, chosen())
    changes = dict(zip(chart.table.codes, (row[3] for row in chart.table.rows), strict=True))
    assert {code: changes[code] for code in still} == pytest.approx(dict.fromkeys(still, 0.0))
    names = dict(zip(both["municipality"], both["name"], strict=True))
    drawn = {
        str(name)
        for trace in chart.figure.data
        for name in (trace.y if trace.y is not None else ())
    }
    assert not drawn & {names[code] for code in still}
    assert HELD in str(chart.figure.layout.title.subtitle.text).replace("<br>", " ")
    assert T("change.about_same_population") in chart.caveat


def test_an_index_is_not_per_anything(demo: Database) -> None:
    rows = all_rows(demo, "2026-10", "maturity")
    both = rows[rows["value"].notna() & rows["previous_value"].notna()]
    pd.testing.assert_frame_equal(
        panel(rows)[["value", "previous_value"]], both[["value", "previous_value"]]
    )
    assert HELD not in largest_changes_view(demo, chosen(indicator="maturity")).alt


def test_the_start_page_and_the_meeting_say_whose_population(demo: Database) -> None:
    card = next(
        figure
        for figure in overview_view(demo, chosen()).key_figures
        if figure.label == T(f"overview.{STAFF}")
    )
    assert card.change.endswith(HELD)
    before, after = (take_snapshot(demo, wave, []) for wave in ("2025-10", "2026-10"))
    lines = [line.words for line in since(before, after, [], T) if line.kind == "headline"]
    (line,) = [words for words in lines if words.startswith(T(f"overview.{STAFF}"))]
    assert line.endswith(HELD)
    # The same positions, whatever the population: nothing to say.
    crowded = {code: (v / 2, n, 2 * d, f) for code, (v, n, d, f) in after.figures[STAFF].items()}
    later = replace(after, figures={**after.figures, STAFF: crowded})
    lines = [line.words for line in since(after, later, [], T)]
    assert not any(words.startswith(T(f"overview.{STAFF}")) for words in lines)


def test_the_trend_of_the_same_municipalities_is_per_one_population(demo: Database) -> None:
    chart = region_trend_view(demo, chosen(region="17"))
    assert T("region.caveat_trend_population") in chart.caveat
    history = demo.query(
        "indicator_history",
        wave="2026-10",
        indicator=STAFF,
        counties=["17"],
        skr_groups=[],
        size_classes=[],
    )
    always = history.groupby("municipality")["value"].count() == history["wave"].nunique()
    same = history[history["municipality"].map(always)]
    people = same[same["wave"] == "2026-10"]["denominator"].sum()
    sums = same.groupby("wave")["numerator"].sum() * 100_000 / people
    column = next(i for i, c in enumerate(chart.table.columns) if c.key == "own_panel")
    assert [row[column] for row in chart.table.rows] == pytest.approx(sums.tolist())


def test_a_municipality_whose_people_alone_have_moved_is_told_so(demo: Database) -> None:
    rows = all_rows(demo, "2026-10", STAFF)
    both = rows[rows["value"].notna() & rows["previous_value"].notna()]
    shift = (both["value"] - both["previous_value"]).abs() > 0.1
    still = both[(both["numerator"] == both["previous_numerator"]) & shift]
    code = str(still["municipality"].iloc[0])
    chart = trend_view(demo, chosen(municipality=code))
    assert "bara för att folkmängden har ändrats" in chart.headline
    assert T("municipality.trend_population_caveat") in chart.caveat


def test_the_pace_of_a_rate_is_of_positions_and_not_of_people(demo: Database) -> None:
    """Where the positions are as many in every wave nothing grows, whoever has moved in or out."""
    chart = growth_view(demo, chosen(by="county"))
    assert T("change.about_same_population") in chart.caveat
    history = history_of(demo, basis_of(demo, chosen()))
    held, known = history.held(), history.figures.notna()
    assert (held.notna() == known).all().all()
    newest = history.denominators.ffill(axis=1).iloc[:, -1]
    for wave in history.waves:
        positions = held[wave] * newest / history.factor
        assert positions[known[wave]].to_numpy() == pytest.approx(
            history.numerators[wave][known[wave]].astype(float).to_numpy()
        )
    still = history.numerators.max(axis=1) == history.numerators.min(axis=1)
    assert held[still].max(axis=1).to_numpy() == pytest.approx(held[still].min(axis=1).to_numpy())
    assert (history.figures[still].max(axis=1) > history.figures[still].min(axis=1) + 1e-3).any()


def test_where_a_rate_gathers_over_time_is_of_one_population(demo: Database) -> None:
    selection = chosen(context="population")
    chart, history = (
        concentration_view(demo, selection),
        history_of(demo, basis_of(demo, selection)),
    )
    assert T("change.about_same_population") in chart.caveat
    figure = beside_size(demo, selection, chosen_figure(demo, selection))
    ranking = figure.table["population"].reindex(history.figures.index)
    index = concentration(history.held(), ranking, (0.0, float("inf"))).indices
    assert [row[1] for row in chart.table.rows] == pytest.approx([each.estimate for each in index])
    index = concentration_view(demo, chosen(indicator="maturity", context="population"))
    assert T("change.about_same_population") not in index.caveat
