"""Every chart of the catalogue with its papers, made once for all formats."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from ailaget.exports.passport import Passport, passport
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.views.catalogue import CHARTS
from ailaget.views.result import Chart
from ailaget.views.selection import Selection

LINK = "http://localhost:8501/karta?county=17"
CHOSEN = Selection(
    "2026-10", True, municipality="1715", region="17", compare=("0180",), today="2026-11-23"
)

Made = Callable[..., tuple[Chart, Passport]]


@pytest.fixture(scope="session")
def demo_database(demo_workspace: Workspace) -> Iterator[Database]:
    database = open_database(demo_workspace)
    yield database
    database.close()


@pytest.fixture(scope="session")
def made(demo_database: Database) -> Made:
    """Make a chart and its papers: ``made("map")``, once for each key and selection."""

    @cache
    def make(key: str, selection: Selection = CHOSEN) -> tuple[Chart, Passport]:
        chart = CHARTS[key](demo_database, selection)
        return chart, passport(chart, selection, demo_database.build, LINK)

    return make
