"""What some may see and others not is kept by its reader's browser alone, by no proxy between."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

SHARED = {"public", "s-maxage", "private"}


def unshared(send: Send) -> Send:
    """Return what sends an answer on, marked for the one who asked."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            said = [part.strip() for part in headers.get("cache-control", "").split(",")]
            kept = [part for part in said if part and part.partition("=")[0] not in SHARED]
            headers["cache-control"] = ", ".join(("private", *kept))
        await send(message)

    return marked
