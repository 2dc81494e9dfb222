"""A filter chooses among an indicator's rows the very rows that the query itself would."""

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.views.base.rows import NO_FILTER, all_rows, history_within, rows_within
from tests.remembered import remembered

FILTERS = [
    {},
    {"counties": ["17"]},
    {"counties": ["09", "17"], "size_classes": ["lt10k", "10_20k"]},
    {"skr_groups": ["C"]},
    {"skr_groups": ["B3", "A"], "counties": ["01", "12"]},
    {"counties": ["09"], "skr_groups": ["A1"]},
]


@pytest.mark.parametrize("wave", ["2024-10", "2026-10"])
@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_the_rows_are_those_of_the_query(
    demo: Database, wave: str, chosen: dict[str, list[str]]
) -> None:
    chosen = {**NO_FILTER, **chosen}
    ours = rows_within(demo, wave, "ai_fte_per_100k", chosen)
    query = demo.query("indicator_values", wave=wave, indicator="ai_fte_per_100k", **chosen)
    pd.testing.assert_frame_equal(ours, query, check_dtype=False, check_like=True)


@pytest.mark.parametrize("wave", ["2024-10", "2026-10"])
def test_chosen_among_those_of_every_indicator_they_are_the_same(
    demo_workspace: Workspace, wave: str
) -> None:
    source = remembered(demo_workspace)
    for key in codebook().indicators:
        query = source.query("indicator_values", wave=wave, indicator=key, **NO_FILTER)
        pd.testing.assert_frame_equal(all_rows(source, wave, key), query, check_like=True)


@pytest.mark.parametrize("wave", ["2024-10", "2026-10"])
@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_the_history_joined_of_the_waves_is_that_of_the_query(
    demo_workspace: Workspace, wave: str, chosen: dict[str, list[str]]
) -> None:
    source, chosen = remembered(demo_workspace), {**NO_FILTER, **chosen}
    for key in codebook().indicators:
        query = source.query("indicator_history", wave=wave, indicator=key, **chosen)
        ours = history_within(source, wave, key, chosen)
        # DuckDB's columns without a row are of another type than those with some.
        pd.testing.assert_frame_equal(ours, query, check_dtype=not query.empty)
