"""Open data under ``/api/v1``, of the database in force."""

from starlette.types import ASGIApp, Receive, Scope, Send

from ailaget.ui.data import source
from ailaget.ui.guard.client import address_of
from ailaget.ui.guard.settings import number
from ailaget.ui.late import Late


class OpenData(Late):
    """ASGI application: the open data, which counts a reader by the reader's own address."""

    def __init__(self) -> None:
        super().__init__(_open_data)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await super().__call__({**scope, "client": (address_of(scope), 0)}, receive, send)


def _open_data() -> ASGIApp:
    from ailaget.api.app import open_data

    return open_data(source, number("AILAGET_API_PER_MINUTE"))
