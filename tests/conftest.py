"""What the tests share: working folders of their own, small surveys, and no silent skip in CI."""

import csv
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import pytest
import streamlit as st
from filelock import FileLock
from sqlalchemy import text
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from ailaget.codebook import codebook
from ailaget.council.revisions import prepare_records
from ailaget.council.schema import Base
from ailaget.ingest.areas.loading import load_areas
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.store.builds import current_build
from ailaget.store.database import Database
from ailaget.store.postgres.engine import connected, engine_of
from ailaget.store.postgres.tables import HEADS, LINES
from ailaget.store.workspace import Workspace, workspace
from ailaget.ui.acceleration.small_fonts import write_small_fonts
from ailaget.ui.report.pictures_ahead import take_ahead
from ailaget.views.precompute import compute_ahead
from tests.areas import CHOICES, areas_file
from tests.clusters import Cluster, cluster
from tests.granted import editor_headers, reader_headers
from tests.remembered import remembered

MAIN = sys.modules["__main__"]

NOTHING_AHEAD = "TESTS_WITH_NOTHING_AHEAD"
"""Set where no test serves the demonstration waves: nothing is then computed ahead for a reader."""

TESTS = Path(__file__).parent
LONGEST_FIRST = (
    "browser/test_axe.py",
    "pages/test_upload.py",  # needs no demonstration waves, which the first builds meanwhile
    "browser/test_browser.py",
    "browser/test_reading.py",
    "browser/test_meeting.py",
    "browser/test_map.py",
    "exports/test_images.py",
    "views/test_headlines.py",
    "views/test_sentences.py",
    "deploy/test_replicas.py",
    "browser/test_first_look.py",
    "browser/test_meeting_tasks.py",
    "exports/test_chart_html.py",
    "test_recipes.py",
    "disclosure/test_attacks.py",
    "exports/test_every_report.py",
    "exports/test_report.py",
    "pages/test_pages.py",
    "disclosure/test_pages_audit.py",
)
"""The files of tests that take a minute or more: begun late, each would leave a core idle."""
assert all((TESTS / name).is_file() for name in LONGEST_FIRST)

Rows = Sequence[Mapping[str, object]]
"""A survey's lines: each a mapping of header to cell."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("CI is set: a skipped test is a failure.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes longest begin first: files go to workers whole, in the order that they have.

    A file's server and data are then started and made once.
    """
    place = {TESTS / name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: (place.get(item.path, len(place)), "browser" not in item.keywords))


@pytest.fixture(autouse=True)
def _var_is_never_the_real_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("AILAGET_DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Return a running PostgreSQL, which the whole session has."""
    with cluster() as here:
        yield here


@pytest.fixture
def shared_place(postgres: Cluster, tmp_path: Path) -> Iterator[Workspace]:
    """Return a working folder whose journals and records lie in a new database."""
    url = postgres.new_database()
    yield Workspace(tmp_path / "var", database_url=url, machine=tmp_path / "machine")
    engine_of(url).dispose()


@pytest.fixture(scope="session")
def records_url(postgres: Cluster) -> str:
    """Return the address of a database with all tables, for whoever empties them first."""
    url = postgres.new_database()
    prepare_records(Workspace(Path("nowhere"), database_url=url))
    return url


@pytest.fixture(params=["folder", "postgres"])
def any_place(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """Return an empty working folder of each kind: by itself, and with PostgreSQL."""
    if request.param == "folder":
        return Workspace(tmp_path / "var")
    url: str = request.getfixturevalue("records_url")
    tables = [*Base.metadata.tables, LINES.name, HEADS.name]
    with connected(url) as connection:
        connection.execute(text(f"truncate {', '.join(tables)} restart identity"))
        connection.commit()
    return Workspace(tmp_path / "var", database_url=url, machine=tmp_path / "machine")


@pytest.fixture(autouse=True, scope="session")
def _components_are_looked_for_once() -> Iterator[None]:
    """Keep what Streamlit's test harness else reads anew of every installed package, each time."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True, scope="session")
def _runs_are_waited_for() -> Iterator[None]:
    """Let Streamlit's test harness wait for a page: else it looks for its end 1,000 times a second.

    That takes from the page that it waits for. A run that goes on too long is told of as ever.
    """
    look = local_script_runner.require_widgets_deltas

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        runner._script_thread.join(timeout)
        look(runner, 0 if runner._script_thread.is_alive() else timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(autouse=True)
def _main_is_no_page() -> None:
    """Put the main module back, which Streamlit's test harness leaves a page in the place of.

    A new process would run that page again.
    """
    sys.modules["__main__"] = MAIN


@pytest.fixture
def as_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page's script run for somebody who opened the printed address."""
    monkeypatch.setattr(type(st.context), "headers", editor_headers())


@pytest.fixture
def as_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page's script run for anybody else."""
    monkeypatch.setattr(type(st.context), "headers", reader_headers())


def write_csv(path: Path, rows: Rows) -> Path:
    """Write rows as a survey file; the header is every key in order of appearance."""
    header = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, header, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows({key: as_text(key, cell) for key, cell in row.items()} for row in rows)
    return path


def as_text(header: str, cell: object) -> object:
    """Return a coded question's code as its text: bare codes of few rows can mean two things."""
    question = codebook().questions.get(header)
    choices = question.choices if question is not None else ()
    labels = (c.label["sv"] for c in choices if c.value is not None and c.value == cell)
    return next(labels, cell)


@pytest.fixture
def survey_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a survey: ``survey_file(rows, "name_2026-10.csv")``."""

    def write(rows: Rows, name: str = "enkat_2026-10.csv") -> Path:
        return write_csv(tmp_path / name, rows)

    return write


def copied(place: Workspace, folder: Path) -> Workspace:
    """Return a copy of a working folder: what a test does to it stays its own."""
    shutil.copytree(place.root, folder, ignore=shutil.ignore_patterns(".lock"))
    return Workspace(folder)


@pytest.fixture(scope="session")
def demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Workspace]:
    """Make a folder with the demonstration waves: ``demo_copy(folder)``. All are built once."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    built = shared / "built"
    with FileLock(shared / "built.lock"):
        if not (built / "whole").exists():
            build(Workspace(built / "var"))
            if NOTHING_AHEAD not in os.environ:
                compute_ahead(Workspace(built / "var"))
                take_ahead(Workspace(built / "var"))
                write_small_fonts(Workspace(built / "var"))
            (built / "whole").touch()

    return partial(copied, Workspace(built / "var"))


def linked(place: Workspace, folder: Path) -> Workspace:
    """Return a folder with links to all that another has but reports: it is complete, and quick."""
    folder.mkdir()
    for path in place.root.iterdir():
        if path.name not in {place.report_files.name, ".lock"}:
            (folder / path.name).symlink_to(path)
    return Workspace(folder)


@pytest.fixture(scope="session")
def demo_workspace(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Iterator[Workspace]:
    """Return a working folder with the demonstration waves; for reading only."""
    place = demo_copy(tmp_path_factory.mktemp("demo") / "var")
    before = current_build(place)
    yield place
    assert current_build(place) == before, "a test has built a database where others read"


@pytest.fixture(scope="module")
def demo(demo_workspace: Workspace) -> Iterator[Database]:
    """Return the demonstration waves' database, which remembers its answers."""
    database = remembered(demo_workspace)
    yield database
    database.close()


@pytest.fixture(scope="session")
def areas_workspace(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Workspace:
    """Return the demonstration waves with a set of areas of one's own; for reading only."""
    folder = tmp_path_factory.mktemp("areas")
    place = demo_copy(folder / "var")
    load_areas(place, areas_file(folder), CHOICES, by="Ada")
    return place


@pytest.fixture(scope="module")
def areas_database(areas_workspace: Workspace) -> Iterator[Database]:
    """Return its database, which remembers its answers."""
    database = remembered(areas_workspace)
    yield database
    database.close()


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a working folder with a database but no waves; for reading only."""
    place = Workspace(tmp_path_factory.mktemp("empty"))
    build(place, empty=True)
    return place


@pytest.fixture(scope="module")
def own_empty_place(
    empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    """Return such a folder of a file's own, for what its tests have copies of."""
    return copied(empty_workspace, tmp_path_factory.mktemp("own_empty") / "var")


@pytest.fixture
def empty_place(empty_workspace: Workspace) -> Workspace:
    """Return the test's own working folder, with a database but no waves: loading is quick."""
    return copied(empty_workspace, workspace().root)


@pytest.fixture(scope="session")
def single_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a working folder with one single real wave of three municipalities; for reading."""
    folder = tmp_path_factory.mktemp("single")
    place = Workspace(folder / "var")
    build(place, empty=True)
    load(place, write_csv(folder / "enkat_2026-10.csv", SINGLE_WAVE), publish=True)
    return place


SINGLE_WAVE: Rows = [
    {"kommunkod": "0114", "fte_ai_total": "1,5", "ai_heltid": 3, "ai_strategi": 2, "samverkan": ""},
    {"kommunkod": "1781", "fte_ai_total": 0, "ai_heltid": 1, "ai_strategi": 0, "samverkan": ""},
    {"kommunkod": "2026", "fte_ai_total": "Vet ej", "ai_heltid": 2, "ai_strategi": "", "dpia": 8},
]
