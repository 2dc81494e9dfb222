"""A start is not held up by what it does not need: which packages stay away until they are used."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ailaget.council.revisions import prepare_records
from ailaget.exports.pictures.fonts import told
from ailaget.store.builds import current_build
from ailaget.store.practice import newest_revision
from ailaget.store.precomputed import keep_computed
from ailaget.store.workspace import Workspace
from ailaget.views.precompute import ENTRIES

ROOT = Path(__file__).parent.parent

LATE = {
    "alembic", "authlib", "choreographer", "docx", "fastapi", "fontTools", "geopandas", "httpx2",
    "joblib", "joserfc", "kaleido", "limits", "lxml", "mapclassify", "matplotlib", "openpyxl",
    "pptx", "prometheus_client", "pydantic", "pyogrio", "pyproj", "rapidfuzz", "rdflib", "scipy",
    "httpx", "shapely", "sklearn", "snowballstemmer", "sqlalchemy", "xlsxwriter",
}  # fmt: skip
"""What the pages need only for certain choices, files to take away, meetings, or a new build."""

PAGES = {"plotly", "starlette", "streamlit", "uvicorn"}
FIGURES = {"duckdb", "numpy", "pandas", "pyarrow"}

TELL = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"

FIRST_PAGE = """
import dashboard
from ailaget.store.workspace import workspace
from ailaget.ui.acceleration.warm_up import know_modules
from ailaget.ui.precompute import compute_ahead
from ailaget.ui.data import prepare, prepare_council
from streamlit.testing.v1 import AppTest

prepare(), prepare_council(), know_modules(), compute_ahead(workspace())
app = AppTest.from_file(str(dashboard.ROOT / "ailaget/ui/app.py"), default_timeout=120).run()
assert not app.exception and app.title
"""
"""Starts as the server does, and lets one reader have the first page."""

FIRST_PICTURE = """
from importlib import import_module
import dashboard
from ailaget.exports.pictures.fonts import fonts_here, learn
from ailaget.ui.precompute import FIRST_FILE

learn({told!r})
for module in FIRST_FILE:
    import_module(module)
assert fonts_here()
"""
"""Makes ready what a first picture needs, as a server does once its fonts are known."""

COMMAND = """
from contextlib import suppress
from ailaget.__main__ import main

with suppress(SystemExit):
    main({arguments!r})
"""


@pytest.fixture(scope="module")
def started_before(
    demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    """Return a working folder in which nothing is left to build, bring up to date or compute."""
    place = Workspace(tmp_path_factory.mktemp("started") / "var")
    shutil.copytree(demo_workspace.root, place.root)
    prepare_records(place)
    keep_computed(place, str(current_build(place)), {ENTRIES: newest_revision(place)})
    return place


def imported(code: str, place: Workspace) -> set[str]:
    """Return the packages that a fresh Python has imported once it has run some code."""
    done = subprocess.run(
        [sys.executable, "-c", code + TELL],
        cwd=ROOT,
        env={**os.environ, "AILAGET_VAR": str(place.root), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_the_first_page_imports_nothing_that_only_later_ones_need(
    started_before: Workspace,
) -> None:
    packages = imported(FIRST_PAGE, started_before)
    assert packages >= PAGES | FIGURES
    assert packages & LATE == set()


def test_a_first_picture_imports_nothing_that_draws_without_a_browser(
    started_before: Workspace,
) -> None:
    packages = imported(FIRST_PICTURE.format(told=told()), started_before)
    assert "kaleido" in packages
    assert not packages & (LATE - {"choreographer", "kaleido"})


def test_help_imports_nothing_that_a_command_needs(started_before: Workspace) -> None:
    packages = imported(COMMAND.format(arguments=["--help"]), started_before)
    assert "ailaget" in packages
    assert not packages & (LATE | PAGES | FIGURES)


def test_a_table_imports_what_reads_the_database_and_no_more(started_before: Workspace) -> None:
    packages = imported(COMMAND.format(arguments=["table", "waves"]), started_before)
    assert packages >= FIGURES
    assert not packages & (LATE | PAGES)


@pytest.mark.parametrize(("told", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_numpy_is_told_of_its_threads_before_it_is_imported(
    told: dict[str, str], threads: str
) -> None:
    code = "import sys, ailaget, os; print(os.environ['OPENBLAS_NUM_THREADS'], *sys.modules)"
    usual = {name: text for name, text in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**usual, **told},
        capture_output=True,
        text=True,
        check=True,
    )
    said, *modules = done.stdout.split()
    assert said == threads
    assert "numpy" not in modules
