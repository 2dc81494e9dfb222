"""Editors change entries: readers see what was published, and nothing is lost."""

from datetime import date

import pytest

from ailaget.council.practice import (
    NotToBeShown,
    RefusedEntry,
    entry_states,
    examine_entries,
    history,
    save_draft,
    set_state,
    take_in,
)
from ailaget.practice import Entry, row_of, shipped
from ailaget.store.practice import newest_revision, published_entries
from ailaget.store.workspace import Workspace

KIND = "examples"


def first() -> Entry:
    return shipped(KIND)[0]


def row(**changed: str) -> dict[str, str]:
    return {**row_of(first()), **changed}


def shown(place: Workspace) -> dict[str, Entry]:
    return {entry.key: entry for entry in published_entries(place, KIND)}


def title(place: Workspace, key: str) -> str:
    return shown(place)[key].title["sv"]


@pytest.fixture
def place(any_place: Workspace) -> Workspace:
    return any_place


def test_without_records_readers_see_what_came_with_the_product(place: Workspace) -> None:
    assert published_entries(place, KIND) == shipped(KIND)
    assert newest_revision(place) == 0
    assert not place.records.exists()


def test_a_draft_is_seen_by_editors_alone_until_it_is_published(place: Workspace) -> None:
    save_draft(place, KIND, row(title_sv="Ny rubrik"))
    assert title(place, first().key) == first().title["sv"]
    state = entry_states(place, KIND)[0]
    assert (state.state, state.entry.title["sv"], state.in_force) == (
        "draft",
        "Ny rubrik",
        first(),
    )
    set_state(place, KIND, first().key, "reviewed")
    assert title(place, first().key) == first().title["sv"]
    set_state(place, KIND, first().key, "published")
    assert title(place, first().key) == "Ny rubrik"
    assert len(shown(place)) == len(shipped(KIND))
    states = [revision.state for revision in history(place, KIND, first().key)]
    assert states == ["published", "reviewed", "draft"]


def test_what_is_drafted_after_a_publication_waits(place: Workspace) -> None:
    save_draft(place, KIND, row(title_sv="Ett"))
    set_state(place, KIND, first().key, "published")
    save_draft(place, KIND, row(title_sv="Två"))
    assert title(place, first().key) == "Ett"


def test_what_is_withdrawn_is_kept_and_comes_back(place: Workspace) -> None:
    set_state(place, KIND, first().key, "withdrawn")
    assert first().key not in shown(place)
    assert entry_states(place, KIND)[0].state == "withdrawn"
    set_state(place, KIND, first().key, "published")
    assert title(place, first().key) == first().title["sv"]


def test_a_new_entry_stands_last(place: Workspace) -> None:
    save_draft(place, KIND, row(key="nytt", title_sv="Nytt"))
    assert "nytt" not in shown(place)
    set_state(place, KIND, "nytt", "published")
    assert list(shown(place))[-1] == "nytt"


def test_one_that_nobody_has_reviewed_or_that_is_hearsay_is_not_published(
    place: Workspace,
) -> None:
    save_draft(place, KIND, row(key="a", reviewed_by=""))
    save_draft(place, KIND, row(key="b", confidence="low"))
    for key, reason in (
        ("a", "practice.hidden_not_reviewed"),
        ("b", "practice.hidden_low_confidence"),
    ):
        with pytest.raises(NotToBeShown) as error:
            set_state(place, KIND, key, "published")
        assert error.value.key == reason
    assert shown(place).keys() == {entry.key for entry in shipped(KIND)}


def test_what_is_wrong_is_not_kept(place: Workspace) -> None:
    with pytest.raises(RefusedEntry) as error:
        save_draft(place, KIND, row(stage="klar"))
    assert [problem.column for problem in error.value.problems] == ["stage"]
    assert newest_revision(place) == 0


def test_of_a_file_with_eleven_rows_ten_are_taken_in_and_one_is_told(place: Workspace) -> None:
    rows = [(line, row(key=f"ny-{line}")) for line in range(2, 12)]
    rows.append((12, row(key="fel", municipality="9999")))
    intake = take_in(place, KIND, rows)
    assert len(intake.taken) == 10
    assert {line: [p.column for p in ps] for line, ps in intake.refused.items()} == {
        12: ["municipality"]
    }
    assert shown(place).keys() == {entry.key for entry in shipped(KIND)}
    again = take_in(place, KIND, rows[:10])
    assert (again.taken, len(again.unchanged)) == ((), 10)


def test_a_key_that_comes_twice_in_a_file_is_taken_once(place: Workspace) -> None:
    intake = take_in(place, KIND, [(2, row(key="a")), (3, row(key="a", title_sv="Annan"))])
    assert intake.taken == ("a",)
    assert [p.reason for p in intake.refused[3]] == ["twice"]


def test_doctor_lists_what_nobody_has_checked_for_long(place: Workspace) -> None:
    now, later = date(2026, 11, 28), date(2028, 5, 28)
    assert {(f.state, f.key) for f in examine_entries(place, now)} == {("ok", "doctor.entries")}
    save_draft(place, KIND, row(read_on="2028-01-01"))
    set_state(place, KIND, first().key, "published")
    stale = {f.params["kind"]: f for f in examine_entries(place, later)}[KIND]
    assert (stale.state, stale.params["old"], stale.params["n"]) == ("note", 40, 41)
    assert first().key not in str(stale.params["keys"])
