"""File names that say what they hold, in letters that every system takes."""

import re
import unicodedata
from collections.abc import Iterable

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.views.result import Chart
from ailaget.views.selection import Selection, place_names

LONGEST, LONGEST_WORD = 120, 40
"""Characters of a name and of one part; an address on a shared disk has room for few more."""


def slug(text: str) -> str:
    """Return text in lower case a-z, 0-9 and hyphens: ``"Värmlands län"`` -> ``varmlands-lan``."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    while len(words) > LONGEST_WORD and "-" in words:
        words = words.rpartition("-")[0]
    return words[:LONGEST_WORD]


def file_stem(chart: Chart, selection: Selection, filtered: Iterable[str] = ()) -> str:
    """Return a chart's file name without its ending: what, where and when.

    `filtered` is the keys of the counties, groups and sizes that the chart is narrowed to.

    Keys in the chart's own stem become words, and the filter's places come before the wave:
    ``ai-laget_mognad_karta_varmland_2026-10``.
    """
    stem = chart.file_stem
    for key, words in _words(selection).items():
        stem = re.sub(rf"_{re.escape(key)}(?=_|$)", f"_{words}", stem)
    what, _, wave = stem.rpartition("_")
    if wave != chart.wave:
        what, wave = stem, chart.wave
    names = place_names(selection.language)
    places = [each for each in (_short(names[key]) for key in filtered) if f"_{each}" not in what]
    what = "_".join([what, *places]).replace("_over_tid", "_over-tid")
    return f"{what[: LONGEST - len(wave) - 1].rstrip('-_')}_{wave}"


def _words(selection: Selection) -> dict[str, str]:
    """Return a word for each key that a stem may hold: the indicator, the question, the place."""
    book, language = codebook(), selection.language
    labels = {key: each.label[language] for key, each in book.indicators.items()}
    labels |= {key: each.label[language] for key, each in book.questions.items()}
    words = {key: slug(label).removeprefix("ai-") for key, label in labels.items()}
    words |= {code: _short(name) for code, name in place_names(language).items()}
    return words | {place.code: slug(place.name) for place in geography.municipalities()}


def _short(name: str) -> str:
    """Return a place's slug: a county without "s län", a group by its code alone."""
    group = re.match(r"[ABC][1-9]? ", name)
    return slug(group[0] if group else re.sub(r"s? län$| County$", "", name))
