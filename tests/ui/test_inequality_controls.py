"""The choices on Ojämlikhet: each that is shown changes something of what its section shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.ui.address import SECTIONS
from ailaget.ui.controls import (
    choose_grouping,
    choose_indicator,
    choose_municipality,
    choose_weighting,
)
from ailaget.ui.inequality.sections import LEVELLED, controls_of
from ailaget.views.base.choices import CHOICES, USUAL
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES
from ailaget.views.inequality.spread import Spread, spread_view

KARLSTAD = "1780"

View = Callable[[Database, Selection], Any]
"""Makes a chart, or what is said above it, of what is chosen."""
OTHER: dict[Any, tuple[str, Any]] = {
    choose_weighting: ("weighted", True),
    choose_grouping: ("by", "county"),
    choose_municipality: ("municipality", KARLSTAD),
}
"""The choice that each control makes, and another value than the usual."""

AT_A_GLANCE = ("indicator", "weighted", "by")
"""The choices that are of all that a section shows: no glance would do for a row of a table."""

INNER: dict[str, dict[str, Any]] = {
    "where": {"neighbours": "nearest"},
    "left_behind": {"neighbours": "nearest", "bottom": 0.1, "moved": 0.0, "below": 2},
    "certain": {"weight": (("maturity_strategy", 3.0),)},
}
"""The choices that stand within a section, each with another value than the usual."""


def changes(section: str, indicator: str) -> dict[str, Any]:
    """Return what the controls above and within a section can change a choice to."""
    changed = dict(INNER.get(section, {}))
    for control in controls_of(section, codebook().indicator(indicator)):
        if isinstance(control, partial):
            assert control.func is choose_indicator
            offered = control.keywords["options"] or list(codebook().indicators)
            changed["indicator"] = next(key for key in offered if key != indicator)
        else:
            key, value = OTHER[control]
            changed[key] = value
    return changed


def views_of(section: str) -> Iterator[View]:
    """Give what makes each thing that a section shows, once of each selection: some take long."""
    for entry in CHART_ENTRIES.values():
        if (entry.page, entry.section) == ("ojamlikhet", section):
            yield cache(entry.make)
    if section == "spread":
        yield cache(spread_view)


def is_other(before: Chart | Spread, after: Chart | Spread, *, at_a_glance: bool) -> bool:
    """Return whether headings differ, or what is drawn; else, unless `at_a_glance`, all the rest.

    What differs in a table or in Om måttet alone is not seen by whoever has used the control.
    """
    if isinstance(before, Chart) and isinstance(after, Chart):
        rest = [(one.caveat, repr(one.table)) for one in (before, after)]
        if not at_a_glance and rest[0] != rest[1]:
            return True
        return _words(before) != _words(after) or _drawn(before) != _drawn(after)
    return _words(before) != _words(after)


def _words(view: Chart | Spread) -> tuple[object, ...]:
    if isinstance(view, Spread):
        return view.sentences, view.figures, view.note
    return view.headline, view.title


def _drawn(chart: Chart) -> str:
    return str(chart.figure.to_json())


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("indicator", list(codebook().indicators))
def test_each_control_shown_changes_something(demo: Database, section: str, indicator: str) -> None:
    if section in LEVELLED and not codebook().indicator(indicator).is_index:
        return  # Such is not offered there; the address may hold it, and maturity is shown.
    selection = Selection("2026-10", is_demo=True, indicator=indicator, on_page=True)
    views = list(views_of(section))
    for key, value in changes(section, indicator).items():
        other = replace(selection, **{key: value})
        both = [(view(demo, selection), view(demo, other)) for view in views]
        assert any(is_other(*pair, at_a_glance=key in AT_A_GLANCE) for pair in both), key


def test_each_limit_of_who_is_left_behind_has_an_option_in_force() -> None:
    """A list to choose from shows nothing at all where what is in force is None."""
    for key in ("bottom", "moved", "below", "neighbours"):
        values = CHOICES[key].values()
        assert USUAL[key] in values and None not in values


def test_a_control_without_effect_is_not_shown() -> None:
    count, rate, share, index = (
        codebook().indicator(key)
        for key in ("ai_fte", "ai_fte_per_100k", "has_full_time_ai", "maturity")
    )
    for section in ("spread", "between", "change"):
        assert choose_weighting not in controls_of(section, count)
        assert choose_weighting in controls_of(section, rate)
    assert choose_grouping in controls_of("between", count)
    assert choose_grouping in controls_of("spread", index)
    assert choose_grouping not in controls_of("spread", rate)
    assert choose_grouping not in controls_of("change", rate)
    assert choose_municipality not in controls_of("change", share)
    assert choose_municipality in controls_of("change", index)
