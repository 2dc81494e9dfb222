"""The service and the container: units that systemd understands, an image with what it needs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from ailaget.store.workspace import Workspace
from ailaget.ui.guard.settings import NUMBERS
from tests.browser.conftest import ROOT, free_port

DEPLOY = ROOT / "deploy"
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})
SERVICES = [path for path in UNITS if path.suffix == ".service"]
CONTAINERFILE = DEPLOY / "Containerfile"
MOST_EXPOSED = 20
"""Tenths of systemd's own points: below two of ten it says OK, above five medium."""


def instructions() -> list[tuple[str, str]]:
    """Return the Containerfile's instructions, each whole on one line."""
    text = re.sub(r"^#.*\n", "", CONTAINERFILE.read_text(encoding="utf-8"), flags=re.M)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line]


def last_stage() -> list[tuple[str, str]]:
    stages = [i for i, (word, _) in enumerate(instructions()) if word == "FROM"]
    return instructions()[stages[-1] :]


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_each_unit(unit: Path, tmp_path: Path) -> None:
    for each in UNITS:
        text = each.read_text(encoding="utf-8")
        here = text.replace("/opt/ailaget/.venv/bin/python", sys.executable)
        (tmp_path / each.name).write_text(here, encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_is_let_do_little(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}"]
    judged = subprocess.run([*command, str(unit)], capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout


def test_the_service_is_given_the_time_that_it_may_take_to_stop() -> None:
    text = (DEPLOY / "ailaget.service").read_text(encoding="utf-8")
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)s$", text, re.M)
    assert int(seconds) > NUMBERS["AILAGET_STOP_SECONDS"] + NUMBERS["AILAGET_DRAIN_SECONDS"]


def test_the_linter_has_nothing_to_say_of_the_containerfile() -> None:
    program = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([program, CONTAINERFILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_s_user_is_nobody_of_the_machine() -> None:
    (user,) = [rest for word, rest in last_stage() if word == "USER"]
    assert min(map(int, user.split(":"))) > 1000


def test_the_image_is_built_in_the_format_that_has_health_checks() -> None:
    assert "HEALTHCHECK" in dict(last_stage())
    (build,) = re.findall(r"^# +podman build (.+)$", CONTAINERFILE.read_text("utf-8"), re.M)
    assert shlex.split(build)[:2] == ["--format", "docker"]


def copied(folder: Path) -> None:
    """Put what the image copies where it copies it, as .containerignore lets it."""
    let_through = set(re.findall(r"^!(\S+)$", (ROOT / ".containerignore").read_text(), re.M))
    for word, rest in instructions():
        if word != "COPY" or "--from" in rest:
            continue
        *sources, target = rest.split()
        for source in sources:
            assert source.rstrip("/") in let_through, source
            if target == "/tmp/":
                continue
            if source.endswith("/"):
                shutil.copytree(
                    ROOT / source, folder / target, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copy(ROOT / source, folder / target)


def test_what_the_image_holds_is_enough_and_nothing_is_written_beside_the_volume(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    """Do the image's steps in a folder: there is no daemon here to build and run it with."""
    code, home, port = tmp_path / "opt", tmp_path / "tmp", free_port()
    code.mkdir()
    home.mkdir()
    copied(code)
    before = sorted(path.relative_to(code) for path in code.rglob("*"))
    given = dict(
        pair.split("=", 1) for w, rest in last_stage() if w == "ENV" for pair in shlex.split(rest)
    )
    given |= {
        name: value.replace("/var/lib/ailaget", str(demo_workspace.root)).replace("/tmp", str(home))
        for name, value in given.items()
    }
    # Within a container every address is its own; here that would be the machine's.
    assert given.pop("STREAMLIT_SERVER_ADDRESS") == "0.0.0.0"
    given |= {"STREAMLIT_SERVER_PORT": str(port), "AILAGET_ADDRESS": "https://ailaget.example"}
    (command,) = [json.loads(rest) for word, rest in last_stage() if word == "CMD"]
    assert command[0] == ".venv/bin/python"
    environment = {"PATH": os.environ["PATH"], **given}
    process = subprocess.Popen(
        [sys.executable, *command[1:]], cwd=code, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        asked = Request(f"http://127.0.0.1:{port}/ready")
        answered = _answer(asked, process)
        assert json.loads(answered)["status"] == "ready"
        page = Request(f"http://127.0.0.1:{port}/look/map", headers={"Host": "ailaget.example"})
        assert b"Karta" in _answer(page, process)
    finally:
        process.terminate()
        assert process.wait(60) == 0
    assert sorted(path.relative_to(code) for path in code.rglob("*")) == before


def _answer(asked: Request, process: "subprocess.Popen[bytes]") -> bytes:
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(asked, timeout=30) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the image's command does not answer")
