"""The gate: what is refused before Streamlit sees it, with a word, and once in the log."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from ailaget.texts import LANGUAGES, texts
from ailaget.ui.guard import gate, grant, refusals, uploads
from ailaget.ui.guard.gate import Gate
from tests.granted import HOST, editor_headers, reader_headers
from tests.loops import run
from tests.served import get

UPLOAD = "/_stcore/upload_file/a-page/a-file"


class Asked:
    """A gate before an application that notes what comes through and answers 200."""

    def __init__(self) -> None:
        self.through: list[str] = []
        self.seconds = 0.0
        self.gate = Gate(self._app)

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.through.append(scope["path"])
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            await receive()
            return
        await asyncio.sleep(self.seconds)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    def ask(
        self, path: str = "/", *, method: str = "GET", kind: str = "http", **sent: str
    ) -> list[Message]:
        """Return the messages that come back; a header is named with _ for -."""
        answers: list[Message] = []
        headers = {"host": HOST} | {name.replace("_", "-"): value for name, value in sent.items()}
        address, _, query = path.partition("?")

        async def receive() -> Message:
            return {"type": "websocket.disconnect" if kind == "websocket" else "http.request"}

        async def send(message: Message) -> None:
            answers.append(message)

        scope = {
            "type": kind,
            "method": method,
            "path": address,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        run(self.gate(scope, receive, send))
        return answers

    def status(self, path: str = "/", **asked: str) -> int:
        return int(self.ask(path, **asked)[0]["status"])


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_seldom", refusals.Seldom())


def header(answers: list[Message], name: str) -> str:
    return dict(answers[0]["headers"]).get(name.encode(), b"").decode()


def test_the_pages_are_for_everyone(asked: Asked) -> None:
    for path in ("/", "/karta?lang=en", "/export/map.csv", "/_stcore/health"):
        assert asked.status(path) == 200
    assert len(asked.through) == 4


@pytest.mark.parametrize("host", ["evil.example", "testserver", "", "localhost:x", "a b", "[::1"])
def test_an_unknown_host_is_refused(asked: Asked, host: str) -> None:
    assert asked.status(host=host) == 400
    assert asked.ask(kind="websocket", path=gate.STREAM, host=host)[0]["type"] == "websocket.close"
    assert asked.through == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
def test_pages_are_only_read(asked: Asked, method: str) -> None:
    assert asked.status("/mote", method=method) == 405
    assert asked.through == []


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/_stcore/new",
        "/auth/login",
        "/oauth2callback",
    ],
)
def test_what_the_pages_do_not_need_is_closed(asked: Asked, path: str) -> None:
    assert asked.status(path) == 404
    assert asked.through == []


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://localhost:8502",
        "http://localhost",
        "null",
        "",
        "http://localhost:8501.evil.example",
        "http://localhost:8501@evil.example",
        "http://[::1",
        "chrome-extension://abc",
        "http://evil.example#localhost:8501",
    ],
)
def test_a_socket_of_another_origin_is_refused_unseen(asked: Asked, origin: str) -> None:
    (answer,) = asked.ask(gate.STREAM, kind="websocket", origin=origin)
    assert answer["type"] == "websocket.close"
    assert asked.through == []


def test_a_socket_of_this_origin_is_opened_and_no_other_path_has_one(asked: Asked) -> None:
    mine = {"kind": "websocket", "origin": f"http://{HOST}"}
    assert asked.ask(gate.STREAM, **mine)[0]["type"] == "websocket.accept"
    assert asked.ask(gate.STREAM, kind="websocket")[0]["type"] == "websocket.accept"
    assert asked.ask("/_stcore/other", **mine)[0]["type"] == "websocket.close"


def test_a_proxy_that_hands_the_host_on_may_open_sockets(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_ADDRESS", "https://ailaget.example")
    public = {"host": "ailaget.example", "origin": "https://ailaget.example"}
    assert asked.ask(gate.STREAM, kind="websocket", **public)[0]["type"] == "websocket.accept"


def test_the_token_becomes_a_cookie_and_leaves_the_address(asked: Asked) -> None:
    answers = asked.ask(f"/karta?lang=en&edit={grant.token()}&county=17&county=14")
    assert answers[0]["status"] == 303
    assert header(answers, "location") == "./karta?lang=en&county=17&county=14"
    kept = header(answers, "set-cookie")
    assert kept.startswith(f"{grant.cookie_name()}={grant.token()};")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(kept.split("; "))
    assert header(answers, "cache-control") == "no-store"
    assert asked.through == []


def test_a_wrong_token_leaves_the_address_too_and_grants_nothing(asked: Asked) -> None:
    answers = asked.ask("/?edit=guess")
    assert (answers[0]["status"], header(answers, "location")) == (303, "./")
    assert header(answers, "set-cookie") == ""


@pytest.mark.parametrize("variable", ["AILAGET_ADDRESS", "AILAGET_EDIT"])
def test_where_nobody_edits_the_token_gives_no_cookie(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    value = {"AILAGET_ADDRESS": "https://ailaget.example", "AILAGET_EDIT": "nobody"}[variable]
    monkeypatch.setenv(variable, value)
    assert header(asked.ask(f"/?edit={grant.token()}"), "set-cookie") == ""


def test_an_upload_is_refused_on_the_route_itself(asked: Asked) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "POST"):
        sent = dict(reader_headers(), content_length="10")
        assert asked.status(UPLOAD, method=method, **sent) == 403
    assert asked.through == []
    assert asked.status(UPLOAD, method="PUT", content_length="10", **editor_headers()) == 200
    assert asked.status(UPLOAD, method="DELETE", **editor_headers()) == 200


@pytest.mark.parametrize("length", [None, "", "-1", "1e3", "ten"])
def test_an_upload_says_how_large_it_is(asked: Asked, length: str | None) -> None:
    sent = dict(editor_headers()) | ({} if length is None else {"content_length": length})
    assert asked.status(UPLOAD, method="PUT", **sent) == 411


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let Streamlit hold files: ``held(page=[megabytes, ...])``."""

    def hold(**files: list[int]) -> None:
        storage = {
            page: {
                str(n): SimpleNamespace(data=b"x" * size * uploads.MEGABYTE)
                for n, size in enumerate(sizes)
            }
            for page, sizes in files.items()
        }
        runtime = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(file_storage=storage))
        instance = SimpleNamespace(exists=lambda: True, instance=lambda: runtime)
        monkeypatch.setattr(uploads, "Runtime", instance)

    return hold


@pytest.mark.parametrize(
    ("limit", "value", "files"),
    [
        ("AILAGET_UPLOADS_PER_SESSION", 2, {"a-page": [1, 1]}),
        ("AILAGET_UPLOADS_MB_PER_SESSION", 3, {"a-page": [3]}),
        ("AILAGET_UPLOADS", 2, {"one": [1], "two": [1]}),
        ("AILAGET_UPLOADS_MB", 3, {"one": [2], "two": [1]}),
    ],
)
def test_number_and_size_of_uploads_are_limited_per_page_and_in_all(
    asked: Asked,
    held: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: int,
    files: dict[str, list[int]],
) -> None:
    sent = {"method": "PUT", "content_length": "1000", **editor_headers()}
    monkeypatch.setenv(limit, str(value))
    held(**{page: sizes[:-1] for page, sizes in files.items()})
    assert asked.status(UPLOAD, **sent) == 200
    held(**files)
    answers = asked.ask(UPLOAD, **sent)
    assert answers[0]["status"] == 413
    assert answers[1]["body"].decode() == texts("sv")("refused.uploads_full")


def test_what_is_still_coming_counts_too(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_UPLOADS", "1")
    asked.gate._uploads.coming[1] = ("another", 1)
    sent = {"method": "PUT", "content_length": "1000", **editor_headers()}
    assert asked.status(UPLOAD, **sent) == 413
    asked.gate._uploads.coming.clear()
    assert asked.status(UPLOAD, **sent) == 200
    assert asked.gate._uploads.coming == {}


def test_an_upload_that_never_ends_is_ended(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 0.05)
    asked.seconds = 30
    assert asked.status(UPLOAD, method="PUT", content_length="9", **editor_headers()) == 408
    assert asked.gate._uploads.coming == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_all_pages_are_open_the_next_reader_gets_a_word(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("AILAGET_SESSIONS", "2")
    asked.gate._sockets = 2
    answers = asked.ask(f"/karta?lang={language}")
    assert (answers[0]["status"], header(answers, "retry-after")) == (503, "30")
    assert texts(language)("refused.full") in answers[1]["body"].decode()
    assert f'<html lang="{language}">' in answers[1]["body"].decode()
    assert asked.ask(gate.STREAM, kind="websocket")[0]["type"] == "websocket.close"
    assert asked.status("/export/map.csv") == 200  # those who are in go on
    asked.gate._sockets = 1
    assert asked.status("/karta") == 200


def test_a_refusal_is_logged_once_and_says_nothing_of_whom(
    asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for number in range(500):
            asked.ask(f"/x?name=Anna{number}", host=f"secret{number}.example", cookie="id=anna")
            asked.ask(gate.STREAM, kind="websocket", origin="https://secret.example")
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 2
    assert not [line for line in lines if "secret" in line.lower() or "anna" in line.lower()]


def test_a_library_that_repeats_itself_fills_no_log() -> None:
    logger, lines = logging.getLogger("a.noisy.library"), []
    kept = logging.Handler()
    kept.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(kept)
    logger.addFilter(refusals.Repeats())
    for number in range(10_000):
        logger.error("out of handles: %s", number)
    assert len(lines) <= refusals.Repeats.OFTEN + 1


def policy_of(answer: Any) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_the_policy_names_this_server_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = policy_of(get("/front/words.sv.json"))
    assert policy["base-uri"] == "'none'"
    assert policy["connect-src"] == "'self' ws://localhost wss://localhost"
    assert "strict-transport-security" not in get("/front/words.sv.json").headers
    monkeypatch.setenv("AILAGET_ADDRESS", "https://ailaget.example")
    secure = get("/front/words.sv.json")
    assert policy_of(secure)["connect-src"] == "'self' wss://localhost"
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
