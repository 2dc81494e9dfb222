"""The page Möte: a meeting from its creation to its outcomes, for editors and for readers."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ailaget.council.agenda import add_item, add_standing, add_text
from ailaget.council.goals import goals
from ailaget.council.made_on import Data
from ailaget.council.meetings import MeetingFacts, Person, create_meeting, meetings
from ailaget.council.notes import read_note, save_note
from ailaget.council.outcomes import Tie, actions, agree, decide, decisions, strike
from ailaget.council.schema import Action, Decision
from ailaget.ingest.building import build
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, texts, unbroken
from ailaget.ui import data, remarks
from ailaget.ui.address import Address
from ailaget.ui.goal_marks import goal_marks
from ailaget.ui.meeting import outcome_words
from ailaget.ui.meeting.council import counted_views
from ailaget.ui.meeting.presentation import TABLE
from ailaget.views.base.selection import place_names
from tests.granted import reader_headers
from tests.pages.test_pages import check, opened, words
from tests.remembered import forget_the_folder
from tests.served import get

pytestmark = pytest.mark.usefixtures("as_editor")

both_languages = pytest.mark.parametrize("language", LANGUAGES)
sv = texts("sv")


@pytest.fixture
def place(
    demo_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """Return a working folder of its own, with the demonstration waves."""
    found = Workspace(tmp_path / "var")
    (found.root).mkdir()
    for part in ("archive", "db"):
        (found.root / part).symlink_to(demo_workspace.root / part)
    (found.root / "decisions.jsonl").write_bytes(demo_workspace.decisions.read_bytes())
    monkeypatch.setenv("AILAGET_VAR", str(found.root))
    build(found)
    forget_the_folder()
    yield found
    forget_the_folder()


def test_what_charts_show_of_the_council_is_gathered_once_until_something_is_said(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(place)
    put_on(opened("meeting"), "map")
    (item,) = meetings(place)[0].items
    read: list[Workspace] = []
    whole = outcome_words.decisions
    monkeypatch.setattr(outcome_words, "decisions", lambda at: (read.append(at), whole(at))[1])
    view, tie = Address(indicator="maturity"), Tie(1, item.id, "1781")
    for said in ("Vi bjuder in", "Vi ringer runt"):
        decide(place, tie, said)
        for _ in range(5):
            assert said in remarks.remarks_on_chart("map", view, sv)
            assert said in remarks.remarks_on_municipality("1781", sv)
    assert remarks.remarks_on_chart("movers", view, sv) == ""
    assert len(read) == 2


def test_what_was_said_of_other_data_says_so_beside_a_chart_of_todays(place: Workspace) -> None:
    started(place)
    put_on(opened("meeting"), "map")
    (item,) = meetings(place)[0].items
    view, today = Address(indicator="maturity"), data.in_view()
    assert today.is_demo
    decide(place, Tie(1, item.id, "1781", today), "Sagt i dag")
    for chart in (
        remarks.remarks_on_chart("map", view, sv),
        remarks.remarks_on_municipality("1781", sv),
    ):
        assert "Sagt i dag" in chart and "Skrevs om" not in chart
    decide(place, Tie(1, item.id, "1781", Data("another", True)), "Sagt då")
    decide(place, Tie(1, item.id, "1781"), "Sagt någon gång")
    save_note(place, 1, item.id, "Antecknat då", 0, data=Data("another", True))
    found = remarks.remarks_on_chart("map", view, sv)
    assert found.count(sv("council.made_on_other")) == 2
    assert found.count(sv("council.made_on_unknown")) == 1


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the right to edit."""
    monkeypatch.setattr(type(st.context), "headers", reader_headers())


def button(app: AppTest, label: str) -> None:
    (found,) = [one for one in app.button if one.label == label]
    found.click().run()
    check(app, "meeting", str(app.query_params.get("lang", "sv")))


def started(place: Workspace, **params: object) -> AppTest:
    app = opened("meeting", **params)
    app.radio(key="new_meeting_start").set_value("empty")
    button(app, sv("council.create"))
    return app


def put_on(app: AppTest, *charts: str) -> None:
    """Put charts on the agenda, as the page has them in its list."""
    app.multiselect(key=this_round(app, "charts_to_add", "chosen")).set_value(list(charts))
    button(app, sv("council.add"))


def this_round(app: AppTest, form: str, field: str) -> str:
    """Return the key of a form's field as the page has it now."""
    rounds = f"{form}_rounds"
    number = app.session_state.get(rounds, 0)
    return f"{form}_{number}_{field}"


def statuses(app: AppTest) -> list[str]:
    """Return what the page says of what was just done."""
    said = [element.value for element in app.get("html") if 'class="status' in element.value]
    return [unescape(re.sub("<[^>]+>", "", text)) for text in said]


def test_a_meeting_is_created_and_is_in_the_address(place: Workspace) -> None:
    app = started(place)
    (meeting,) = meetings(place)
    assert app.query_params["meeting"] == str(meeting.id)
    assert meeting.place == "stockholm"


def test_those_present_are_kept_by_role_and_municipality_and_follow_to_the_next(
    place: Workspace,
) -> None:
    app = started(place)
    app.selectbox(key=this_round(app, "present", "role")).set_value("digital_head")
    app.selectbox(key=this_round(app, "present", "municipality")).set_value("1781")
    button(app, sv("council.add_person"))
    assert "digitaliseringschef i Kristinehamn" in words(app)
    button(app, sv("council.create"))
    newest = meetings(place)[0]
    assert [(one.role, one.municipality) for one in newest.present] == [("digital_head", "1781")]


def test_a_view_is_put_on_the_agenda_with_its_filter_and_frozen(place: Workspace) -> None:
    app = started(place, county="17")
    put_on(app, "map")
    (item,) = meetings(place)[0].items
    assert (item.chart, item.address) == ("map", "county=17")
    assert "Värmlands län" in app.radio(key="control_item").options[0]
    chip = f'</h2>\N{NO-BREAK SPACE}<span class="chip">{sv("demo.chip")}</span>'
    assert chip in words(app)
    button(app, sv("council.freeze"))
    assert chip in words(app)
    (item,) = meetings(place)[0].items
    assert item.frozen is not None
    assert item.frozen.wave == "2026-10"
    version = item.frozen.build.removeprefix("ailaget-").removesuffix(".duckdb")
    assert version not in words(app)  # a data version stands in no running text
    assert sv("council.freeze") not in [one.label for one in app.button]


def test_a_link_from_a_page_proposes_a_chart_for_the_agenda(place: Workspace) -> None:
    app = started(place, chart="region_trend", region="17")
    button(app, sv("council.add"))
    assert meetings(place)[0].items[0].chart == "region_trend"
    assert "chart" not in app.query_params


def test_items_are_moved_and_taken_off(place: Workspace) -> None:
    app = started(place)
    put_on(app, "map")
    put_on(app, "movers")
    button(app, sv("council.earlier"))
    assert [item.chart for item in meetings(place)[0].items] == ["movers", "map"]
    button(app, sv("council.remove"))
    assert [item.chart for item in meetings(place)[0].items] == ["map"]


def test_a_decision_and_an_action_are_seen_on_the_chart_and_the_municipality(
    place: Workspace,
) -> None:
    app = started(place)
    put_on(app, "map")
    item = meetings(place)[0].items[0].id
    text = this_round(app, f"decision_1_{item}", "text")
    app.text_area(key=text).set_value("Vi börjar <b>här</b>")
    app.selectbox(key=this_round(app, f"decision_1_{item}", "about")).set_value("1781")
    button(app, sv("council.decide"))
    app.text_area(key=this_round(app, f"action_1_{item}", "text")).set_value("Ring runt")
    owner = this_round(app, f"action_1_{item}", "owner_role")
    app.selectbox(key=owner).set_value("it_head")
    button(app, sv("council.agree"))
    assert [one.municipality for one in decisions(place)] == ["1781"]
    assert [one.owner_role for one in decisions(place)] == [None]  # nobody was chosen
    assert [one.item_id for one in actions(place)] == [item]
    for page, params in (("map", {"county": "17"}), ("municipality", {"municipality": "1781"})):
        shown = words(opened(page, **params))
        assert "Vi börjar &lt;b&gt;här&lt;/b&gt;" in shown
    assert "Vi börjar" not in words(opened("municipality", municipality="0180"))
    assert "Vi börjar" not in words(opened("map", indicator="ai_fte"))


def test_a_note_on_a_view_is_seen_on_its_chart_next_time(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    item = add_item(place, 1, "map", "county=17")
    save_note(place, 1, item, "Varför är <b>så få</b> svar inne?", 0)
    save_note(place, 1, None, "Mötet började sent", 0)
    shown = words(opened("map", county="17"))
    assert "Anteckning den 3 november 2026: Varför är &lt;b&gt;så få&lt;/b&gt; svar inne?" in shown
    assert "Värmlands län]" in shown
    assert "Mötet började sent" not in shown
    assert "så få" not in words(opened("map", indicator="ai_fte"))
    long = "Vi tittade länge på kartan. " * 40
    save_note(place, 1, item, long, 1)
    shown = words(opened("map"))
    assert re.search(r": (Vi tittade länge på kartan\. ){9}[^.]* … \[", shown)
    assert "så få" not in shown
    save_note(place, 1, item, "", 2)
    assert "Anteckning den 3" not in words(opened("map"))


def test_a_note_on_a_municipality_is_seen_there_and_in_the_minutes(place: Workspace) -> None:
    app = started(place)
    app.selectbox(key="note_1_municipality").set_value("1781").run()
    app.text_area(key="note_1_0_1781_0").set_value("Vill dela <i>en</i> tjänst")
    (save,) = [one for one in app.button if one.form_id == "note_1_0_1781_form_0"]
    save.click().run()
    check(app, "meeting", "sv")
    assert read_note(place, 1, None, "1781").text == "Vill dela <i>en</i> tjänst"
    assert read_note(place, 1).text == ""
    shown = words(opened("municipality", municipality="1781"))
    assert "Vill dela &lt;i&gt;en&lt;/i&gt; tjänst [Kristinehamn]" in shown
    assert "Vill dela" not in words(opened("municipality", municipality="0180"))
    minutes = get("/minutes/1.html").content.decode()
    assert "<h3>Kristinehamn</h3><ul><li>Vill dela &lt;i&gt;" in minutes


@both_languages
def test_an_item_of_which_nothing_is_written_says_so_in_the_minutes(
    place: Workspace, language: str
) -> None:
    """A paragraph without a word under its heading would have to be filled in by hand."""
    t = texts(language)
    meeting = create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    add_standing(place, meeting, ("other", "next"))
    add_text(place, meeting, "Utlysningar")
    items = {item.kind: item.id for item in meetings(place)[0].items}
    save_note(place, meeting, items["text"], "Vi söker", 0)
    minutes = get(f"/minutes/{meeting}.html?lang={language}").content.decode()
    heading = t("council.item_other")
    assert f'{heading}</h2><p class="note">{t("minutes.nothing_noted")}</p>' in minutes
    assert minutes.count(t("minutes.nothing_noted")) == 1
    save_note(place, meeting, items["other"], "Inga", 0)
    minutes = get(f"/minutes/{meeting}.html?lang={language}").content.decode()
    assert t("minutes.nothing_noted") not in minutes


@both_languages
def test_whoever_writes_a_note_is_told_who_reads_it(place: Workspace, language: str) -> None:
    t = texts(language)
    started(place)
    add_item(place, 1, "map", "county=17")
    app = opened("meeting", lang=language)
    app.selectbox(key="note_1_municipality").set_value("1781").run()
    for kind in ("meeting", "item", "municipality"):
        assert t(f"council.note_is_seen_{kind}") in [one.value for one in app.caption]


def unfilled(*labels: str) -> str:
    """Return what is said of a form that lacks fields, by the keys of their labels."""
    fields = [sv("council.field", label=sv(label)) for label in labels]
    return sv("errors.council.unfilled", fields=sv.listing(fields))


def test_a_form_that_lacks_something_names_each_field(place: Workspace) -> None:
    app = started(place)
    for save, fields in {
        "council.agree": ("council.action", "council.owner"),
        "council.add": ("council.charts",),
        "council.add_text": ("council.text_item",),
    }.items():
        part = "outcomes" if save == "council.agree" else "agenda"
        app = opened("meeting", part=part)
        button(app, sv(save))
        assert statuses(app) == [unfilled(*fields)]
    app.date_input(key="facts_1_day").set_value(None)
    button(app, sv("council.save"))
    assert statuses(app) == [unfilled("council.day")]


def test_an_empty_decision_is_refused_in_words(place: Workspace) -> None:
    app = started(place)
    put_on(app, "map")
    button(app, sv("council.decide"))
    assert statuses(app) == [unfilled("council.decision")]
    assert decisions(place) == []


def test_whoever_saves_a_note_second_is_told_and_shown_both(place: Workspace) -> None:
    app = started(place)
    save_note(place, 1, None, "Den andra skribenten", 0)
    app.text_area(key="note_1_0_0").set_value("Den här skribenten")
    button(app, sv("council.save_note"))
    assert statuses(app) == [sv("council.note_set_aside")]
    assert sv("council.both_kept") in [one.value for one in app.warning]
    assert "Den andra skribenten" in words(app)
    assert "Den här skribenten" in words(app)
    button(app, sv("council.save_note"))
    assert read_note(place, 1).aside == ()
    assert read_note(place, 1).text == "Den andra skribenten\n\nDen här skribenten"


@both_languages
def test_a_reader_sees_the_meeting_and_no_way_to_change_it(
    place: Workspace, reader: None, language: str
) -> None:
    app = opened("meeting", lang=language)
    check(app, "meeting", language)
    assert unbroken(texts(language)("council.may_not")) in words(app)
    assert texts(language)("council.no_meetings") in [one.value for one in app.info]
    assert list(app.text_area) == []


def test_the_right_to_edit_is_asked_for_when_something_is_written(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("meeting")
    monkeypatch.setattr(type(st.context), "headers", reader_headers())
    button(app, sv("council.create"))
    assert meetings(place) == []
    assert sv("council.may_not") in statuses(app)


@both_languages
def test_a_slide_says_the_places_that_its_view_is_narrowed_to(
    place: Workspace, language: str
) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    add_item(place, 1, "map", "county=17&size_class=lt10k")
    add_item(place, 1, "municipality_trend", "county=17&municipality=1715")
    add_item(place, 1, "movers", "county=17")
    _, one, other, *tables, _ = without_since(language)
    names = place_names(language)
    both = texts(language).listing([names["17"], names["lt10k"]])
    assert f" · {both} · " in one.partition('<p class="under">')[2].partition("</p>")[0]
    assert names["17"] not in other.partition('<p class="under">')[2].partition("</p>")[0]
    assert all(f" · {names['17']}" in table for table in tables)


def test_a_slide_says_its_title_once(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    add_item(place, 1, "municipality_answers", "municipality=1715")
    slide = next(slide for slide in without_since("sv") if "<table" in slide)
    title = sv("municipality.answers_title", name="Kil")
    assert re.sub("<caption>.*?</caption>", "", slide).count(title) == 1


def test_a_slides_table_breaks_no_name_of_a_municipality(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    add_item(place, 1, "examples", "")
    slide = next(slide for slide in without_since("sv") if "<table" in slide)
    first = re.search(r'<col style="width:([\d.]+)%">', slide)
    assert first and float(first[1]) / 100 * TABLE.characters > len("Helsingborg")


def test_every_decision_and_action_is_on_a_slide(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    for number in range(25):
        decide(place, Tie(1), f"Beslut {number}: " + "vi bjuder in till en kurs " * 6)
        agree(place, Tie(1), f"Uppdrag {number}", Person("skr"), None)
    _, *closing = without_since("sv")
    assert len(closing) > 3
    found = "".join(closing)
    for number in range(25):
        assert found.count(f"<li>Beslut {number}: ") == 1
        assert found.count(f"<li>Uppdrag {number}. ") == 1
    assert found.count(sv("present.last")) == 1
    assert sv("present.last") in closing[-1]


@both_languages
def test_the_last_slide_says_what_is_overdue(place: Workspace, language: str) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    agree(place, Tie(1), "Sent", Person("skr"), date(2026, 11, 1))
    agree(place, Tie(1), "I tid", Person("skr"), date(2026, 11, 3))
    late = texts(language).count("council.overdue", 2)
    last = without_since(language)[-1]
    assert f'<li><strong class="overdue">{late}</strong> Sent. ' in last
    assert last.count("overdue") == 1


@both_languages
def test_charts_and_tables_are_counted_apart(language: str) -> None:
    t = texts(language)
    both = [t.count("council.counted_charts", 2), t.count("council.counted_tables", 1)]
    assert counted_views(["map", "ethics_matrix", "movers"], t) == t.listing(both)
    assert counted_views(["map"], t) == t.count("council.counted_charts", 1)
    assert counted_views(["municipality_answers"], t) == t.count("council.counted_tables", 1)


def without_since(language: str) -> list[str]:
    """Return the slides but those of what differs since last time."""
    heading = f'<h1 tabindex="-1">{texts(language)("council.item_since")}</h1>'
    return [slide for slide in slides(language) if heading not in slide]


def slides(language: str) -> list[str]:
    page = unescape(get(f"/mote?meeting=1&present=1&lang={language}").content.decode())
    return page.split("<section")[1:]


@pytest.mark.parametrize("params", [{"meeting": "999", "item": "77"}, {"item": "1"}])
def test_an_unknown_meeting_opens_the_latest(place: Workspace, params: dict[str, object]) -> None:
    started(place)
    app = opened("meeting", **params)
    check(app, "meeting", "sv")
    assert app.selectbox(key="control_meeting").value == "1"


def test_a_goal_is_set_followed_and_drawn_into_the_charts(place: Workspace) -> None:
    app = started(place, part="goals")
    app.selectbox(key="goal_measure").set_value("share").run()
    app.selectbox(key="goal_scope").set_value("17")
    button(app, sv("goal.set"))
    assert "Minst 80 procent av kommunerna i Värmlands län" in words(app)
    (goal,) = goals(place)
    assert (goal.share, goal.scope, goal.threshold) == (0.8, "17", 20.0)
    marks = goal_marks(Address(region="17"), "2026-10", "sv")
    assert [mark.value for mark in marks] == [20.0]
    assert goal_marks(Address(region="20"), "2026-10", "sv") == ()
    check(opened("region", region="17"), "region", "sv")
    app = opened("meeting", part="goals")
    button(app, sv("goal.drop"))
    assert goals(place) != []
    button(app, sv("council.remove_yes"))
    assert goals(place) == []


@both_languages
def test_what_differs_since_the_wave_before_links_to_its_views(
    place: Workspace, language: str
) -> None:
    started(place)
    app = opened("meeting", lang=language, part="since", since="2025-10")
    shown = words(app)
    t = texts(language)
    assert t("since.heading_climbed") in shown
    link = "kommun?" if language == DEFAULT_LANGUAGE else f"kommun?lang={language}&amp;"
    assert f"{link}wave=2026-10" in shown


def test_all_that_differs_is_listed_and_leads_to_the_whole_country(place: Workspace) -> None:
    started(place)
    app = opened("meeting", part="since", since="2025-10", county="17", size_class="lt10k")
    (climbed, *_) = [one.value for one in app.get("html") if "har säkert stigit" in one.value]
    assert "<details>" not in climbed
    (count, *_) = map(int, re.findall(r">(\d+) av \d+ kommuner har säkert stigit", climbed))
    line = climbed.partition("</li>")[0]
    assert line.count('href="kommun?') == count
    links = re.findall('href="([^"]+)"', climbed)
    assert len(links) > count
    assert not [link for link in links if "county" in link or "size_class" in link]


def test_two_meetings_are_compared_once_both_have_frozen_their_pictures(place: Workspace) -> None:
    app = started(place)
    put_on(app, "map")
    button(app, sv("council.freeze"))
    started(place)
    shown = words(opened("meeting", meeting="2", part="since", since="1"))
    assert sv("since.nothing") in shown


@pytest.mark.parametrize("form", ["decision_1_0", "action_1_0"])
def test_what_is_written_is_kept_while_saving_is_refused_and_emptied_once_it_is_saved(
    place: Workspace, form: str
) -> None:
    app = started(place, part="outcomes")
    save = sv("council.decide" if form.startswith("decision") else "council.agree")
    app.text_area(key=this_round(app, form, "text")).set_value("Boka rum")
    app.selectbox(key=this_round(app, form, "owner_municipality")).set_value("2026")
    button(app, save)
    assert statuses(app) == [unfilled("council.owner")]
    assert [*decisions(place), *actions(place)] == []
    assert app.text_area(key=this_round(app, form, "text")).value == "Boka rum"
    app.selectbox(key=this_round(app, form, "owner_role")).set_value("director")
    button(app, save)
    (kept,) = [*decisions(place), *actions(place)]
    assert (kept.text, kept.owner_role, kept.owner_municipality) == ("Boka rum", "director", "2026")
    assert app.text_area(key=this_round(app, form, "text")).value == ""
    assert app.selectbox(key=this_round(app, form, "owner_role")).value is None


def test_nobody_is_present_until_a_role_is_chosen(place: Workspace) -> None:
    app = started(place)
    button(app, sv("council.add_person"))
    assert statuses(app) == [unfilled("council.role")]
    assert [list(meeting.present) for meeting in meetings(place)] == [[]]


def test_what_is_decided_on_no_view_stands_among_all_decisions(place: Workspace) -> None:
    app = started(place, part="outcomes")
    app.text_area(key=this_round(app, "decision_1_0", "text")).set_value("Nästa möte i Gagnef")
    app.selectbox(key=this_round(app, "decision_1_0", "owner_role")).set_value("strategist")
    app.selectbox(key=this_round(app, "decision_1_0", "owner_municipality")).set_value("2026")
    button(app, sv("council.decide"))
    owner = decisions(place)[0]
    assert (owner.owner_role, owner.owner_municipality) == ("strategist", "2026")
    app.text_area(key=this_round(app, "action_1_0", "text")).set_value("Boka rum")
    app.selectbox(key=this_round(app, "action_1_0", "owner_role")).set_value("coordinator")
    button(app, sv("council.agree"))
    assert "Nästa möte i Gagnef" in words(app)
    button(app, sv("council.done"))
    assert actions(place)[0].done_on is not None
    assert sv("council.no_open_actions") in words(app)
    assert re.search(r"Boka rum.*Klart den \d", words(app))
    button(app, sv("council.reopen"))
    assert actions(place)[0].done_on is None
    assert sv("council.no_open_actions") not in words(app)


def test_a_removal_is_asked_about_and_told(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    decide(place, Tie(1), "Nästa möte i Gagnef")
    app = opened("meeting", part="outcomes")
    button(app, sv("council.strike"))
    assert sv("council.strike_decision", day="3 november 2026") in statuses(app)
    button(app, sv("council.remove_no"))
    assert sv("council.strike_yes") not in [one.label for one in app.button]
    button(app, sv("council.strike"))
    assert len(decisions(place)) == 1
    button(app, sv("council.strike_yes"))
    assert decisions(place) == []
    assert sv("council.strike_done") in statuses(app)


def test_what_is_struck_is_seen_with_its_day_and_can_be_restored(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    item = add_item(place, 1, "map", "")
    decide(place, Tie(1, item), "Vi börjar <b>här</b>")
    agree(place, Tie(1, item), "Ring runt", Person("skr"), None)
    strike(place, Decision, 1, date(2026, 11, 4))
    strike(place, Action, 1, date(2026, 11, 5))
    for part in ("agenda", "outcomes"):
        app = opened("meeting", part=part)
        assert sv("council.struck.other", n=2) in [one.label for one in app.expander]
        assert "<del>Vi börjar &lt;b&gt;här&lt;/b&gt; [" in words(app)
        assert "<del>Ring runt [" in words(app)
        assert sv("council.struck_on", day="4 november 2026") in words(app)
    assert "Vi börjar" not in words(opened("map"))
    for path in ("minutes/1.html?", "mote?meeting=1&present=1"):
        said = get(f"/{path}").content.decode()
        assert "Vi börjar" not in said and "Ring runt" not in said
    app.button(key="restore_decision_1").click().run()
    check(app, "meeting", "sv")
    assert [one.struck_on for one in decisions(place)] == [None]
    assert sv("council.struck.one", n=1) in [one.label for one in app.expander]
    assert "<del>Vi" not in words(app)
    assert "Vi börjar" in get("/minutes/1.html").content.decode()


def test_a_reader_sees_what_is_struck_and_cannot_restore_it(place: Workspace, reader: None) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    decide(place, Tie(1), "Nästa möte i Gagnef")
    strike(place, Decision, 1, date(2026, 11, 4))
    app = opened("meeting", part="outcomes")
    assert "<del>Nästa möte i Gagnef" in words(app)
    assert sv("council.restore") not in [one.label for one in app.button]


def test_a_view_with_a_decision_is_taken_off_only_when_asked(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    item = add_item(place, 1, "map", "")
    decide(place, Tie(1, item), "Vi börjar i Gagnef")
    app = opened("meeting")
    button(app, sv("council.remove"))
    asked = f"{sv('council.remove_view')} {sv('council.remove_ties')}"
    assert asked in statuses(app)
    button(app, sv("council.remove_yes"))
    assert meetings(place)[0].items == []
    assert ">Vi börjar i Gagnef (beslutat" in words(opened("meeting", part="outcomes"))


def test_a_view_with_a_note_is_taken_off_only_when_asked(place: Workspace) -> None:
    create_meeting(place, MeetingFacts(date(2026, 11, 3), "video"))
    item = add_item(place, 1, "map", "")
    save_note(place, 1, item, "Varför så få svar?", 0)
    app = opened("meeting")
    button(app, sv("council.remove"))
    asked = f"{sv('council.remove_view')} {sv('council.remove_note')}"
    assert asked in statuses(app)
    button(app, sv("council.remove_no"))
    assert len(meetings(place)[0].items) == 1
    button(app, sv("council.remove"))
    button(app, sv("council.remove_yes"))
    assert meetings(place)[0].items == []
