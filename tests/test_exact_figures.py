"""Every figure on the demonstration waves, against fractions of the answers themselves."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cache
from math import floor, isnan

from ailaget.codebook import Indicator, Item, codebook
from ailaget.geography import size_classes
from ailaget.statistics.intervals import TENTHS
from ailaget.store.database import Database
from ailaget.texts import texts
from ailaget.views.base.gap import shown_gap
from ailaget.views.base.panel import median_figure
from ailaget.views.base.selection import Selection, group_value, value_text
from ailaget.views.base.size_gap import size_gap_of

EVERYWHERE: Mapping[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}
GROUPINGS = ("county", "skr_group", "size_class")
T = texts("sv")

Fractions = dict[str, tuple[Fraction, Fraction]]
"""By municipality: the numerator and the denominator of a figure."""


def half_away(value: Fraction, decimals: int) -> str:
    """Return a number that is not negative as Swedish writes it, reckoned in whole numbers."""
    tenths = floor(value * 10**decimals + Fraction(1, 2))
    digits = f"{tenths:0{decimals + 1}d}"
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return f"{int(whole):,}".replace(",", "\xa0") + (f",{rest}" if rest else "")


def in_words(value: Fraction, indicator: Indicator) -> str:
    if indicator.is_share:
        return half_away(100 * value, 0) + T.percent_sign
    return half_away(value, indicator.decimals)


class Answers:
    """The answers of one wave, as fractions, and each indicator by the codebook's own words."""

    def __init__(self, source: Database, wave: str) -> None:
        places = source.query("municipalities", wave=wave, **EVERYWHERE)
        self.places = places.set_index("municipality")
        self.value: dict[tuple[str, str], Fraction] = {}
        self.status: dict[tuple[str, str], str] = {}
        self.chosen: dict[tuple[str, str], int] = defaultdict(int)
        for row in source.query("wave_answers", wave=wave).itertuples():
            key = (str(row.municipality), str(row.question))
            self.status[key] = str(row.status)
            if not isnan(row.value):
                self.value[key] = Fraction(repr(float(row.value)))
            if isinstance(row.choice, str):
                options = codebook().questions[key[1]].choices
                self.chosen[key] += not next(o for o in options if o.key == row.choice).exclusive

    def of(self, indicator: Indicator) -> Fractions:
        """Return what each municipality that has a value has."""
        answered = self.places.index[self.places["has_responded"]]
        made = {str(code): self._of(str(code), indicator) for code in answered}
        return {code: parts for code, parts in made.items() if parts is not None and parts[1]}

    def _of(self, code: str, indicator: Indicator) -> tuple[Fraction, Fraction] | None:
        if indicator.formula == "index":
            return _over_one(self._index(code, indicator))
        if indicator.formula == "mean":
            parts = [self._index(code, codebook().indicator(part)) for part in indicator.of]
            known = [part for part in parts if part is not None]
            return _over_one(sum(known) / Fraction(6)) if len(known) == len(parts) == 6 else None
        key = (code, str(indicator.question))
        if self.status.get(key) != "answered":
            return None
        place = self.places.loc[code]
        per = {"per_population": "population", "per_employees": "employees"}
        value, denominator = self.value[key], Fraction(1)
        if indicator.formula == "is_one_of":
            value = Fraction(value in indicator.values)
        elif indicator.formula in per:
            of = place[per[indicator.formula]]
            denominator = Fraction(0 if isnan(of) else int(of))
        return value, denominator

    def _index(self, code: str, indicator: Indicator) -> Fraction | None:
        status = {each.question: self._status(code, each.question) for each in indicator.items}
        applying = [each for each in indicator.items if status[each.question] != "not_applicable"]
        answered = [each for each in applying if status[each.question] == "answered"]
        if not applying or Fraction(len(answered), len(applying)) < Fraction(3, 5):
            return None
        scores = [self._score(code, each) for each in answered]
        return Fraction(100) * sum(scores, Fraction(0)) / len(scores)

    def _status(self, code: str, question: str) -> str:
        return self.status.get((code, question), "unanswered")

    def _score(self, code: str, item: Item) -> Fraction:
        key, question = (code, item.question), codebook().questions[item.question]
        most = Fraction(repr(float(item.of or 1)))
        if item.kind == "any":
            return Fraction(self.value[key] > 0)
        if item.kind == "count":
            return min(Fraction(self.chosen[key]), most) / most
        if item.kind == "capped":
            return min(self.value[key], most) / most
        assert question.minimum is not None and question.maximum is not None
        low, high = Fraction(question.minimum), Fraction(question.maximum)
        return (self.value[key] - low) / (high - low)


@cache
def answers_of(source: Database) -> Mapping[str, Answers]:
    """Return the answers of each wave, by wave."""
    return {str(wave): Answers(source, wave) for wave in source.query("waves")["wave"]}


def _over_one(value: Fraction | None) -> tuple[Fraction, Fraction] | None:
    return None if value is None else (value, Fraction(1))


def test_every_figure_is_shown_as_fractions_of_the_answers_give_it(demo: Database) -> None:
    shown = 0
    for wave, answers in answers_of(demo).items():
        rows = demo.query("wave_indicators", wave=wave)
        for key, of_indicator in rows.groupby("indicator"):
            indicator = codebook().indicator(str(key))
            factor, true = Fraction(repr(float(indicator.factor))), answers.of(indicator)
            values = of_indicator.set_index("municipality")["value"].dropna()
            assert set(values.index) == set(true)
            for code, value in values.items():
                numerator, denominator = true[str(code)]
                own = T.number(value, indicator.decimals)
                assert own == half_away(factor * numerator / denominator, indicator.decimals)
                # The very double that is nearest: equals are equal, and builds agree.
                if indicator.is_index:
                    assert value == float(numerator)
            groups = [of_indicator, *(g for by in GROUPINGS for _, g in of_indicator.groupby(by))]
            for inside in groups:
                parts = [true[code] for code in inside["municipality"] if code in true]
                mean = group_value(inside)
                if not parts:
                    assert mean is None
                    continue
                numerators, denominators = zip(*parts, strict=True)
                exactly = factor * sum(numerators) / sum(denominators)
                assert value_text(T, indicator, mean, group=True) == in_words(exactly, indicator)
                shown += 1
    assert shown > 3 * len(codebook().indicators) * len(size_classes())


def quantile(values: Collection[Fraction], q: Fraction) -> Fraction:
    """Return a quantile of type 7."""
    ordered = sorted(values)
    place = q * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def test_tenths_and_medians_are_shown_as_fractions_give_them(demo: Database) -> None:
    for wave, answers in answers_of(demo).items():
        rows = demo.query("wave_indicators", wave=wave)
        for indicator in filter(lambda each: not each.is_share, codebook().indicators.values()):
            factor, true = Fraction(repr(float(indicator.factor))), answers.of(indicator)
            of_indicator = rows[rows["indicator"] == indicator.key]
            for inside in (of_indicator, *(g for _, g in of_indicator.groupby("county"))):
                fractions = [
                    factor * true[code][0] / true[code][1]
                    for code in inside["municipality"]
                    if code in true
                ]
                if len(fractions) < TENTHS:
                    continue
                decimals = max(indicator.decimals, 1)
                ends = shown_gap(inside["value"], decimals=decimals)
                for end, tenths in ((ends.p10, 1), (ends.p90, 9)):
                    exactly = quantile(fractions, Fraction(tenths, 10))
                    assert T.number(end, decimals) == half_away(exactly, decimals)
                median = T.number(median_figure(inside, ""), decimals)
                assert median == half_away(quantile(fractions, Fraction(1, 2)), decimals)


def test_large_and_small_in_every_wave_are_shown_as_fractions_give_them(demo: Database) -> None:
    every = answers_of(demo)
    sizes = every[max(every)].places["size_class"]
    for indicator in codebook().indicators.values():
        made = size_gap_of(demo, Selection(max(every), is_demo=True), indicator)
        assert made is not None and made.waves == tuple(sorted(every))
        waves = [every[wave].of(indicator) for wave in made.waves]
        always = set.intersection(*map(set, waves))
        sides = zip(made.classes, (made.gap.upper, made.gap.lower), strict=True)
        for size, side in sides:
            members = always.intersection(sizes.index[sizes == size])
            per = sum((waves[-1][code][1] for code in members), Fraction(0))
            for wave, mean in zip(waves, side.means, strict=True):
                total = sum((wave[code][0] for code in members), Fraction(0))
                exactly = Fraction(repr(float(indicator.factor))) * total / per
                assert made.figure_words(mean.estimate) == in_words(exactly, indicator)
