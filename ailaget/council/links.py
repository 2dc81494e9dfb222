"""Whether the web addresses of entries still lead anywhere: asked when an editor asks, else never.

Only public hosts on the usual ports are asked: an address is somebody's text, and the server may
reach more than its readers do.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError

SECONDS = 10.0
AT_ONCE = 8
MOST_MOVES = 5
PORTS = {"http": 80, "https": 443}
ASKS_AS = "AI-laget link check"

REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)
FAULT = 400
"""From here on an answer is a fault; to a question for the head alone it may be that of asking so:
some sites know no other way than that of a browser, and are then asked as one asks.
"""


@dataclass(frozen=True)
class LinkState:
    """What came of asking for an address.

    `outcome` is works, moved (to `to`), gone, refused (it answers, and not with the page), unproven
    (its certificate does not hold, so a browser warns of it), silent (no answer) or not_public (it
    was not asked).
    """

    address: str
    outcome: str
    status: int | None = None
    to: str = ""


Find = Callable[[str, int], str | None]
"""Returns the number of a host that may be asked on a port, None where it may not."""


def public_number(host: str, port: int) -> str | None:
    """Return a host's IP address where all that it has are public, on a usual port; else None.

    Raises OSError where the host has none.
    """
    if port not in PORTS.values():
        return None
    numbers = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    return numbers[0] if all(ipaddress.ip_address(n).is_global for n in numbers) else None


def check_links(
    addresses: Iterable[str], find: Find = public_number, seconds: float = SECONDS
) -> list[LinkState]:
    """Ask for each address once, several at a time; in the order of the addresses.

    One that has not answered after so many `seconds` is silent.
    """
    wanted = list(dict.fromkeys(addresses))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda address: _check(address, find, seconds), wanted))


def _check(address: str, find: Find, seconds: float) -> LinkState:
    at = address
    for _ in range(MOST_MOVES + 1):
        try:
            status, location = _ask(at, find, seconds)
        except SSLError:
            return LinkState(address, "unproven")
        except (OSError, HTTPError, ValueError):
            return LinkState(address, "silent")
        if status is None:
            return LinkState(address, "not_public")
        if status not in REDIRECTS or not location:
            return _state(address, at, status)
        at = urljoin(at, location)
    return LinkState(address, "refused", status)


def _state(address: str, at: str, status: int) -> LinkState:
    if status in GONE:
        return LinkState(address, "gone", status)
    if status >= FAULT or status in REDIRECTS:
        return LinkState(address, "refused", status)
    return LinkState(
        address, "works" if at == address else "moved", status, "" if at == address else at
    )


def _ask(address: str, find: Find, seconds: float) -> tuple[int | None, str]:
    """Return the status of an address, None where it may not be asked, and where it leads on."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        return None, ""
    port = parts.port or PORTS[parts.scheme]
    number = find(parts.hostname, port)
    if number is None:
        return None, ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _pool(parts.scheme, parts.hostname, number, port, seconds) as pool:
        for method in ("HEAD", "GET"):
            answer = pool.request(
                method,
                path,
                headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": ASKS_AS},
                redirect=False,
                preload_content=False,
            )
            answer.close()
            if answer.status < FAULT:
                break
    return answer.status, answer.headers.get("Location", "")


def _pool(
    scheme: str, host: str, number: str, port: int, seconds: float
) -> urllib3.HTTPConnectionPool:
    """Return a way to the very number that was looked at: a name could lead elsewhere next time."""
    timeout = urllib3.Timeout(seconds)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(number, port, timeout=timeout, retries=False)
    return urllib3.HTTPSConnectionPool(
        number,
        port,
        timeout=timeout,
        retries=False,
        server_hostname=host,
        assert_hostname=host,
    )
