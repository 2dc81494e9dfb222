"""A meeting after new data, later meetings and withdrawn waves: it stays what it was."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.council.agenda import add_item
from ailaget.council.goals import drop_goal, set_goal
from ailaget.council.meetings import MeetingFacts, Person, create_meeting, meetings
from ailaget.council.minutes_html import minutes_html
from ailaget.council.outcomes import Tie, actions, agree, set_done, strike
from ailaget.council.records import writing
from ailaget.council.schema import Action, Goal, Meeting
from ailaget.exports.pictures import images
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import withdraw_wave
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import PARTS
from ailaget.ui.meeting.council import chart_of, freeze_item
from ailaget.ui.meeting.minutes_file import minutes_of
from tests.conftest import Rows, copied, write_csv
from tests.pages.test_pages import check, opened, words
from tests.remembered import forget_the_folder
from tests.served import get

pytestmark = pytest.mark.usefixtures("as_editor")

sv = texts("sv")
FIRST, SECOND = "2026-10", "2027-03"


@pytest.fixture(scope="module")
def held(empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder where one real wave is published, and a meeting is held on it."""
    folder = tmp_path_factory.mktemp("held")
    place = copied(empty_workspace, folder / "var")
    publish(place, partial(survey_in, folder), FIRST, 3)
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    add_item(place, 1, "map", "indicator=has_full_time_ai")
    set_goal(place, goal(1))
    return place


@pytest.fixture
def place(held: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Return a copy of it, the test's own."""
    monkeypatch.setattr(images, "take_picture", lambda *_: None)
    forget_the_folder()
    yield copied(held, workspace().root)
    forget_the_folder()


def survey_in(folder: Path, rows: Rows, name: str) -> Path:
    return write_csv(folder / name, rows)


def publish(place: Workspace, survey_file: Callable[..., Path], wave: str, answer: int) -> None:
    rows = [
        {"kommunkod": code, "ai_heltid": answer if code == "1781" else 1}
        for code in ("0114", "1781", "2026")
    ]
    assert load(place, survey_file(rows, f"enkat_{wave}.csv"), publish=True).exit_code == 0


def goal(meeting: int) -> Goal:
    return Goal(
        meeting_id=meeting,
        indicator="has_full_time_ai",
        measure="all",
        threshold=1.0,
        due="2028-10",
    )


def freeze(place: Workspace, meeting: int) -> None:
    (found,) = [one for one in meetings(place) if one.id == meeting]
    for item in found.items:
        if item.frozen is None:
            freeze_item(item)


def minutes(place: Workspace, meeting: int, language: str = "sv") -> str:
    (found,) = [one for one in meetings(place) if one.id == meeting]
    return minutes_html(minutes_of(found, texts(language))).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_of_a_frozen_meeting_are_the_same_after_all_that_comes_later(
    place: Workspace, survey_file: Callable[..., Path], language: str
) -> None:
    create_meeting(place, MeetingFacts(date(2026, 9, 1), "video"))
    agree(place, Tie(2), "Ring runt", Person("skr"), None)
    agree(place, Tie(1), "Bjud in", Person("skr"), None)
    freeze(place, 1)
    before = minutes(place, 1, language)
    assert "Ring runt" in before
    assert texts(language).wave(FIRST) in before
    publish(place, survey_file, SECOND, 1)
    create_meeting(place, MeetingFacts(date(2027, 4, 1), "video"))
    set_goal(place, goal(3))
    agree(place, Tie(3), "Något senare", Person("skr"), None)
    for one in actions(place):
        set_done(place, one.id, date(2027, 4, 1))
    drop_goal(place, 1)
    assert minutes(place, 1, language) == before


def test_minutes_without_a_frozen_picture_count_today_and_say_so(
    place: Workspace, survey_file: Callable[..., Path]
) -> None:
    publish(place, survey_file, SECOND, 1)
    create_meeting(place, MeetingFacts(date(2027, 4, 1), "video"))
    set_goal(place, goal(2))
    said = minutes(place, 1)
    assert said.count(sv("minutes.goals_now")) == 1
    assert "Mars 2027: 3 av 3" in said
    assert minutes(place, 2).partition(sv("minutes.goals_now"))[2].count("Mars 2027: 3 av 3") == 2


def test_what_waited_is_what_was_not_done_on_the_day(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 12, 1), "video"))
    for action, end in (
        ("Tidigt", date(2026, 11, 20)),
        ("Samma dag", date(2026, 12, 1)),
        ("Sent", date(2026, 12, 9)),
        ("Aldrig", None),
    ):
        agree(place, Tie(1), action, Person("skr"), None)
        set_done(place, actions(place)[0].id, end)
    said = minutes(place, 2)
    assert "Tidigt" not in said
    assert all(action in said for action in ("Samma dag", "Sent", "Aldrig"))
    assert said.count("Klart ") == 1


def test_what_waited_and_was_struck_later_is_still_in_the_minutes_of_then(
    place: Workspace,
) -> None:
    create_meeting(place, MeetingFacts(date(2026, 12, 1), "video"))
    for action, end in (("Samma dag", date(2026, 12, 1)), ("Sent", date(2026, 12, 9))):
        agree(place, Tie(1), action, Person("skr"), None)
        strike(place, Action, actions(place)[0].id, end)
    said = minutes(place, 2)
    assert "Sent" in said and "Samma dag" not in said
    assert "Sent" not in minutes(place, 1)


def test_a_late_item_leaves_how_things_stood(
    place: Workspace, survey_file: Callable[..., Path]
) -> None:
    freeze(place, 1)
    publish(place, survey_file, SECOND, 1)
    add_item(place, 1, "map", "")
    kept = meetings(place)[0].snapshot
    freeze(place, 1)
    meeting = meetings(place)[0]
    assert meeting.snapshot == kept
    assert [one.frozen.wave for one in meeting.items if one.frozen] == [FIRST, SECOND]


def test_of_old_records_the_goals_are_those_of_then_counted_in_the_wave_of_then(
    place: Workspace, survey_file: Callable[..., Path]
) -> None:
    freeze(place, 1)
    with writing(place) as session:
        meeting = session.get_one(Meeting, 1)
        parts = json.loads(str(meeting.snapshot))
        del parts["told"]
        meeting.snapshot = json.dumps(parts)
    publish(place, survey_file, SECOND, 1)
    set_goal(place, goal(1))
    said = minutes(place, 1)
    assert said.count(sv("minutes.goals_now")) == 1
    assert "Oktober 2026: 2 av 3" in said


def test_a_goal_set_after_the_first_picture_is_in_the_minutes_and_can_be_taken_back(
    place: Workspace,
) -> None:
    freeze(place, 1)
    app = opened("meeting", part="goals")
    app.selectbox(key="goal_scope").set_value("17").run()
    (button,) = [one for one in app.button if one.label == sv("goal.set")]
    button.click().run()
    assert "Värmlands län under" in minutes(place, 1)
    remove(app, "drop_goal_2")
    assert "Värmlands län under" not in minutes(place, 1)
    create_meeting(place, MeetingFacts(date(2026, 12, 1), "video"))
    remove(opened("meeting", meeting="2", part="goals"), "drop_goal_1")
    assert "Oktober 2026: 2 av 3" in minutes(place, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_frozen_pictures_open_on_every_way_when_no_wave_is_published(
    place: Workspace, language: str
) -> None:
    t = texts(language)
    freeze(place, 1)
    create_meeting(place, MeetingFacts(date(2026, 12, 1), "video"))
    add_item(place, 1, "map", "")
    add_item(place, 1, "map", f"wave={FIRST}&indicator=has_full_time_ai")
    withdraw_wave(place, FIRST)
    (*_, meeting) = meetings(place)
    headline = re.escape(str(chart_of(meeting.items[0], language).headline))
    for part in PARTS:
        app = opened("meeting", meeting="1", part=part, lang=language)
        check(app, "meeting", language)
    app = opened("meeting", meeting="1", item="1", lang=language)
    assert re.search(headline, words(app))
    assert t("council.no_wave") not in words(app)
    app = opened("meeting", meeting="1", item="2", lang=language)
    assert t("council.no_wave") in words(app)
    assert t("council.freeze") not in [one.label for one in app.button]
    for address in ("mote?meeting=1&present=1", "minutes/1.html?", "minutes/1.docx?"):
        answer = get(f"/{address}&lang={language}")
        assert answer.status == 200
        if "docx" not in address:
            said = unescape(answer.content.decode())
            assert re.search(headline, said)
            assert said.count(t("council.no_wave")) == 2
    for part in PARTS:
        check(opened("meeting", meeting="2", part=part), "meeting", "sv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_whose_wave_is_gone_says_so_until_it_is_frozen(
    place: Workspace, survey_file: Callable[..., Path], language: str
) -> None:
    t = texts(language)
    publish(place, survey_file, SECOND, 1)
    add_item(place, 1, "map", f"wave={FIRST}&indicator=has_full_time_ai")
    gone = t("empty.wave_gone", wave=t.wave(FIRST), instead=t.wave(SECOND))

    def said() -> list[int]:
        page = words(opened("meeting", meeting="1", item="2", lang=language))
        slides = get(f"/mote?meeting=1&present=1&lang={language}").content.decode()
        return [text.count(gone) for text in (page, slides, minutes(place, 1, language))]

    assert said() == [0, 0, 0]
    withdraw_wave(place, FIRST)
    assert said() == [1, 1, 1]
    freeze(place, 1)
    assert said() == [0, 0, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_that_is_no_more_is_told_and_does_not_stop_the_meeting(
    place: Workspace, language: str
) -> None:
    t = texts(language)
    add_item(place, 1, "rose", "indicator=maturity")
    page = words(opened("meeting", meeting="1", item="2", lang=language))
    slides = get(f"/mote?meeting=1&present=1&lang={language}").content.decode()
    for told in (page, slides, minutes(place, 1, language)):
        assert told.count(t("council.no_chart")) == 1
    assert "rose" in slides
    assert t("council.freeze") not in [one.label for one in opened("meeting", item="2").button]


def test_a_meeting_on_invented_data_says_so_when_real_answers_have_come(
    place: Workspace,
) -> None:
    freeze(place, 1)
    assert sv("demo.banner") not in minutes(place, 1)
    with writing(place) as session:
        meeting = session.get_one(Meeting, 1)
        meeting.snapshot = json.dumps({**json.loads(str(meeting.snapshot)), "is_demo": True})
    assert words(opened("meeting", meeting="1")).count(sv("demo.banner")) == 1
    assert sv("demo.banner") in minutes(place, 1)
    assert sv("demo.banner") in get("/mote?meeting=1&present=1").content.decode()
    create_meeting(place, MeetingFacts(date(2026, 12, 1), "video"))
    assert sv("demo.banner") not in words(opened("meeting", meeting="2"))


def remove(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    app.button(key=f"{key}_yes").click().run()


def labels(app: AppTest) -> list[str]:
    return [each.label for each in app.button]


def press(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_are_asked_about_only_when_they_can_be_approved(
    place: Workspace, language: str
) -> None:
    t = texts(language)
    app = opened("meeting", lang=language)
    assert t("council.approve") not in labels(app)
    waits = t.count("council.approve_waits", 1, what=t.count("council.counted_charts", 1))
    assert waits in [each.value for each in app.caption]
    press(app, t("council.freeze"))
    assert waits not in [each.value for each in app.caption]
    press(app, t("council.approve"))
    assert {t("council.approve_yes"), t("council.approve_no")} <= set(labels(app))
    assert t("council.remove_no") not in labels(app)
    press(app, t("council.approve_no"))
    assert meetings(place)[0].approved_on is None
    assert t("council.nothing_changed") in words(app)
    press(app, t("council.approve"))
    press(app, t("council.approve_yes"))
    assert meetings(place)[0].approved_on is not None
    assert not {t("council.approve"), t("council.delete")} & set(labels(app))


def test_what_ends_a_meeting_looks_like_a_button(place: Workspace) -> None:
    app = opened("meeting")
    press(app, sv("council.freeze"))
    looks = {each.label: each.proto.type for each in app.button}
    assert looks[sv("council.approve")] == looks[sv("council.delete")] == "secondary"
    press(app, sv("council.delete"))
    looks = {each.label: each.proto.type for each in app.button}
    assert looks[sv("council.delete_yes")] == looks[sv("council.remove_no")] == "secondary"
