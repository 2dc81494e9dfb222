"""What a reader may choose of what a view shows: a line for each choice, and all else asks it.

The address checks and reads its keys here, a control finds its options, a selection its values, and
a file's name what is not the usual.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import Field, dataclass, field, fields
from functools import cache
from typing import Any

from ailaget import geography
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.codebook import codebook
from ailaget.practice import KINDS, Course, Example, rules_of
from ailaget.statistics.peers import Feature
from ailaget.store.waves import REGIONS, SET_KEY, WAVE_PATTERN
from ailaget.views.base.classes import SCHEMES
from ailaget.views.base.groupings import AREA_SET, GROUPINGS

WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0)
"""The weights that a part of the maturity index, or a likeness, can be given."""

MODEL_LEVELS = (2, 3, 4)
"""Levels, as people count them, that a neighbour to learn from can be asked to have reached.

Every answering neighbour has reached the first, so it would leave nobody behind.
"""

FEATURES = (
    Feature("population", ("population",), 2.0, "log"),
    Feature("density", ("density",), 1.0, "log"),
    Feature("employees", ("employees_per_inhabitant",), 1.0),
    Feature("skr_group", ("skr_group",), 1.0, "category"),
    Feature("place", ("x", "y"), 1.0, "place"),
)
"""What makes municipalities alike. Size counts double: it decides how much one position is."""


BEARS = ("staff", "20000", "50000", "100000", "nobody")
"""Who can bear a position for AI alone: who has one, or who has so many inhabitants besides."""

GROUP_SIZES = ("4-8", "4-6", "6-8")
"""How many share a position, at least and at most."""

SURE = "sure"
"""A rise that counts as one is as large as measuring allows to be sure of: no points of its own."""

SHARING = {"border": 0.0, "stranger": 1.0, "position": 1.0}
"""What counts beside the distance when groups are sought, and how much. A county border is crossed
as readily as not."""


FITS_EVERYBODY = "all"
"""The audience of a course that is for any: it is no audience to choose."""


class Matching(frozenset[str]):
    """Every text of one form, such as a record's id or what is searched for."""

    def __new__(cls, pattern: str) -> "Matching":
        """Return the texts that match a pattern whole."""
        made = super().__new__(cls)
        made.pattern = re.compile(pattern)
        return made

    pattern: re.Pattern[str]

    def __contains__(self, value: object) -> bool:
        return self.pattern.fullmatch(str(value)) is not None


CONTEXT_KEYS = Matching(r"[A-Za-z0-9_.:-]{1,100}")
"""Keys of figures of others, of which a database knows its own."""

LEVELS = ("municipality", "county")
"""What a map is always shown by; a database knows its own sets of areas besides."""

OWN_SET = rf"{re.escape(AREA_SET)}{SET_KEY}"
"""Keys of sets of areas of one's own, of which a database knows its own."""

KNOWN_LEVELS = Matching("|".join([*LEVELS, OWN_SET]))
KNOWN_GROUPINGS = Matching("|".join([*GROUPINGS, OWN_SET]))

LONGEST_SEARCH = 80
SEARCHED = Matching(rf"\w(?:[\w -]{{0,{LONGEST_SEARCH - 2}}}\w)?")
"""Words to search for, with nothing but letters, digits and hyphens."""


def searched(text: str) -> str:
    """Return what somebody has written as it is searched for; nothing where there is no word."""
    kept = " ".join(re.findall(r"\w+(?:-\w+)*", text))
    return kept[:LONGEST_SEARCH].rstrip(" -")


@dataclass(frozen=True)
class Choice:
    """What a key of the URL may hold: texts, and how each is `read` as what views work with.

    `options` are in the order of a list to choose from, and found when asked for: what the codebook
    and the geography hold is not read before.
    """

    options: Callable[[], Collection[str]]
    read: Callable[[str], Any] = str

    def values(self) -> list[Any]:
        """Return what can be chosen, as views work with it."""
        return [self.read(text) for text in self.options()]

    def text(self, value: object) -> str:
        """Return the text that is read as a value; raises StopIteration where none is."""
        if isinstance(value, str):
            return value
        return next(text for text in self.options() if self.read(text) == value)


def one_of(
    options: Collection[str] | Callable[[], Collection[str]],
    usual: object = None,
    read: Callable[[str], Any] = str,
) -> Any:
    """Declare a choice of one option as a dataclass's field; `usual` holds where none is chosen."""
    return field(default=usual, metadata={"choice": Choice(_found_late(options), read)})


def some_of(options: Callable[[], Collection[str]], read: Callable[[str], Any] = str) -> Any:
    """Declare a choice of any number of options, which holds a tuple; usually none is chosen."""
    return one_of(options, (), read)


def _found_late(
    options: Collection[str] | Callable[[], Collection[str]],
) -> Callable[[], Collection[str]]:
    return options if callable(options) else lambda: options


def choice_of(declared: "Field[Any]") -> Choice:
    """Return what a field of `Choices`, or of a class made from it, may hold."""
    choice: Choice = declared.metadata["choice"]
    return choice


def _counties() -> list[str]:
    return [county.code for county in geography.counties()]


def _groups() -> list[str]:
    groups = (*geography.skr_main_groups(), *geography.skr_groups())
    return sorted(group.code for group in groups)


@cache
def _regions() -> Collection[str]:
    """Return the codes of counties and SKR groups, and those of areas of one's own."""
    return Matching("|".join([*_counties(), *_groups(), rf"{OWN_SET}\..{{1,40}}"]))


def _sizes() -> list[str]:
    return [size.key for size in geography.size_classes()]


def _municipalities() -> list[str]:
    return [municipality.code for municipality in geography.municipalities()]


def _of_example(name: str) -> Callable[[], Collection[str]]:
    return lambda: rules_of(Example)[name].options


def _of_course(name: str) -> Callable[[], Collection[str]]:
    return lambda: [each for each in rules_of(Course)[name].options if each != FITS_EVERYBODY]


def _weighted(things: Collection[str]) -> list[str]:
    return [f"{thing}:{weight:g}" for thing in things for weight in WEIGHTS]


def _pair(text: str) -> tuple[str, float]:
    thing, _, weight = text.partition(":")
    return thing, float(weight)


def _share(text: str) -> float:
    return int(text) / 100


def _points(text: str) -> float | str:
    # A list to choose from takes None for nothing chosen.
    return SURE if text == SURE else float(text)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a reader has chosen of what a view shows, by the keys of the URL; hashable.

    `county`, `skr_group` and `size_class` are the shared filter: an empty one lets all through.
    """

    county: tuple[str, ...] = some_of(_counties)
    skr_group: tuple[str, ...] = some_of(_groups)
    size_class: tuple[str, ...] = some_of(_sizes)
    indicator: str = one_of(lambda: codebook().indicators, "maturity")
    municipality: str | None = one_of(_municipalities)
    compare: tuple[str, ...] = some_of(_municipalities)
    region: str | None = one_of(_regions)
    areas: str = one_of(Matching(SET_KEY), REGIONS)
    regions_wave: str | None = one_of(lambda: Matching(WAVE_PATTERN))
    question: str | None = one_of(lambda: codebook().questions)
    level: str = one_of(lambda: KNOWN_LEVELS, "municipality")
    classes: str = one_of(SCHEMES, "bands")
    waves: str = one_of(("chosen", "all"), "chosen")
    view: str = one_of(("sweden", *CLOSE_VIEWS), "sweden")
    by: str = one_of(lambda: KNOWN_GROUPINGS, "skr_group")
    weighted: bool = one_of(("no", "yes"), False, lambda text: text == "yes")
    neighbours: str = one_of(("border", "nearest"), "border")
    bottom: float = one_of(("10", "20", "25", "33"), 0.2, _share)
    moved: float | str = one_of((SURE, "0", "1", "2", "5"), SURE, _points)
    below: int = one_of([str(level) for level in MODEL_LEVELS], 3, int)
    weight: tuple[tuple[str, float], ...] = some_of(
        lambda: _weighted([part.key for part in codebook().dimension_indicators()]), _pair
    )
    context: str = one_of(CONTEXT_KEYS, "population")
    conditions: tuple[str, ...] = some_of(lambda: CONTEXT_KEYS)
    bears: str = one_of(BEARS, "50000")
    group_size: str = one_of(GROUP_SIZES, "4-8")
    near: float = one_of(("50", "100", "200"), 100.0, float)
    sharing: tuple[tuple[str, float], ...] = some_of(lambda: _weighted(SHARING), _pair)
    alike: tuple[tuple[str, float], ...] = some_of(
        lambda: _weighted([feature.name for feature in FEATURES]), _pair
    )
    kind: str = one_of(KINDS, next(iter(KINDS)))
    search: str | None = one_of(SEARCHED)
    entry: str | None = one_of(Matching(rf"(?:{'|'.join(KINDS)})\.[a-z0-9]+(?:-[a-z0-9]+)*"))
    area: tuple[str, ...] = some_of(_of_example("area"))
    stage: tuple[str, ...] = some_of(_of_example("stage"))
    technology: tuple[str, ...] = some_of(_of_example("technology"))
    data_kind: tuple[str, ...] = some_of(_of_example("data_kinds"))
    open_source: tuple[str, ...] = some_of(_of_example("open_source"))
    audience: tuple[str, ...] = some_of(_of_course("audience"))
    course_level: tuple[str, ...] = some_of(_of_course("level"))
    course_form: tuple[str, ...] = some_of(_of_course("form"))
    extent: tuple[str, ...] = some_of(_of_course("extent"))
    price: tuple[str, ...] = some_of(_of_course("price"))
    course_language: tuple[str, ...] = some_of(_of_course("languages"))


CHOICES = {declared.name: choice_of(declared) for declared in fields(Choices)}
"""What each key may hold."""

USUAL = {declared.name: declared.default for declared in fields(Choices)}
"""What each key is where nothing is chosen."""
