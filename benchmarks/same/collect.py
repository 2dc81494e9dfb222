"""Collects one area of the version in whose folder it runs.

`python -m same.collect AREA ZIP FOLDER`, with this package's own folder among Python's paths.
"""

import importlib
import sys
from pathlib import Path

from .collection import Writer
from .running import set_clock

AREAS = ("commands", "pages", "files", "council", "browser")


def main() -> None:
    """Collect; the folder is empty, and what is made there may be thrown away."""
    area, target, scratch = sys.argv[1:]
    set_clock()
    with Writer(Path(target), Path(scratch), Path.cwd()) as items:
        importlib.import_module(f".{area}", __package__).collect(items)


if __name__ == "__main__":
    main()
