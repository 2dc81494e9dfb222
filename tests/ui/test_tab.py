"""What the browser's tab is called."""

import pytest

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
