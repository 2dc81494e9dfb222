"""How often one reader may ask is counted by the reader's own address, also behind a proxy."""

import pytest
from starlette.types import Message, Receive, Scope, Send

from ailaget.ui.open_data import OpenData
from tests.loops import run


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        ("1", "198.51.100.9, 192.0.2.7", "192.0.2.7"),
        ("0", "192.0.2.7", "127.0.0.1"),
        ("1", "", "127.0.0.1"),
    ],
)
def test_the_open_data_sees_who_asks(
    monkeypatch: pytest.MonkeyPatch, proxies: str, forwarded: str, address: str
) -> None:
    monkeypatch.setenv("AILAGET_PROXIES", proxies)
    seen: list[str] = []

    async def records(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"][0])

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    mounted = OpenData()
    monkeypatch.setattr(mounted, "_app", records)
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "client": ("127.0.0.1", 50000), "headers": headers}
    run(mounted(scope, receive, send))
    assert seen == [address]
