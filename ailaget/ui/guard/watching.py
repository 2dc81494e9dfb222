"""An open page of a session that has ended: closed at the next thing that it asks for."""

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Send

from ailaget.access.roles import Role
from ailaget.ui.guard.access import needed_role, role_of

POLICY = 1008
STREAM = "/_stcore/stream"


class Watched:
    """What a page sends over its socket, for as long as its reader may read.

    Streamlit reads a socket's headers as they were when it was opened. Whoever may still read, and
    no longer edit, keeps the page: what it may do is asked anew at each run.
    """

    def __init__(self, headers: Headers, receive: Receive, send: Send) -> None:
        self._headers = headers
        self._receive = receive
        self._send = send

    async def receive(self) -> Message:
        """Return what the page sends; once its session has ended, that it has gone."""
        message = await self._receive()
        needed = needed_role(STREAM)
        if message["type"] != "websocket.receive" or needed is Role.ANYBODY:
            return message
        if role_of(self._headers) < needed:
            await self._send({"type": "websocket.close", "code": POLICY})
            return {"type": "websocket.disconnect", "code": POLICY}
        return message
