"""What configuration and environment say of the server: its names, who may edit, how much."""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request
from streamlit import config

from ailaget.views.base.contact import HOST

ADDRESS = "AILAGET_ADDRESS"
"""Names the variable with the address at which readers find the pages."""

EDIT = "AILAGET_EDIT"
"""Names the variable with the way in which editing is granted."""

ACCELERATION = "AILAGET_ACCELERATION"
"""Names the variable that, where it is ``off``, leaves plain Streamlit: see `ui/acceleration`."""

EMBED = "AILAGET_EMBED"
"""Names the variable with the origins whose pages may frame a chart, parted by spaces."""

DRAIN = "AILAGET_DRAIN_SECONDS"
"""Names the variable with the seconds that it goes on serving, no longer ready, before it stops."""

STOP = "AILAGET_STOP_SECONDS"
"""Names the variable with the seconds that files under way and writers then have to finish."""

ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)

EDITED_BY = ("token", "local", "nobody")
"""Who holds the token of this start; who sits at this machine; nobody. Else nobody either."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
NUMBERS = {
    "AILAGET_SESSIONS": 300,
    "AILAGET_UPLOADS_PER_SESSION": 5,
    "AILAGET_UPLOADS_MB_PER_SESSION": 150,
    "AILAGET_UPLOADS": 40,
    "AILAGET_UPLOADS_MB": 600,
    "AILAGET_API_PER_MINUTE": 300,
    DRAIN: 0,
    STOP: 20,
}
"""Limits by the variable that sets another: open pages, files held until they are read, questions
to the open data from one address, and how long the server takes to stop."""


def setting(name: str, variable: str) -> str:
    """Return a setting of Streamlit's; `streamlit run` alone reads those in the environment."""
    return os.environ.get(variable) or str(config.get_option(name) or "")


def base_path() -> str:
    """Return the path under which all addresses lie, ``"/ailaget"``; empty for none."""
    base = setting("server.baseUrlPath", "STREAMLIT_SERVER_BASE_URL_PATH").strip("/")
    return f"/{base}" if base else ""


def number(variable: str) -> int:
    """Return a limit; what is no positive whole number leaves the default."""
    given = os.environ.get(variable, "")
    return int(given) if given.isdecimal() and int(given) else NUMBERS[variable]


def public_address() -> str:
    """Return the address at which readers find the pages, ending in a slash; empty if not set."""
    address = os.environ.get(ADDRESS, "").strip()
    parts = urlsplit(address)
    is_whole = parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/" if is_whole else ""


def root_of(request: Request) -> str:
    """Return the address of the start page: as configured, else under the request's own name.

    The gate has let only names of ours through. What a browser says of the page that it came from
    is never asked: anybody can have written it.
    """
    if known := public_address():
        return known
    return f"{request.url.scheme}://{request.url.netloc}{base_path()}/"


def root_of_page(headers: Mapping[str, str]) -> str:
    """Return the address of the start page, by the headers of an open page's connection.

    The gate has let only a Host of ours through, and an Origin only where it has the same name.
    Empty where nobody has asked over the network.
    """
    if known := public_address():
        return known
    host = headers.get("Host", "")
    if not is_allowed(host):
        return ""
    scheme = "https" if headers.get("Origin", "").startswith("https://") else "http"
    return f"{scheme}://{host}{base_path()}/"


def framed_by() -> tuple[str, ...]:
    """Return the origins whose pages may frame a chart; what is no origin is left out."""
    return tuple(each for each in os.environ.get(EMBED, "").split() if ORIGIN.fullmatch(each))


def is_accelerated() -> bool:
    """Return whether pages come sooner than Streamlit by itself would have them."""
    return os.environ.get(ACCELERATION, "").strip().lower() != "off"


def is_secure() -> bool:
    """Return whether readers come over TLS, as the configured address says."""
    return public_address().startswith("https://")


def allowed_hosts() -> tuple[str, ...]:
    """Return the names that a browser may use for this server; without any, its own machine's."""
    names = [str(name).strip().lower() for name in config.get_option("server.allowedHosts")]
    public = host_name(urlsplit(public_address()).netloc)
    return tuple(dict.fromkeys(filter(None, [*(names or LOOPBACK), public])))


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port; empty where it is none."""
    match = HOST.fullmatch(host)
    return match["name"].lower() if match else ""


def is_allowed(host: str) -> bool:
    """Return whether a Host header names this server."""
    name = host_name(host)
    return bool(name) and any(
        known in (name, "*") or (known.startswith("*.") and name.endswith(known[1:]))
        for known in allowed_hosts()
    )


def is_loopback(name: str) -> bool:
    """Return whether a name or an address can only be this machine's own."""
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def is_public() -> bool:
    """Return whether anything in the configuration says that others than this machine come here.

    Each place that names an address or a host counts: one that is public is enough.
    """
    bound = {os.environ.get("STREAMLIT_SERVER_ADDRESS"), config.get_option("server.address")}
    spoken = {str(address) for address in bound if address}
    named = str(config.get_option("browser.serverAddress") or "localhost")
    given = os.environ.get(ADDRESS, "").strip()
    names = [*spoken, named, *allowed_hosts()]
    # An address that cannot be read is taken for a public one.
    unread = bool(given) and not public_address()
    return not spoken or unread or not all(map(is_loopback, names))
