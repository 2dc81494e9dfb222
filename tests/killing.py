"""A process of ours that dies at its n-th file event, as from a kill or a power cut.

A file event is what changes a folder: a file opened for writing, what is written to it, synced or
closed, and names made, moved and removed. The process ends just before the event: nothing is
flushed, nothing is tidied.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parent.parent
KILLED = 137
CHANGING = {
    "chmod",
    "close",
    "copy_file_range",
    "flush",
    "fsync",
    "ftruncate",
    "link",
    "mkdir",
    "remove",
    "rename",
    "replace",
    "rmdir",
    "sendfile",
    "truncate",
    "unlink",
    "write",
    "__exit__",
}
WRITERS = ("BufferedWriter", "BufferedRandom", "FileIO", "TextIOWrapper")


Layout = frozenset[tuple[str, int]]
"""What lies in a folder: folders left alike by two kills need be looked at once."""


class Killer:
    """Runs an action over and over, each time in a process of its own that dies at an event.

    `setup` is what every process has done before events are counted, such as its imports.
    """

    def __init__(self, setup: str) -> None:
        self.setup = setup

    def __enter__(self) -> "Killer":
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__)), self.setup],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(60)

    def kills(self, event: int, action: str) -> bool:
        """Run the action until its n-th event, from 1; return whether it came so far."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([event, action]) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        assert code in {0, KILLED}
        return code == KILLED


def layout(root: Path) -> Layout:
    """Return what lies in a folder by name and size, what is only passing by its kind alone."""
    names = (
        (re.sub(r"[0-9a-f]{8}", "#", str(path.relative_to(root))), path)
        for path in root.rglob("*")
        if path.is_file()
    )
    return frozenset(
        (name.split("/")[0], 0) if name.startswith(".") else (name, path.stat().st_size)
        for name, path in names
    )


def watch(last: int) -> None:
    """Count this process's file events from now on, and end it at the last."""
    count = 0

    def happens() -> None:
        nonlocal count
        count += 1
        if count == last:
            os._exit(KILLED)

    def opened(event: str, arguments: tuple[Any, ...]) -> None:
        # Python says so of every file that it opens, with what it is opened for.
        is_file = event == "open" and isinstance(arguments[0], str)
        if is_file and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            happens()

    def called(_: Any, event: str, function: Callable[..., Any]) -> None:
        if event == "c_call" and function.__name__ in CHANGING:
            of = type(getattr(function, "__self__", None)).__name__
            if function.__module__ in {"posix", "nt"} or of in WRITERS:
                happens()

    sys.addaudithook(opened)
    sys.setprofile(called)


def die(event: int, action: str, names: dict[str, Any]) -> None:
    """Run the action, watched, and end this process."""
    code = 1
    try:
        watch(event)
        exec(action, names)
        code = 0
    finally:
        os._exit(code)


def main(setup: str) -> None:
    """Serve one kill for each line of standard input; without fork each has a setup of its own."""
    names: dict[str, Any] = {}
    if hasattr(os, "fork"):
        exec(setup, names)
    for line in sys.stdin:
        event, action = json.loads(line)
        if hasattr(os, "fork"):
            child = os.fork()
            if not child:
                die(event, action, names)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        else:
            command = [sys.executable, __file__, setup, str(event), action]
            code = subprocess.run(command, check=False).returncode
        print(code, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        given: dict[str, Any] = {}
        exec(sys.argv[1], given)
        die(int(sys.argv[2]), sys.argv[3], given)
    main(sys.argv[1])
