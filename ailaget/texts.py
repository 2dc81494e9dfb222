"""Reader texts in Swedish and English, with each language's numbers, dates and sorting."""

import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from ailaget.errors import AilagetError

TEXTS = Path(__file__).parent.parent / "data" / "texts"
LOCALES = {
    "sv": "sv_SE",
    "en": "en_GB",
}
"""The languages that can be chosen, each with whose numbers, dates and lists it has."""

LANGUAGES = tuple(LOCALES)
DEFAULT_LANGUAGE = "sv"
MISSING = "–"

SHORTER = ("", "_short", "_shorter", "_shortest")
"""How the keys of a text's forms end, the fullest first."""

_SWEDISH_ORDER = str.maketrans({"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3", "é": "e"})


class MissingText(AilagetError):
    """A text that a page asks for is not among the language's."""

    def __init__(self, language: str, text: str) -> None:
        super().__init__("texts.missing", language=language, text=text)


@dataclass(frozen=True)
class Texts:
    """The texts of one language, flat: ``"overview.title"`` -> text with ``{placeholders}``."""

    language: str
    entries: Mapping[str, str]

    @property
    def tag(self) -> str:
        """The language as files name it: ``"sv-SE"``."""
        return LOCALES[self.language].replace("_", "-")

    def __call__(self, key: str, **params: object) -> str:
        """Return a text with its placeholders filled; raises MissingText."""
        if key not in self.entries:
            raise MissingText(self.language, key)
        if not params:
            return self.entries[key]
        # What is filled in may be a question, which ends its sentence itself.
        return self.entries[key].format_map(params).replace("?. ", "? ")

    def count(self, key: str, n: int, /, **params: object) -> str:
        """Return the text `key.one` or `key.other` by the number, which fills ``{n}``.

        Of none it is `key.none`, where there is such a text.
        A given `n` fills it instead, where another number decides the form: "1 av 3 kommuner".
        """
        form = "one" if n == 1 else "other"
        form = "none" if n == 0 and f"{key}.none" in self.entries else form
        return self(f"{key}.{form}", **{"n": self.number(n), **params})

    def forms(self, key: str, n: int | None = None, /, **params: object) -> list[str]:
        """Return a text and its shorter forms, as `key_short`, the fullest first.

        Each is as `count` has it where a number is given.
        """
        keys = (f"{key}{form}" for form in SHORTER)
        if n is None:
            return [self(each, **params) for each in keys if each in self.entries]
        return [self.count(each, n, **params) for each in keys if f"{each}.other" in self.entries]

    def error(self, error: AilagetError, shown: Callable[[object], object] | None = None) -> str:
        """Return a named error in words; its key where the language has no text for it.

        `shown` says how what is filled in is shown where the words are.
        """
        params = {name: self.plain(value) for name, value in error.params.items()}
        if shown is not None:
            params = {name: shown(value) for name, value in params.items()}
        text = self.entries.get(f"errors.{error.key}", str(error))
        return text.format_map(params) if f"errors.{error.key}" in self.entries else text

    def plain(self, value: object) -> object:
        """Return numbers as the language writes them, and anything else as it is."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return self.number(value, 0 if isinstance(value, int) else 2)

    def number(self, value: float | None, decimals: int = 0, *, sign: bool = False) -> str:
        """Return a number as the language writes it; NaN and None are a dash."""
        if value is None or not math.isfinite(value):
            return MISSING
        shown = rounded(value, decimals)
        text = f"{abs(shown):,.{max(decimals, 0)}f}".translate(_marks(self.language))
        prefix = "−" if shown < 0 else "+" if sign and shown > 0 else ""
        return prefix + text

    @property
    def separators(self) -> str:
        """The marks of decimals and thousands, as charts take them."""
        marks = _marks(self.language)
        return marks[ord(".")] + marks[ord(",")]

    def percent(self, share: float | None, decimals: int = 0, *, sign: bool = False) -> str:
        """Return a share between 0 and 1 as per cent."""
        if share is None or not math.isfinite(share):
            return MISSING
        return f"{self.number(100 * share, decimals, sign=sign)}{self.percent_sign}"

    def in_words(self, sentence: str) -> str:
        """Return a sentence with per cent as a word: the sign is for tables and charts."""
        return re.sub(r"\s?%", f" {self('unit.percent').lower()}", sentence)

    @property
    def percent_sign(self) -> str:
        """The per cent sign as it follows a number, with the space that the language has there."""
        return _percent_sign(self.language)

    @property
    def name(self) -> str:
        """The language's name for itself, as the first word of a line."""
        return str(Locale.parse(LOCALES[self.language]).get_language_name()).capitalize()

    def wave(self, wave: str) -> str:
        """Return ``"2026-10"`` as ``"oktober 2026"``; one of others says of whom it is."""
        month, others = wave[:7], wave[8:]
        words = self._month(month, "MMMM y")
        if not others:
            return words
        if others == "regions":
            return self("wave_of_regions", month=words)
        return self("wave_of_areas", month=words, area_set=others)

    def wave_short(self, wave: str) -> str:
        """Return ``"2026-10"`` as ``"okt. 2026"``."""
        return self._month(wave, "MMM y")

    def day(self, when: date) -> str:
        """Return a date as ``"3 november 2026"``."""
        return str(format_date(when, "d MMMM y", locale=LOCALES[self.language]))

    def listing(self, names: Iterable[str]) -> str:
        """Return names joined as ``"A, B och C"``."""
        return str(format_list(list(names), locale=LOCALES[self.language]))

    def sort_key(self, text: str) -> str:
        """Return a key that sorts å, ä and ö last, as Swedish does."""
        return text.casefold().translate(_SWEDISH_ORDER)

    def begins_with_month(self, text: str) -> bool:
        """Return whether a text begins with a month that keeps its capital within a sentence."""
        waves = [f"2000-{month:02}" for month in range(1, 13)]
        names = {self._month(wave, pattern) for wave in waves for pattern in ("MMM", "MMMM")}
        word = re.split(r"\W", text, maxsplit=1)[0]
        return word in names and word[:1].isupper()

    def _month(self, wave: str, pattern: str) -> str:
        # What a journal or a frozen picture names may be no month: then it is shown as it stands.
        try:
            year, month = (int(part) for part in wave.split("-"))
            first = date(year, month, 1)
        except ValueError:
            return wave
        return str(format_date(first, pattern, locale=LOCALES[self.language]))


@cache
def _marks(language: str) -> dict[int, str]:
    # Babel's own formatting takes 0.1 ms a number, and a map has 290 of them.
    locale = LOCALES[language]
    return {ord(","): str(get_group_symbol(locale)), ord("."): str(get_decimal_symbol(locale))}


@cache
def _percent_sign(language: str) -> str:
    _, sign = Locale.parse(LOCALES[language]).percent_formats[None].suffix
    return str(sign)


@cache
def texts(language: str) -> Texts:
    """Return a language's texts, read once; an unknown language gives the default."""
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    entries: dict[str, str] = {}
    for path in sorted((TEXTS / language).glob("*.toml")):
        entries.update(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    return Texts(language, entries)


def rounded(value: float, decimals: int = 0) -> float:
    """Return a number rounded as readers and Excel do, half away from zero.

    >>> rounded(62.5), rounded(-0.25, 1), rounded(100 * 0.145)
    (63.0, -0.3, 15.0)
    """
    return float(Decimal(_digits(value)).quantize(_step(decimals), ROUND_HALF_UP)) + 0.0


def exact(value: float) -> float:
    """Return a reckoned number without what the computer's own arithmetic has added to it.

    Whoever rounds it then rounds a half as `rounded` does.

    >>> exact(60.85 - 60.8), exact(200 / 3)
    (0.05, 66.666666666667)
    """
    return float(_digits(value)) + 0.0


def _digits(value: float) -> str:
    """Return a number with the digits that are its own: 60.85 - 60.8 is 0.05000000000000426.

    A sum of hundreds, and a difference of two, are off by less than the twelfth decimal and the
    fourteenth digit. Figures that earlier versions kept are off by more, and stay as they were.
    """
    return f"{round(float(value), 12):.14g}"


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


@cache
def _together() -> re.Pattern[str]:
    """Return the spaces where no line ends: within a number or a date, before its unit."""
    calendars = [Locale.parse(locale).months["format"]["wide"] for locale in LOCALES.values()]
    months = "|".join(name for calendar in calendars for name in calendar.values())
    return re.compile(
        r"(?<=\d) (?=\d{3}(?!\d))"  # thousands
        rf"|(?<=\d) (?=(?:{months})\b)|(?<=[^\W\d]|\.) (?=(?:19|20)\d\d\b(?!–))"  # day, month, year
        r"|(?<=\d) (?=(?:procent|per cent|kronor|kr|poäng|points?|km)\b|(?:av|of) \d|%)"
        r"|(?<=\d per) (?=cent\b)|(?<=\d (?:av|of)) (?=\d)|(?<=\bart\.) (?=\d)"
        r"|(?<=\bn) (?== \d)|(?<=\bn =) (?=\d)"
        r"| (?=\(\d+ (?:km|poäng|points)\))"
    )


_PARTED = re.compile(r"(?<=\d–)(?=\d)|(?<=\bAI-)(?=[^\W\d]{1,10}\b)")
"""Where a line ends after a dash or a hyphen: within a range, and within a short word with AI."""


def with_fixed_spaces(text: str) -> str:
    r"""Return a text in which no space within a number, a date or a measure ends a line.

    >>> with_fixed_spaces("I maj 2024 gick 200 000 kronor").split(" ")
    ['I', 'maj\xa02024', 'gick', '200\xa0000\xa0kronor']
    """
    return _together().sub("\N{NO-BREAK SPACE}", text)


def unbroken(text: str) -> str:
    r"""Return a text for the screen, in which besides no range or word such as AI-läget is parted.

    >>> unbroken("AI-assistent 0–100")
    'AI-\u2060assistent 0–\u2060100'
    """
    return _PARTED.sub("\N{WORD JOINER}", with_fixed_spaces(text))


def in_html(text: str) -> str:
    r"""Return a text for the screen as HTML shows it, letter by letter and well parted.

    >>> in_html("<b> 0–100")
    '&lt;b&gt; 0–\u2060100'
    """
    return escape(unbroken(text))


def placeholders(text: str) -> set[str]:
    """Return the names of a text's placeholders."""
    return set(re.findall(r"{(\w+)}", text))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def sentence(text: str) -> str:
    """Return a text with a full stop, unless it ends itself.

    >>> sentence("Har kommunen en plan?"), sentence("AI-mognad")
    ('Har kommunen en plan?', 'AI-mognad.')
    """
    return text if text.endswith((".", "?", "!")) else f"{text}."


def at_beginning(text: str) -> str:
    """Return a text as it stands at the beginning of a sentence.

    >>> at_beginning("oktober 2026")
    'Oktober 2026'
    """
    return text[:1].upper() + text[1:]


def within_sentence(text: str) -> str:
    """Return a text as it stands within a sentence, where only an abbreviation has a capital.

    >>> within_sentence("Procentenheter"), within_sentence("AI-jurister")
    ('procentenheter', 'AI-jurister')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
