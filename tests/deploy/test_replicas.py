"""Two replicas behind nginx: sessions go on at the other, nothing is lost, both show the same."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ailaget.store.workspace import Workspace
from tests.browser.conftest import serving
from tests.clusters import Cluster
from tests.conftest import SINGLE_WAVE, write_csv
from tests.deploy.replicas import Replicas, reading, replicas, scenario, settings

SESSIONS, PAUSE = 4, 1.0


@pytest.fixture
def running(
    postgres: Cluster, demo_copy: Callable[[Path], Workspace], tmp_path: Path
) -> Iterator[Replicas]:
    with replicas(demo_copy(tmp_path / "var"), postgres, tmp_path) as both:
        yield both


def test_sessions_go_on_when_a_replica_is_killed_and_while_postgresql_is_stopped(
    running: Replicas, tmp_path: Path
) -> None:
    survey = write_csv(tmp_path / "enkat_2026-10.csv", SINGLE_WAVE)
    with reading(running.proxy, SESSIONS, PAUSE) as readers:
        for step, _ in scenario(running, survey, readers):
            if step == "one replica killed":
                # Those of the killed one have opened their page anew, the others have not.
                again = [reader.reconnections > 0 for reader in readers]
                assert any(again) and not all(again)
            if step == "PostgreSQL stopped":
                # The machine that was lost comes back, and shows what it last saw in force.
                first = settings(running.place, "first")
                with serving(running.place, tmp_path / "again", **first) as address:
                    assert running.place.database_url not in (tmp_path / "again").read_text()
                    assert address.process.poll() is None
