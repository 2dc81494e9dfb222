"""Collected reports: kept whole on the server, opened by their link, bounded."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget.store import reports
from ailaget.store.reports import (
    NoReport,
    Report,
    ReportFull,
    ReportItem,
    change_report,
    new_report,
    read_report,
    with_item,
    with_item_moved,
    without_item,
)
from ailaget.store.workspace import Workspace

MAP, TREND = ReportItem("map", "county=17"), ReportItem("region_trend", "region=17")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def test_a_report_is_there_when_its_link_is_opened_again(place: Workspace) -> None:
    key = new_report(place)
    assert read_report(place, key) == Report()
    change_report(place, key, lambda old: with_item(old, MAP))
    written = replace(TREND, heading="Värmland", text="Två rader\noch å ä ö")
    change_report(place, key, lambda old: replace(with_item(old, written), title="Till rådet"))
    assert read_report(place, key) == Report("Till rådet", (MAP, written))


def test_the_same_view_is_not_taken_twice() -> None:
    once = with_item(Report(), MAP)
    assert with_item(once, MAP) == once
    assert len(with_item(once, replace(MAP, query="county=18")).items) == 2


@pytest.mark.parametrize(
    ("place", "steps", "order"),
    [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 5, "abc"), (7, 1, "abc"), (-1, 1, "abc")],
)
def test_charts_move_as_far_as_the_ends_allow(place: int, steps: int, order: str) -> None:
    report = Report("", tuple(ReportItem(name, "") for name in "abc"))
    moved = with_item_moved(report, place, steps)
    assert "".join(item.chart for item in moved.items) == order


def test_a_chart_is_taken_away_and_one_that_is_gone_is_no_error() -> None:
    report = Report("", (MAP, TREND))
    assert without_item(report, 0).items == (TREND,)
    assert without_item(report, 5) == report


@pytest.mark.parametrize("key", ["", "x" * 16, "../../etc/passwd", "a/b", "..", "å" * 16])
def test_a_link_to_no_report_is_said_and_reads_no_other_file(place: Workspace, key: str) -> None:
    (place.root / "etc").mkdir()
    with pytest.raises(NoReport):
        read_report(place, key)
    with pytest.raises(NoReport):
        change_report(place, key, lambda old: old)
    assert not place.reports.exists()


def test_two_who_add_at_once_lose_nothing(place: Workspace) -> None:
    key = new_report(place)
    items = [ReportItem("map", f"county={number:02}") for number in range(20)]
    with ThreadPoolExecutor(8) as writers:
        list(
            writers.map(
                lambda item: change_report(place, key, lambda old: with_item(old, item)), items
            )
        )
    assert set(read_report(place, key).items) == set(items)


def test_a_report_and_the_folder_are_bounded(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_report(place)
    full = Report("t" * 999, tuple(ReportItem("map", str(n)) for n in range(reports.MOST_ITEMS)))
    change_report(place, key, lambda _: full)
    with pytest.raises(ReportFull, match="full_items"):
        change_report(place, key, lambda old: with_item(old, MAP))
    kept = read_report(place, key)
    assert (len(kept.items), len(kept.title)) == (reports.MOST_ITEMS, reports.MOST_TITLE)
    monkeypatch.setattr(reports, "MOST_REPORTS", 1)
    with pytest.raises(ReportFull, match="full_folder"):
        new_report(place)
