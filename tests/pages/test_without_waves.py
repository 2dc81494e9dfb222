"""Before any wave is published: examples, courses and first tasks are there, answers are not."""

import pytest

from ailaget.practice import shipped
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from tests.pages.test_pages import check, opened, words
from tests.served import get

each_language = pytest.mark.parametrize("language", LANGUAGES)
GAGNEF = "2026"


@pytest.fixture(autouse=True)
def empty(empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(empty_workspace.root))


@each_language
@pytest.mark.parametrize(
    ("page", "kind", "name"),
    [
        ("examples", "examples", "title"),
        ("courses", "courses", "name"),
        ("managers", "tasks", "task"),
    ],
)
def test_a_page_shows_all_its_entries(page: str, kind: str, name: str, language: str) -> None:
    app = opened(page, lang=language)
    check(app, page, language)
    said = words(app)
    for entry in shipped(kind):
        title = getattr(entry, name)
        assert (title if isinstance(title, str) else title[language]) in said
    assert texts(language)("empty.no_waves") in [info.value for info in app.info]


@each_language
def test_what_needs_answers_is_left_out_and_said(language: str) -> None:
    t = texts(language)
    app = opened("examples", lang=language, municipality=GAGNEF, county="09")
    check(app, "examples", language)
    assert t("examples.alike_later", name="Gagnef") in words(app)
    # The filter is of a wave's groups: none of it is left on, unseen.
    assert t("examples.nothing") not in words(app)
    courses = words(opened("courses", lang=language, municipality=GAGNEF))
    assert t("courses.gaps_later") in courses and t("courses.gaps_invite") not in courses


@pytest.mark.parametrize(
    "file",
    [
        "examples.csv",
        "examples_where.svg",
        "courses.xlsx",
        "manager_tasks.docx",
        "manager_week.html",
    ],
)
def test_their_files_can_be_had(file: str) -> None:
    assert get(f"/export/{file}").status == 200


def test_those_of_answers_cannot() -> None:
    assert get("/export/map.csv").status == 404


def test_nobody_is_offered_to_put_them_on_an_agenda(as_editor: None) -> None:
    labels = {button.label for button in opened("courses").button}
    assert not labels & {texts("sv")("council.to_agenda"), texts("sv")("report.add")}
