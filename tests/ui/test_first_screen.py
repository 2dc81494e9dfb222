"""The first screen of the page Kommun: the next step, those ahead, and the way to answer."""

import json
from datetime import date
from pathlib import Path

import pytest

from ailaget.codebook import BrokenCodebook
from ailaget.codebook.waves import last_day, read_last_days
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.ui.municipality.first_screen import ahead_html, next_step_html
from ailaget.views.base.contact import CONTACT, Contact, contact
from ailaget.views.base.selection import Selection
from ailaget.views.municipality.door import Door
from ailaget.views.municipality.profile import Profile, profile_view
from tests.served import get

GAGNEF, KRISTINEHAMN = "2026", "1781"


@pytest.fixture(autouse=True)
def demo(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    monkeypatch.delenv(CONTACT, raising=False)
    return demo_workspace


def selection_of(municipality: str, wave: str = "2026-10", today: str = "2026-11-28") -> Selection:
    return Selection(
        wave=wave, is_demo=True, municipality=municipality, compare=("0180",), today=today
    )


def profile_of(demo: Workspace, selection: Selection) -> Profile:
    database = open_database(demo)
    profile = profile_view(database, selection)
    database.close()
    assert profile is not None
    return profile


def test_a_card_opens_compares_and_for_an_editor_goes_to_the_agenda(demo: Workspace) -> None:
    selection = selection_of(GAGNEF, "2025-10")
    profile = profile_of(demo, selection)
    reader, editor = (
        ahead_html(profile.ahead, profile.next_step, selection, editor=editor)
        for editor in (False, True)
    )
    assert len(profile.ahead.cards) == 3
    for card in profile.ahead.cards:
        assert f'href="?wave=2025-10&amp;municipality={card.code}&amp;compare=0180"' in reader
        compared = f"?wave=2025-10&amp;municipality={GAGNEF}&amp;compare={card.code}"
        assert f'href="{compared}&amp;compare=0180"' in reader
        assert f'href="mote{compared}&amp;chart=municipality_comparison"' in editor
    assert "mote" not in reader


def test_the_newest_wave_is_not_fixed_in_a_link(demo: Workspace) -> None:
    selection = selection_of(GAGNEF)
    profile = profile_of(demo, selection)
    assert "wave=" not in ahead_html(profile.ahead, profile.next_step, selection, editor=True)


def test_one_that_has_not_answered_gets_its_own_survey_the_last_day_and_whom_to_send_it_to(
    demo: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = profile_of(demo, selection_of(KRISTINEHAMN))
    html = next_step_html(profile.next_step, profile.door, selection_of(KRISTINEHAMN))
    assert (
        "survey/template.xlsx?lang=sv&amp;wave=2026-10&amp;rows=one&amp;municipality=1781" in html
    )
    said = html.replace("\N{NO-BREAK SPACE}", " ")
    assert "med svaren från oktober 2025 ifyllda (påhittade data)" in said
    assert "Sista dag att svara: 18 december 2026" in html
    assert "Skicka den till" not in html
    monkeypatch.setenv(CONTACT, "ai@example.se")
    html = next_step_html(profile.next_step, profile.door, selection_of(KRISTINEHAMN))
    assert 'Skicka den till <a href="mailto:ai@example.se">ai@example.se</a>' in html


def test_a_day_that_has_passed_is_said_to_have_and_one_that_nobody_named_is_not_said(
    demo: Workspace,
) -> None:
    late = profile_of(demo, selection_of(KRISTINEHAMN, today="2026-12-19")).door
    assert late is not None and late.until == "Sista dagen att svara var den 18 december 2026"
    html = next_step_html(
        profile_of(demo, selection_of(KRISTINEHAMN)).next_step,
        Door(KRISTINEHAMN, "2026-10", "Hämta", None, ""),
        selection_of(KRISTINEHAMN),
    )
    assert "<li></li>" not in html and "Sista" not in html


def test_only_who_has_not_answered_the_newest_wave_has_a_door(demo: Workspace) -> None:
    assert profile_of(demo, selection_of(GAGNEF)).door is None
    assert profile_of(demo, selection_of(GAGNEF, "2024-10")).door is None


def test_the_first_look_has_the_same_first_screen() -> None:
    html = json.loads(get("/look/municipality?municipality=2026").content)["html"]
    assert html.index('class="next-step"') < html.index('class="ahead"') < html.index("figures")
    assert "mote?" not in html


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ai@example.se", Contact("mailto:ai@example.se", "ai@example.se")),
        (
            " https://example.se/ai/ ",
            Contact("https://example.se/ai/", "example.se/ai"),
        ),
        ("", None),
        ("ring oss", None),
        ("javascript:alert(1)", None),
        ('a@b.se"><script>', None),
    ],
)
def test_whom_to_turn_to_is_an_address_or_nobody(
    monkeypatch: pytest.MonkeyPatch, given: str, expected: Contact | None
) -> None:
    monkeypatch.setenv(CONTACT, given)
    assert contact() == expected


def test_a_real_wave_has_not_the_last_day_of_an_invented_one() -> None:
    assert last_day("2026-10", is_demo=True) == date(2026, 12, 18)
    assert last_day("2026-10", is_demo=False) is None
    assert last_day("2031-10", is_demo=True) is None


@pytest.mark.parametrize(
    "entry", ['key = "oktober"\nlast_day = 2026-12-18', 'key = "2026-10"\nlast_day = "snart"']
)
def test_a_wave_that_is_wrong_is_refused(tmp_path: Path, entry: str) -> None:
    (tmp_path / "waves.toml").write_text(f"[[wave]]\n{entry}\n", "utf-8")
    with pytest.raises(BrokenCodebook):
        read_last_days(tmp_path / "waves.toml")
