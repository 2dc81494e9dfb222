"""The page För chefer: every task is reached, and the week has five areas."""

from dataclasses import replace

import pytest

from ailaget.practice import Task, shipped
from ailaget.practice.words import source_text
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.managers.tasks import DAYS, tasks_table, tasks_view, week_plan, week_table

ALL = [entry for entry in shipped("tasks") if isinstance(entry, Task)]
CHOOSING = Selection(wave="2026-10", is_demo=True, today="2026-11-28")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_task_is_on_a_card_with_its_rule_and_its_notice(
    demo: Database, language: str
) -> None:
    selection = replace(CHOOSING, language=language)
    t, cards = selection.t, tasks_view(demo, selection).cards
    assert [card.key for card in cards] == [
        entry.key for entry in sorted(ALL, key=lambda entry: entry.order)
    ]
    by_key = {entry.key: entry for entry in ALL}
    for card in cards:
        entry = by_key[card.key]
        assert card.source == source_text(entry, t)
        assert [line.text for line in card.lines[:3]] == [
            entry.may[language],
            entry.never[language],
            entry.check[language],
        ]
        assert card.lines[-1].text == t("managers.card_notice")
    assert len(tasks_table(demo, selection).table.rows) == len(ALL)


def test_an_area_leaves_its_own_tasks(demo: Database) -> None:
    tasks = tasks_view(demo, replace(CHOOSING, area=("school", "culture")))
    assert tasks.count == "3 av 23 uppgifter. Valt: Skola och förskola; Kultur och bibliotek"
    assert {card.tags for card in tasks.cards} == {
        ("Skola och förskola",),
        ("Kultur och bibliotek",),
    }


def test_a_week_has_a_task_a_day_of_five_areas_in_their_order(demo: Database) -> None:
    week = week_plan(demo, replace(CHOOSING, area=("school",)))
    assert [each.day for each in week] == [texts("sv")(f"managers.day_{day}") for day in DAYS]
    assert [each.task.order for each in week] == [1, 2, 4, 6, 10]
    assert len({each.task.area for each in week}) == len(DAYS)
    table = week_table(demo, CHOOSING).table
    assert [row[0] for row in table.rows] == [each.day for each in week]
