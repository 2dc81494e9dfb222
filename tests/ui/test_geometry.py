"""Shapes of the map: today's, those kept with frozen figures, and today's in place of the lost."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.responses import Response

from ailaget.geography import geojson_path
from ailaget.store.workspace import workspace
from ailaget.ui.server import geometry


def asked(name: str) -> Response:
    scope = {"type": "http", "headers": [], "path_params": {"name": name}}
    # In a thread of its own: a browser test may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, geometry(Request(scope))).result()


def test_todays_shapes_are_kept_for_ever() -> None:
    answer = asked(geojson_path("counties").name)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.body == geojson_path("counties").read_bytes()


def test_shapes_of_a_frozen_figure_are_served_from_where_they_are_kept() -> None:
    workspace().kept_maps.mkdir(parents=True)
    (workspace().kept_maps / "counties-00000000.geojson").write_text('{"kept": 1}')
    assert asked("counties-00000000.geojson").body == b'{"kept": 1}'


def test_lost_shapes_are_those_of_today_and_not_for_ever() -> None:
    answer = asked("counties-ffffffff.geojson")
    assert answer.status_code == 307
    assert answer.headers["location"] == geojson_path("counties").name
    assert "cache-control" not in answer.headers


@pytest.mark.parametrize(
    "name", ["centres.csv", "../council.sqlite", "counties-x.geojson", "rivers-00.geojson"]
)
def test_nothing_else_is_served_from_there(name: str) -> None:
    assert asked(name).status_code == 404
