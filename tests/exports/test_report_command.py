"""One report on the command line, and that two of like names are two files."""

import io
from pathlib import Path

import docx
import pytest

from ailaget.__main__ import main
from ailaget.exports.names import municipality_slugs
from ailaget.store.workspace import Workspace
from tests.exports.conftest import Get

pytestmark = pytest.mark.usefixtures("pictured_once")


@pytest.fixture
def folder(demo_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of one's own, with the demonstration waves at hand."""
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_report_gets_the_name_and_holds_what_the_pages_give(folder: Path, get: Get) -> None:
    assert main(["report", "municipality", "0643", "--wave", "2026-10"]) == 0
    (file,) = folder.glob("*.docx")
    assert file.name == "ai-laget_rapport_habo-0643_2026-10_pahittat.docx"
    answer = get("municipality.docx", "municipality=0643")
    assert f'"{file.name}"' in answer.headers["content-disposition"]
    ours, theirs = (
        [
            each.text
            for each in docx.Document(io.BytesIO(content)).paragraphs
            if "/v/" not in each.text
        ]
        for content in (file.read_bytes(), bytes(answer.body))
    )
    assert ours == theirs
    assert any("Habo" in text for text in ours)


@pytest.mark.parametrize(
    ("of", "name"),
    [
        (["country"], "ai-laget_rapport_sverige_2026-10_pahittat.html"),
        (["county", "25"], "ai-laget_rapport_norrbottens-lan_2026-10_pahittat.html"),
        (["group", "C8"], "ai-laget_rapport_c8"),
    ],
)
def test_every_kind_has_one(folder: Path, of: list[str], name: str) -> None:
    assert main(["report", *of, "--format", "html"]) == 0
    (file,) = folder.glob("*.html")
    assert file.name.startswith(name)


@pytest.mark.parametrize("of", [["county"], ["country", "25"], ["county", "99"], ["group", "X"]])
def test_whom_there_is_no_report_of_is_said(
    folder: Path, of: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *of]) == 2
    assert capsys.readouterr().err.strip()
    assert not list(folder.iterdir())


def test_a_folder_that_is_not_there_is_said_before_anything_is_made(folder: Path) -> None:
    assert main(["report", "country", "--output", str(folder / "none" / "r.docx")]) == 2


def test_no_two_municipalities_share_a_word_in_names_of_files() -> None:
    words = municipality_slugs()
    assert len(set(words.values())) == len(words)
    assert (words["0305"], words["0643"], words["2514"]) == ("habo-0305", "habo-0643", "kalix")
