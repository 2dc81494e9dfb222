"""Open data under ``/api/v1``: made when it is first asked for, so that no page waits for it."""

from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from ailaget.ui.data import source
from ailaget.ui.guard.client import address_of
from ailaget.ui.guard.settings import number


class OpenData:
    """ASGI application: the open data of the database in force."""

    def __init__(self) -> None:
        self._app: ASGIApp | None = None
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, the first one once all that answers it has been imported."""
        app = self._app if self._app is not None else await run_in_threadpool(self._made)
        await app({**scope, "client": (address_of(scope), 0)}, receive, send)

    def _made(self) -> ASGIApp:
        with self._lock:
            app = self._app
            if app is None:
                from ailaget.api.app import open_data

                app = self._app = open_data(source, number("AILAGET_API_PER_MINUTE"))
            return app
