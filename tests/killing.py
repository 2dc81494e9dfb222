"""A process of ours that dies at each of its file events in turn, as from a kill or a power cut.

A file event is what changes a folder: a file opened for writing, what is written to it, synced or
closed, and names made, moved and removed. The process ends just before the event: nothing is
flushed, nothing is tidied.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
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


def kills(setup: str, action: str, world: Path, fill: Callable[[], object]) -> Iterator[bool]:
    """Let a folder be as a kill at each event of an action leaves it, in turn; last, as it ends.

    Yields whether the folder is otherwise than at the event before. It may be changed in the
    meantime: the action does not see it.

    Parameters
    ----------
    setup, action
        What the process does before events are counted, such as its imports, and then.
    world, fill
        The folder that all lies in that the action changes, and what fills it.
    """
    by = killed_at if os.name == "nt" else held_at
    return by(command(setup, action), world, fill)


def command(setup: str, action: str) -> list[str]:
    """Return the command that does an action; the number of an event ends it there."""
    return [sys.executable, str(Path(__file__)), setup, action]


def killed_at(doing: list[str], world: Path, fill: Callable[[], object]) -> Iterator[bool]:
    """Kill a process of its own at each event: folders with open files cannot be moved aside."""
    for event in count(1):
        shutil.rmtree(world, ignore_errors=True)
        fill()
        code = kill(doing, event)
        assert code in {0, KILLED}
        yield True
        if code == 0:
            return


def held_at(doing: list[str], world: Path, fill: Callable[[], object]) -> Iterator[bool]:
    """Hold one process at each event: a copy of the folder is then what a kill would leave.

    It has the same path, which the action may have written down.
    """
    fill()
    aside, before = world.with_name(f"{world.name}.aside"), None
    with start(doing, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        while process.stdout.readline():
            now = identity(world)
            if now == before:
                yield False
            else:
                world.rename(aside)
                shutil.copytree(aside, world, symlinks=True)
                yield True
                shutil.rmtree(world)
                aside.rename(world)
            before = now
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0
    yield True


def kill(doing: list[str], event: int) -> int:
    """Run a process until its n-th event, from 1, and return how it ended."""
    with start([*doing, str(event)]) as process:
        return process.wait(60)


def start(doing: list[str], **streams: int) -> "subprocess.Popen[str]":
    """Start a process of ours; what it imports is no event."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(doing, cwd=ROOT, env=env, text=True, **streams)


def identity(root: Path) -> frozenset[tuple[str, tuple[int, ...]]]:
    """Return what tells apart any two moments of a folder between which something has changed."""
    states = ((str(path), path.lstat()) for path in root.rglob("*"))
    return frozenset(
        (name, (s.st_ino, s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns)) for name, s in states
    )


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


def watch(happens: Callable[[], None]) -> None:
    """Say of each of this process's file events from now on that it is about to happen."""
    is_told = False

    def tell() -> None:
        # What telling does itself, such as writing to its output, is no event.
        nonlocal is_told
        if not is_told:
            is_told = True
            happens()
            is_told = False

    def opened(event: str, arguments: tuple[Any, ...]) -> None:
        # Python says so of every file that it opens, with what it is opened for.
        is_file = event == "open" and isinstance(arguments[0], str)
        if is_file and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            tell()

    def called(_: Any, event: str, function: Callable[..., Any]) -> None:
        if event == "c_call" and function.__name__ in CHANGING:
            of = type(getattr(function, "__self__", None)).__name__
            if function.__module__ in {"posix", "nt"} or of in WRITERS:
                tell()

    sys.addaudithook(opened)
    sys.setprofile(called)


def pause() -> None:
    """Wait until whoever reads this process's output says so; end with it."""
    print(flush=True)
    if not sys.stdin.readline():
        os._exit(KILLED)


def main(setup: str, action: str, last: int | None) -> None:
    """Do the setup, then the action, watched: hold it at each event, or end it at the last."""
    names: dict[str, Any] = {}
    exec(setup, names)
    events = count(1)

    def happens() -> None:
        if last is None:
            pause()
        elif next(events) == last:
            os._exit(KILLED)

    code = 1
    try:
        watch(happens)
        exec(action, names)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
