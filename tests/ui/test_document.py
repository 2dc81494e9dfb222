"""The document asks at once for what its first chart cannot do without."""

import re

import pytest

from ailaget.ui.acceleration.head import IMPORTED, PAGE_SCRIPTS, SCRIPTS, own_scripts
from ailaget.ui.assets import ASSETS, assets
from ailaget.ui.document import in_language
from ailaget.ui.navigation import ORDER
from ailaget.ui.server import _merged

STREAMLITS = (ASSETS / "index.html").read_bytes()


def asked_for(path: str) -> set[str]:
    document = in_language(STREAMLITS, "sv", path).decode()
    return set(re.findall(r'(?:href|src)="\.(/static/js/[^"]+)"', document))


@pytest.mark.parametrize("page", ["overview", *PAGE_SCRIPTS])
def test_streamlit_has_the_scripts_that_a_page_needs(page: str) -> None:
    names = {path.rpartition("/")[2].rsplit(".", 2)[0] for path in own_scripts(page)}
    assert names == {*SCRIPTS, *PAGE_SCRIPTS.get(page, ())}


@pytest.mark.parametrize("page", ["overview", "map", "meeting", *PAGE_SCRIPTS])
def test_no_script_is_learnt_of_from_another_script(page: str) -> None:
    asked = asked_for(f"/{ORDER[page]}")
    assert set(own_scripts(page)) < asked
    for script in asked:
        folder = script.rpartition("/")[0]
        imported = IMPORTED.findall(assets()[script].read_text(encoding="utf-8"))
        assert {f"{folder}/{name}" for name in imported} <= asked


@pytest.mark.parametrize("page", ["/", "/samverkan"])
def test_the_first_chart_is_drawn_before_the_other_scripts_run(page: str) -> None:
    document = in_language(STREAMLITS, "sv", page).decode()
    tags = re.findall(r'<script [^>]*src="\./(?:front|static/js)/([^"]+)"[^>]*>', document)
    waiting = [tag for tag in re.findall("<script [^>]*>", document) if " defer" in tag]
    charts = tags.index("acceleration/charts.js")
    assert {"connection.js", "ailaget.js", "chart.js"} <= set(tags[:charts])
    assert {"tables.js", "panel.js", "now_shown.js", "headings.js"} <= set(tags[charts:])
    assert tags[-1].startswith("index.")
    assert waiting and all('fetchpriority="high"' in tag for tag in waiting)


@pytest.mark.parametrize(
    ("page", "shapes"),
    [("/karta", ["municipalities", "counties", "world_110m"]), ("/region", [])],
)
def test_a_maps_shapes_are_asked_for_before_any_script(page: str, shapes: list[str]) -> None:
    """A browser asks for a few things at a time: behind all scripts the shapes came last."""
    document = in_language(STREAMLITS, "sv", page).decode()
    asked = list(
        re.finditer(r'<link rel="preload" as="fetch" crossorigin href="\./geo/(\w+)', document)
    )
    assert [link[1].rpartition("-")[0] or link[1] for link in asked] == shapes
    scripts = document.index("<script")
    assert all(link.start() < scripts < document.index("modulepreload") for link in asked)


def test_a_cookie_goes_over_tls_alone_where_readers_come_over_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = [(b"set-cookie", b"_streamlit_xsrf=1; Path=/"), (b"set-cookie", b"a=1; Path=/; Secure")]
    cookies = [value for name, value in _merged(given, "localhost", "/") if name == b"set-cookie"]
    assert cookies == [value for _, value in given]
    monkeypatch.setenv("AILAGET_ADDRESS", "https://ailaget.example")
    cookies = [value for name, value in _merged(given, "localhost", "/") if name == b"set-cookie"]
    assert [cookie.count(b"; Secure") for cookie in cookies] == [1, 1]
