"""Signing in and out at the organisation's own provider, and what the pages say of it."""

from starlette.types import ASGIApp

from ailaget.ui.late import Late

ACCOUNT = "/account"


class Account(Late):
    """ASGI application: signs in and out; what it needs is imported when the first one does."""

    def __init__(self) -> None:
        super().__init__(_account)


def _account() -> ASGIApp:
    from ailaget.ui.account.app import account_app

    return account_app()
