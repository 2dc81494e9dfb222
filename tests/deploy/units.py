"""The service and its backup under systemd itself, installed as the handbook has it.

`python -m pytest tests/deploy/units.py`, as root; not among the checks, for not every machine lets
another be started within it.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT

SYSTEMD = "/lib/systemd/systemd"
BOOT = Path(__file__).with_name("boot.sh")
NEEDED = (SYSTEMD, "/usr/bin/unshare", "/usr/sbin/pivot_root", "/usr/sbin/useradd")
CODE = ("ailaget", "data", "pages", "queries", "docs", "deploy", ".streamlit")
ASK = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8501/ready').read().decode())"
LIBRARIES = ("LD_LIBRARY_PATH=/opt/python/lib",)
"""Where a Python that has been moved looks for its own."""

PATIENCE = 120.0
"""Seconds that are awaited at most, on a machine with much else to do."""


@dataclass(frozen=True)
class Machine:
    """A machine of the test's own, by the number of its first process here."""

    first: int

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command on it."""
        enter = ["nsenter", "-t", str(self.first), "-m", "-p", "-n", "-u", "-i", "-r", "-w"]
        return subprocess.run([*enter, *command], capture_output=True, text=True, check=False)

    def shown(self, unit: str, what: str) -> str:
        """Return what systemd says of a unit."""
        return self.run("systemctl", "show", "-p", what, "--value", unit).stdout.strip()

    def noted(self) -> str:
        """Return what systemd and its services noted last."""
        return self.run("journalctl", "--no-pager", "-n", "40").stdout

    def readiness(self) -> str:
        """Return what the server says of itself, once it is there; raise what was noted else."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            answer = self.run("env", *LIBRARIES, "/opt/ailaget/.venv/bin/python", "-c", ASK)
            if answer.returncode == 0:
                return str(json.loads(answer.stdout)["status"])
            time.sleep(0.5)
        raise AssertionError(self.noted())


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Start a machine with the code, its packages and the units where the handbook lays them."""
    if os.geteuid() != 0 or not all(map(os.path.exists, NEEDED)):
        pytest.skip("systemd is started by root alone, where it is installed")
    code, folder = tmp_path_factory.mktemp("code"), tmp_path_factory.mktemp("machine")
    _lay(code)
    apart = ["unshare", "-m", "-p", "-n", "-u", "-i", "-C", "--fork", "--kill-child"]
    packages = sysconfig.get_path("purelib")
    started = subprocess.Popen(
        [*apart, "sh", str(BOOT), str(folder), str(code), sys.base_prefix, packages],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        if (first := _first_process(started)) is None:
            assert started.stderr is not None
            pytest.skip(f"this machine starts no other within: {started.stderr.read()}")
        yield Machine(first)
    finally:
        started.kill()
        started.wait()


def _lay(code: Path) -> None:
    """Put the project in a folder that any user reads, with a .venv of Python's place there."""
    for name in CODE:
        shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dashboard.py", "pyproject.toml"):
        shutil.copy(ROOT / name, code / name)
    (code / ".venv" / "bin").mkdir(parents=True)
    (code / ".venv" / "pyvenv.cfg").write_text("home = /opt/python/bin\n", encoding="utf-8")
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (code / ".venv" / "bin" / "python").symlink_to(f"/opt/python/bin/{name}")
    (code / ".venv" / "lib" / name / "site-packages").mkdir(parents=True)
    code.chmod(0o755)


def _first_process(started: subprocess.Popen[str]) -> int | None:
    """Return the number of systemd itself, once it is that; None where it could not be started."""
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and started.poll() is None:
        for child in children.read_text().split():
            if Path(f"/proc/{child}/exe").resolve() == Path(SYSTEMD).resolve():
                return int(child)
        time.sleep(0.1)
    return None


def test_the_service_is_ready_comes_back_and_stops_in_order(machine: Machine) -> None:
    assert machine.readiness() == "ready"
    assert machine.shown("ailaget", "User") == "ailaget"
    machine.run("systemctl", "kill", "--signal=KILL", "ailaget")
    assert machine.readiness() == "ready"
    assert machine.shown("ailaget", "NRestarts") == "1"
    machine.run("systemctl", "stop", "ailaget")
    assert machine.shown("ailaget", "Result") == "success"
    assert machine.shown("ailaget", "ExecMainStatus") == "0"


def test_a_backup_and_a_drill_are_made_by_their_units(machine: Machine) -> None:
    machine.run("systemctl", "start", "ailaget")
    assert machine.readiness() == "ready"
    for unit in ("ailaget-backup", "ailaget-drill"):
        machine.run("systemctl", "start", unit)
        assert machine.shown(unit, "Result") == "success", machine.noted()
        assert machine.shown(unit, "ExecMainStatus") == "0"
    (backup,) = machine.run("ls", "/var/backups/ailaget").stdout.split()
    assert backup.endswith(".zip")
