"""Short links that stand whole in a picture: a view's address in so few signs, kept nowhere.

A link is in print for years. Its first sign says how the others are read, and what is said here of
that way never changes: a better one gets a sign of its own.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ailaget.ui.address import FIELDS, Address
from ailaget.ui.navigation import ORDER, link_to
from ailaget.views.catalogue import entry_of

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
EVERYWHERE = ("lang", "wave")


def short_link(root: str, address: str) -> str:
    """Return the short link to a relative address, such as ``karta?county=17``."""
    return f"{root}{FOLDER}/{key_of(address)}"


def chart_link(root: str, chart: str, view: Address) -> str:
    """Return the short link to a chart where it is at home, with no choice that leaves it as is."""
    entry = entry_of(chart)
    is_of_one = "municipality" in entry.about
    kept = {*EVERYWHERE, *entry.about, *entry.choices, *(() if is_of_one else FILTER)}
    kept |= {"compare"} if is_of_one else set()
    kept |= {"waves"} if chart == "map_waves" else set()
    usual: dict[str, Any] = {key: field.default for key, field in FIELDS.items() if key not in kept}
    return short_link(root, link_to(chart, replace(view, **usual)).removeprefix("."))


def key_of(address: str) -> str:
    """Return an address in few signs, all of them of those that an address may have."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, COMMON)
    packed = packer.compress(address.encode()) + packer.flush()
    return WAY + urlsafe_b64encode(packed).decode().rstrip("=")


def address_of(key: str) -> str | None:
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
    return address if unpacker.eof and address.partition("?")[0] in ORDER.values() else None


def permalink(request: Request) -> Response:
    """Lead from a short link to the view; what no longer exists is ignored there, as ever."""
    address = address_of(request.path_params["key"])
    if address is None:
        return Response(status_code=404)
    path, _, query = address.partition("?")
    known = [(key, value) for key, value in parse_qsl(query) if key in FIELDS]
    # Relative, as every address in the pages: a proxy may have taken the path away.
    return RedirectResponse(f"../{path}?{urlencode(known)}", headers={"cache-control": "no-cache"})
