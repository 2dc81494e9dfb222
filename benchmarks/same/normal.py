"""What of an item counts: its parts as lines of text or as pixels, without what must differ."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from PIL import Image

from .collection import About
from .running import DAY

MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
TIME = re.compile(
    r"DAY(?:-\d{6}|[T ,]+(?:kl\. )?\d\d[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)"
)
CHANCE = (
    (re.compile(r"\bailaget-[0-9a-f]{12}\b"), "BUILD"),
    (re.compile(r"\breport=[\w-]{16}(?![\w-])"), "report=ID"),
    (re.compile(r"(?<!\w)[0-9a-f]{32}(?!\w)"), "UUID"),
    (re.compile(r"\b(?:127\.0\.0\.1|localhost):\d+"), "HOST"),
    (re.compile(r"(?<=-)[0-9a-f]{8,64}(?=\.(?:geojson|json|js|css)\b)"), "HASH"),
)
"""What is chance: when something was kept aside, data versions, ports, ids, names by content."""

BEYOND = re.compile(r"\d+[.,]\d{9,}")
"""A number with digits that are the computer's own: two versions may reckon in another order."""

DRAWN_IDS = re.compile(
    r"(?<![0-9a-zA-Z])(clip|trace|defs-|topdefs-|legend|g)([0-9a-f]{6})(?=[-_a-zA-Z\"')]|$)"
)
EMBEDDED = re.compile(r"data:([\w/+.-]+);base64,([\w+/=]{200,})")
"""A picture or a font inside a text. A font holds the letters of the data version, too."""

LONG = 200
_BREAK = re.compile(r"(?<=>)(?=<)|(?<=,)(?=[\"{\[])|(?<=;)(?=[.#@])")
"""Where a long line of a page, a figure or a style is broken."""

PICTURE = (b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Pixels:
    """A picture: its size and its colours."""

    size: tuple[int, int]
    data: bytes


Part = list[str] | Pixels


def parts(content: bytes, about: About) -> Mapping[str, Part]:
    """Return what an item holds: a package's parts by name, any other as one part."""
    return dict(_parts("", content, about))


def _parts(name: str, content: bytes, about: About) -> Iterator[tuple[str, Part]]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for inner in package.namelist():
                yield from _parts(f"{name}/{inner}".strip("/"), package.read(inner), about)
    elif content.startswith(PICTURE):
        yield name, _pixels(content)
    else:
        try:
            yield name, lines(content.decode("utf-8-sig"), about)
        except UnicodeDecodeError:
            yield name, [f"{len(content)} bytes, sha256 {sha256(content).hexdigest()}"]


def _pixels(content: bytes) -> Pixels:
    with Image.open(io.BytesIO(content)) as image:
        return Pixels(image.size, image.convert("RGBA").tobytes())


def _embedded(match: re.Match[str]) -> str:
    """Return what tells an embedded file from another: of a picture its pixels alone."""
    kind, content = match[1], base64.b64decode(match[2])
    if kind.startswith("font/"):
        return f"data:{kind}"
    if kind == "image/svg+xml":
        return EMBEDDED.sub(_embedded, f"\n{content.decode()}\n")
    compared = _pixels(content).data if content.startswith(PICTURE) else content
    return f"data:{kind} of sha256 {sha256(compared).hexdigest()}"


def lines(text: str, about: About) -> list[str]:
    """Return a text as lines, a tag or a key on each, without what must differ."""
    for folder in about.folders:
        text = text.replace(folder, "FOLDER")
    for build in about.builds:
        text = text.replace(build, "BUILD").replace("ailaget-BUILD", "BUILD")
    for form in _forms((DAY, *about.days)):
        text = text.replace(form, "DAY")
    text = TIME.sub("MOMENT", text)
    for pattern, instead in CHANCE:
        text = pattern.sub(instead, text)
    text = BEYOND.sub(_eight_decimals, text)
    text = _numbered(EMBEDDED.sub(_embedded, text))
    whole = text.splitlines()
    return [part for line in whole for part in (_BREAK.split(line) if len(line) > LONG else [line])]


def _eight_decimals(match: re.Match[str]) -> str:
    return f"{Decimal(match[0].replace(',', '.')):.8f}".rstrip("0").rstrip(".")


def _forms(days: tuple[str, ...]) -> Iterator[str]:
    """Yield how days are written in both languages, the longest first."""
    for day in map(date.fromisoformat, sorted(set(days))):
        for names in MONTHS.values():
            month = names.split()[day.month - 1]
            for name in (month, f"{month[:3]}.", month[:3]):
                yield f"{day.day} {name} {day.year}"
                yield f"{name} {day.day}, {day.year}"
        yield day.isoformat()
        yield f"{day:%Y%m%d}"


def _numbered(text: str) -> str:
    """Return a picture's text with the ids that plotly draws by lot numbered in order."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"{match[1]}{seen.setdefault(match[2], len(seen))}"

    return DRAWN_IDS.sub(number, text) if "<svg" in text else text
