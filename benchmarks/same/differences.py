"""What differs between two collections, item by item, each with the first lines that do."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from PIL import Image, ImageChops

from .collection import About, Collection
from .normal import Part, Pixels, parts

MOST_LINES, LONGEST_LINE = 12, 160
VERSION_BAND = 0.03
"""Share of a picture's height within which a data version that is drawn in it may differ."""


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
    versions_differ = set(old_about.builds) != set(new_about.builds)
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
        changed = [
            line for line in unified_diff(before, after, n=0, lineterm="") if line[:2] != "@@"
        ][2:]
        yield from map(_cut, changed[:MOST_LINES])
        if len(changed) > MOST_LINES:
            yield f"… and {len(changed) - MOST_LINES} lines more"


def _changed_pixels(before: Pixels, after: Pixels, versions_differ: bool) -> Iterator[str]:
    if before.size != after.size:
        yield f"{before.size} pixels before, {after.size} after"
        return
    images = (Image.frombytes("RGBA", side.size, side.data) for side in (before, after))
    changed = ImageChops.difference(*images).convert("RGBA")
    box = changed.getbbox(alpha_only=False)
    if box is None:
        return
    height = before.size[1]
    if versions_differ and box[3] - box[1] <= VERSION_BAND * height and box[1] > 0.8 * height:
        return
    yield f"pixels differ between {box[:2]} and {box[2:]} of {before.size}"


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …"
