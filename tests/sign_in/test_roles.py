"""Which role may reach what: every address, as a table that a new one has to join."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.routing import Mount, Route
from starlette.types import Message, Receive, Scope, Send

from ailaget.access.roles import Identity, Role
from ailaget.store.audit import read_audit
from ailaget.store.sessions import begin_session
from ailaget.store.workspace import Workspace
from ailaget.ui.account import refused
from ailaget.ui.guard.access import cookie_name
from ailaget.ui.guard.gate import Gate
from ailaget.ui.guard.refusals import Seldom
from ailaget.ui.navigation import ORDER
from ailaget.ui.server import routes
from tests.granted import editor_headers
from tests.loops import run

HOST = "localhost:8501"
ALL, READ, EDIT = Role.ANYBODY, Role.READER, Role.EDITOR

OWN = {
    "/geo/{name}": READ,
    "/front/words.{language}.json": ALL,
    "/front/{name:path}": ALL,
    "/look/{page}": READ,
    "/export/{file}": READ,
    "/dump/{wave}.zip": READ,
    "/frozen/{file}": READ,
    "/report/{file}": READ,
    "/survey/template.xlsx": READ,
    "/survey/codebook.html": READ,
    "/minutes/{file}": READ,
    "/plan/{file}": READ,
    "/v/{key}": READ,
    "/embed/{key}": READ,
    "/preview/{file}": READ,
    "/api/v1": READ,
    "/account": ALL,
    "/dcat.rdf": READ,
    "/robots.txt": ALL,
    "/sitemap.xml": READ,
    "/icon.svg": ALL,
    "/health": ALL,
    "/ready": ALL,
}
"""Each of our own routes and the role that it asks for where reading is closed."""

OTHERS = {
    "PUT /_stcore/upload_file/page/file": EDIT,
    "DELETE /_stcore/upload_file/page/file": EDIT,
    "GET /report/every.zip": EDIT,
    "GET /media/0123456789abcdef.xlsx": EDIT,
    "GET /_stcore/health": ALL,
    "GET /_stcore/host-config": READ,
    "GET /static/js/index.js": READ,
    "GET /component/x": READ,
    "SOCKET /_stcore/stream": READ,
    **{f"GET /{path}": READ for path in ORDER.values()},
}
"""Streamlit's own addresses, what is within a route, and every page."""

PEOPLE = {
    Role.ANYBODY: None,
    Role.READER: Identity("1", email="lena@kommun.example"),
    Role.EDITOR: Identity("2", groups=("ai-redaktion",)),
    Role.ADMINISTRATOR: Identity("3", email="asa@kommun.example"),
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Have a provider, and a folder of one's own."""
    monkeypatch.setenv("AILAGET_OIDC_ISSUER", "https://login.example")
    monkeypatch.setenv("AILAGET_OIDC_CLIENT_ID", "ailaget")
    monkeypatch.setenv("AILAGET_OIDC_CLIENT_SECRET", "secret")
    monkeypatch.setenv("AILAGET_EDITORS", "group:ai-redaktion")
    monkeypatch.setenv("AILAGET_ADMINISTRATORS", "asa@kommun.example")
    monkeypatch.setenv("AILAGET_READING", "signed-in")
    return Workspace(tmp_path / "var")


def headers_of(role: Role, place: Workspace) -> dict[str, str]:
    sent = {"host": HOST, "origin": f"http://{HOST}"}
    who = PEOPLE[role]
    return sent | (
        {} if who is None else {"cookie": f"{cookie_name()}={begin_session(place, who)}"}
    )


def asked(line: str, headers: dict[str, str]) -> int:
    """Return what the gate answers; 204 where it lets a request or a socket through."""
    first = answered(line, headers)
    is_closed = first["type"] == "websocket.close"
    return 403 if is_closed else int(first.get("status", 204))


def answered(line: str, headers: dict[str, str]) -> Message:
    """Return the first message of the gate's answer; what lies beyond may be kept by all."""
    method, _, path = line.partition(" ")
    sent: list[Message] = []

    async def beyond(scope: Scope, _: Receive, send: Send) -> None:
        socket = scope["type"] == "websocket"
        kind = "websocket.accept" if socket else "http.response.start"
        kept = [(b"cache-control", b"public, max-age=3600")]
        await send({"type": kind, "status": 204, "headers": kept})

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    given = {**headers, "content-length": "5"}
    scope: dict[str, Any] = {
        "type": "websocket" if method == "SOCKET" else "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(key.encode(), value.encode()) for key, value in given.items()],
    }
    run(Gate(beyond)(scope, receive, send))
    return sent[0]


def lines() -> dict[str, Role]:
    mounted = {route.path for route in routes() if isinstance(route, Mount)}
    paths = {f"{path}/x" if path in mounted else path: role for path, role in OWN.items()}
    return {f"GET {re.sub('{.*?}', 'x', path)}": role for path, role in paths.items()} | OTHERS


def test_each_route_has_its_role() -> None:
    paths = {route.path for route in routes() if isinstance(route, Route | Mount)}
    assert paths == OWN.keys()


@pytest.mark.parametrize("reading", ["open", "signed-in", "somehow"])
@pytest.mark.parametrize("role", Role)
def test_each_address_is_open_to_its_role_and_those_above_alone(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, role: Role, reading: str
) -> None:
    monkeypatch.setenv("AILAGET_READING", reading)
    headers = headers_of(role, place)
    wrong = {}
    for line, needed in lines().items():
        is_open = role >= needed or (needed is READ and reading == "open")
        status = asked(line, headers)
        if (status == 204) != is_open or status not in {204, 303, 401, 403}:
            wrong[line] = status
    assert wrong == {}


def test_half_a_provider_lets_nobody_in(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AILAGET_OIDC_CLIENT_SECRET")
    assert asked("GET /karta", headers_of(Role.ANYBODY, place)) == 303
    assert asked("SOCKET /_stcore/stream", headers_of(Role.ANYBODY, place)) == 403


def test_another_sites_page_uploads_nothing_for_an_editor(place: Workspace) -> None:
    headers = headers_of(Role.EDITOR, place)
    line = "PUT /_stcore/upload_file/page/file"
    assert asked(line, headers) == 204
    assert asked(line, headers | {"origin": "https://other.kommun.example"}) == 403


def test_the_token_of_a_start_lets_nobody_edit_where_roles_decide(place: Workspace) -> None:
    assert asked("PUT /_stcore/upload_file/page/file", dict(editor_headers(HOST))) == 403


def test_it_is_noted_who_was_refused_what_editors_have_once_for_many_times(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused, "_seldom", Seldom())
    reader, editor = headers_of(Role.READER, place), headers_of(Role.EDITOR, place)
    for _ in range(3):
        assert asked("PUT /_stcore/upload_file/page/anna.csv", reader) == 403
        assert asked("GET /report/every.zip", reader) == 403
        assert asked("GET /report/every.zip", editor) == 204
        assert asked("GET /report/every.zip", headers_of(Role.ANYBODY, place)) == 401
    noted = [
        (line["what"], line["by"], line["role"], line["address"]) for line in read_audit(place)
    ]
    lena = ("refused", "lena@kommun.example", "reader")
    assert noted == [(*lena, "/_stcore/upload_file/"), (*lena, "/report/every.zip")]


@pytest.mark.parametrize("reading", ["open", "signed-in"])
def test_what_is_not_for_all_is_kept_by_no_proxy(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    monkeypatch.setenv("AILAGET_READING", reading)
    headers = headers_of(Role.EDITOR, place)
    kept = {
        line: Headers(scope=answered(line, headers))["cache-control"].partition(",")[0]
        for line in lines()
        if line.startswith("GET") and lines()[line] is not ALL
    }
    for line, said in kept.items():
        is_for_all = reading == "open" and lines()[line] is READ
        assert said == ("public" if is_for_all else "private"), line
