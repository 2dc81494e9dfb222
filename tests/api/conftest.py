"""The open data of a working folder, asked without a network."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from ailaget.api.app import open_data
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace

OFTEN = 1_000_000
"""More requests a minute than any test makes."""

LISTS = ("waves", "indicators", "codebook", "municipalities", "groups", "values", "group-values")
"""What the open data consists of, as its addresses end."""

OF_AREAS = ("area-sets", "area-members")
"""What it has besides where there are areas of one's own."""


def client_of(database: Database, a_minute: int = OFTEN) -> TestClient:
    """Return what asks the open data of a database."""
    return TestClient(open_data(lambda: database, a_minute))


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(demo_workspace)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(database: Database) -> TestClient:
    return client_of(database)
