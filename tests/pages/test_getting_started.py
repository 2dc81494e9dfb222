"""Page Kom igång: what is ticked stands in the address, in both languages and from page to page."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import Address, parse
from ailaget.ui.cache import forget
from tests.pages.test_pages import opened, serve, words

GAGNEF, KRISTINEHAMN = "2026", "1781"
STEP = "samla-ledningsgruppen-och-bestam-varfor-kommunen-ska-anvanda"
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _served(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    forget()
    serve(demo_workspace, monkeypatch)
    yield
    forget()


def page(language: str = "sv", **params: str | list[str]) -> AppTest:
    return opened("getting_started", lang=language, **params)


@both_languages
def test_a_municipality_gets_its_steps_and_one_without_the_whole_path(language: str) -> None:
    t = texts(language)
    chosen, whole = page(language, municipality=GAGNEF), page(language)
    assert not chosen.exception and not whole.exception
    step = t("getting_started.step_title", number=1, step="")[:4]
    headings = [header.value for header in chosen.header]
    assert sum(heading.startswith(step) for heading in headings) == 3
    assert len(whole.checkbox) == 0 and len(chosen.checkbox) > 2
    assert words(whole).count("<li value=") == 39


@both_languages
def test_one_that_has_not_answered_gets_the_door_and_the_first_level_to_tick(language: str) -> None:
    silent = page(language, municipality=KRISTINEHAMN)
    assert "survey/template.xlsx" in words(silent)
    assert len(silent.checkbox) > 5


def test_a_tick_stands_in_the_address_and_is_said() -> None:
    app = page(municipality=GAGNEF)
    box = app.checkbox[0]
    box.check().run()
    assert app.query_params["done"] in (STEP, [STEP])
    assert app.checkbox[0].value
    assert "1 av" in words(app)
    app.checkbox[0].uncheck().run()
    assert "done" not in app.query_params


@both_languages
def test_a_link_ticks_what_it_says_and_nothing_that_is_no_step(language: str) -> None:
    app = page(language, municipality=GAGNEF, done=[STEP, "nothing"])
    assert [box.value for box in app.checkbox].count(True) == 1
    assert parse({"done": [STEP, "<script>", STEP]}, []) == Address(done=(STEP,))


@both_languages
def test_who_does_not_see_it_hears_which_municipality_is_shown(language: str) -> None:
    heard = "data-now-shown"
    (said,) = [
        html for html in page(language, municipality=GAGNEF).get("html") if heard in html.value
    ]
    assert "Gagnef" in said.value.split(heard)[1]


def test_ticks_are_of_one_municipality_and_do_not_follow_to_another() -> None:
    ticked = Address(municipality=GAGNEF, done=(STEP,))
    assert ticked.changed(municipality=KRISTINEHAMN).done == ()
    assert STEP not in ticked.link(municipality=KRISTINEHAMN)
    assert STEP in ticked.link(municipality=GAGNEF)
    assert STEP in ticked.link(lang="en")
    # The path is ticked before anyone says which municipality it is for.
    assert Address(done=(STEP,)).changed(municipality=GAGNEF).done == (STEP,)
    assert ticked.changed(municipality=None).done == ()


def test_ticks_are_gone_where_another_municipality_is_chosen() -> None:
    app = page(municipality=GAGNEF, done=[STEP])
    address_shown = parse({key: [value] for key, value in app.query_params.items()}, [])
    assert address_shown.done == (STEP,)
    app.selectbox(key="control_municipality").set_value("0305").run()
    assert "done" not in app.query_params
