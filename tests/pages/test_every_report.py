"""Reports of all from the page Rapport: for editors, one run at a time, downloaded when ready."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.requests import Request

from ailaget.exports.report.every.folder import only_run
from ailaget.exports.report.every.progress import Failure, Progress, keep_progress
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.cache import forget
from ailaget.ui.report import every
from ailaget.ui.report.files import report_file
from ailaget.views.base.selection import Selection
from tests.conftest import linked
from tests.granted import reader_headers
from tests.pages.test_pages import check, opened
from tests.served import get


@pytest.fixture(autouse=True)
def place(
    demo_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    place = linked(demo_workspace, tmp_path / "place")
    forget()
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    monkeypatch.setattr(every, "_started", [])
    yield place
    forget()


class Process:
    """Stands for the command, which is tested by itself."""

    def __init__(self, command: list[str], **given: Any) -> None:
        self.command, self.given = command, given

    def wait(self) -> int:
        return 0

    def poll(self) -> int | None:
        return 0


def finished(place: Workspace, **changes: Any) -> Progress:
    given = {"of": 12, "made": 12, "file_name": "alla_pahittat.zip"} | changes
    progress = Progress(given.pop("state", "done"), "group", "pptx", "2026-10", **given)
    (place.report_files).mkdir(exist_ok=True)
    keep_progress(place, progress)
    return progress


def words_of(app: Any) -> str:
    return " ".join(
        str(getattr(part, "value", "") or getattr(part, "body", ""))
        for part in [*app.get("html"), *app.caption, *app.warning, *app.header]
    )


@pytest.mark.usefixtures("as_reader")
def test_a_reader_sees_no_button() -> None:
    app = opened("report")
    assert not [button for button in app.button if button.key == "every_start"]


@pytest.mark.usefixtures("as_editor")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_starts_the_very_command(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    begun: list[Process] = []

    def begin(command: list[str], **given: Any) -> Process:
        begun.append(Process(command, **given))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", begin)
    app = opened("report", lang=language)
    check(app, "report", language)
    app.selectbox(key="every_kind").set_value("county").run()
    app.button(key="every_start").click().run()
    (process,) = begun
    assert process.command[1:6] == ["-m", "ailaget", "reports", "--all", "--of"]
    assert process.command[6] == "county"
    assert process.given["env"]["AILAGET_LANG"] == language
    target = Path(process.command[process.command.index("--output") + 1])
    assert target.parent == place.report_files
    assert target.name.endswith(f"_{texts(language)('demo.file')}.zip")


@pytest.mark.usefixtures("as_editor")
def test_only_one_run_at_a_time_and_it_can_be_stopped(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(every.os, "kill", lambda pid, _: ended.append(pid))
    progress = finished(place, state="making", made=5, seconds_left=20.0, pid=123456789)
    with only_run(place):
        app = opened("report")
        keys = [button.key for button in app.button]
        assert "every_start" not in keys
        app.button(key="every_stop").click().run()
    assert ended == [progress.pid]


@pytest.mark.usefixtures("as_editor")
def test_one_that_has_just_begun_says_so_and_is_stopped_and_none_before_it(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    signals: list[str] = []

    class Running(Process):
        def poll(self) -> int | None:
            return None if not signals else -15

        def terminate(self) -> None:
            signals.append("terminated")

    monkeypatch.setattr(subprocess, "Popen", Running)
    monkeypatch.setattr(every.os, "kill", lambda *_: signals.append("killed"))
    finished(place, of=290, made=290)
    app = opened("report")
    app.button(key="every_start").click().run()
    words = words_of(app)
    assert texts("sv")("all_reports.starting") in words
    assert "290" not in words
    app.button(key="every_stop").click().run()
    assert signals == ["terminated"]
    assert "every_start" in [button.key for button in app.button]


@pytest.mark.parametrize("is_busy", [True, False])
def test_the_whole_page_follows_once_a_run_has_begun_or_ended(
    monkeypatch: pytest.MonkeyPatch, *, is_busy: bool
) -> None:
    """A part that is run alone, as in a browser, would else look again for ever, or never."""

    class Again(Exception):
        pass

    def again() -> None:
        raise Again

    monkeypatch.setattr(st, "rerun", again)
    monkeypatch.setattr(every, "_is_busy", lambda _: is_busy)
    with pytest.raises(Again):
        every._show(Selection("2026-10", True), was_busy=not is_busy)


@pytest.mark.usefixtures("as_editor")
def test_what_failed_is_listed_and_the_file_is_there_for_editors_alone(place: Workspace) -> None:
    finished(place, made=11, failures=(Failure("C8", "C8 <Grupp>", "Trasig."),))
    (place.report_files / "alla_pahittat.zip").write_bytes(b"zip")
    app = opened("report")
    check(app, "report", "sv")
    html = " ".join(part.value for part in app.get("html") if hasattr(part, "value"))
    assert "C8 &lt;Grupp&gt;: Trasig." in (html or words_of(app))

    file = "/report/every.zip"
    scope = {"type": "http", "method": "GET", "path": file, "headers": [], "query_string": b""}
    asked = Request({**scope, "path_params": {"file": "every.zip"}})
    assert report_file(asked).status_code == 200
    assert get(file, headers=reader_headers()).status == 403
