"""Editing is off unless granted, by the token of this start or by local mode; never in public."""

import pytest
import streamlit as st
from starlette.datastructures import Headers
from streamlit import config

from ailaget.ui.editing import may_edit
from ailaget.ui.guard import grant
from tests.granted import HOST, editor_headers, reader_headers


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AILAGET_EDIT", "AILAGET_ADDRESS", "STREAMLIT_SERVER_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def asked(monkeypatch: pytest.MonkeyPatch, headers: Headers) -> bool:
    monkeypatch.setattr(type(st.context), "headers", headers)
    return may_edit()


def with_options(monkeypatch: pytest.MonkeyPatch, **changed: object) -> None:
    options = {name.replace("_", ".", 1): value for name, value in changed.items()}
    usual = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda name: options[name] if name in options else usual(name)
    )


def test_nobody_edits_without_a_grant(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not asked(monkeypatch, reader_headers())
    assert not asked(monkeypatch, Headers({}))


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_whoever_holds_the_token_edits_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    assert asked(monkeypatch, editor_headers(host))


@pytest.mark.parametrize(
    "given",
    ["", "a", "å", grant.token()[:-1], grant.token() + "x"],
    ids=["none", "a", "å", "cut", "longer"],  # the token is another in each process
)
def test_another_token_is_no_grant(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    headers = {"host": HOST, "cookie": f"{grant.cookie_name()}={given}"}
    assert not asked(monkeypatch, Headers(headers))


@pytest.mark.parametrize("host", ["ailaget.example", "10.0.0.4:8501", "localhost.example", ""])
def test_the_token_is_no_grant_under_another_name(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    assert not asked(monkeypatch, editor_headers(host))


@pytest.mark.parametrize("header", grant.FORWARDING)
def test_whoever_comes_through_a_proxy_that_says_so_may_not(
    monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    assert not asked(monkeypatch, Headers({**editor_headers(), header: "127.0.0.1"}))


@pytest.mark.parametrize(
    ("host", "origin", "granted"),
    [
        ("localhost:8501", "http://localhost:8501", True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("localhost:8501", None, False),
        ("localhost:8501", "null", False),
        ("localhost:8501", "https://elsewhere.example", False),
        ("localhost:8501", "http://localhost.example", False),
        ("localhost:8501", "http://[::1", False),
        ("ailaget.example", "http://localhost:8501", False),
    ],
)
def test_local_mode_needs_host_and_origin_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, host: str, origin: str | None, granted: bool
) -> None:
    monkeypatch.setenv("AILAGET_EDIT", "local")
    sent = {"host": host} if origin is None else {"host": host, "origin": origin}
    assert asked(monkeypatch, Headers(sent)) == granted


@pytest.mark.parametrize("way", ["nobody", "everybody", "Local", "1"])
def test_an_unknown_way_grants_nothing(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setenv("AILAGET_EDIT", way)
    assert not asked(monkeypatch, editor_headers())


@pytest.mark.parametrize("way", ["token", "local"])
@pytest.mark.parametrize(
    "options",
    [
        {"server_allowedHosts": ["localhost", "ailaget.example"]},
        {"server_allowedHosts": ["*"]},
        {"server_address": "0.0.0.0"},
        {"server_address": ""},
        {"server_address": "192.168.1.4"},
        {"browser_serverAddress": "ailaget.example"},
    ],
)
def test_a_public_name_in_the_configuration_means_read_only(
    monkeypatch: pytest.MonkeyPatch, way: str, options: dict[str, object]
) -> None:
    monkeypatch.setenv("AILAGET_EDIT", way)
    assert asked(monkeypatch, editor_headers())
    with_options(monkeypatch, **options)
    assert not asked(monkeypatch, editor_headers())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AILAGET_ADDRESS", "https://ailaget.example/"),
        ("AILAGET_ADDRESS", "ailaget.example"),
        ("STREAMLIT_SERVER_ADDRESS", "0.0.0.0"),
    ],
)
def test_a_public_name_in_the_environment_means_read_only(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert not asked(monkeypatch, editor_headers())


def test_an_address_of_this_machine_is_not_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_ADDRESS", "http://localhost:8501")
    assert asked(monkeypatch, editor_headers())
