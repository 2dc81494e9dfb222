"""Examples on other pages: of a municipality and those ahead of it, of a region, and by area."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ailaget.practice import Example
from ailaget.views.base.cells import folding
from ailaget.views.base.choices import USUAL
from ailaget.views.base.result import Column, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.examples.cards import example_card
from ailaget.views.examples.choosing import CHOSEN, all_examples, chosen_examples
from ailaget.views.examples.where import counts_by_place
from ailaget.views.map.grouping import grouping_of
from ailaget.views.practice.cards import Card

OF_THE_PAGE: dict[str, Any] = {key: USUAL[key] for key in (*CHOSEN, "search")}
"""What is chosen on the page of examples alone, as it usually is: nothing."""


def cards_from(source: Source, selection: Selection, codes: Sequence[str]) -> tuple[Card, ...]:
    """Return the examples of some municipalities, in the order of those."""
    examples = [entry for entry in all_examples(source, selection) if entry.municipality in codes]
    examples.sort(key=lambda entry: codes.index(entry.municipality))
    return tuple(example_card(entry, selection) for entry in examples)


def examples_of(source: Source, selection: Selection) -> list[Example]:
    """Return the examples that pass the shared filter, whatever is chosen on their own page."""
    return chosen_examples(source, replace(selection, **OF_THE_PAGE))


def with_examples(table: Table, source: Source, selection: Selection) -> Table:
    """Return the table of a map with a column of how many examples each area has, where any."""
    t, counts = selection.t, _by_area(source, selection, table)
    label = t("examples.column_count")
    column = folding(Column("examples", label), t)
    place = next(i for i, each in enumerate(table.columns) if each.key == "note")
    rows = [
        (*row[:place], t.number(count) if count else "", *row[place:])
        for row, count in zip(table.rows, counts, strict=True)
    ]
    columns = (*table.columns[:place], column, *table.columns[place:])
    return replace(table, columns=columns, rows=rows)


def _by_area(source: Source, selection: Selection, table: Table) -> list[int]:
    """Return the number of each row: of a municipality, or of the area that it names."""
    counts, grouping = counts_by_place(source), grouping_of(source, selection)
    if table.codes or grouping is None:
        return [counts.get(code, 0) for code in table.codes]
    by_name: dict[str, int] = {}
    chosen = {entry.municipality for entry in examples_of(source, selection)}
    for code in chosen & grouping.area_of.keys():
        area = grouping.names[grouping.area_of[code]]
        by_name[area] = by_name.get(area, 0) + counts[code]
    naming = next(i for i, each in enumerate(table.columns) if each.key == "name")
    return [by_name.get(str(row[naming]), 0) for row in table.rows]
