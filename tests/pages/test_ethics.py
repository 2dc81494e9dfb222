"""Page Etik och data: names of those at risk are for who edits, and for them behind a button."""

import pytest

from ailaget.ingest.risk import at_risk
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.cache import forget
from ailaget.ui.view_words import municipality_name
from tests.pages.test_pages import check, opened, words

WAVE = "2026-10"
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def place(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    forget()
    return demo_workspace


@pytest.mark.usefixtures("as_editor")
@both_languages
def test_who_edits_is_told_names_once_they_are_asked_for(place: Workspace, language: str) -> None:
    app = opened("ethics", lang=language)
    check(app, "ethics", language)
    names = [municipality_name(code) for code in at_risk(place, WAVE, is_demo=True)]
    assert len(names) == 8
    assert not any(name in words(app) for name in names)
    app.button(key="at_risk").click().run()
    assert texts(language).listing(names) in words(app)


@pytest.mark.usefixtures("as_reader")
def test_a_reader_is_never_told_a_name(place: Workspace) -> None:
    app = opened("ethics")
    assert "at_risk" not in {button.key for button in app.button}
    assert texts("sv")("ethics.names_title") not in words(app)
