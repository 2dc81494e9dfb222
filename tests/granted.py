"""Granting a test the right to edit, as the product grants it: by the token of this start."""

from starlette.datastructures import Headers

from ailaget.ui.guard import grant

HOST = "localhost:8501"


def editor_headers(host: str = HOST) -> Headers:
    """Return what the browser of somebody sends who opened the printed address."""
    cookie = f"{grant.cookie_name()}={grant.token()}"
    return Headers({"host": host, "origin": f"http://{host}", "cookie": cookie})


def reader_headers(host: str = HOST) -> Headers:
    """Return what anybody else's browser sends."""
    return Headers({"host": host, "origin": f"http://{host}"})
