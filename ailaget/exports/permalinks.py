"""Short links that stand whole in a picture: a view's address in so few signs, kept nowhere.

A link is in print for years. Its first sign says how the others are read, and what is said here of
that way never changes: a better one gets a sign of its own.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlencode

from ailaget.texts import DEFAULT_LANGUAGE
from ailaget.views.base.choices import CHOICES, USUAL
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import entry_of
from ailaget.views.method.exhibits import PAGE, part_of

FOLDER = "v"
"""Where short links lie: ``/v/<key>``."""

WAY = "1"
COMMON = (
    b"&method=&part=&item=&meeting=&view=&alike=&weight=&below=&moved=&bottom=&neighbours=nearest"
    b"&weighted=yes&by=county&by=size_class&waves=all&classes=&level=county&compare=&question="
    b"&section=certain&section=left_behind&section=two&section=where&section=change&section=between"
    b"&indicator=has_full_time_ai&indicator=has_ai_position&indicator=ai_fte_per_1000_employees"
    b"&indicator=ai_fte_per_100k&indicator=ai_fte&indicator=maturity_&size_class=&skr_group=&region="
    b"&municipality=&county=mote?metod?ojamlikhet?kommun?region?karta?lang=en&wave=2026-10"
)
"""What addresses are made of, the most common last: what is here costs a few bits in a key."""

LONGEST = 4000
"""Signs of an address; a key that gives more is none of ours."""

FILTER = ("county", "skr_group", "size_class")
FIRST_SECTION, FIRST_METHOD = "spread", "answers"
"""What pages with several parts open at, so that no link need say it."""


def short_link(root: str, address: str) -> str:
    """Return the short link to a relative address, such as ``karta?county=17``."""
    return f"{root}{FOLDER}/{key_of(address)}"


def chart_link(root: str, chart: str, selection: Selection) -> str:
    """Return the short link to a chart where it is at home, with no choice that leaves it as is."""
    entry = entry_of(chart)
    params: dict[str, str | list[str]] = {}
    if selection.language != DEFAULT_LANGUAGE:
        params["lang"] = selection.language
    params |= {"wave": selection.wave, **_choices(chart, selection)}
    if entry.section != FIRST_SECTION:
        params["section"] = entry.section
    if chart.startswith(PAGE) and part_of(chart) != FIRST_METHOD:
        params["method"] = part_of(chart)
    return short_link(root, f"{entry.page}?{urlencode(params, doseq=True)}")


def key_of(address: str) -> str:
    """Return an address in few signs, all of them of those that an address may have."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, COMMON)
    packed = packer.compress(address.encode()) + packer.flush()
    return WAY + urlsafe_b64encode(packed).decode().rstrip("=")


def packed_in(key: str) -> str | None:
    """Return the address that a key was made of; None where it is no key of ours."""
    if not key.startswith(WAY):
        return None
    signs = key.removeprefix(WAY)
    unpacker = zlib.decompressobj(-15, COMMON)
    try:
        packed = urlsafe_b64decode(signs + "=" * (-len(signs) % 4))
        address = unpacker.decompress(packed, LONGEST).decode()
    except (ValueError, zlib.error):
        return None
    return address if unpacker.eof else None


def _choices(chart: str, selection: Selection) -> dict[str, list[str]]:
    """Return the choices that decide what a chart shows, where they are not the usual."""
    entry = entry_of(chart)
    is_of_one = "municipality" in entry.about
    kept = {*entry.about, *entry.choices, *(("compare",) if is_of_one else FILTER)}
    kept |= {"waves"} if chart == "map_waves" else set()
    params: dict[str, list[str]] = {}
    for key, choice in CHOICES.items():
        value = getattr(selection, key)
        if key in kept and value != USUAL[key]:
            values = value if isinstance(value, tuple) else (value,)
            params[key] = [choice.text(each) for each in values]
    return params
