"""What the browser's tab is called."""

import pytest

from ailaget.store.workspace import Workspace
from ailaget.ui.tab import tab_name
from ailaget.views.base.selection import Selection


@pytest.mark.parametrize(
    ("path", "is_demo", "name"),
    [
        ("kommun", True, "Gagnef – Kommun – AI-läget (påhittade data)"),
        ("kom-igang", False, "Gagnef – Kom igång – AI-läget"),
        ("karta", False, "Karta – AI-läget"),
        ("", True, "Översikt – AI-läget (påhittade data)"),
        ("region", False, "Dalarnas län – Län och grupper – AI-läget"),
        ("exempel", True, "Goda exempel – AI-läget"),
    ],
)
def test_a_tab_says_the_place_first_and_what_is_invented_last(
    path: str, is_demo: bool, name: str
) -> None:
    selection = Selection("2026-10", is_demo, "sv", municipality="2026")
    assert tab_name(path, selection) == name


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_regions_page_is_of_their_own_waves(
    monkeypatch: pytest.MonkeyPatch, demo_workspace: Workspace, is_demo: bool
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    name = tab_name("regionerna", Selection("2026-10", is_demo, "sv"))
    assert name.endswith("Regionerna – AI-läget (påhittade data)")


def test_without_any_wave_of_theirs_nothing_is_invented(
    monkeypatch: pytest.MonkeyPatch, single_workspace: Workspace
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    assert tab_name("regionerna", Selection("2026-10", False, "sv")).endswith("AI-läget")
