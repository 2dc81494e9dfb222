"""A short link opened: from its key back to the view that it was made of."""

from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ailaget.exports.permalinks import packed_in
from ailaget.ui.address import FIELDS
from ailaget.ui.navigation import ORDER


def address_of(key: str) -> str | None:
    """Return the address of the page that a key was made of; None where it is no key of ours."""
    address = packed_in(key)
    is_page = address is not None and address.partition("?")[0] in ORDER.values()
    return address if is_page else None


def permalink(request: Request) -> Response:
    """Lead from a short link to the view; what no longer exists is ignored there, as ever."""
    address = address_of(request.path_params["key"])
    if address is None:
        return Response(status_code=404)
    path, _, query = address.partition("?")
    known = [(key, value) for key, value in parse_qsl(query) if key in FIELDS]
    # Relative, as every address in the pages: a proxy may have taken the path away.
    return RedirectResponse(f"../{path}?{urlencode(known)}", headers={"cache-control": "no-cache"})
