"""What differs between two collections, item by item, each with the first lines that do."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import groupby, takewhile
from pathlib import Path

from PIL import Image, ImageChops

from .collection import About, Collection
from .normal import Part, Pixels, parts
from .running import SAME_BUILD

GIVEN_BUILD = SAME_BUILD.decode().removeprefix("ailaget-")
MOST_LINES, LONGEST_LINE = 12, 160
UNSEEN = 2
"""Shades of 255: a browser rounds the corners of a box by one shade otherwise now and then."""

VERSION_BAND = 0.03
"""Share of a picture's height within which a data version that is drawn in it may differ.

Only a command's own pictures have a version of their own; a server's are all given the same one.
"""


@dataclass(frozen=True)
class Difference:
    """An item that differs, and how."""

    item: str
    how: tuple[str, ...]


def differences(before: Path, after: Path) -> Iterator[Difference]:
    """Yield every item of two collections that is not equal, or is in one of them alone."""
    earlier, later = Collection(before), Collection(after)
    names, there = earlier.names(), set(later.names())
    for name in names:
        if name not in there:
            yield Difference(name, ("only before",))
            continue
        old, new = earlier.read(name), later.read(name)
        if old != new and (how := tuple(_how(old, new, earlier.about, later.about))):
            yield Difference(name, how)
    for name in later.names():
        if name not in set(names):
            yield Difference(name, ("only after",))


def _how(old: bytes, new: bytes, old_about: About, new_about: About) -> Iterator[str]:
    before, after = parts(old, old_about), parts(new, new_about)
    versions_differ = GIVEN_BUILD not in old_about.builds and old_about.builds != new_about.builds
    for part in before:
        label = f"{part}: " if part else ""
        if part not in after:
            yield f"{label}only before"
        elif before[part] != after[part]:
            yield from (
                f"{label}{line}" for line in _changes(before[part], after[part], versions_differ)
            )
    yield from (f"{part}: only after" for part in after if part not in before)


def _changes(before: Part, after: Part, versions_differ: bool) -> Iterator[str]:
    if isinstance(before, Pixels) and isinstance(after, Pixels):
        yield from _changed_pixels(before, after, versions_differ)
    elif isinstance(before, Pixels) or isinstance(after, Pixels):
        yield "a picture on one side alone"
    else:
        changed = list(unified_diff(before, after, n=0, lineterm=""))[2:]
        blocks = [list(lines) for is_line, lines in groupby(changed, _is_line) if is_line]
        changed = [line for block in blocks for line in _around_change(block)]
        yield from changed[:MOST_LINES]
        if len(changed) > MOST_LINES:
            yield f"… and {len(changed) - MOST_LINES} lines more"


def _is_line(line: str) -> bool:
    return not line.startswith("@@")


def _is_same(letters: tuple[str, str]) -> bool:
    return letters[0] == letters[1]


def _around_change(block: list[str]) -> Iterator[str]:
    """Yield lines cut to where they begin to differ: a line has its pair in the other half."""
    removed, added = ([line for line in block if line[0] == sign] for sign in "-+")
    is_paired = len(removed) == len(added)
    for place, line in enumerate(block):
        start = 0
        if is_paired:
            pair = zip(removed[place % len(added)][1:], added[place % len(added)][1:], strict=False)
            start = max(0, sum(1 for _ in takewhile(_is_same, pair)) - LONGEST_LINE // 3)
        text = line[1:]
        shown = text[start : start + LONGEST_LINE]
        before, after = "… " * (start > 0), " …" * (start + LONGEST_LINE < len(text))
        yield f"{line[0]}{before}{shown}{after}"


def _changed_pixels(before: Pixels, after: Pixels, versions_differ: bool) -> Iterator[str]:
    if before.size != after.size:
        yield f"{before.size} pixels before, {after.size} after"
        return
    images = (Image.frombytes("RGBA", side.size, side.data) for side in (before, after))
    changed = ImageChops.difference(*images).point(lambda shade: shade if shade > UNSEEN else 0)
    box = changed.getbbox(alpha_only=False)
    if box is None:
        return
    height = before.size[1]
    if versions_differ and box[3] - box[1] <= VERSION_BAND * height and box[1] > 0.8 * height:
        return
    yield f"pixels differ between {box[:2]} and {box[2:]} of {before.size}"
