"""What the measurements rest on: when they stop their clocks."""

import json
from pathlib import Path
from time import process_time
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ailaget import geography
from ailaget.statistics.staffing_groups import LEAST
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.ui.acceleration.message_batching import CHART_FIRST
from ailaget.views.base.choices import GROUP_SIZES
from benchmarks import false_claims, groups, silence, static_map
from benchmarks.change import INDICATORS, OURS, STATIC, Subject, table
from benchmarks.false_claims import RATES, SEED, answering
from benchmarks.sessions import is_last


def test_a_rerun_ends_with_streamlits_own_word_and_no_other() -> None:
    last = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert is_last(last.SerializeToString())
    assert not is_last(ForwardMsg(delta={}).SerializeToString())
    assert not is_last(CHART_FIRST)


def test_false_claims_are_asked_of_both_rules_where_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At full response the old rules claim what the new ones leave; the same seed, the same."""
    monkeypatch.setattr(false_claims, "TRIALS", {"between": 6, "shape": 6, "gap": 6})
    rng, units = np.random.default_rng(SEED), [str(number) for number in range(100)]
    values = pd.Series(rng.uniform(0, 90, 100), units)
    before = (values + rng.normal(0, 8, 100)).clip(0, 100)
    people = [round(size) for size in np.geomspace(3_000, 300_000, 100)]
    places = pd.DataFrame({"county": [n % 8 for n in range(100)], "population": people}, units)
    found = false_claims.false_claims(values, before, places)
    assert [one.rate for one in found] == [*RATES] * 3
    old, new = (
        {(one.case, one.rate): getattr(one, rule) for one in found} for rule in ("old", "new")
    )
    assert all(old[case, 1.0] > new[case, 1.0] for case, _ in old if "gap" not in case)
    (gap,) = {case for case, _ in old if "gap" in case}
    assert old[gap, 0.5] > new[gap, 0.5]
    assert old[gap, 1.0] == new[gap, 1.0] == 0
    assert found == false_claims.false_claims(values, before, places)


def test_weighted_intervals_hold_what_all_would_have_answered(demo_workspace: Workspace) -> None:
    """The demonstration data themselves: those further ahead answer more often, as in life."""
    database = open_database(demo_workspace)
    everywhere = {"counties": [], "skr_groups": [], "size_classes": []}
    places = {
        wave: database.query("municipalities", wave=wave, **everywhere).set_index("municipality")
        for wave in silence.WAVES
    }
    values = database.query("wave_indicators", wave="2026-10")
    database.close()
    own = values[values["indicator"] == "maturity"].set_index("municipality")["value"].dropna()
    pd.testing.assert_series_equal(
        silence.drawn(places, 0)["2026-10"]["maturity"].dropna(), own, check_names=False
    )
    (figures,) = silence.held(places, 1)
    assert len(figures) == 39
    assert sum(each.plain_holds for each in figures) < 20
    assert sum(each.holds for each in figures) >= 36
    means = [each for each in figures if (each.indicator, each.measure) == ("maturity", "mean")]
    assert abs(sum(each.bias for each in means)) < sum(each.plain_bias for each in means) / 3


def test_so_many_fall_silent_as_were_asked_to() -> None:
    values = pd.Series(np.arange(10.0))
    assert answering(values, np.random.default_rng(1), 0.7).notna().sum() == 7


def test_all_290_are_grouped_within_ten_seconds_none_alone_and_better_than_greedy(
    demo_workspace: Workspace,
) -> None:
    database = open_database(demo_workspace)
    begun = process_time()
    everyone, sharing = groups.measured(database, GROUP_SIZES[:1])
    # Of the processor, for both: a machine that is busy with something else takes longer for all.
    assert process_time() - begun < 2 * groups.AIM
    database.close()
    assert everyone.units == len(geography.municipalities()) > sharing.units
    for grouped in (everyone, sharing):
        grouping = grouped.answer.grouping
        assert grouped.smallest >= LEAST
        assert grouping.bound <= grouping.total < grouping.greedy
        assert all(
            f"{each:.1f}" in groups.line(grouped) for each in (grouping.total, grouping.greedy)
        )


def test_the_static_page_shows_what_the_page_does_and_each_part_changes_with_every_choice(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    charts = static_map.charts(demo_workspace)
    static_map.write_page(tmp_path, charts)
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    shown = [written["indicators"][key] for key in INDICATORS]
    for before, after in zip([shown[-1], *shown], shown, strict=False):
        assert all(before[part] != after[part] for part in ("areas", "heading", "legend", "table"))
    for key, chart in charts.items():
        parts = written["indicators"][key]
        assert parts["heading"] == chart.headline
        assert parts["table"].count("<tr") == 1 + len(chart.table.rows)
        assert len(parts["areas"]["z"][0]) == len(geography.municipalities())
    shapes = {trace["geojson"] for trace in written["map"]["data"]}
    assert all((tmp_path / shape).exists() for shape in shapes)


def test_a_change_is_told_beside_the_static_page() -> None:
    static = Subject(Mock(), STATIC, maps=[50, 60, 90], wholes=[60, 60, 90])
    ours = Subject(Mock(), OURS, 1, [60, 66, 99], [90, 180, 120], processor=[40, 20, 18])
    lines = [" ".join(line.split()) for line in table(static, {"now": ours}, {"now": 51_000})]
    assert lines == [
        "static now",
        "map recoloured, median 60 ms 66 ms = 1.10 aim 1.2",
        "whole page new, median 60 ms 120 ms = 2.00 aim 2.0",
        "server's processor, first time 40 ms aim 20 ms",
        "server's processor, later 19 ms aim 20 ms",
        "sent by the server, median 51 kB",
    ]
