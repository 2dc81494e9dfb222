"""Running a version on a day of our own: in this process, or as the server that it is."""

import io
import os
import re
import runpy
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path

DAY = "2026-11-23"
"""The day that both versions believe it is: it stands in texts and pictures."""

HOST = "localhost:8501"
"""The name under which the server is asked, whichever port it has: it stands in pictures too."""

LANGUAGES = ("sv", "en")
SECONDS = 300
BUILD_NAME = re.compile(rb"ailaget-[0-9a-f]{12}")
SAME_BUILD = b"ailaget-000000000000"

SERVER = """
import runpy, sys, time
now, began, at = time.time, time.time(), float(sys.argv[1])
time.time = lambda: now() - began + at
sys.argv[:] = ["dashboard.py"]
runpy.run_path("dashboard.py", run_name="__main__")
"""


def noon() -> float:
    """Return noon of that day, in seconds since 1970."""
    return datetime.fromisoformat(f"{DAY}T12:00:00").timestamp()


def set_clock() -> None:
    """Let `date.today()` be that day in this process, and time go on from its noon."""
    now, began, at = time.time, time.time(), noon()
    time.time = lambda: now() - began + at


def command(line: str, lang: str = "sv") -> tuple[int, str]:
    """Run `python -m ailaget` with arguments in this process; returns exit code and all it says."""
    sys.argv = ["ailaget", *shlex.split(line)]
    os.environ["AILAGET_LANG"] = lang
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            runpy.run_module("ailaget", run_name="__main__")
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, f"exit code {code}\n{out.getvalue()}{err.getvalue()}"


def same_version(var: Path) -> None:
    """Give the built database the same name in every version: pictures have it drawn.

    Whatever lies beside it under its name is copied, and what points at it by name is rewritten.
    """
    for path in sorted((var / "db").iterdir()):
        if path.suffix in {"", ".json"} and path.is_file():
            content = BUILD_NAME.sub(SAME_BUILD, path.read_bytes())
        elif path.is_file():
            content = path.read_bytes()
        name = BUILD_NAME.sub(SAME_BUILD, path.name.encode()).decode()
        if name != path.name:
            path.with_name(name).write_bytes(content)
    for path in (var / "db").iterdir():
        if path.suffix == "" and BUILD_NAME.search(content := path.read_bytes()):
            path.write_bytes(BUILD_NAME.sub(SAME_BUILD, content))


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    content: bytes


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Answer:
        """Return the answer to a request, made under the one name."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", f"/{path.removeprefix('/')}", headers={"Host": HOST})
            answered = connection.getresponse()
            return Answer(answered.status, answered.read())
        finally:
            connection.close()


@contextmanager
def serving(var: Path, log: Path) -> Iterator[Server]:
    """Serve a folder until the block ends, to readers who may change nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "AILAGET_VAR": str(var),
        "STREAMLIT_SERVER_PORT": str(port),
        "AILAGET_EDIT": "nobody",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(noon())],
            env={**os.environ, **settings},
            stdout=output,
            stderr=output,
        )
    server = Server(port)
    try:
        _wait(server, process, log)
        same_version(var)
        yield server
    finally:
        process.terminate()
        process.wait(60)


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    while process.poll() is None:
        try:
            if server.get("_stcore/health").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")


def queries(choices: Sequence[str]) -> Iterator[str]:
    """Yield each query string in each language."""
    for lang in LANGUAGES:
        for choice in choices:
            yield "&".join(filter(None, [choice, f"lang={lang}"]))
