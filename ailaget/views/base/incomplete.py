"""Whose index rests on fewer answers than all: the mark beside it, and what filling in changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from ailaget.codebook import Indicator, codebook
from ailaget.views.base.measurement import incomplete_of, takes_other_level
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source, kept_once


@dataclass(frozen=True)
class Incomplete:
    """Who in the country has not answered all that an index asks of it.

    `marks` say, by code, of how many of its questions an index is, and which level it would be at
    with what is missing filled in, where that is another. `words` count them and the levels that
    would change; they are empty where nobody is marked.
    """

    marks: Mapping[str, str]
    words: str


def incomplete_in(source: Source, selection: Selection, indicator: Indicator) -> Incomplete:
    """Return who has not answered all; nobody of an indicator that is no index.

    Of the whole country whatever the filter, so worked out once for a wave, index and language.
    """
    key = ("incomplete", selection.wave, indicator.key, selection.language)
    return kept_once(source, key, lambda: _incomplete(source, selection, indicator))


def _incomplete(source: Source, selection: Selection, indicator: Indicator) -> Incomplete:
    t, rows = selection.t, incomplete_of(source, selection.wave, indicator)
    if rows.empty:
        return Incomplete({}, "")
    others = takes_other_level(rows)
    marks = {}
    for code, row, is_other in zip(rows.index, row_records(rows), others, strict=True):
        marks[str(code)] = t(
            f"measurement.mark{'_level' if is_other else ''}",
            answered=t.number(row["answered"]),
            asked=t.number(row["asked"]),
            level=codebook().level_of(row["filled"]).label[t.language],
        )
    everyone = source.query("wave_indicators", wave=selection.wave)
    n = int(everyone.loc[everyone["indicator"] == indicator.key, "value"].notna().sum())
    other = int(others.sum())
    moved = {"other": t.number(other), "share": t.percent(other / n)}
    levels = t("measurement.levels_move", **moved) if other else t("measurement.levels_stay")
    counted = t.count("measurement.incomplete_words", len(marks), of=t.number(n))
    return Incomplete(marks, f"{counted} {levels}")
