"""A page shown by what another reader has been shown is the page that a run would make."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.datastructures import Headers
from streamlit.runtime.state import SafeSessionState
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ailaget.store.workspace import Workspace
from ailaget.ui import frame
from ailaget.ui.acceleration import replay
from ailaget.ui.cache import forget
from ailaget.ui.data import prepare_council
from ailaget.ui.guard.access import cookie_name
from ailaget.ui.navigation import ORDER
from tests.granted import editor_headers, reader_headers

APP = Path(__file__).parent.parent.parent / "ailaget" / "ui" / "app.py"
QUERIES: dict[str, dict[str, Any]] = {
    "overview": {"county": "17"},
    "map": {"lang": "en", "indicator": "ai_fte_per_100k"},
    "region": {"region": "25"},
    "municipality": {"municipality": "0180"},
    "inequality": {"section": "between"},
    "getting_started": {"municipality": "2026"},
    "collaboration": {"municipality": "2026"},
    "ethics": {"lang": "en"},
    "examples": {"search": "bygglov", "entry": "examples.ange"},
    "courses": {"municipality": "2026"},
    "managers": {"area": "law"},
}


@pytest.fixture(autouse=True)
def served(demo_workspace: Workspace, as_reader: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    monkeypatch.delenv("AILAGET_ACCELERATION", raising=False)
    # Streamlit's test harness signs everybody in.
    monkeypatch.setattr(st, "user", {})
    forget()
    # The first who looks for the council's records makes them.
    prepare_council()


@pytest.fixture(autouse=True)
def harness_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what Streamlit's test harness notes in each session from making them all different."""
    read = replay._State.__getitem__

    def unheeded(state: Any, key: str) -> Any:
        if key != TESTING_KEY:
            return read(state, key)
        notes = SafeSessionState.__getitem__(state, key)

        def note(run: Any) -> bool:
            run.session_state[key].update(notes)
            return True

        state._keep(note)
        return notes

    monkeypatch.setattr(replay._State, "__getitem__", unheeded)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the pages that have been run, as they are."""
    paths: list[str] = []
    opens = frame.open_page

    def noted(path: str, title: str) -> None:
        paths.append(path)
        opens(path, title)

    monkeypatch.setattr(frame, "open_page", noted)
    return paths


def opened(page: str, **params: Any) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(params)
    app._page_hash = calc_hash(ORDER[page])
    return app.run()


def shown(app: AppTest) -> list[str]:
    """Return all that is on a page, as it was sent."""
    assert not app.exception
    return [
        str(getattr(node, "proto", node)) for block in (app.sidebar, app.main) for node in block
    ]


def kept_state(app: AppTest) -> dict[str, object]:
    return {key: value for key, value in app.session_state.items() if "." not in key}


@pytest.mark.parametrize("page", replay.PAGES)
def test_another_reader_is_shown_the_same_without_a_run(page: str, runs: list[str]) -> None:
    first = opened(page, **QUERIES[page])
    second = opened(page, **QUERIES[page])
    assert runs == [ORDER[page]]
    assert len(shown(first)) > 10
    assert shown(second) == shown(first)
    assert kept_state(second) == kept_state(first)


def test_choices_go_on_from_a_page_that_was_not_run(runs: list[str]) -> None:
    opened("map")
    second = opened("map")
    assert runs == ["karta"]
    indicator = second.selectbox(key="control_indicator")
    other = next(option for option in ("ai_fte", "maturity_use") if option != indicator.value)
    indicator.select(other).run()
    assert not second.exception
    assert other in second.query_params["indicator"]
    direct = opened("map", indicator=other)
    assert second.session_state["control_indicator"] == direct.session_state["control_indicator"]
    assert [each.value for each in second.markdown] == [each.value for each in direct.markdown]


def test_an_open_tab_is_a_readers_own(runs: list[str]) -> None:
    first = opened("overview")
    tabs = next(key for key in kept_state(first) if key.startswith("tabs_"))
    first.session_state[tabs] = "Tabell"
    first.run()
    assert len(runs) == 2
    assert shown(opened("overview")) != shown(first)
    assert len(runs) == 2


def test_nothing_is_kept_of_an_editors_page(
    runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(st.context), "headers", editor_headers())
    opened("map")
    opened("map")
    assert runs == ["karta", "karta"]


def test_nothing_is_kept_where_acceleration_is_off(
    runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_ACCELERATION", "off")
    opened("map")
    opened("map")
    assert runs == ["karta", "karta"]


def test_a_new_database_is_another_page(
    runs: list[str], single_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened("overview")
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    opened("overview")
    assert runs == ["", ""]


@pytest.mark.parametrize("address", ["", "https://ailaget.example"])
def test_nothing_is_kept_of_the_page_of_who_has_signed_in(
    runs: list[str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("AILAGET_ADDRESS", address)
    opened("map")
    headers = {**reader_headers(), "cookie": f"{cookie_name()}=x; other=y"}
    monkeypatch.setattr(type(st.context), "headers", Headers(headers))
    opened("map")
    opened("map")
    assert runs == ["karta"] * 3
