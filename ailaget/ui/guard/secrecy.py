"""What Streamlit tells each browser of the machine that it runs on, taken out of its messages."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Secrecy:
    """ASGI middleware: lets no message out over a web socket that holds facts of the machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; what Streamlit sends over a web socket is looked through first."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            sent = streamlit_message(message)
            kind = sent.WhichOneof("type") if sent is not None else None
            if sent is not None and kind == "new_session":
                message = {**message, "bytes": _without_machine(sent)}
            # The other holds nothing but facts of the machine.
            if kind != "git_info_changed":
                await send(message)

        await self.app(scope, receive, send_on)


def streamlit_message(message: Message) -> ForwardMsg | None:
    """Return what Streamlit sends to a page; None where a message is none of its own."""
    data = message.get("bytes")
    if message["type"] != "websocket.send" or data is None:
        return None
    sent: ForwardMsg = ForwardMsg.FromString(data)
    return sent


def _without_machine(sent: ForwardMsg) -> bytes:
    """Return a message that starts a run without the versions and paths of this machine.

    The browser compares the version with that of its last message, and so needs the same each time.
    """
    start = sent.new_session
    start.ClearField("main_script_path")
    if start.initialize.HasField("environment_info"):
        facts = start.initialize.environment_info
        facts.streamlit_version = facts.python_version = facts.server_os = ""
    message: bytes = sent.SerializeToString()
    return message
