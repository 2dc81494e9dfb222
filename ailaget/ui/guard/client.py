"""Where a request comes from: the reader's own address, also behind one's own proxies."""

from starlette.datastructures import Headers
from starlette.types import Scope

from ailaget.access.settings import proxies

CLIENT = "x-ailaget-client"
"""The header in which the gate tells the pages; what anybody else writes in it is taken away."""


def with_client(scope: Scope) -> Scope:
    """Return a request that says in a header of ours where it comes from."""
    kept = [(key, value) for key, value in scope["headers"] if key.lower() != CLIENT.encode()]
    said = (CLIENT.encode(), address_of(scope).encode("latin-1"))
    return {**scope, "headers": [*kept, said]}


def address_of(scope: Scope) -> str:
    """Return the address that the outermost of our own proxies has seen, else who connects.

    Each proxy adds at the end whom it has seen. What stands before is anybody's to write.
    """
    given = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    seen = [each.strip() for each in given if each.strip()]
    count = proxies()
    if count and len(seen) >= count:
        return seen[-count]
    return str((scope.get("client") or ("",))[0])
