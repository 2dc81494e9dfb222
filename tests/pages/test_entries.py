"""Page Underlag: an editor adds one by form and ten by file; a reader sees what is published."""

from collections.abc import Iterable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.council.links import LinkState, check_links
from ailaget.council.practice import entry_states, history, save_draft
from ailaget.exports.text.practice_csv import practice_csv
from ailaget.practice import entry_of, row_of, shipped
from ailaget.store.practice import published_entries
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts, unbroken
from ailaget.ui.cache import forget
from ailaget.ui.entries import files, links
from tests.linked_site import here, linked_site
from tests.pages.test_pages import check, opened, words

KIND = "examples"
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    return empty_place


def told(app: AppTest) -> str:
    return words(app) + "".join(str(e.value) for kind in ("error",) for e in app.get(kind))


def fill(app: AppTest, **cells: str) -> AppTest:
    prefix = f"entry_{KIND}__0"
    for column, cell in cells.items():
        key = f"{prefix}_{column}"
        widgets = [*app.text_input, *app.text_area, *app.selectbox]
        next(widget for widget in widgets if widget.key == key).set_value(cell)
    return app


def buttons(app: AppTest, key: str) -> list[object]:
    return [button for button in app.button if button.key == key]


ENTRY = {
    "source_name": "Mora kommun",
    "source_url": "https://morakommun.se/nytt",
    "source_date": "2026-10",
    "confidence": "high",
    "reviewed_by": "editors",
    "municipality": "2062",
    "area": "school",
    "stage": "pilot",
    "technology": "ai",
    "title_sv": "Nytt i skolan",
    "what_sv": "Skolan prövar.",
    "effect_is_measured": "no",
    "open_source": "unknown",
}


def save(app: AppTest, language: str) -> AppTest:
    label = texts(language)("entries.save")
    next(button for button in app.button if button.label == label).click().run()
    return app


@pytest.mark.usefixtures("as_editor")
@both_languages
def test_an_editor_adds_an_example_by_form(place: Workspace, language: str) -> None:
    t = texts(language)
    app = opened("entries", lang=language)
    check(app, "entries", language)
    app = save(fill(app, **ENTRY), language)
    assert t("entries.saved") in told(app)
    assert "mora-nytt-i-skolan" not in {entry.key for entry in published_entries(place, KIND)}
    for state in ("reviewed", "published"):
        app.button(key=f"{state}_{KIND}_mora-nytt-i-skolan").click().run()
        assert t(f"entries.done_{state}") in told(app)
    shown = {entry.key: entry for entry in published_entries(place, KIND)}
    assert row_of(shown["mora-nytt-i-skolan"])["title_sv"] == "Nytt i skolan"
    assert len(history(place, KIND, "mora-nytt-i-skolan")) == 3
    app.button(key=f"withdrawn_{KIND}_mora-nytt-i-skolan").click().run()
    assert "mora-nytt-i-skolan" not in {entry.key for entry in published_entries(place, KIND)}


@pytest.mark.usefixtures("as_editor")
def test_nobody_is_said_to_have_reviewed_an_entry_before_it_says_who_has(place: Workspace) -> None:
    sv, marks = texts("sv"), f"reviewed_{KIND}_mora-nytt-i-skolan"
    app = save(fill(opened("entries"), **{**ENTRY, "reviewed_by": ""}), "sv")
    assert sv("entries.saved") in told(app)
    assert sv("practice.field.reviewed_by") in sv("errors.practice.hidden_not_reviewed")
    assert any(each.value == sv("errors.practice.hidden_not_reviewed") for each in app.caption)
    assert not buttons(app, marks)
    prefix = f"entry_{KIND}_mora-nytt-i-skolan"
    who = [each for each in app.selectbox if str(each.key).startswith(prefix)]
    next(each for each in who if "reviewed_by" in str(each.key)).set_value("editors")
    assert buttons(save(app, "sv"), marks)


@pytest.mark.usefixtures("as_editor")
@both_languages
def test_what_is_wrong_in_the_form_is_told_and_what_was_written_stays(
    place: Workspace, language: str
) -> None:
    app = opened("entries", lang=language)
    app = save(fill(app, **{**ENTRY, "title_sv": "", "source_url": "hemsidan"}), language)
    t = texts(language)
    assert t("practice.field.title") in told(app)
    assert "hemsidan" in told(app)
    assert not history(place, KIND, "mora-nytt-i-skolan")
    assert app.text_input(key=f"entry_{KIND}__0_source_date").value == "2026-10"


@pytest.mark.usefixtures("as_editor")
def test_ten_come_by_file_and_one_is_refused_and_told_why(place: Workspace) -> None:
    rows = [{**row_of(shipped(KIND)[0]), "key": f"ny-{number}"} for number in range(11)]
    content = practice_csv(KIND, [entry_of(KIND, row) for row in rows])
    content = content.replace(b"ny-10;", b"Ny 10;")

    def page(content: bytes) -> None:
        from ailaget.texts import texts
        from ailaget.ui.entries.files import _show_received

        _show_received("examples", "ten.csv", content, texts("sv"))

    app = AppTest.from_function(page, args=(content,)).run()
    assert "10 uppgifter är nya eller ändrade. 1 rad går inte att läsa in." in told(app)
    assert "Nyckel: ”Ny 10” är ingen nyckel." in told(app)
    assert not history(place, KIND, "ny-1")
    app.button(key="take_in_examples").click().run()
    states = {state.entry.key: state.state for state in entry_states(place, KIND)}
    assert [states.get(f"ny-{number}") for number in range(11)] == ["draft"] * 10 + [None]
    app = opened("entries")
    app.button(key=f"all_{KIND}").click().run()
    assert texts("sv").count("entries.published_all", 10) in told(app)
    assert len(published_entries(place, KIND)) == len(shipped(KIND)) + 10


@pytest.mark.usefixtures("as_editor")
def test_links_are_asked_for_by_the_button_alone_and_each_fault_is_told_with_whose_it_is(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, t = "law_dates", texts("sv")
    rows = [row_of(entry) for entry in shipped(kind)[:3]]
    with linked_site() as site:
        for row, path in zip(rows, ("/works", "/moved", "/gone"), strict=True):
            save_draft(place, kind, {**row, "source_url": site.address(path)})
        # The rest lead to hosts that no test may ask.
        ours = site.address("")
        asked: list[str] = []

        def of_the_site(addresses: Iterable[str]) -> list[LinkState]:
            asked.extend(addresses)
            return check_links([each for each in asked if each.startswith(ours)], here)

        monkeypatch.setattr(links, "check_links", of_the_site)
        app = opened("entries", kind=kind)
        assert asked == site.asked == []
        app.button(key=f"links_{kind}").click().run()
    assert not app.exception
    assert len(set(asked)) > len(rows)
    assert t("entries.links_found", n="1", of="3") in told(app)
    table = next(each.value for each in app.get("html") if site.address("/gone") in each.value)
    for words_of_state in (t("entries.link_moved"), t("entries.link_gone", status=404)):
        assert words_of_state in table
    assert site.address("/works") in table  # where the moved one is now
    assert table.count("<tr") == 1 + len(rows) - 1


@pytest.mark.usefixtures("as_editor")
def test_a_file_of_something_else_is_refused_in_words(place: Workspace) -> None:
    def page() -> None:
        from ailaget.texts import texts
        from ailaget.ui.entries.files import _show_received

        _show_received("examples", "other.csv", b"a;b\n1;2\n", texts("sv"))

    app = AppTest.from_function(page).run()
    assert "Filen saknar kolumner" in told(app)


@pytest.mark.usefixtures("as_reader")
@both_languages
def test_a_reader_sees_every_entry_and_can_change_none(place: Workspace, language: str) -> None:
    app = opened("entries", lang=language)
    check(app, "entries", language)
    assert shipped(KIND)[-1].key in words(app)
    assert unbroken(texts(language)("entries.may_not")) in told(app)
    assert not app.text_input
    assert not app.button


@pytest.mark.usefixtures("as_reader")
def test_what_is_written_is_refused_from_one_who_may_not(place: Workspace) -> None:
    before = entry_states(place, KIND)
    files._take_in(KIND, None, texts("sv"))  # type: ignore[arg-type]
    assert entry_states(place, KIND) == before
