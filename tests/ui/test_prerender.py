"""How a page begins: the words and the chart that it will have, or nothing where it has none."""

import json
import re

import pytest

from ailaget.store.workspace import Workspace
from ailaget.ui.assets import ASSETS
from ailaget.ui.document import in_language
from ailaget.ui.page_tops import PAGE_TOPS
from tests.served import get

STREAMLITS = (ASSETS / "index.html").read_bytes()


@pytest.fixture
def demo(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))


def begins(address: str) -> tuple[str, dict[str, object]]:
    answer = get(address)
    assert answer.status == 200
    content = json.loads(answer.content)
    return content["html"], json.loads(content["chart"])


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("page", "title", "chart"),
    [
        ("overview", "Översikt", "chart_size_gap"),
        ("map", "Karta", "chart_map"),
        ("region?region=17", "Län och grupper", "chart_region_spread"),
        ("municipality?municipality=1715", "Kommun", "chart_municipality_comparison"),
        ("getting_started?municipality=2026", "Kom igång", "chart_getting_started_levels"),
        ("inequality", "Ojämlikhet", "chart_inequality_spread"),
        ("explanations", "Förklaringar", "chart_explanations_scatter"),
    ],
)
def test_a_page_begins_with_its_heading_and_its_first_chart(
    page: str, title: str, chart: str
) -> None:
    html, drawn = begins(f"/look/{page}")
    assert html.startswith('<p class="demo" role="note"><strong>Påhittade data.</strong>')
    assert f"<h1>{title}</h1>" in html
    assert drawn["key"] == chart


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("page", "title", "piece"),
    [
        ("getting_started", "Kom igång", '<section class="path-level">'),
        ("courses", "Utbildningar", '<ul class="entries">'),
        ("managers", "För chefer: testa på AI", '<ol class="week">'),
    ],
)
def test_a_page_of_words_begins_with_them(page: str, title: str, piece: str) -> None:
    answer = get(f"/look/{page}")
    content = json.loads(answer.content)
    assert (answer.status, content["chart"]) == (200, None)
    assert f"<h1>{title}</h1>" in content["html"]
    assert piece in content["html"]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "page", ["getting_started", "ethics", "examples", "courses", "managers", "collaboration"]
)
def test_pages_on_what_to_do_next_lead_to_one_another_at_once(page: str) -> None:
    html = json.loads(get(f"/look/{page}?county=17").content)["html"]
    assert html.count('<nav class="family"') == 1
    assert 'href="utbildningar?county=17"' in html or page == "courses"


@pytest.mark.usefixtures("demo")
def test_only_where_figures_of_the_survey_are_shown_is_anything_marked_as_invented() -> None:
    mark = 'class="demo"'
    for page in ("examples", "courses", "managers"):
        assert mark not in json.loads(get(f"/look/{page}").content)["html"]
    # Gagnef's own answers stand on the page of courses.
    assert mark in json.loads(get("/look/courses?municipality=2026").content)["html"]


@pytest.mark.usefixtures("demo")
def test_it_is_of_the_address_language_and_paper_that_are_asked_for() -> None:
    html, light = begins("/look/map?lang=en&theme=light&size_class=lt10k")
    _, dark = begins("/look/map?lang=en&theme=dark&size_class=lt10k")
    _, whole = begins("/look/map?lang=en")
    assert "<h1>Map</h1>" in html
    assert light != dark
    assert light != whole


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "page",
    [
        "upload",
        "nowhere",
        "municipality",
        "inequality?section=change",
        "map?wave=2031-10",
        "map?county=09&size_class=lt10k",
        "inequality?county=09&size_class=lt10k",
        "examples?county=09",
        "examples?area=school",
    ],
)
def test_a_page_that_begins_without_its_chart_is_not_foretold(page: str) -> None:
    answer = get(f"/look/{page}")
    assert (answer.status, answer.content) == (204, b"")


def test_without_a_wave_there_is_nothing_to_show(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(empty_workspace.root))
    assert get("/look/map").status == 204


def test_real_answers_are_not_said_to_be_invented(
    single_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    assert "demo" not in begins("/look/map?indicator=has_full_time_ai")[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_document_asks_for_the_beginning_at_its_own_address(theme: str) -> None:
    document = in_language(STREAMLITS, "sv", "/karta", "county=17&lang=sv").decode()
    wanted = f"./look/map?theme={theme}&amp;county=17&amp;lang=sv"
    assert re.search(f'href="{re.escape(wanted)}" media="[^"]*{theme}', document)


def test_what_an_address_holds_does_not_break_out_of_the_document() -> None:
    document = in_language(STREAMLITS, "sv", "/karta", 'x="><script>alert(1)</script>').decode()
    assert "<script>alert" not in document


@pytest.mark.parametrize("path", ["/mote", "/ladda-upp", "/metod", "/rapport", "/nowhere"])
def test_a_page_without_a_first_chart_asks_for_no_beginning(path: str) -> None:
    assert "look" not in in_language(STREAMLITS, "sv", path).decode()


def test_every_page_that_is_foretold_is_asked_for() -> None:
    paths = {
        "overview": "/",
        "map": "/karta",
        "region": "/region",
        "municipality": "/kommun",
        "getting_started": "/kom-igang",
        "inequality": "/ojamlikhet",
        "explanations": "/forklaringar",
        "collaboration": "/samverkan",
        "ethics": "/etik",
        "examples": "/exempel",
        "courses": "/utbildningar",
        "managers": "/for-chefer",
    }
    assert paths.keys() == PAGE_TOPS.keys()
    for page, path in paths.items():
        assert f"./look/{page}?" in in_language(STREAMLITS, "sv", path).decode()
