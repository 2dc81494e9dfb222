"""The fonts of pictures: widths in figures are reckoned in a narrow one, which not all have.

`python -m ailaget.exports.pictures.fonts` looks for them, makes the pages' own where there is none,
and prints what it has found.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ailaget.exports.pictures.own_font import NAME, own_font

NAMES = ("Source Sans 3", "Source Sans Pro", "Segoe UI", "Arial", "Liberation Sans")
LAST, NARROWER = "DejaVu Sans", 0.89
"""What every machine has in the end, and how much smaller it is set, being so much wider."""

FONT = re.compile(r"font$")


@dataclass(frozen=True)
class Fonts:
    """What a machine has of the fonts that the pages ask for, best first.

    Where it has none, `own` is the folder whose ``fonts`` hold the pages' own, None if that cannot
    be made.
    """

    installed: tuple[str, ...]
    own: Path | None


_known: Fonts | None = None


def fonts_here() -> tuple[str, ...]:
    """Return the fonts that this machine has of those that the pages ask for, best first."""
    return (NAME, LAST) if borrowed() else (*_here().installed, LAST)


def borrowed() -> Path | None:
    """Return where the pages' own font lies, where the machine has none of those asked for."""
    return _here().own


def told() -> str:
    """Return what this process knows of the machine's fonts, for another to learn."""
    return json.dumps([_here().installed, borrowed() and str(borrowed())])


def learn(text: str) -> None:
    """Know what another process has told: what looks for fonts need not be imported in this one."""
    global _known  # noqa: PLW0603
    with suppress(ValueError):  # that process could not tell
        installed, own = json.loads(text)
        _known = Fonts(tuple(installed), own and Path(own))


def _here() -> Fonts:
    global _known  # noqa: PLW0603
    if _known is None:
        installed = _installed()
        _known = Fonts(installed, None if installed else own_font())
    return _known


def _installed() -> tuple[str, ...]:
    from matplotlib.font_manager import get_font_names

    here = set(get_font_names())
    return tuple(name for name in NAMES if name in here)


def fitted(part: Any, *, is_font: bool = False) -> Any:
    """Return a figure's JSON with its letters in sizes that the fonts of this machine bear."""
    if fonts_here() != (LAST,):
        return part
    if isinstance(part, list):
        return [fitted(each) if isinstance(each, dict) else each for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value * NARROWER
        if is_font and key == "size" and isinstance(value, int | float)
        else fitted(value, is_font=bool(FONT.search(key)))
        if key != "geojson"
        else value
        for key, value in part.items()
    }


if __name__ == "__main__":
    print(told())
