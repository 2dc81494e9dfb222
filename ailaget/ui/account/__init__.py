"""Signing in and out at the organisation's own provider, and what the pages say of it."""

from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

ACCOUNT = "/account"


class Account:
    """ASGI application: signs in and out; what it needs is imported when the first one does."""

    def __init__(self) -> None:
        self._app: ASGIApp | None = None
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of the addresses under ``/account``."""
        app = self._app if self._app is not None else await run_in_threadpool(self._made)
        await app(scope, receive, send)

    def _made(self) -> ASGIApp:
        with self._lock:
            app = self._app
            if app is None:
                from ailaget.ui.account.app import account_app

                app = self._app = account_app()
            return app
