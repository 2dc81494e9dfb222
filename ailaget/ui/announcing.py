"""Where the server is, told to whoever starts it."""

import os

from ailaget.texts import DEFAULT_LANGUAGE, texts
from ailaget.ui.desktop import open_when_up, reached_at
from ailaget.ui.guard import grant
from ailaget.ui.guard.settings import base_path, public_address, setting


def where() -> tuple[str, int]:
    """Return the address and port of the configuration."""
    host = setting("server.address", "STREAMLIT_SERVER_ADDRESS") or "127.0.0.1"
    return host, int(setting("server.port", "STREAMLIT_SERVER_PORT"))


def announce(token: str, *, opens: bool) -> None:
    """Print the address, with the token where that is what grants editing.

    With `opens` the reader's browser opens there, where there is a desktop.
    """
    host, port = where()
    address = f"http://{reached_at(host)}:{port}{base_path()}"
    if grant.way() == "token":
        address += f"/?{grant.PARAMETER}={token}"
    t = texts(os.environ.get("AILAGET_LANG", DEFAULT_LANGUAGE))
    print(t(f"started.{grant.way()}", address=public_address() or address), flush=True)
    if opens:
        open_when_up(host, port, address)
