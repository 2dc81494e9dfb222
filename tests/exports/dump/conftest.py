"""A whole wave, made once and unpacked, and the programs that open it."""

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.exports.dump.archive import Dump, wave_dump
from ailaget.store.database import Database

WAVE = "2026-10"
END = f"{WAVE}_pahittat"


@pytest.fixture(scope="session")
def dump(demo_database: Database) -> Dump:
    return wave_dump(demo_database, demo_database.build, WAVE)


@pytest.fixture(scope="session")
def unpacked(dump: Dump, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the zip unpacks to."""
    folder = tmp_path_factory.mktemp("dump")
    (folder / dump.name).write_bytes(dump.content)
    with zipfile.ZipFile(folder / dump.name) as archive:
        archive.extractall(folder)
    return folder / Path(dump.name).stem


Program = Callable[[str], str]


@pytest.fixture(scope="session")
def program() -> Program:
    """Return where a program is: ``program("ogr2ogr")``, or say by name that it is missing."""

    def path_of(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing = f"{name} is missing: .ci/run says which packages of Debian are needed"
            if os.environ.get("CI"):
                pytest.fail(missing)
            pytest.skip(missing)
        return path

    return path_of
