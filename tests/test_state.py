"""What has been received and decided is read once for a command, and once more under the lock."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ailaget.__main__ import main
from ailaget.ingest.contents import SurveyCache
from ailaget.ingest.loading import load
from ailaget.ingest.stamp import is_current
from ailaget.ingest.survey import Survey
from ailaget.store import state
from ailaget.store.decisions import HOLD_BACK, PUBLISH
from ailaget.store.mappings import NOTHING_CONFIRMED
from ailaget.store.state import Received
from ailaget.store.versions import WaveContent, history
from ailaget.store.workspace import Workspace, workspace
from tests.conftest import SINGLE_WAVE, copied, write_csv
from tests.journals import decide, keep

MOST_READINGS = 2


@pytest.fixture(scope="module")
def filled(empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder with a published wave, one that waits beside it, and one in draft."""
    folder = tmp_path_factory.mktemp("filled")
    place = copied(empty_workspace, folder / "var")
    load(place, write_csv(folder / "a_2026-10.csv", SINGLE_WAVE), publish=True)
    load(place, write_csv(folder / "b_2026-10.csv", SINGLE_WAVE[:1]), duplicates="sum")
    load(place, write_csv(folder / "c_2027-03.csv", SINGLE_WAVE), duplicates="mean")
    return place


@pytest.fixture
def place(filled: Workspace) -> Workspace:
    """Return a copy of it, the test's own."""
    return copied(filled, workspace().root)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """Return how often each text has been read as JSON, wherever in the product, from now on."""
    counted: Counter[bytes] = Counter()
    read_json = json.loads

    def counting(text: str | bytes, **options: object) -> object:
        counted[text.encode() if isinstance(text, str) else bytes(text)] += 1
        return read_json(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(json, "loads", counting)
    return counted


COMMANDS = {
    "load": ["load", "{file}"],
    "load and publish": ["load", "{file}", "--publish", "--duplicates", "sum"],
    "try a load": ["load", "{file}", "--dry-run"],
    "publish": ["publish", "2027-03"],
    "withdraw": ["withdraw", "2026-10"],
    "discard": ["discard", "2026-10"],
    "build": ["build"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_reads_each_line_of_the_journals_at_most_twice(
    place: Workspace, tmp_path: Path, command: list[str], readings: Counter[bytes]
) -> None:
    file = write_csv(tmp_path / "d_2028-03.csv", SINGLE_WAVE)
    assert main([part.format(file=file) for part in command]) == 0
    for journal in (place.manifest, place.decisions):
        times = [readings[line] for line in journal.read_bytes().splitlines()]
        assert max(times) in range(1, MOST_READINGS + 1), f"{journal.name}: {times}"
    assert is_current(place) or command[-1] == "--dry-run", "built of what was then written"


def test_a_reader_meets_no_decision_about_a_file_that_it_has_not_seen(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may receive and decide just between a reader's two journals."""
    before = place.state()
    read_one = state.read_lines

    def and_then_another_writes(*arguments: Any) -> list[dict[str, Any]]:
        entries = read_one(*arguments)
        monkeypatch.setattr(state, "read_lines", read_one)
        keep(place, b"kommunkod;dpia\n0114;1\n", "d.csv", "2029-03", "who")
        decide(place, PUBLISH, "who", wave="2029-03", is_demo=False, files=[0], of=1, decided=0)
        return entries

    monkeypatch.setattr(state, "read_lines", and_then_another_writes)
    between = place.state()
    assert between.decisions == before.decisions
    assert history(between, "2029-03").draft == WaveContent((0,))
    assert history(between, "2029-03").published is None
    assert history(place.state(), "2029-03").published == WaveContent((0,))


def test_a_state_stays_what_it_was_and_the_next_reading_is_fresh(place: Workspace) -> None:
    before = place.state()
    decisions = list(before.decisions)
    decide(place, PUBLISH, "who", wave="2027-03")
    assert list(before.decisions) == decisions
    assert place.state().decisions[:-1] == before.decisions


def test_surveys_are_kept_for_all_threads_and_the_latest_used_stay() -> None:
    cache = SurveyCache(most=2)
    data = b"kommunkod;dpia\n0114;1\n"

    def read(wave: str) -> Survey:
        entry = Received(sha256(data).hexdigest(), "a.csv", "", "", wave)
        return cache.read((entry.sha256, data), entry, {}, NOTHING_CONFIRMED, HOLD_BACK)

    first, second = read("2026-10"), read("2027-10")
    with ThreadPoolExecutor(4) as threads:
        assert {id(survey) for survey in threads.map(read, ["2026-10"] * 20)} == {id(first)}
    read("2028-10")
    assert read("2026-10") is first
    assert read("2027-10") is not second
