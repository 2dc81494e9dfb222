"""A rerun's pieces go out together: at its chart, at its end, or when they have waited long."""

import asyncio
import gc
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ailaget.ui.acceleration import message_batching as batching
from ailaget.ui.acceleration.message_batching import MessageBatching


def piece(text: str) -> Message:
    sent = ForwardMsg()
    sent.delta.new_element.markdown.body = text
    return {"type": "websocket.send", "bytes": sent.SerializeToString()}


FIGURE = '{"figure":"med å"}'


ROWS = '{"html":"en tabell"}'


def component(name: str, content: str) -> Message:
    sent = ForwardMsg()
    sent.delta.new_element.bidi_component.component_name = name
    sent.delta.new_element.bidi_component.bytes = content.encode()
    return {"type": "websocket.send", "bytes": sent.SerializeToString()}


def chart() -> Message:
    return component("chart", FIGURE)


def table() -> Message:
    return component("table", ROWS)


def start(*parts: str) -> Message:
    sent = ForwardMsg()
    sent.new_session.name = "a run"
    sent.metadata.run.fragment_ids.extend(parts)
    return {"type": "websocket.send", "bytes": sent.SerializeToString()}


def end(status: int = ForwardMsg.FINISHED_SUCCESSFULLY) -> Message:
    sent = ForwardMsg()
    sent.script_finished = status
    return {"type": "websocket.send", "bytes": sent.SerializeToString()}


CHART_FIRST = {"type": "websocket.send", "text": batching.CHART_FIRST}


def finish(work: Coroutine) -> None:
    # In a thread of its own: a browser test may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, work).result()


def run(messages: list[Message | float]) -> list[tuple[int, Message]]:
    """Send messages, waiting where there is a number; return each with how many had been given.

    At the end the socket stays open a little longer than anything may be held.
    """
    out: list[tuple[int, Message]] = []
    given = 0

    async def app(scope, receive, send) -> None:
        nonlocal given
        for message in messages:
            if isinstance(message, float):
                await asyncio.sleep(message)
                continue
            given += 1
            await send(message)
        await asyncio.sleep(2 * (batching.LONGEST_WAIT + batching.HEAD_START))

    async def send(message: Message) -> None:
        out.append((given, message))

    finish(MessageBatching(app)({"type": "websocket"}, None, send))
    return out


def test_pieces_wait_for_the_chart_and_the_rest_for_the_end() -> None:
    out = run([start(), piece("b"), chart(), piece("c"), end()])
    assert [message for _, message in out] == [
        start(),
        piece("b"),
        chart(),
        CHART_FIRST,
        piece("c"),
        end(),
    ]
    assert [at for at, _ in out] == [3, 3, 3, 3, 5, 5]


def test_what_follows_a_chart_gives_it_a_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "HEAD_START", 0.05)
    out = run([start(), chart(), piece("a table"), end(), piece("of the end"), 0.2])
    assert [at for at, _ in out] == [2, 2, 2, 5, 5, 5]
    out = run([start(), chart(), piece("a table"), 0.2, end()])
    assert [at for at, _ in out] == [2, 2, 2, 3, 4]


def announced(messages: list[Message]) -> list[str | None]:
    """Return what the first of some messages says that each of the others holds."""
    places = [place for place in json.loads(messages[0]["text"]) if place != batching.AHEAD]
    return [
        place and held(message, place) for message, place in zip(messages[1:], places, strict=True)
    ]


def held(message: Message, place: list[int]) -> str:
    """Return what a message holds from one place to another."""
    return message["bytes"][slice(*place)].decode()


def in_order(messages: list[Message]) -> list[Message]:
    """Return Streamlit's messages as a page puts them: those that came ahead take their turns."""
    ahead: list[Message] = []
    ordered: list[Message] = []
    places: list[object] = []
    takes_ahead = False
    for message in messages:
        text = message.get("text", "")
        if text.startswith("{"):
            takes_ahead = True
        elif text.startswith("["):
            places = json.loads(text)
        elif takes_ahead:
            ahead.append(message)
            takes_ahead = False
        elif "bytes" in message:
            ordered.append(message)
            places = places[1:]
        while places and places[0] == batching.AHEAD:
            ordered.append(ahead.pop(0))
            places = places[1:]
    return ordered


def test_where_parts_are_drawn_anew_a_chart_goes_ahead_and_tables_are_announced() -> None:
    rerun = [start("view"), piece("b"), chart(), piece("c"), chart(), table(), end()]
    out = run([*rerun, start(), chart()])
    sent = [message for _, message in out]
    for announcement, message in (sent[0:2], sent[2:4]):
        place = json.loads(announcement["text"])[batching.CHART]
        assert (message, held(message, place)) == (chart(), FIGURE)
    assert announced(sent[4:10]) == [None, None, None, ROWS, None]
    assert sent[5:] == [
        start("view"),
        piece("b"),
        piece("c"),
        table(),
        end(),
        start(),
        chart(),
        CHART_FIRST,
    ]
    assert in_order(sent) == [*rerun, start(), chart()]
    assert [at for at, _ in out] == [3, 3, 5, 5, *[7] * 6, *[9] * 3]


def test_a_chart_that_went_ahead_takes_its_turn_though_nothing_came_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batching, "LONGEST_WAIT", 0.01)
    rerun = [start("view"), piece("b"), chart(), piece("c"), end()]
    out = run([start("view"), piece("b"), 0.2, chart(), 0.2, piece("c"), end()])
    assert in_order([message for _, message in out]) == rerun
    assert json.loads(out[5][1]["text"]) == [batching.AHEAD]


def test_a_table_is_no_chart_that_the_rest_waits_for() -> None:
    assert [at for at, _ in run([start(), table(), piece("b"), end()])] == [4] * 4


def test_the_run_of_a_callback_goes_out_with_the_parts_that_it_asks_for() -> None:
    early = end(ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    out = run([start(), early, start(), piece("a"), chart()])
    assert [at for at, _ in out] == [5] * 6


def test_a_slow_page_comes_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "LONGEST_WAIT", 0.01)
    messages = [start(), piece("b"), 0.2, piece("c"), end()]
    out = run(list(messages))
    assert [at for at, _ in out] == [2, 2, 4, 4]
    assert [message for _, message in out] == [m for m in messages if not isinstance(m, float)]


def test_what_is_no_piece_never_waits() -> None:
    accept = {"type": "websocket.accept"}
    after = piece("after the end")
    assert run([accept, end(), after]) == [(1, accept), (2, end()), (3, after)]


def test_everything_but_web_sockets_is_left_alone() -> None:
    seen = []

    async def app(scope, receive, send) -> None:
        seen.append(send)

    async def send(message: Message) -> None: ...

    finish(MessageBatching(app)({"type": "http"}, None, send))
    assert seen == [send]


def test_a_reader_who_has_gone_while_a_message_was_held_leaves_no_complaint() -> None:
    complaints: list[object] = []

    async def gone(message: Message) -> None:
        raise ConnectionResetError

    async def app(scope, receive, send) -> None:
        await send(piece("late"))
        await asyncio.sleep(2 * batching.LONGEST_WAIT)
        gc.collect()

    async def visit() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, about: complaints.append(about))
        held = batching._Held(gone)
        held._is_rerun = True
        await app({}, None, held.send)

    finish(visit())
    assert complaints == []
