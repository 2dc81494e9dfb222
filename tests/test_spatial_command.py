"""`python -m ailaget spatial`: its keys, null where undefined, and valid keys on exit 2."""

import json

import pytest

from ailaget import geography
from ailaget.__main__ import main
from ailaget.store.workspace import Workspace

KEYS = [
    "indicator",
    "wave",
    "n",
    "missing",
    "moran_i",
    "expected_i",
    "p",
    "permutations",
    "seed",
    "islands",
    "clusters",
]
CLUSTERS = ["high_high", "low_low", "high_low", "low_high"]


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["spatial", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_report_of_the_newest_wave(
    demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    found = report(capsys, "maturity")
    assert list(found) == KEYS
    assert list(found["clusters"]) == CLUSTERS
    assert (found["wave"], found["n"], found["missing"]) == ("2026-10", 205, 85)
    assert (found["permutations"], found["seed"]) == (9999, 2026)
    assert found["islands"] == list(geography.islands())
    assert found == report(capsys, "maturity", "--wave", "2026-10")
    assert main(["spatial", "maturity"]) == 0
    assert "Morans I 0,123" in capsys.readouterr().out


def test_unknown_keys_list_the_valid_ones(
    demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    assert main(["spatial", "maturty"]) == 2
    assert "maturity_use" in capsys.readouterr().err
    assert main(["spatial", "maturity", "--wave", "1999-01"]) == 2
    assert "2024-10" in capsys.readouterr().err


def test_what_is_undefined_is_null(
    single_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(single_workspace.root))
    found = report(capsys, "maturity")
    assert (found["moran_i"], found["p"], found["n"]) == (None, None, 0)
    assert found["missing"] == 290
    assert main(["spatial", "ai_fte"]) == 0
    assert "ingen" in capsys.readouterr().out
