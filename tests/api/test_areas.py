"""Areas of one's own in the open data: the pages' figures, and who each is made up of."""

from typing import Any

import pandas as pd
import pytest
from starlette.testclient import TestClient

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from tests.api.conftest import client_of
from tests.areas import LEVEL, WEST


@pytest.fixture
def client(areas_database: Database) -> TestClient:
    return client_of(areas_database)


def data(client: TestClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"/{address}")
    assert answer.status_code == 200, answer.text
    records: list[dict[str, Any]] = answer.json()["data"]
    return records


def test_a_set_has_its_source_and_terms_and_its_areas_are_groups(client: TestClient) -> None:
    (own,) = data(client, "area-sets")
    assert (own["area_set"], own["title"], own["source"], own["licence"]) == (
        "forbund",
        "Förbund",
        "Källan",
        "CC0 1.0",
    )
    assert (own["areas"], own["municipalities"]) == (2, 10)
    areas = [group for group in data(client, "groups") if group["level"] == "area"]
    assert {group["group"]: group["label"]["sv"] for group in areas} == {
        f"{LEVEL}.V": "Väst",
        f"{LEVEL}.F": "Få",
    }
    members = data(client, "area-members")
    assert {m["municipality"] for m in members if m["group"] == f"{LEVEL}.V"} == set(WEST)
    assert len(members) == 10


def test_an_areas_values_are_made_of_municipalities_own_open_values(
    client: TestClient, areas_database: Database
) -> None:
    """So nothing is told by a sum, or by the difference of two, that is not open already."""
    records = data(client, "group-values?level=area")
    rows = areas_database.query("wave_indicators", wave="2026-10")
    assert {r["indicator"] for r in records} == set(codebook().indicators)
    own = data(client, "values?limit=10000")
    shown = {(each["indicator"], each["municipality"]): each["value"] for each in own}
    for record in records:
        if record["group"] != f"{LEVEL}.V":
            continue
        inside = rows[(rows["indicator"] == record["indicator"]) & rows["municipality"].isin(WEST)]
        valued = inside[inside["value"].notna()]
        assert (record["n"], record["municipalities"]) == (len(valued), len(WEST))
        assert record["is_few"] == (len(valued) < 5)
        for code, value in zip(inside["municipality"], inside["value"], strict=True):
            public = shown[record["indicator"], code]
            assert public is None if pd.isna(value) else public == value


def test_without_any_set_there_are_none(demo_workspace: Workspace, demo: Database) -> None:
    client = client_of(demo)
    assert data(client, "area-sets") == data(client, "area-members") == []
    assert data(client, "group-values?level=area") == []
    assert {group["level"] for group in data(client, "groups")} == {
        "county",
        "skr_group",
        "size_class",
    }
