"""What the server takes of this room: nothing where ``AILAGET_ACCELERATION`` is ``off``."""

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.routing import Route

from ailaget.ui.acceleration.head import early_scripts, first_requests
from ailaget.ui.acceleration.message_batching import MessageBatching
from ailaget.ui.acceleration.precompress import PackedScripts, precompress
from ailaget.ui.acceleration.prerender import prerender
from ailaget.ui.acceleration.replay import replayed
from ailaget.ui.acceleration.small_fonts import make_small_fonts
from ailaget.ui.acceleration.warm_up import know_modules
from ailaget.ui.guard.settings import is_accelerated


def middleware() -> list[Middleware]:
    """Return what answers faster than Streamlit, and what gathers its messages."""
    return [Middleware(PackedScripts), Middleware(MessageBatching)] if is_accelerated() else []


def routes(under: str) -> list[Route]:
    """Return the route, under a base path, that serves how a page begins."""
    return [Route(f"{under}/look/{{page}}", prerender)] if is_accelerated() else []


def surrounded(head: str, page: str, query: str) -> str:
    """Return a document's head with what a page asks for before it, and after it."""
    if not is_accelerated():
        return head
    return f"{first_requests(page, query)}{head}{early_scripts(page)}"


def shown(path: str, show: Callable[[], None]) -> None:
    """Show a page: by what another reader has been shown, where that is the very same."""
    if not is_accelerated():
        show()
        return
    replayed(path, show)


def work_at_start() -> list[Callable[[], None]]:
    """Return what is made ready as soon as the server is up, each in a thread of its own."""
    return [know_modules, precompress, make_small_fonts] if is_accelerated() else []
