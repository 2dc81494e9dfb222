"""Safe first tasks for managers by area, each on a card, and a week of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ailaget.practice import Task, rules_of
from ailaget.practice.words import field_text, option_text
from ailaget.views.base.result import Column, Exhibit, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.practice.cards import Card, Line, card_of, line_of, title_of
from ailaget.views.practice.tables import chosen_words, entry_table, exhibit_of

EVERY_FIELD = ("area", "task", "may", "never", "check")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True)
class WeekDay:
    """One day of the week's plan: its name, and the task, its area and what to check after."""

    day: str
    task: Task
    card: Card


@dataclass(frozen=True)
class Tasks:
    """What the page lists: how many of all, of what areas, their cards, and a week of five."""

    count: str
    cards: tuple[Card, ...]
    week: tuple[WeekDay, ...]


def tasks_view(source: Source, selection: Selection) -> Tasks:
    """Return the tasks of the chosen areas, and the week's plan, which no choice changes."""
    chosen = chosen_tasks(source, selection)
    return Tasks(
        count=count_words(source, selection),
        cards=tuple(task_card(entry, selection) for entry in chosen),
        week=week_plan(source, selection),
    )


def all_tasks(source: Source) -> list[Task]:
    """Return every task that readers see, in the order to try them."""
    entries = [entry for entry in source.entries("tasks") if isinstance(entry, Task)]
    return sorted(entries, key=lambda entry: entry.order)


def chosen_tasks(source: Source, selection: Selection) -> list[Task]:
    """Return the tasks of the chosen areas; of all where none is chosen."""
    return [
        entry for entry in all_tasks(source) if not selection.area or entry.area in selection.area
    ]


def week_plan(source: Source, selection: Selection) -> tuple[WeekDay, ...]:
    """Return a task a day, each the first of another area, in the order to try them."""
    firsts: dict[str, Task] = {}
    for entry in all_tasks(source):
        firsts.setdefault(entry.area, entry)
    t = selection.t
    return tuple(
        WeekDay(t(f"managers.day_{day}"), entry, task_card(entry, selection))
        for day, entry in zip(DAYS, firsts.values(), strict=False)
    )


def task_card(entry: Task, selection: Selection) -> Card:
    """Return a task's card: what may be put in, what never, and what to check after."""
    t = selection.t
    parts = ("may", "never", "check")
    texts = [line_of(entry, name, selection, t(f"practice.field.{name}")) for name in parts]
    return card_of(
        entry,
        selection,
        title=title_of(entry, "task", selection),
        tags=[field_text(entry, "area", t)],
        lines=[*texts, Line(t("managers.card_notice"))],
    )


def count_words(source: Source, selection: Selection) -> str:
    """Return how many of all tasks are chosen, and by which areas."""
    t, rule = selection.t, rules_of(Task)["area"]
    n, of = len(chosen_tasks(source, selection)), len(all_tasks(source))
    counted = t("managers.count", n=t.number(n), of=t.number(of))
    return chosen_words(counted, [option_text(rule, area, t) for area in selection.area], t)


def tasks_table(source: Source, selection: Selection) -> Exhibit:
    """Return the chosen tasks as a table, every field of them."""
    return exhibit_of(
        selection,
        "manager_tasks",
        title=selection.t("managers.title"),
        headline=count_words(source, selection),
        table=entry_table(chosen_tasks(source, selection), EVERY_FIELD, selection),
        caveat=selection.t("managers.notice"),
    )


def week_table(source: Source, selection: Selection) -> Exhibit:
    """Return the week's plan as a table: a day a row."""
    t = selection.t
    days = week_plan(source, selection)
    entries: Sequence[Task] = [each.task for each in days]
    table = entry_table(entries, EVERY_FIELD, selection)
    columns = (Column("day", t("managers.column_day"), "name"), *table.columns)
    rows = [(each.day, *row) for each, row in zip(days, table.rows, strict=True)]
    return exhibit_of(
        selection,
        "manager_week",
        title=t("managers.week_title"),
        headline=t("managers.week_headline"),
        table=Table(columns, rows),
        caveat=f"{t('managers.week_note')} {t('managers.notice')}",
    )
