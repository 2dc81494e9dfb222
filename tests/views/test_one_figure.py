"""One figure, one definition: a group's rate is sum over sum on every page, file and command."""

import json
from typing import Any

import pandas as pd
import pytest

from ailaget.__main__ import main
from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import Selection, group_value
from ailaget.views.inequality.basis import basis_of, figure_of_all, group_figures
from ailaget.views.inequality.change import change_view
from ailaget.views.inequality.groups import groups_view
from ailaget.views.inequality.nonresponse import bounds_view
from ailaget.views.inequality.spread import spread_view
from ailaget.views.region.ranking import region_ranking_view

RATIOS = [one.key for one in codebook().indicators.values() if one.is_ratio]
OTHERS = ("maturity", "has_full_time_ai")


def chosen(indicator: str, **choices: Any) -> Selection:
    return Selection("2026-10", False, indicator=indicator, **choices)


def column(table: Any, key: str) -> list[Any]:
    place = next(i for i, each in enumerate(table.columns) if each.key == key)
    return [row[place] for row in table.rows]


@pytest.mark.parametrize("indicator", [*RATIOS, *OTHERS])
def test_the_page_on_inequality_shows_the_figure_that_region_shows(
    demo: Database, indicator: str
) -> None:
    for by, region in (("skr_group", "C8"), ("county", "17")):
        ours = groups_view(demo, chosen(indicator, by=by)).table
        theirs = region_ranking_view(demo, chosen(indicator, region=region)).table
        named = dict(zip(column(ours, "name"), column(ours, "mean"), strict=True))
        shown = dict(zip(column(theirs, "region"), column(theirs, "value"), strict=True))
        assert named == pytest.approx({name: shown[name] for name in named})


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("indicator", RATIOS)
def test_the_command_gives_it_too_whichever_counts_alike(
    demo: Database,
    demo_workspace: Workspace,
    indicator: str,
    weighted: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    assert main(["inequality", indicator, "--json", *(["--weighted"] if weighted else [])]) == 0
    groups = {each["key"]: each["mean"] for each in json.loads(capsys.readouterr().out)["groups"]}
    rows = all_rows(demo, "2026-10", indicator)
    expected = {str(key): group_value(inside) for key, inside in rows.groupby("skr_group")}
    assert groups == pytest.approx({key: expected[key] for key in groups})
    assert main(["inequality", indicator]) == 0
    said = capsys.readouterr().out
    assert texts("sv")("inequality.ratio") in said
    assert texts("sv")("inequality.mean") not in said


def test_sum_over_sum_by_hand() -> None:
    """3 in 10 000 and 1 in 40 000: 8 per 100 000 together, though their rates' mean is 16.25."""

    class Two:
        def query(self, name: str, **params: object) -> pd.DataFrame:
            return pd.DataFrame(
                {
                    "municipality": ["1", "2"],
                    "name": ["A", "B"],
                    "county": ["17", "17"],
                    "skr_group": ["C8", "C8"],
                    "size_class": ["lt10k", "20_50k"],
                    "population": [10_000, 40_000],
                    "value": [30.0, 2.5],
                    "numerator": [3.0, 1.0],
                    "denominator": [10_000, 40_000],
                    "factor": 100_000.0,
                    "status": "ok",
                }
            )

        def computed(self, key: str) -> None:
            return None

    for weighted in (False, True):
        basis = basis_of(Two(), chosen("ai_fte_per_100k", weighted=weighted))
        assert group_figures(basis, basis.rows["skr_group"]).to_dict() == {"C8": 8.0}
        assert figure_of_all(basis) == 8.0
    rate = spread_view(Two(), chosen("ai_fte_per_100k")).chart.table.rows[0]
    assert rate[:2] == (texts("sv")("inequality.mean_of_rates_municipalities"), 16.25)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", RATIOS)
def test_the_mean_of_rates_is_never_called_a_mean_alone(
    demo: Database, indicator: str, language: str
) -> None:
    t, selection = texts(language), chosen(indicator, language=language)
    for weighted, who in ((False, "municipalities"), (True, "inhabitants")):
        mine = chosen(indicator, language=language, weighted=weighted)
        for table in (spread_view(demo, mine).chart.table, change_view(demo, mine).table):
            names = column(table, "measure")
            assert t("inequality.measure_mean") not in names
            assert t(f"inequality.mean_of_rates_{who}") in names
    groups = groups_view(demo, selection)
    assert t("inequality.mean").lower() not in groups.title.lower()
    assert t("inequality.sum_over_sum") in groups.unit
    assert {each.label for each in groups.table.columns} & {t("inequality.ratio")}
    said = "ommunernas egna tal" if language == "sv" else "municipalities’ own figures"
    assert said in bounds_view(demo, selection).headline
