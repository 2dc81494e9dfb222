"""Print what differs between two versions: `python -m benchmarks.same BEFORE [AFTER]`."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from .collect import AREAS
from .differences import differences
from .versions import CHANGED, ROOT, version


def main(arguments: list[str] | None = None) -> int:
    """Collect both versions and print what differs; returns 1 where anything does."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same", description=__doc__)
    parser.add_argument("before", help="a git revision, or a checkout's folder")
    parser.add_argument("after", nargs="?", default=str(ROOT), help="likewise; else this checkout")
    parser.add_argument("--only", nargs="+", choices=AREAS, default=AREAS, metavar="AREA",
                        help=f"some of the areas: {', '.join(AREAS)}")  # fmt: skip
    parser.add_argument(
        "--cache", type=Path, help="a folder that keeps what is collected of commits"
    )
    parser.add_argument("--most", type=int, default=40, help="items to print of each area")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="same-") as scratch:
        cache = options.cache or Path(scratch)
        cache.mkdir(parents=True, exist_ok=True)
        differing = sum(_compared(area, options, cache.resolve()) for area in options.only)
    return 1 if differing else 0


def _compared(area: str, options: argparse.Namespace, cache: Path) -> int:
    """Print what differs in an area; returns how many items do."""
    began, spent = time.monotonic(), _processor()
    with version(options.before) as before, version(options.after) as after:
        collected = [side.collected(area, cache) for side in (before, after)]
    differing = list(differences(*collected))
    for path in collected:
        if path.name.startswith(CHANGED):
            path.unlink(missing_ok=True)
    for difference in differing[: options.most]:
        print(f"{area}: {difference.item}")
        print("".join(f"    {line}\n" for line in difference.how), end="")
    seconds, spent = time.monotonic() - began, _processor() - spent
    took = f"{seconds:.0f} s, {spent:.0f} of the processor's"
    print(f"{area}: {len(differing)} items differ ({took})", flush=True)
    return len(differing)


def _processor() -> float:
    """Return the seconds that the processor has worked for this process and those it started."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main())
