"""What `docs/inloggning.md` says to write is what the server takes, and its commands work."""

import re
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.access.roles import Identity, Role, role_of_identity
from ailaget.access.settings import IDLE, LONGEST, MINUTES, faults, provider
from ailaget.store.audit import USUAL_MONTHS

GUIDE = (Path(__file__).parents[2] / "docs" / "inloggning.md").read_text(encoding="utf-8")
SETTINGS = dict(re.findall(r'^(AILAGET_\w+)="?([^"\n]*)"?$', GUIDE, re.MULTILINE))
COMMANDS = re.findall(r"^python -m ailaget (.+)$", GUIDE, re.MULTILINE)


@pytest.fixture(autouse=True)
def _as_the_guide_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


def test_its_settings_hold_and_give_the_roles_that_it_tells_of() -> None:
    assert faults() == []
    known = provider()
    assert known is not None and known.issuer == SETTINGS["AILAGET_OIDC_ISSUER"]
    assert role_of_identity(Identity("1", email="erik@ailaget.example")) is Role.EDITOR
    assert role_of_identity(Identity("2", groups=("ai-redaktion",))) is Role.EDITOR
    assert role_of_identity(Identity("3", email="Asa@Ailaget.example")) is Role.ADMINISTRATOR
    assert role_of_identity(Identity("erik@ailaget.example")) is Role.READER
    assert (MINUTES[IDLE], MINUTES[LONGEST], USUAL_MONTHS) == (30, 8 * 60, 24)


def test_its_commands_do_as_it_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert COMMANDS == ["doctor", "audit --output logg.csv"]
    assert main(["doctor"]) == 0
    assert SETTINGS["AILAGET_OIDC_ISSUER"] in capsys.readouterr().out
    assert main(["audit", "--output", "logg.csv"]) == 0
    assert (tmp_path / "logg.csv").read_text().startswith("at,by,role,from,what,about")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AILAGET_OIDC_CLIENT_SECRET", ""),
        ("AILAGET_OIDC_ISSUER", "http://login.ailaget.example"),
        ("AILAGET_OIDC_ISSUER", "https://login.ailaget.example?x=1"),
        ("AILAGET_OIDC_SCOPE", "profile"),
        ("AILAGET_READING", "closed"),
    ],
)
def test_doctor_names_a_setting_that_does_not_hold(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    value: str,
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(["doctor"]) == 1
    assert variable in capsys.readouterr().out
