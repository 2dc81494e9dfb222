"""File names that say what they hold, in letters that every system takes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.views.base.choices import CHOICES, USUAL
from ailaget.views.base.groupings import AREA_SET
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection, place_names
from ailaget.views.catalogue import entry_of

FREE = ("search", "context")
"""Choices that are named by what is chosen itself: there is no list of it."""

LONGEST, LONGEST_WORD = 120, 40
"""Characters of a name and of one part; an address on a shared disk has room for few more."""


def slug(text: str) -> str:
    """Return text in lower case a-z, 0-9 and hyphens: ``"Värmlands län"`` -> ``varmlands-lan``."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    hyphenated = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    while len(hyphenated) > LONGEST_WORD and "-" in hyphenated:
        hyphenated = hyphenated.rpartition("-")[0]
    return hyphenated[:LONGEST_WORD]


def file_stem(chart: Exhibit, selection: Selection, filtered: Iterable[str] = ()) -> str:
    """Return the file name of a chart or a table without its ending: what, where and when.

    `filtered` is the keys of the counties, groups and sizes that the chart is narrowed to.

    Keys in the chart's own stem become words; what was chosen and the filter's places come before
    the wave: ``ai-laget_mognad_karta_kvantiler_varmland_2026-10``. What has no stem of its own is
    named by its title. Invented data is named so last.
    """
    stem = chart.file_stem or f"ai-laget_{slug(chart.title)}_{chart.wave}"
    for key, word in _words(selection).items():
        stem = re.sub(rf"_{re.escape(key)}(?=_|$)", f"_{word}", stem)
    what, _, wave = stem.rpartition("_")
    if wave != chart.wave:
        what, wave = stem, chart.wave
    names = place_names(selection.language)
    places = [each for each in (_short(names[key]) for key in filtered) if f"_{each}" not in what]
    what = "_".join([what, *_choices(chart, selection), *places])
    last = invented_stem(wave, selection.t) if chart.is_invented(selection) else wave
    return f"{what[: LONGEST - len(last) - 1].rstrip('-_')}_{last}"


def invented_stem(stem: str, t: Texts) -> str:
    """Return the name of a file of invented data: it says so after all else."""
    return f"{stem}_{t('demo.file')}"


def _choices(chart: Exhibit, selection: Selection) -> Iterator[str]:
    """Yield in words the choices that set a chart's file apart from its others."""
    entry, t = entry_of(chart.key), selection.t
    for key in entry.choices:
        value = getattr(selection, key)
        if value == USUAL[key] and key not in entry.always:
            continue
        if key in FREE:
            yield slug(value)
        elif isinstance(value, str):
            yield slug(t.entries.get(f"names.{key}_{value}", value.removeprefix(AREA_SET)))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = float(CHOICES[key].text(value))
            yield slug(t(f"names.{key}", number=t.number(number)))
        else:
            yield slug(t(f"names.{key}"))


def _words(selection: Selection) -> dict[str, str]:
    """Return a word for each key that a stem may hold: the indicator, the question, the place."""
    book, language = codebook(), selection.language
    labels = {key: each.label[language] for key, each in book.indicators.items()}
    labels |= {key: each.label[language] for key, each in book.questions.items()}
    slugs = {key: slug(label).removeprefix("ai-") for key, label in labels.items()}
    slugs |= {code: _short(name) for code, name in place_names(language).items()}
    return slugs | municipality_slugs()


@cache
def municipality_slugs() -> dict[str, str]:
    """Return a word for each municipality; two that it does not tell apart have their code too."""
    words = {place.code: slug(place.name) for place in geography.municipalities()}
    times = Counter(words.values())
    return {code: word if times[word] == 1 else f"{word}-{code}" for code, word in words.items()}


def _short(name: str) -> str:
    """Return a place's slug: a county without "s län", a group by its code alone."""
    group = re.match(r"[ABC][1-9]? ", name)
    return slug(group[0] if group else re.sub(r"s? län$| County$", "", name))
