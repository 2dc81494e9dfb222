"""What `doctor` says of the environment: every setting is known, and what is none is named."""

import pytest

from ailaget.__main__ import main
from ailaget.ingest.doctor import examine_environment
from ailaget.settings import SETTINGS, set_here, wrong_settings
from ailaget.store.workspace import Workspace


def test_a_setting_that_there_is_none_of_is_named_with_the_nearest(
    single_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    monkeypatch.setenv("AILAGET_ADRESS", "https://ailaget.example")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "AILAGET_ADRESS finns inte" in said and "AILAGET_ADDRESS." in said


@pytest.mark.parametrize(
    ("name", "meaningless", "well"),
    [
        ("AILAGET_EDIT", "everybody", "nobody"),
        ("AILAGET_SESSIONS", "0", "500"),
        ("AILAGET_DRAIN_SECONDS", "-1", "0"),
        ("AILAGET_ADDRESS", "ailaget.example", "https://ailaget.example/sub/"),
        ("AILAGET_METRICS", "on", "[::1]:9090"),
        ("AILAGET_LOG", "xml", "JSON"),
        ("AILAGET_CONTACT", "nobody", "ai@kommun.example"),
        ("AILAGET_EMBED", "skr.se", "https://www.skr.se https://*.example.se"),
    ],
)
def test_a_value_that_means_nothing_is_a_fault(name: str, meaningless: str, well: str) -> None:
    (wrong,) = wrong_settings({name: meaningless})
    assert (wrong.name, wrong.nearest) == (name, None)
    assert wrong_settings({name: well, "HOME": "/root"}) == []


def test_what_is_set_is_listed_by_name_and_never_by_value() -> None:
    (finding,) = examine_environment({"AILAGET_CONTACT": "secret@ab.example", "AILAGET_VAR": ""})
    assert finding.state == "ok" and finding.params == {"names": "AILAGET_CONTACT"}
    assert set_here({"AILAGET_VAR": ""}) == []
    assert list(SETTINGS) == sorted(SETTINGS)
