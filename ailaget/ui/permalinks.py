"""A short link opened: from its key back to the view that it was made of."""

import zlib
from base64 import urlsafe_b64decode
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ailaget.exports.permalinks import COMMON, WAY
from ailaget.ui.address import FIELDS
from ailaget.ui.navigation import ORDER

LONGEST = 4000
"""Signs of an address; a key that gives more is none of ours."""


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
