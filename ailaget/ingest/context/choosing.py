"""Chooses among what a file of figures says: which figures, of whom, and on whose word.

Nothing is chosen in silence. Where a figure is known for women, men and all, or for several ages,
where a sign may be zero or unknown, or where nobody has said year or source, that is asked, and
what hangs on it is not taken.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ailaget.ingest.context.area_names import areas_named, check_areas
from ailaget.ingest.context.areas import Area, divided, first_years, remarks_on_change
from ailaget.ingest.context.figures import (
    MISSING,
    NOT_APPLICABLE,
    VALUE,
    ContextValue,
    Figure,
    written_decimals,
)
from ailaget.ingest.context.names import apart_from_unit, is_kolada_code, meant_groups
from ailaget.ingest.context.observations import ContextFile, Held, Series, is_everybody
from ailaget.ingest.context.publishers import ASKED, ZERO, Publisher, publisher_named
from ailaget.ingest.context.share_units import share_remarks
from ailaget.ingest.context.years import NO_YEAR, last_year, taken_year, why_no_year
from ailaget.ingest.reading.normalisation import fold

_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_KEY = 80

GROUP, YEAR, DASH, SOURCE, LICENCE, NAME = "group", "year", "dash", "source", "licence", "name"
"""What may be asked."""


@dataclass(frozen=True)
class Choices:
    """What a person has said of a file; empty where nothing.

    `figures` are series to take, by their key or name; none is all. `groups` maps a dimension's
    name to a category. `dash` is ``zero`` or ``missing``. Dates are ISO.
    """

    figures: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    year: str = ""
    dash: str = ""
    source: str = ""
    source_url: str = ""
    licence: str = ""
    unit: str = ""
    read_on: str = ""
    source_date: str = ""
    sheet: str = ""
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what was said, for the journal: only what was, as it comes back from there."""
        kept = {**asdict(self), "figures": list(self.figures)}
        return {key: value for key, value in kept.items() if value}


def choices_from(said: Mapping[str, Any]) -> Choices:
    """Return choices as the journal has them."""
    return Choices(**{**said, "figures": tuple(said.get("figures", ()))})


@dataclass(frozen=True)
class Asked:
    """A question back: what is asked, of which dimension, what can be answered, and of how many."""

    kind: str
    name: str = ""
    options: tuple[tuple[str, str], ...] = ()
    count: int = 0


@dataclass
class Chosen:
    """What is taken of a file: figures and values; and all that a person should look at."""

    figures: list[Figure]
    values: list[ContextValue]
    asked: list[Asked] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    remarks: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    is_partial: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all that the file says was taken, or left out by rule."""
        return not (self.asked or self.held or self.is_partial)


def choose(file: ContextFile, choices: Choices, publisher: Publisher) -> Chosen:
    """Return what is taken of a file by what a person has said, and what is asked back.

    Raises ContextRefused where none of its areas can be a municipality: nothing need be asked.
    """
    check_areas(each.area for each in file.observations)
    chosen = Chosen([], [], held=list(file.held), skipped=Counter(file.skipped))
    chosen.remarks, chosen.is_partial = list(file.remarks), file.is_partial
    wanted = _wanted(file, choices, chosen)
    taken_groups = _groups(file, choices, wanted, chosen)
    _ask(file, choices, publisher, chosen)
    if any(question.kind != GROUP for question in chosen.asked):
        return chosen
    named = _named(file, taken_groups, choices)
    keys = _keys(publisher, file, taken_groups, named)
    _values(file, choices, taken_groups, keys, chosen)
    with_values = {value.figure for value in chosen.values}
    decimals = written_decimals(chosen.values)
    chosen.figures = [
        _figure(file, file.series[series], keys[series], groups, named[series], publisher, decimals)
        for series, groups in taken_groups.items()
        if keys[series] in with_values
    ]
    chosen.remarks += share_remarks(chosen.figures, chosen.values)
    return chosen


def _wanted(file: ContextFile, choices: Choices, chosen: Chosen) -> set[str]:
    """Return the series to take, all of a name; one that is asked for and not there is held."""
    if not choices.figures:
        return set(file.series)
    by_name: dict[str, set[str]] = {}
    for series in file.series.values():
        for name in (series.label, series.key):
            by_name.setdefault(fold(name), set()).add(series.key)
    unknown = [name for name in choices.figures if fold(name) not in by_name]
    chosen.held += [Held("", name, "unknown_figure", tuple(file.series)[:5]) for name in unknown]
    return set().union(*(by_name.get(fold(name), set()) for name in choices.figures))


def _groups(
    file: ContextFile, choices: Choices, wanted: set[str], chosen: Chosen
) -> dict[str, tuple[str, ...]]:
    """Return the groups of each series that can be taken: its only ones, or those chosen."""
    seen: dict[str, list[dict[str, None]]] = {}
    for series, groups in dict.fromkeys((o.series, o.groups) for o in file.observations):
        if series in wanted:
            held = seen.setdefault(series, [{} for _ in file.dimensions])
            for at, category in enumerate(groups):
                held[at][category] = None
    said = meant_groups(choices.groups, file.dimensions)
    unsettled: dict[int, dict[str, None]] = {}
    lacking: Counter[int] = Counter()
    taken: dict[str, tuple[str, ...]] = {}
    for series, categories in seen.items():
        picks = []
        for at, here in enumerate(categories):
            name = file.dimensions[at]
            pick = _pick(file, name, here, said.get(fold(name)))
            if pick is None and said.get(fold(name)) is None:
                unsettled.setdefault(at, {}).update(here)
                lacking[at] += 1
            elif pick is None:
                there = tuple(_label(file, name, category) for category in here)
                label = f"{file.series[series].label}: {said[fold(name)]}"
                chosen.held.append(Held("", label, "no_such_group", there[:5]))
            picks.append(pick)
        if all(pick is not None for pick in picks):
            taken[series] = tuple(str(pick) for pick in picks)
    for at, several in unsettled.items():
        name = file.dimensions[at]
        options = tuple((category, _label(file, name, category)) for category in several)
        chosen.asked.append(Asked(GROUP, name, options, lacking[at]))
    return taken


def _pick(file: ContextFile, name: str, categories: Iterable[str], said: str | None) -> str | None:
    """Return the category that is meant, or the only one; None where that is not settled."""
    here = list(categories)
    if said is None:
        return here[0] if len(here) == 1 else None
    meant = [c for c in here if fold(said) in (fold(c), fold(_label(file, name, c)))]
    return meant[0] if meant else None


def _label(file: ContextFile, name: str, category: str) -> str:
    return file.labels.get(name, {}).get(category, category)


def _ask(file: ContextFile, choices: Choices, publisher: Publisher, chosen: Chosen) -> None:
    """Ask for what the file does not say, and nobody else has."""
    if file.needs_year and not choices.year:
        chosen.asked.append(Asked(YEAR))
    if file.needs_name and not choices.name:
        chosen.asked.append(Asked(NAME))
    dashes = sum(observation.status == ASKED for observation in file.observations)
    if dashes and not choices.dash:
        chosen.asked.append(Asked(DASH, count=dashes))
    if not (choices.source or publisher.source):
        chosen.asked.append(Asked(SOURCE))
    if not (choices.licence or publisher.licence):
        chosen.asked.append(Asked(LICENCE))


def _values(
    file: ContextFile,
    choices: Choices,
    taken_groups: Mapping[str, tuple[str, ...]],
    keys: Mapping[str, str],
    chosen: Chosen,
) -> None:
    """Take the values of today's municipalities; what is told twice must be told alike.

    A file may hold a million cells: what a text means is looked up once, and what most cells are
    costs one test.
    """
    areas, plain = areas_named(each.area for each in file.observations)
    if plain:
        chosen.remarks.append(("plain_names", {"n": len(plain), "example": plain[0]}))
    years: dict[str, int | None] = {}
    last = last_year(choices.read_on)
    taken = _Taken(chosen)
    larger: Counter[str] = Counter()
    dash = (0.0, VALUE) if choices.dash == ZERO else (None, MISSING)
    skipped, place = chosen.skipped, file.place
    for series, area_text, period, groups, number, status, line, column in file.observations:
        if taken_groups.get(series) != groups:
            continue
        area = areas[area_text]
        if area.skipped is not None:
            skipped[area.skipped] += 1
            continue
        said = period or choices.year
        if said not in years:
            years[said] = taken_year(said, last)
        year = years[said]
        at = place(line, column)
        if area.code is None or year is None or area.last_year is not None:
            reason = _reason(area, year, said)
            if reason is not None:
                text = said if reason in NO_YEAR else area_text
                chosen.held.append(Held(at, text, reason, area.suggestions))
                continue
        assert area.code is not None and year is not None
        value = ContextValue(keys[series], area.code, year, number, status, at)
        if status != VALUE or not number:
            value = _without_number(value, dash)
        taken.put(value)
        if area.is_changed and status == VALUE:
            larger[area.code] += any(year < first for _, first in divided().get(area.code, ()))
    chosen.values = list(taken.values.values())
    firsts = first_years()
    early = Counter(v.municipality for v in chosen.values if v.value and _is_early(v, firsts))
    chosen.remarks += remarks_on_change(larger, early)


def _is_early(value: ContextValue, firsts: Mapping[str, int]) -> bool:
    """Whether a value is of a year before its municipality was one."""
    return value.year < firsts.get(value.municipality, 0)


def _without_number(value: ContextValue, dash: tuple[float | None, str]) -> ContextValue:
    """Return a value as a dash is meant; what was before a municipality was there cannot be.

    SCB writes 0 there: nobody lived in Knivsta before there was one.
    """
    if value.status == ASKED:
        value = value._replace(value=dash[0], status=dash[1])
    is_none = value.status == MISSING or value.value == 0
    if is_none and _is_early(value, first_years()):
        value = value._replace(value=None, status=NOT_APPLICABLE)
    return value


def _reason(area: Area, year: int | None, said: str) -> str | None:
    """Return why a value cannot be placed: unknown area or year, or a code that did not hold."""
    if area.reason is not None:
        return area.reason
    if year is None:
        return why_no_year(said)
    if area.last_year is not None and year > area.last_year:
        return "ended_code"
    return None


class _Taken:
    """The values taken so far, by what they are of; two that differ are neither taken."""

    def __init__(self, chosen: Chosen) -> None:
        self.values: dict[tuple[str, str, int], ContextValue] = {}
        self._chosen = chosen
        self._disputed: set[tuple[str, str, int]] = set()

    def put(self, value: ContextValue) -> None:
        """Keep a value, unless another says otherwise of the same; a number goes before none."""
        key = value[:3]
        before = self.values.setdefault(key, value)
        if before is not value and before[3:5] != value[3:5]:
            self._settle(key, before, value)

    def _settle(self, key: tuple[str, str, int], before: ContextValue, value: ContextValue) -> None:
        if value.status != VALUE:
            return
        if before.status != VALUE and key not in self._disputed:
            self.values[key] = value
            return
        texts = f"{key[0]} {key[1]} {key[2]}: {before.value} / {value.value}"
        self._chosen.held.append(Held(value.place, texts, "told_twice", (before.place,)))
        self.values[key] = before._replace(value=None, status=MISSING)
        self._disputed.add(key)


def _named(file: ContextFile, taken: Mapping[str, object], by: Choices) -> dict[str, Choices]:
    """Return what is said of each series: of several, a name is of the one that has none."""
    bare = replace(by, name="")
    return {key: bare if len(taken) > 1 and file.series[key].label else by for key in taken}


def _keys(
    publisher: Publisher,
    file: ContextFile,
    taken_groups: Mapping[str, tuple[str, ...]],
    named: Mapping[str, Choices],
) -> dict[str, str]:
    """Return the key of each series; those that would be alike are numbered.

    A code of Kolada's stays in it whatever the figure is called: by that it is the same figure in
    another file.
    """
    keys: dict[str, str] = {}
    used: Counter[str] = Counter()
    for series, groups in taken_groups.items():
        own = series if is_kolada_code(series) else named[series].name or series
        key = _key(publisher, file, own, groups)
        used[key] += 1
        keys[series] = key if used[key] == 1 else f"{key}_{used[key]}"
    return keys


def _key(publisher: Publisher, file: ContextFile, series: str, groups: tuple[str, ...]) -> str:
    """Return a figure's key: its publisher's, its own, and whom it is of unless that is all."""
    parts = [publisher.key, series]
    for name, category in zip(file.dimensions, groups, strict=True):
        label = _label(file, name, category)
        if not is_everybody(category, label):
            parts.append(label)
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return _SLUG.sub("_", plain.casefold()).strip("_")[:_LONGEST_KEY].strip("_")


def _figure(
    file: ContextFile,
    series: Series,
    key: str,
    groups: tuple[str, ...],
    choices: Choices,
    publisher: Publisher,
    decimals: Mapping[str, int],
) -> Figure:
    pairs = list(zip(file.dimensions, groups, strict=True))
    named = [_label(file, name, category) for name, category in pairs]
    # Who names a figure says what it is of, but for the group that was asked for.
    chosen = meant_groups(choices.groups, file.dimensions)
    besides = [
        label
        for (dimension, c), label in zip(pairs, named, strict=True)
        if not is_everybody(c, label) and (not choices.name or fold(dimension) in chosen)
    ]
    name, unit = apart_from_unit(choices.name or series.label, choices.unit or series.unit)
    # A table says one number of decimals for all its figures, counts of persons too.
    written = decimals.get(key, 0)
    of_whom = list(zip(file.dimensions, named, strict=True))
    said = publisher_named(choices.source, publisher)
    return Figure(
        key,
        ", ".join([name, *besides]),
        ", ".join([name, *map(file.in_english, besides)]),
        unit,
        unit,
        written if series.decimals is None else min(written, series.decimals),
        said.source,
        said.source_en or said.source,
        choices.source_url or publisher.source_url,
        choices.licence or publisher.licence,
        choices.licence or publisher.licence_en or publisher.licence,
        choices.read_on,
        choices.source_date or file.source_date,
        _note(series, of_whom),
        _note(series, [(file.in_english(n), file.in_english(w)) for n, w in of_whom]),
    )


def _note(series: Series, of_whom: Iterable[tuple[str, str]]) -> str:
    """Return what a file says of a figure, and whom it is of."""
    whom = "; ".join(f"{name}: {word}" for name, word in of_whom)
    text = " ".join(filter(None, (series.note, f"({whom})" if whom else "")))
    # A table's title stands among sentences where it is shown.
    return f"{text}." if text[-1:].isalnum() else text
