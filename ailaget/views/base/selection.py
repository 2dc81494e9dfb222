"""What a reader has chosen to look at, and the words that every view needs for it."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, runtime_checkable

import numpy as np
import pandas as pd

from ailaget import geography
from ailaget.charts.goal_marks import GoalMark
from ailaget.charts.style import Frame
from ailaget.codebook import Indicator, codebook
from ailaget.practice import Entry
from ailaget.statistics.raking import LEAST_ANSWERING
from ailaget.texts import LANGUAGES, Texts, at_beginning, exact, rounded, texts, within_sentence
from ailaget.views.base.choices import Choices
from ailaget.views.base.groupings import OwnAreas

T = TypeVar("T")

COMPARED = 2
"""One is neither highest nor lowest, neither equal nor unequal, and has no place among itself."""

FEW = LEAST_ANSWERING
"""Under so many municipalities a group's figure is marked as resting on few. It has no tenths, no
gap, no share in per cent and no place, and nothing is said to lie above or below it."""


LOW_RESPONSE = 0.5
"""Where a smaller share than this has answered, every heading, page and file says so first."""

LONGEST = 100
"""Signs of a heading: a longer one is not read at a glance."""

MOST_DECIMALS = 3
"""Of a per cent: one municipality of 290 has at least a thousandth of the country's inhabitants."""


def is_low(n: int, of: int) -> bool:
    """Return whether so few of all have answered that it is said loudly.

    Under `FEW` nothing is claimed at all, and that is said instead.
    """
    return n >= FEW and n < LOW_RESPONSE * of


def low_words(n: int | None, of: int | None, t: Texts, each: str = "") -> str:
    """Return what is said first of a figure where less than half have a value; else nothing.

    `each` says how many have one in each measure, where there are several with others in them.
    """
    if each:
        return t.in_words(t("low_response.each", each=each, of=t.number(of)))
    if n is None or of is None or not is_low(n, of):
        return ""
    counts = {"n": t.number(n), "of": t.number(of), "rate": t.percent(n / of)}
    return t.in_words(t("low_response.file", **counts))


def few_words(n: int, t: Texts) -> str:
    """Return in words that `n`, at least one and under `FEW`, are too few to say anything of."""
    return t.count("enough.few", n)


def number_or_none(n: int, t: Texts) -> str:
    """Return how many of some it is: a number, or in words that it is none of them."""
    return t.number(n) if n else t("enough.none")


def is_counted(share: float, n: int) -> bool:
    """Return whether a share (0 to 1) of `n` is said as a count: of few, or of almost none or all.

    There is no per cent of one, and what rounds to none or to all is neither.
    """
    return n < FEW or (rounded(100 * share) in (0, 100) and share not in (0, 1))


def share_words(share: float, n: int, t: Texts) -> str:
    """Return a share (0 to 1) of `n` municipalities in words: per cent, or as a count."""
    if is_counted(share, n):
        return t("enough.share", some=t.number(round(share * n)), n=t.number(n))
    return t.percent(share)


def per_cent_number(share: float, t: Texts) -> str:
    """Return a share (0 to 1) as a number of per cent: some are never none, and not all are all."""
    decimals = 0
    while decimals < MOST_DECIMALS and 0 < share < 1 and rounded(100 * share, decimals) in (0, 100):
        decimals += 1
    return t.number(100 * share, decimals)


class Source(Protocol):
    """Whatever answers the queries of `queries/`, and may know what takes long beforehand."""

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return a query's rows."""
        ...

    def computed(self, key: str) -> Any | None:
        """Return what was computed ahead under a key, None where nothing was."""
        ...

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind in `ailaget.practice` that readers see."""
        ...


@runtime_checkable
class Keeping(Protocol):
    """A source that keeps what is made of its answers, for all who ask it."""

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, made now where nothing was."""
        ...


def kept_once(source: Source, key: Hashable, make: Callable[[], T]) -> T:
    """Return what is made of a source's answers whatever is chosen: once, where the source keeps.

    The key says all that it is made by; what is kept is never changed in place.
    """
    return source.kept(key, make) if isinstance(source, Keeping) else make()


@dataclass(frozen=True)
class Selection(Choices):
    """The choices of one page at one wave, as stable keys; hashable, so cacheable.

    `goals` are marked in charts of the chosen indicator, `size_goals` in those of the gap between
    large and small in any. `today` dates the source line of every
    chart, as an ISO date. What is shown `on_page` has the page's own band and chips where data is
    invented; what leaves it says so itself, in every sentence. `region_set` and `by_set` are the
    sets of areas of one's own that `region` and `by` are of, if any. `attributed` stands for the
    source line where others than municipalities have answered.
    """

    wave: str
    is_demo: bool
    language: str = "sv"
    theme: str = "light"
    goals: tuple[GoalMark, ...] = ()
    size_goals: tuple[GoalMark, ...] = ()
    on_page: bool = False
    today: str = field(default_factory=lambda: date.today().isoformat())
    region_set: OwnAreas | None = None
    by_set: OwnAreas | None = None
    attributed: str = ""

    @property
    def day(self) -> date:
        """Today."""
        return date.fromisoformat(self.today)

    @property
    def t(self) -> Texts:
        """The texts of the selection's language."""
        return texts(self.language)

    @property
    def filter(self) -> Mapping[str, list[str]]:
        """The shared filter as query parameters."""
        return {
            "counties": list(self.county),
            "skr_groups": list(self.skr_group),
            "size_classes": list(self.size_class),
        }

    @property
    def choices(self) -> tuple[Any, ...]:
        """All that the reader has chosen of what is listed: not which entry stands by itself."""
        names = (choice.name for choice in fields(Choices) if choice.name != "entry")
        return tuple(getattr(self, name) for name in names)

    @property
    def is_filtered(self) -> bool:
        """Whether the filter leaves anyone out."""
        return bool(self.county or self.skr_group or self.size_class)

    def source_line(self) -> str:
        """Return the line under every chart: source, demonstration mark, data's date."""
        if self.attributed:
            return self.attributed
        t, key = self.t, "source.demo" if self.is_demo else "source.real"
        return t(key, wave=t.wave(self.wave), today=t.day(self.day))

    def frame(self, title: str, subtitle: str) -> Frame:
        """Return the frame of a chart in the selection's theme."""
        watermark = self.t("demo.watermark") if self.is_demo and not self.on_page else ""
        return Frame(title, subtitle, self.source_line(), self.theme, self.t.separators, watermark)

    def basis(self, n: int, of: int) -> str:
        """Return ``"241 av 290 (83 %)"``: how many have a value, of how many in the filter."""
        return basis_text(self.t, n, of)

    @property
    def chip(self) -> str:
        """What stands beside a heading on a page where data is invented; else nothing."""
        return self.t("demo.chip") if self.is_demo else ""

    def fitting(self, headlines: Sequence[str], n: int = 0, of: int = 0) -> str:
        """Return the fullest of some headlines that fits, marked; the last where none does.

        One of few answers, `n` of `of`, has whom it is of before it, and less room itself.
        """
        fits = (each for each in headlines if self.fits(each, n, of))
        return self.marked(next(fits, headlines[-1]))

    def fits(self, headline: str, n: int, of: int) -> bool:
        """Return whether a headline is short enough, with whom it is of before it."""
        return len(self.led(headline, n, of)) <= LONGEST

    def led(self, headline: str, n: int, of: int) -> str:
        """Return a headline, where few have answered after whom it is of, unless it says so.

        Alone it begins with a capital, also with a month or a number in words. What stands before
        a long one is short.
        """
        t, headline = self.t, self.t.in_words(headline)
        if not is_low(n, of) or self._counts(headline, n):
            return at_beginning(headline)
        led = t.forms("low_response.heading", n=t.number(n), headline=self.within(headline))
        return next((each for each in led if len(each) <= LONGEST), led[-1])

    def _counts(self, headline: str, n: int) -> bool:
        """Return whether a headline has a number as how many: not as a value, nor as per cent."""
        number, percent = re.escape(self.t.number(n)), self.t("unit.percent").lower()
        # What a bracket begins with is the value of whom it follows; a range has a dash.
        before, after = r"(?<![\d.,(–−+])(?<!\d\s)", rf"(?![.,–]\d|\s\d{{3}}|\s{percent})"
        return bool(re.search(rf"{before}\b{number}\b{after}", headline))

    def within(self, headline: str) -> str:
        """Return a headline as it stands after other words of the same sentence.

        It begins with a small letter, unless with a name or an abbreviation.
        """
        own = (areas.names.values() for areas in (self.region_set, self.by_set) if areas)
        names = [*geography.names_of_places(self.language), *chain.from_iterable(own)]
        rest = re.split(r"\W", headline, maxsplit=1)[0][1:]
        # Looked at first: a pattern for each of all places would be made anew for every headline.
        begins = [name for name in names if headline.startswith(name)]
        is_name = any(re.match(rf"{re.escape(name)}s?\b", headline) for name in begins)
        if is_name or self.t.begins_with_month(headline) or (rest and not rest.islower()):
            return headline
        return within_sentence(headline)

    def marked(self, sentence: str) -> str:
        """Return a computed sentence; one that leaves the page says where its data is invented."""
        sentence = self.t.in_words(sentence)
        if not self.is_demo or self.on_page or not sentence:
            return sentence
        stop = "." if sentence.endswith(".") else ""
        return self.t("demo.sentence", sentence=sentence.removesuffix(stop)) + stop


def without_mark(headline: str, t: Texts) -> tuple[str, str]:
    """Return a heading without what says that its data is invented, and the chip that says it.

    A chart that has been kept says so in its heading, in the language in which it was kept.
    """
    for language in LANGUAGES:
        mark = texts(language)("demo.sentence", sentence="")
        if headline.endswith(mark):
            return headline.removesuffix(mark), t("demo.chip")
    return headline, ""


def basis_text(t: Texts, n: int, of: int) -> str:
    """Return ``"241 av 290 (83 %)"``, as `Selection.basis`, where nothing need be chosen."""
    return t("basis", n=t.number(n), of=t.number(of), rate=t.percent(n / of if of else None))


def value_text(t: Texts, indicator: Indicator, value: float | None, *, group: bool = False) -> str:
    """Return an indicator's value in words: yes or no for a municipality, per cent for a group."""
    if value is None or pd.isna(value):
        return t("missing")
    if indicator.is_share:
        return t.percent(value) if group else t("yes" if value >= 1 else "no")
    return t.number(value, indicator.decimals)


def figure_text(t: Texts, indicator: Indicator, value: float | None, n: int) -> str:
    """Return a group's figure in words, of `n` with a value: there is no per cent of one."""
    if indicator.is_share and value is not None and not pd.isna(value):
        return share_words(value, n, t)
    return value_text(t, indicator, value, group=True)


def change_text(t: Texts, indicator: Indicator, change: float | None) -> str:
    """Return a change with its sign; percentage points for shares."""
    if change is None or pd.isna(change):
        return t("missing")
    if indicator.is_share:
        return t("change.points", change=t.number(100 * change, 0, sign=True))
    return t.number(change, indicator.decimals, sign=True)


def marked_name(t: Texts, name: str, n: int, of: int) -> str:
    """Return a group's name, marked where its figure rests on few, or is a lone municipality's."""
    if n >= FEW:
        return name
    return t("region.one" if of == 1 else "region.few", name=name)


def short_label(indicator: Indicator, language: str) -> str:
    """Return what an index is of, or the indicator's own name: short enough for a row.

    An index need not be made of its whole dimension, so it is its own label that says it.
    """
    label = indicator.label[language]
    _, _, of = label.partition(": ")
    return at_beginning(of) if of else label


def unit_text(t: Texts, indicator: Indicator) -> str:
    """Return the unit's words."""
    return t(f"unit.{indicator.unit}")


def own_unit_text(t: Texts, indicator: Indicator) -> str:
    """Return the words for the unit of a municipality's own value, as `value_text` says it."""
    return t("unit.yes_no") if indicator.is_share else unit_text(t, indicator)


@cache
def place_names(language: str) -> Mapping[str, str]:
    """Return the names of counties, SKR groups and size classes by their keys, made once."""
    names = {county.code: county.names[language] for county in geography.counties()}
    for group in (*geography.skr_main_groups(), *geography.skr_groups()):
        names[group.code] = f"{group.code} {group.names[language]}"
    for size in geography.size_classes():
        names[size.key] = size.names[language]
    return MappingProxyType(names)


def region_names(selection: Selection) -> Mapping[str, str]:
    """Return the names of counties, SKR groups and size classes, and of the areas in play."""
    names = place_names(selection.language)
    sets = {own.key: own for own in (selection.region_set, selection.by_set) if own is not None}
    for own in sets.values():
        elsewhere = {own.elsewhere: selection.t("areas.elsewhere", title=own.title)}
        names = {**names, **own.region_names, **elsewhere}
    return names


def grouping_words(selection: Selection) -> str:
    """Return what the groups of the chosen grouping are called in a sentence: ``"län"``."""
    t, own = selection.t, selection.by_set
    return t(f"inequality.by_{selection.by}") if own is None else t("areas.by", title=own.title)


def group_value(rows: pd.DataFrame, prefix: str = "") -> float | None:
    """Return a group's figure: the factor times the sum of numerators over that of denominators.

    For an indicator that is no ratio the denominators are 1, and this is the unweighted mean or
    share. None where nobody in `rows` has a value.
    """
    # As arrays: a page asks this of each region, and frames are slow to look into.
    numerator = rows[f"{prefix}numerator"].to_numpy(dtype=float)
    denominator = rows[f"{prefix}denominator"].to_numpy(dtype=float)
    valued = ~(np.isnan(numerator) | np.isnan(denominator))
    total = denominator[valued].sum()
    if total == 0:
        return None
    factor = rows["factor"].to_numpy()[valued][0]
    return exact(factor * numerator[valued].sum() / total)


def indicator_of(selection: Selection) -> Indicator:
    """Return the chosen indicator; raises UnknownKey."""
    return codebook().indicator(selection.indicator)
