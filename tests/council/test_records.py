"""The council's records: made from nothing and from every earlier revision, by one at a time."""

import multiprocessing
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import IntegrityError

from ailaget.council.migrating import alembic_config
from ailaget.council.notes import read_note
from ailaget.council.outcomes import actions, decisions, struck_actions, struck_decisions
from ailaget.council.records import reading, writing
from ailaget.council.revisions import (
    REVISIONS,
    NewerRecords,
    head_revision,
    hold_anything,
    prepare_records,
    revision_of,
)
from ailaget.council.schema import Base, Meeting, Presence
from ailaget.store.postgres.engine import engine_of
from ailaget.store.workspace import Workspace
from ailaget.texts import texts


@pytest.fixture(params=["folder", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """Return a working folder of each kind in which nothing is made yet."""
    if request.param == "folder":
        return Workspace(tmp_path / "var")
    shared: Workspace = request.getfixturevalue("shared_place")
    return shared


def engine(place: Workspace) -> Engine:
    url = place.database_url
    return engine_of(url) if url else create_engine(f"sqlite:///{place.records}")


def difference(place: Workspace) -> list[object]:
    ours = {"include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables}
    with engine(place).connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts=ours), Base.metadata)


def sql(place: Workspace, statement: str) -> object:
    with engine(place).begin() as connection:
        found = connection.execute(text(statement))
        return found.scalar() if found.returns_rows else None


@pytest.mark.parametrize("revision", [None, *REVISIONS])
def test_any_earlier_revision_becomes_the_newest_with_its_meetings(
    place: Workspace, revision: str | None
) -> None:
    if revision is not None:
        prepare_records(place, revision)
        assert revision_of(place) == revision
        sql(
            place,
            "insert into meeting (day, place, place_words) values ('2026-11-03', 'video', '')",
        )
        sql(place, "insert into presence (meeting_id, role) values (1, 'skr')")
        sql(place, "insert into decision (meeting_id, text) values (1, 'Vi börjar')")
        sql(place, "insert into action (meeting_id, text, owner_role) values (1, 'Ring', 'skr')")
        sql(
            place,
            "insert into agenda_item (meeting_id, position, chart, address) "
            "values (1, 1, 'map', '')",
        )
        sql(place, "insert into note (meeting_id, version) values (1, 1)")
        sql(
            place,
            "insert into note_text (note_id, version, began_at, text, stands, settled, "
            "saved_at) values (1, 1, 0, 'Vi hann klart', true, false, '2026-11-03')",
        )
    prepare_records(place)
    assert revision_of(place) == head_revision()
    assert difference(place) == []
    with reading(place) as session:
        meetings = session.scalars(select(Meeting)).all()
    if revision is not None:
        assert [meeting.day for meeting in meetings] == [date(2026, 11, 3)]
        assert [one.role for one in meetings[0].present] == ["skr"]
        assert (meetings[0].approved_on, meetings[0].deleted_on) == (None, None)
        assert [(item.kind, item.chart, item.words) for item in meetings[0].items] == [
            ("view", "map", "")
        ]
        assert [(one.owner_role, one.due) for one in decisions(place)] == [(None, None)]
        assert read_note(place, 1).text == "Vi hann klart"
        assert [one.text for one in decisions(place)] == ["Vi börjar"]
        assert [one.text for one in actions(place)] == ["Ring"]
        assert struck_decisions(place) == struck_actions(place) == []


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    prepare_records(place)
    before = place.records.read_bytes()
    prepare_records(place)
    assert place.records.read_bytes() == before


def test_records_of_a_later_version_are_refused_in_words(place: Workspace) -> None:
    prepare_records(place)
    sql(place, "update alembic_version set version_num = '9999'")
    with pytest.raises(NewerRecords) as error, reading(place):
        pass
    for language in ("sv", "en"):
        assert "9999" in texts(language).error(error.value)


def start(place: Workspace) -> str | None:
    prepare_records(place)
    return revision_of(place)


def test_several_processes_may_start_at_once(place: Workspace) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        found = pool.map(start, [place] * 3)
    assert found == [head_revision()] * 3
    assert difference(place) == []


def test_the_file_is_in_wal_and_waits(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    with reading(place) as session:
        assert session.execute(text("pragma journal_mode")).scalar() == "wal"
        assert session.execute(text("pragma busy_timeout")).scalar() == 10_000


def test_foreign_keys_are_kept_to(place: Workspace) -> None:
    with pytest.raises(IntegrityError), writing(place) as session:
        session.add(Presence(meeting_id=7, role="skr"))


def test_a_change_that_fails_leaves_nothing_behind(place: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), writing(place) as session:
        session.add(Meeting(day=date(2026, 11, 3), place="video", place_words=""))
        session.flush()
        raise ZeroDivisionError
    with reading(place) as session:
        assert session.scalars(select(Meeting)).all() == []


def test_taking_a_meeting_away_takes_what_is_its_own(place: Workspace) -> None:
    with writing(place) as session:
        meeting = Meeting(day=date(2026, 11, 3), place="video", place_words="")
        meeting.present.append(Presence(role="skr"))
        session.add(meeting)
    with writing(place) as session:
        session.delete(session.get_one(Meeting, meeting.id))
    assert sql(place, "select count(*) from presence") == 0


def test_the_revisions_are_the_steps_that_there_are() -> None:
    steps = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    assert [step.revision for step in steps] == list(reversed(REVISIONS))


@pytest.mark.parametrize(
    "statement",
    [
        "insert into goal (indicator, measure, threshold, due) values ('hr', 'all', 1, '2027-10')",
        "insert into note (meeting_id, version) values (1, 1)",
        "insert into decision (meeting_id, text) values (1, 'Vi börjar')",
        "insert into action (meeting_id, text, owner_role) values (1, 'Ring', 'skr')",
    ],
    ids=["goal", "note", "decision", "action"],
)
def test_a_goal_and_whatever_is_said_is_noticed_and_a_meeting_alone_is_not(
    place: Workspace, statement: str
) -> None:
    assert not hold_anything(place)
    sql(place, "insert into meeting (day, place, place_words) values ('2026-11-03', 'video', '')")
    assert not hold_anything(place)
    sql(place, statement)
    assert hold_anything(place)
