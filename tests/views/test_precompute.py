"""Permutations made ahead: the same figures, taken over, never stale, never in the way."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from ailaget.__main__ import main
from ailaget.council.practice import WITHDRAWN, save_draft, set_state
from ailaget.council.revisions import prepare_records
from ailaget.ingest.building import build
from ailaget.practice import row_of, shipped
from ailaget.store.database import Database, current_build, open_database
from ailaget.store.precomputed import computed_path, keep_computed, read_computed
from ailaget.store.workspace import Workspace, workspace
from ailaget.views import precompute as ahead
from ailaget.views.base.selection import Selection
from ailaget.views.collaboration import grouping
from ailaget.views.collaboration.basis import BODIES, basis_of
from ailaget.views.collaboration.grouping import answer_to, problem_of
from ailaget.views.inequality import neighbourhood
from ailaget.views.inequality.neighbourhood import DEFINITIONS, spatial_key
from ailaget.views.inequality.where import Where, where_of
from ailaget.views.precompute import compute_ahead

WAVES, INDICATORS = 3, 12
GROUPS = WAVES
"""Groups for a shared position are sought for every published wave."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = Workspace(tmp_path_factory.mktemp("ahead"))
    build(place)
    assert compute_ahead(place) == WAVES * INDICATORS * len(DEFINITIONS) + GROUPS
    return place


@pytest.fixture
def bare(prepared: Workspace, tmp_path: Path) -> Workspace:
    """Return the same waves with nothing computed ahead."""
    left_out = shutil.ignore_patterns("*.computed.json")
    shutil.copytree(prepared.root, tmp_path / "bare", ignore=left_out)
    return Workspace(tmp_path / "bare")


@pytest.fixture
def opened(prepared: Workspace) -> Iterator[Database]:
    database = open_database(prepared)
    yield database
    database.close()


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return a list of what is permuted when it is asked for, from now on."""
    asked: list[tuple[object, ...]] = []
    for name in ("global_p", "conditional_p"):
        work: Callable[..., object] = getattr(neighbourhood.spatial, name)

        def counted(*given: object, work: Callable[..., object] = work) -> object:
            asked.append(given)
            return work(*given)

        monkeypatch.setattr(neighbourhood.spatial, name, counted)
    neighbourhood._spatial.cache_clear()
    return asked


def figures(where: Where) -> tuple[object, ...]:
    return where.spatial.moran, where.spatial.local.table.to_dict()


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_made_ahead_or_when_asked_the_figures_are_the_same(
    opened: Database, bare: Workspace, by_hand: list[object], definition: str
) -> None:
    chosen = Selection("2026-10", True, indicator="ai_fte_per_100k", neighbours=definition)
    read = where_of(opened, chosen)
    assert by_hand == []
    plain = open_database(bare)
    computed = where_of(plain, chosen)
    plain.close()
    assert len(by_hand) == 2
    assert str(figures(read)) == str(figures(computed))


def test_every_choice_of_the_page_is_there(opened: Database, by_hand: list[object]) -> None:
    for wave in opened.query("waves")["wave"]:
        for indicator in opened.query("wave_indicators", wave=wave)["indicator"].unique():
            for definition in DEFINITIONS:
                where_of(opened, Selection(wave, True, indicator=indicator, neighbours=definition))
    assert by_hand == []


@pytest.mark.parametrize("wave", ["2026-10", "2025-10", "2024-10"])
def test_the_groups_of_every_wave_are_read(
    opened: Database, monkeypatch: pytest.MonkeyPatch, wave: str
) -> None:
    chosen = Selection(wave, True)
    problem = problem_of(basis_of(opened, chosen), chosen)
    sought = answer_to(opened, problem)
    monkeypatch.setattr(grouping, "_solved", lambda _: pytest.fail("sought anew"))
    assert answer_to(opened, problem) == sought
    moved = replace(chosen, sharing=(("border", 1.0),))
    assert problem_of(basis_of(opened, moved), moved).key != problem.key


def test_the_groups_are_sought_anew_once_an_editor_has_changed_a_collaboration(
    prepared: Workspace, tmp_path: Path
) -> None:
    place = Workspace(tmp_path / "edited")
    shutil.copytree(prepared.root, place.root)
    assert compute_ahead(place) == 0
    database, chosen = open_database(place), Selection("2026-10", True)
    before = problem_of(basis_of(database, chosen), chosen)
    assert database.computed(before.key) is not None
    entry = next(e for e in shipped("collaborations") if getattr(e, "type", "") in BODIES)
    prepare_records(place)
    save_draft(place, "collaborations", row_of(entry))
    set_state(place, "collaborations", entry.key, WITHDRAWN)
    after = problem_of(basis_of(database, chosen), chosen)
    assert after.key != before.key and database.computed(after.key) is None
    # The same in each wave: what else is computed ahead is taken over.
    assert compute_ahead(place) == WAVES
    assert database.computed(after.key) is not None
    assert compute_ahead(place) == 0
    database.close()


def test_other_values_another_key(opened: Database) -> None:
    rows = opened.query("wave_indicators", wave="2026-10")
    values = rows[rows["indicator"] == "maturity"].set_index("municipality")["value"]
    assert opened.computed(spatial_key(values, "border")) is not None
    changed = values.where(values.index != "0114", 99.0)
    assert opened.computed(spatial_key(changed, "border")) is None
    assert opened.computed(spatial_key(values.rename({"0114": "0115"}), "border")) is None
    assert spatial_key(values, "border") != spatial_key(values, "nearest")


def test_what_is_broken_or_missing_is_computed_when_asked(
    prepared: Workspace, tmp_path: Path, by_hand: list[object]
) -> None:
    place = Workspace(tmp_path / "copy")
    shutil.copytree(prepared.root, place.root)
    path = computed_path(place, str(current_build(place)))
    chosen = Selection("2026-10", True, indicator="maturity_data")
    for torn in (path.read_bytes()[:100], b"[]", b"\xff"):
        path.write_bytes(torn)
        neighbourhood._spatial.cache_clear()
        by_hand.clear()
        database = open_database(place)
        assert where_of(database, chosen).spatial.moran.p is not None
        assert len(by_hand) == 2
        database.close()


def test_a_result_written_while_the_database_is_open_is_seen(bare: Workspace) -> None:
    database = open_database(bare)
    assert database.computed("key") is None
    keep_computed(bare, database.build, {"key": {"p": 0.5}})
    assert database.computed("key") == {"p": 0.5}
    database.close()


def test_a_new_wave_costs_its_own_alone_and_what_is_gone_is_swept(
    survey_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"kommunkod": code, "ai_heltid": 1 + place % 3, "ai_strategi": place % 4}
        for place, code in enumerate(("0114", "0115", "0117", "0120"))
    ]
    asked = []
    permuted = ahead.permuted_ahead

    def counted(values: pd.Series, definition: str) -> dict[str, object]:
        asked.append(definition)
        return permuted(values, definition)

    monkeypatch.setattr(ahead, "permuted_ahead", counted)
    place = workspace()
    build(place, empty=True)
    first = survey_file(rows, "enkat_2026-10.csv")
    assert main(["load", str(first), "--publish"]) == 0
    assert asked != []
    asked.clear()
    assert main(["load", str(survey_file(rows[:3], "enkat_2027-10.csv"))]) == 0
    assert asked == [], "a draft has no readers"
    assert main(["publish", "2027-10"]) == 0
    published = list(asked)
    assert published != []
    orphan = place.databases / "ailaget-gone.computed.json"
    orphan.write_text("{}")
    torn = place.databases / f".{orphan.name}.0123"
    torn.write_text("{")
    assert main(["withdraw", "2026-10"]) == 0
    assert asked == published
    held = read_computed(computed_path(place, str(current_build(place))))
    assert len(held) == len(published) + len([ahead.ENTRIES])
    assert not orphan.exists()
    assert not torn.exists()


def test_a_kill_before_the_results_are_whole_leaves_none(
    prepared: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Workspace(tmp_path / "copy")
    shutil.copytree(prepared.root, place.root)
    path = computed_path(place, str(current_build(place)))
    whole = json.loads(path.read_bytes())
    path.unlink()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(ahead, "permuted_ahead", die)
        compute_ahead(place)
    assert not path.exists()
    assert compute_ahead(place) == len(whole) - len([ahead.ENTRIES])
    assert json.loads(path.read_bytes()) == whole
    assert compute_ahead(place) == 0
