"""One setting leaves plain Streamlit: no page is begun, no message held, no script sent packed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ailaget.charts.script import MODULES
from ailaget.ui.acceleration import switch
from ailaget.ui.assets import ASSETS, assets
from ailaget.ui.document import in_language
from ailaget.ui.guard.settings import is_accelerated
from ailaget.ui.server import middleware
from tests.granted import HOST
from tests.served import get

STREAMLITS = (ASSETS / "index.html").read_bytes()
SCRIPT = next(path for path in assets() if path.endswith(".js"))

both_ways = pytest.mark.parametrize("setting", ["on", "off"])


@pytest.fixture
def off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_ACCELERATION", "off")


def through_a_socket(*sent: ForwardMsg) -> list[Message]:
    """Return what comes out at once of messages that a page's run sends, in an open socket."""
    out: list[Message] = []

    async def app(scope, receive, send) -> None:
        for message in sent:
            await send({"type": "websocket.send", "bytes": message.SerializeToString()})

    async def send(message: Message) -> None:
        out.append(message)

    headers = [(b"host", HOST.encode()), (b"origin", f"http://{HOST}".encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    handler = app
    for layer in reversed(middleware()):
        handler = layer.cls(handler, *layer.args, **layer.kwargs)
    # In a thread of its own: a browser test may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, handler(scope, None, send)).result()
    return out


def start() -> ForwardMsg:
    sent = ForwardMsg()
    sent.new_session.name = "a run"
    sent.new_session.main_script_path = "/home/somebody/ailaget/app.py"
    facts = sent.new_session.initialize.environment_info
    facts.streamlit_version, facts.python_version, facts.server_os = "1.60", "3.14", "linux"
    return sent


def end() -> ForwardMsg:
    sent = ForwardMsg()
    sent.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    return sent


@pytest.mark.parametrize(
    ("value", "expected"), [(None, True), ("", True), ("on", True), ("off", False), ("OFF", False)]
)
def test_pages_come_sooner_unless_the_setting_is_off(
    value: str | None, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AILAGET_ACCELERATION", raising=False)
    if value is not None:
        monkeypatch.setenv("AILAGET_ACCELERATION", value)
    assert is_accelerated() is expected


@pytest.mark.parametrize("path", ["/", "/karta", "/mote"])
def test_on_the_document_names_the_room_and_off_it_does_not(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"/front/acceleration/" in in_language(STREAMLITS, "sv", path)
    monkeypatch.setenv("AILAGET_ACCELERATION", "off")
    document = in_language(STREAMLITS, "sv", path).decode()
    assert "acceleration" not in document
    assert "look" not in document
    assert document.count("modulepreload") == STREAMLITS.count(b"modulepreload") + len(MODULES)


@pytest.mark.usefixtures("off")
def test_off_no_page_is_begun_no_script_answered_for_and_nothing_made_ready() -> None:
    assert get("/look/map").status == 404
    assert get(SCRIPT).status == 404  # Streamlit, which is not asked here, has it
    assert switch.work_at_start() == []


def test_on_scripts_are_answered_for() -> None:
    assert get(SCRIPT).content == assets()[SCRIPT].read_bytes()


@pytest.mark.usefixtures("off")
def test_off_messages_go_out_as_they_come() -> None:
    assert len(through_a_socket(start())) == 1


def test_on_messages_wait_for_the_end_of_their_run() -> None:
    assert through_a_socket(start()) == []
    assert len(through_a_socket(start(), end())) == 2


@both_ways
def test_no_message_tells_of_the_machine(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_ACCELERATION", setting)
    repository = ForwardMsg()
    repository.git_info_changed.repository = "somebody/ailaget"
    begun, ended = map(
        ForwardMsg.FromString,
        (message["bytes"] for message in through_a_socket(start(), repository, end())),
    )
    assert ended == end()
    assert begun.new_session.name == "a run"
    for told in (b"somebody", b"1.60", b"3.14", b"linux"):
        assert told not in begun.SerializeToString()
