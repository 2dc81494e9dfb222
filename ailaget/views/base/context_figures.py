"""Figures of others by municipality and year, beside those of the survey: what they are, values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ailaget.practice.words import period_text
from ailaget.texts import DEFAULT_LANGUAGE, Texts
from ailaget.views.base.cells import with_unit
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source

SIZE = "population"
"""The figure that says how large a municipality is."""

SKEWED = 30.0
"""A figure whose largest value is so many times its smallest is read on a scale of tenfolds."""


PLAIN_NUMBERS = ("antal", "number")
"""Units that a number beside its name need not say."""


@dataclass(frozen=True)
class FigureYear:
    """The year that a figure's values are of, and a newer one that too few have to be shown.

    `newer` is None where there is none; else `newer_n` municipalities have it.
    """

    year: int
    newer: int | None = None
    newer_n: int = 0


@dataclass(frozen=True)
class ContextFigure:
    """One figure of others: its words in the reader's language, and where it comes from."""

    key: str
    label: str
    unit: str
    decimals: int
    note: str
    source: str
    licence: str
    read_on: str
    is_shipped: bool

    @property
    def with_unit(self) -> str:
        """The figure's name, with its unit in brackets where the name does not say it."""
        return with_unit(self.label, self.unit)

    def text(self, value: float | None, t: Texts, *, is_named: bool = False) -> str:
        """Return a value with its unit, as a reader reads it.

        Where the figure `is_named` beside it, a unit that the name says is not said again.
        """
        if value is None or pd.isna(value):
            return t("missing")
        is_said = is_named and self.unit.casefold() in self.label.casefold()
        unit = "" if is_said or self.unit.casefold() in PLAIN_NUMBERS else self.unit
        return f"{t.number(value, self.decimals)} {unit}".rstrip()

    def origin(self, year: FigureYear | None, t: Texts) -> str:
        """Return in a few sentences what the figure is, of which year, and who has published it.

        A newer year that few have is named. The note is written by whoever publishes the figure,
        and kept as it is.
        """
        words = t(
            "explanations.origin",
            label=self.label,
            year=str(year.year) if year is not None else t("missing"),
            source=self.source,
            licence=self.licence,
            read_on=period_text(self.read_on, t) if self.read_on else t("missing"),
        )
        if year is not None and year.newer is not None:
            newer = {"newer": str(year.newer), "year": str(year.year)}
            words = f"{words} {t.count('explanations.newer_year', year.newer_n, **newer)}"
        return f"{words} {self.note}".strip()


def municipalities_where(figure: ContextFigure, t: Texts) -> dict[str, str]:
    """Return those that are ``high`` and those that are ``low`` in a figure, within a sentence.

    A figure that comes with the project has words of its own, any other its name.
    """

    def words(side: str) -> str:
        has_own = figure.is_shipped and f"explanations.where_{side}.{figure.key}" in t.entries
        key = figure.key if has_own else "other"
        return t(f"explanations.where_{side}.{key}", figure=figure.label)

    return {side: words(side) for side in ("high", "low")}


def in_language(row: Mapping[str, Any], key: str, language: str) -> str:
    """Return the ``source`` or the ``licence`` of a row of the query in the reader's language."""
    return str(row[key if language == DEFAULT_LANGUAGE else f"{key}_{language}"])


def known_figures(source: Source, language: str) -> dict[str, ContextFigure]:
    """Return all figures of others by key, in their order.

    One that was read in under a name that another has too is told apart by its source.
    """
    rows = row_records(source.query("context_figures"))
    times = Counter(str(row[f"label_{language}"]).casefold() for row in rows)

    def label_of(row: Mapping[str, Any]) -> str:
        label = str(row[f"label_{language}"])
        is_own = times[label.casefold()] == 1 or row["is_shipped"]
        return label if is_own else f"{label} ({in_language(row, 'source', language)})"

    return {
        str(row["figure"]): ContextFigure(
            str(row["figure"]),
            label_of(row),
            str(row[f"unit_{language}"]),
            int(row["decimals"]),
            str(row[f"note_{language}"] or ""),
            in_language(row, "source", language),
            in_language(row, "licence", language),
            str(row["read_on"] or ""),
            bool(row["is_shipped"]),
        )
        for row in rows
    }


def chosen_figure(source: Source, selection: Selection) -> ContextFigure | None:
    """Return the chosen figure; where it is not there (any longer) that of size, else the first."""
    figures = known_figures(source, selection.language)
    key = selection.context if selection.context in figures else SIZE
    return figures.get(key) or next(iter(figures.values()), None)


@dataclass(frozen=True, eq=False)
class ContextValues:
    """A row per municipality of the filter, a column per figure (NaN: none), and their years."""

    table: pd.DataFrame
    years: dict[str, FigureYear]


def context_values(source: Source, selection: Selection, keys: Sequence[str]) -> ContextValues:
    """Return some figures of the municipalities in the filter, at the wave's year.

    The whole country is asked for once, and a filter chooses among it.
    """
    rows = source.query(
        "context_values",
        wave=selection.wave,
        counties=[],
        skr_groups=[],
        size_classes=[],
        figures=sorted(keys),
    )
    of_figure = {key: rows[rows["figure"] == key].set_index("municipality") for key in keys}
    table = pd.DataFrame({key: own["value"].astype(float) for key, own in of_figure.items()})
    return ContextValues(table, {key: _year(own) for key, own in of_figure.items() if len(own)})


def _year(rows: pd.DataFrame) -> FigureYear:
    """Return the year of a figure's rows, which are all of one."""
    year, newer, n = rows[["year", "newer_year", "newer_municipalities"]].iloc[0]
    return FigureYear(int(year)) if pd.isna(newer) else FigureYear(int(year), int(newer), int(n))


def beside_size(source: Source, selection: Selection, figure: ContextFigure) -> ContextValues:
    """Return a figure with that of size: all views of the figure ask the same, and only once."""
    return context_values(source, selection, list(dict.fromkeys([figure.key, SIZE])))


def is_skewed(values: "pd.Series[Any]") -> bool:
    """Return whether values are all above zero and lie tenfolds apart."""
    known = values.dropna()
    return bool(len(known) and known.min() > 0 and known.max() / known.min() >= SKEWED)


def on_scale(values: "pd.Series[Any]") -> "pd.Series[float]":
    """Return values as they are laid out and fitted: log10 where they lie tenfolds apart."""
    known = values.astype(float)
    return known.map(np.log10) if is_skewed(values) else known
