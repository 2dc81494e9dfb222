"""A PostgreSQL of the tests' own: started for real, as nobody's service, and gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

ROLE = "ailaget"
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
}


@dataclass
class Cluster:
    """One cluster, on a port of its own of this machine."""

    folder: Path
    port: int
    names: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        settings = " ".join(f"-c {key}={value}" for key, value in SETTINGS.items())
        place = f"-k {self.folder} -h 127.0.0.1 -p {self.port} {settings}"
        self._control("start", "-l", str(self.folder / "log"), "-o", place)

    def stop(self) -> None:
        self._control("stop", "-m", "fast")

    def new_database(self, encoding: str = "UTF8") -> str:
        """Return the address of a new database, empty and the role's own."""
        name = f"trial{next(self.names)}"
        options = f"template template0 encoding '{encoding}' lc_collate 'C' lc_ctype 'C'"
        self.run(f"create database {name} owner {ROLE} {options}")
        return self.address(name)

    def address(self, database: str, role: str = ROLE) -> str:
        return f"postgresql://{role}:secret@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as the cluster's owner; returns its rows."""
        where = f"host={self.folder} port={self.port} user=postgres dbname={database}"
        with psycopg.connect(where, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _control(self, *arguments: str) -> None:
        command = [program("pg_ctl"), "-w", "-D", str(self.folder / "data"), *arguments]
        run_as_owner(command, self.folder)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Make and run a cluster until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="ailaget-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    trust = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]
    run_as_owner([program("initdb"), "-D", str(folder / "data"), *trust], folder)
    here = Cluster(folder, free_port())
    here.start()
    try:
        here.run(f"create role {ROLE} login")
        yield here
    finally:
        subprocess.run(
            owner_command(
                [program("pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]
            ),
            capture_output=True,
            check=False,
            cwd=folder,
        )
        shutil.rmtree(folder)


def run_as_owner(command: list[str], folder: Path) -> None:
    """Run a command as who may own a cluster: root may not."""
    with (folder / "control.log").open("ab") as log:  # no pipe: the server would hold it open
        done = subprocess.run(
            owner_command(command), stdout=log, stderr=log, check=False, cwd=folder
        )
    assert done.returncode == 0, (folder / "control.log").read_text(errors="replace")[-2000:]


def owner_command(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    owner = pwd.getpwnam("postgres")
    ids = [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, *command]


def program(name: str) -> str:
    """Return where a program of the newest PostgreSQL is: Debian has them on no path."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: p.parts[4])
    path = str(newest[-1]) if newest else shutil.which(name)
    if path is None:
        pytest.fail("PostgreSQL is missing: install postgresql")
    return path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
