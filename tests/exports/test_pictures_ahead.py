"""The country's report has its pictures taken ahead; one that is out of date is never used."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.exports.pictures import images
from ailaget.store.builds import current_build
from ailaget.store.kept_pictures import mark_taken, taken_by
from ailaget.store.workspace import Workspace
from ailaget.ui import precompute
from ailaget.ui.report import files
from ailaget.ui.report.pictures_ahead import take_ahead
from tests.exports.conftest import Get

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>new</text></svg>'
IN_REPORT = 8


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the kinds of the pictures that a browser is asked for, which it gives at once."""
    kinds: list[str] = []

    def take(figure: object, kind: str, scale: float) -> bytes:
        kinds.append(kind)
        return SVG

    monkeypatch.setattr(images, "take_picture", take)
    return kinds


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what has been said each time that a browser was to start."""
    starts: list[str] = []
    monkeypatch.setattr(files, "start_early", lambda: starts.append("started"))
    return starts


def pictures(place: Workspace) -> set[Path]:
    return set((place.databases / "pictures").glob("*.svg"))


@pytest.mark.parametrize("query", ["lang=sv", "lang=en"])
@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_the_countrys_report_waits_for_no_browser(
    get: Get, taken: list[str], started: list[str], ending: str, query: str
) -> None:
    answer = get(f"country.{ending}", query)
    assert answer.status_code == 200
    assert not taken
    assert not started
    assert len(answer.body) > 200_000


def test_a_figure_of_another_wave_is_another_picture(
    get: Get, taken: list[str], started: list[str]
) -> None:
    assert get("country.html", "wave=2024-10").status_code == 200
    assert len(taken) == IN_REPORT


def test_another_report_starts_the_browser_early(
    get: Get, taken: list[str], started: list[str]
) -> None:
    get("county.html", "region=17")
    assert started
    assert taken


def test_what_is_taken_is_not_taken_again_and_what_is_missing_is(
    demo_copy: Callable[[Path], Workspace], tmp_path: Path, taken: list[str]
) -> None:
    place = demo_copy(tmp_path / "var")
    build = str(current_build(place))
    before = pictures(place)
    assert len(before) == 2 * IN_REPORT
    assert take_ahead(place) == 0
    gone = sorted(before)[0]
    gone.unlink()
    kept = [path.name for path in before]
    mark_taken(place, build, "an earlier version", kept)
    assert take_ahead(place) == 2 * IN_REPORT
    assert len(taken) == 1
    assert pictures(place) == before
    assert gone.read_bytes() == SVG
    assert taken_by(place, build) not in {"", "an earlier version"}


def test_pictures_that_no_figure_has_any_more_are_removed(
    demo_copy: Callable[[Path], Workspace], tmp_path: Path
) -> None:
    place = demo_copy(tmp_path / "var")
    build = str(current_build(place))
    first, *others = sorted(pictures(place))
    mark_taken(place, build, "code", [path.name for path in others])
    assert not first.exists()
    assert pictures(place) == set(others)


def test_without_waves_there_is_nothing_to_take(empty_place: Workspace, taken: list[str]) -> None:
    assert take_ahead(empty_place) == 0
    assert not taken
    assert taken_by(empty_place, str(current_build(empty_place)))


def processes(monkeypatch: pytest.MonkeyPatch, place: Workspace, *builds: str | None) -> list[str]:
    """Return what a server runs in processes of their own while these databases are in force."""

    class Over(Exception):
        pass

    run: list[str] = []
    following = iter(builds)

    def build(_: Workspace) -> str | None:
        for each in following:
            return each
        raise Over

    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    monkeypatch.setattr(precompute, "sleep", lambda _: None)
    monkeypatch.setattr(precompute, "current_build", build)
    monkeypatch.setattr(precompute, "compute_ahead", lambda _: 0)
    monkeypatch.setattr(precompute, "_run", lambda module: run.append(module) or "")
    with pytest.raises(Over):
        precompute.stay_ahead()
    return run


def built(place: Workspace, **seconds: float) -> None:
    """Have databases of these names and ages."""
    for name, age in seconds.items():
        path = place.databases / name
        path.touch()
        os.utime(path, (time.time() - age,) * 2)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    place = Workspace(tmp_path / "var")
    place.databases.mkdir(parents=True)
    return place


def test_a_server_takes_them_once_for_each_database_that_has_settled(
    monkeypatch: pytest.MonkeyPatch, place: Workspace
) -> None:
    built(place, old=61, older=3600, new=0)
    run = processes(monkeypatch, place, "old", "old", "new", "new", "older", None)
    assert run == [precompute.MAKES_FONT, *[precompute.TAKES_PICTURES] * 2]


def test_one_that_is_new_has_its_pictures_taken_once_it_has_settled(
    monkeypatch: pytest.MonkeyPatch, place: Workspace
) -> None:
    built(place, new=0)
    assert processes(monkeypatch, place, "new", "new") == [precompute.MAKES_FONT]
    later = time.time() + precompute.SETTLED
    monkeypatch.setattr(precompute, "time", lambda: later)
    run = processes(monkeypatch, place, "new", "new")
    assert run == [precompute.MAKES_FONT, precompute.TAKES_PICTURES]


def test_one_that_is_gone_meanwhile_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, place: Workspace
) -> None:
    built(place, old=61)
    run = processes(monkeypatch, place, "gone", "old")
    assert run == [precompute.MAKES_FONT, precompute.TAKES_PICTURES]


def test_a_server_that_finds_them_taken_starts_no_process_for_them(
    monkeypatch: pytest.MonkeyPatch, demo_workspace: Workspace
) -> None:
    monkeypatch.setattr(precompute, "SETTLED", 0.0)
    build = current_build(demo_workspace)
    assert processes(monkeypatch, demo_workspace, build, build) == [precompute.MAKES_FONT]
    monkeypatch.setattr(precompute, "code_digest", lambda: "a later version")
    assert precompute.TAKES_PICTURES in processes(monkeypatch, demo_workspace, build)
