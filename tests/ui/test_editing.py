"""Editing is for those who sit at the machine that serves, and for nobody else."""

import pytest
import streamlit as st
from streamlit import config

from ailaget.ui.editing import may_edit


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch):
    def reach(address: str | None, environment: str | None = None, **headers: str) -> bool:
        monkeypatch.setattr(config, "get_option", {"server.address": address}.get)
        if environment is None:
            monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)
        else:
            monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", environment)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        monkeypatch.setattr(type(st.context), "headers", named)
        return may_edit()

    return reach


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.5", "::1", "localhost"])
def test_a_loopback_server_may_be_edited(reached, address: str) -> None:
    assert reached(address, Host="localhost:8501")


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.4", "ailaget.example"])
def test_a_server_that_others_reach_may_not(reached, address: str | None) -> None:
    assert not reached(address)


def test_every_place_that_names_an_address_must_say_loopback(reached) -> None:
    assert not reached("127.0.0.1", environment="0.0.0.0")
    assert not reached("0.0.0.0", environment="127.0.0.1")
    assert reached("127.0.0.1", environment="127.0.0.1")


@pytest.mark.parametrize(
    "header", ["X_Forwarded_For", "x_real_ip", "Forwarded", "Via", "X_Forwarded_Host"]
)
def test_whoever_comes_through_a_proxy_may_not(reached, header: str) -> None:
    assert not reached("127.0.0.1", **{header: "127.0.0.1"})
