"""A page's socket without a browser: what the server shows to whoever opens it so."""

import socket
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SECONDS = 60


def opened(address: str, **sent: str) -> ClientConnection:
    """Open a page's socket; `sent` are headers, among which Host may be any.

    Raises InvalidStatus where it is refused.
    """
    at = urlsplit(address)
    host = sent.pop("Host", at.netloc)
    return connect(
        f"ws://{host}/_stcore/stream",
        sock=socket.create_connection((str(at.hostname), at.port or 80)),
        additional_headers=sent,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        open_timeout=SECONDS,
        max_size=None,
    )


def messages(page_socket: ClientConnection, page: str = "") -> list[ForwardMsg]:
    """Return what comes until a page has run."""
    message = BackMsg()
    message.rerun_script.page_name = page
    page_socket.send(message.SerializeToString())
    received: list[ForwardMsg] = []
    while not received or received[-1].WhichOneof("type") != "script_finished":
        frame = page_socket.recv(timeout=SECONDS)
        if isinstance(frame, bytes):
            received.append(ForwardMsg.FromString(frame))
    return received


def elements(received: list[ForwardMsg]) -> set[str]:
    """Return the kinds of what a page shows."""
    return {
        str(message.delta.new_element.WhichOneof("type"))
        for message in received
        if message.WhichOneof("type") == "delta"
    }
