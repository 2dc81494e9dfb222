"""Reader texts: the same in both languages, every one that code asks for there, none left over."""

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from ailaget.codebook import codebook
from ailaget.texts import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    MissingText,
    Texts,
    placeholders,
    texts,
    unbroken,
)
from ailaget.views.base.selection import place_names

UNASKED = ("argparse.", "errors.", "plotly.", "widget.")
"""What is asked for by the key of an error, or by the words that a library says."""

ENDS = (r"\.(none|one|other)$", r"_short(er|est)?(\.(one|other))?$")
"""How the forms of a text end, which are asked for by its key alone."""

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "ailaget").rglob("*.py")]


@cache
def trees() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in SOURCES
    ]


def calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{name}:{node.lineno}", node


def patterns(node: ast.expr) -> list[str]:
    """Return what an argument can be, as regular expressions; nothing where only a run tells."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.IfExp):
        return [*patterns(node.body), *patterns(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = [
            patterns(part) if isinstance(part, ast.Constant) else [".+"] for part in node.values
        ]
        return ["".join(part[0] for part in parts)]
    return []


def matching(pattern: str, keys: Collection[str]) -> set[str]:
    plain = re.sub(r"\\(.)", r"\1", pattern)
    if re.escape(plain) == pattern:
        return {plain} if plain in keys else set()
    found = re.finditer(f"^(?:{pattern})$", "\n".join(keys), re.MULTILINE)
    return {match[0] for match in found}


def text_calls() -> Iterator[tuple[str, str]]:
    """Yield where a text is asked for and a pattern of its key."""
    for where, call in calls():
        asks = call.func
        is_count = isinstance(asks, ast.Attribute) and asks.attr == "count"
        if is_count:
            asks = asks.value
        name = asks.id if isinstance(asks, ast.Name) else getattr(asks, "attr", "")
        if name == "t" and call.args:
            for pattern in patterns(call.args[0]):
                yield where, pattern + (r"\.(one|other)" if is_count else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert texts(language).entries.keys() ^ texts(DEFAULT_LANGUAGE).entries.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same(language: str) -> None:
    first, entries = texts(DEFAULT_LANGUAGE).entries, texts(language).entries
    different = [
        key
        for key in first.keys() & entries.keys()
        if placeholders(first[key]) != placeholders(entries[key])
    ]
    assert not different, "\n".join(different)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_of_the_data(language: str) -> None:
    for entry in (*codebook().dimensions.values(), *codebook().questions.values()):
        assert entry.label[language], entry.key
    assert all(place_names(language).values())


def test_no_text_is_empty() -> None:
    assert [
        key for name in LANGUAGES for key, text in texts(name).entries.items() if not text
    ] == []


def test_every_text_that_code_asks_for_is_there() -> None:
    keys = texts("sv").entries
    asked = list(text_calls())
    assert asked
    missing = [f"{where} {pattern}" for where, pattern in asked if not matching(pattern, keys)]
    assert not missing, "\n".join(missing)


def test_every_text_is_asked_for() -> None:
    used: set[str] = set()
    shapes = {pattern for _, pattern in text_calls() if not pattern.startswith(".+")}
    shapes |= {pattern for _, pattern in text_calls() if pattern.startswith(r".+\.")}
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                shapes.update(shape for shape in patterns(node) if re.match(r"\w+\\\.", shape))
    for shape in shapes:
        used |= matching(shape, texts("sv").entries)
    keys = (key for key in texts("sv").entries if not key.startswith(UNASKED))
    unused = [key for key in keys if not {key, *(re.sub(end, "", key) for end in ENDS)} & used]
    assert not unused, "\n".join(unused)


def error_calls() -> Iterator[tuple[str, str, set[str]]]:
    """Yield where an error chooses its words, a pattern of its key, and what it fills in."""
    for name, tree in trees():
        for klass in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            for call in (node for node in ast.walk(klass) if isinstance(node, ast.Call)):
                if ast.unparse(call.func) != "super().__init__" or not call.args:
                    continue
                given = {keyword.arg or "**" for keyword in call.keywords}
                for pattern in patterns(call.args[0]):
                    if r"\." in pattern and r"\ " not in pattern:
                        yield f"{name}:{call.lineno}", rf"errors\.{pattern}", given


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_named_error_has_words_and_fills_them(language: str) -> None:
    entries, wrong = texts(language).entries, []
    for where, pattern, given in error_calls():
        found = matching(pattern, entries)
        if not found:
            wrong.append(f"{where}: no text for {pattern}")
        wrong += [
            f"{where}: {key} asks for more than {given}"
            for key in found
            if "**" not in given and not placeholders(entries[key]) <= given
        ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_unknown_key_has_words(language: str) -> None:
    kinds = {
        pattern
        for _, call in calls()
        if ast.unparse(call.func) == "UnknownKey"
        for pattern in patterns(call.args[0])
    }
    assert "wave" in kinds
    assert {kind for kind in kinds if f"errors.unknown.{kind}" not in texts(language).entries} == (
        set()
    )


def test_a_missing_text_names_its_language_and_key() -> None:
    with pytest.raises(MissingText) as error:
        texts("en")("no.such_text")
    assert "no.such_text" in texts("en").error(error.value)
    assert "data/texts/en/" in texts("en").error(error.value)


def test_an_unknown_language_is_the_default() -> None:
    assert texts("xx").language == "sv"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sv", "−1\N{NO-BREAK SPACE}234,50"), ("en", "−1,234.50")],
)
def test_numbers_are_written_as_the_language_does(language: str, expected: str) -> None:
    assert texts(language).number(-1234.5, 2) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (62.5, 0, "63"),
        (0.25, 1, "0,3"),
        (-0.5, 0, "−1"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (100 * 0.145, 0, "15"),
        (42.15 - 42.0, 1, "0,2"),  # 0.14999999999999858
        (sum([18 + 1 / 3, 19 + 1 / 6]) / 2, 1, "18,8"),
        (18.7499999997, 1, "18,7"),  # as an earlier version has kept it, and shown it
        (1250.0, -2, "1\N{NO-BREAK SPACE}300"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: float, decimals: int, expected: str) -> None:
    assert texts("sv").number(value, decimals) == expected


def test_what_is_missing_is_a_dash_and_never_zero() -> None:
    t = texts("sv")
    assert t.number(None) == t.number(float("nan"), 1) == t.percent(None) == "–"
    assert t.number(float("inf")) == "–"
    assert t.number(-0.0001, 1) == "0,0"


def test_shares_dates_and_lists_follow_the_language() -> None:
    sv, en = texts("sv"), texts("en")
    assert (sv.percent(0.5), en.percent(0.5)) == ("50\N{NO-BREAK SPACE}%", "50%")
    assert (sv.wave("2026-10"), en.wave("2026-10")) == ("oktober 2026", "October 2026")
    assert (sv.listing(["A", "B", "C"]), en.listing(["A", "B"])) == ("A, B och C", "A and B")
    assert sv.percent(0.125, sign=True).startswith("+")


def test_swedish_letters_sort_last() -> None:
    names = ["Örebro", "Ängelholm", "Åmål", "Ystad", "Alingsås", "Håbo", "Habo"]
    expected = ["Alingsås", "Habo", "Håbo", "Ystad", "Åmål", "Ängelholm", "Örebro"]
    assert sorted(names, key=texts("sv").sort_key) == expected


def test_a_count_chooses_singular_or_plural() -> None:
    t = Texts("sv", {"row.one": "{n} rad", "row.other": "{n} rader"})
    assert (t.count("row", 1), t.count("row", 0), t.count("row", 2)) == (
        "1 rad",
        "0 rader",
        "2 rader",
    )


def test_of_none_there_may_be_a_text_of_its_own() -> None:
    assert (
        texts("sv").count("examples.in_place", 0, place="Eda")
        == "Inget exempel från Eda finns i listan."
    )


def test_a_question_that_is_filled_in_ends_its_sentence_itself() -> None:
    told = texts("sv")("map.alt", title="Finns en plan?", basis="3 av 9", headline="Ja.")
    assert told == "Karta: Finns en plan? 3 av 9 har värde. Ja."


def test_no_swedish_sentence_begins_with_a_month() -> None:
    begun = [key for key, text in texts("sv").entries.items() if re.search(r"[.!?] \{wave", text)]
    assert begun == []


def test_the_swedish_is_not_translated_word_for_word() -> None:
    """A page does not lead with a figure, and what is tried at random is not drawn."""
    english = ("leder sidan med", "ha väntats", "av dragningarna", "tio dragningar")
    told = texts("sv").entries.items()
    assert not [key for key, text in told if any(words in text for words in english)]


LEFT_WORDS = {
    "sv": {
        r"\burvalet\b": "valda kommuner",
        r"\bfrö\b": "startvärde",
        r"kontextmått": "omvärldsmått",
        r"(?<!r-)\bindikator": "mått",
        r"\bmätning(en|ar|arna)?\b": "mätomgång",
        r"\bheltider\b": "årsarbetskrafter",
        r"ai-tjänst": "AI-verktyg, or årsarbetskrafter för AI",
        r"p90 − p10": "gap",
        r"^i demonstrationsdata": "(påhittade data), after the sentence",
    },
    "en": {
        r"\bsurvey wave": "wave",
        r"\bpercent\b": "per cent",
        r"\bcontext figure": "background figure",
        r"\bin the selection\b": "the chosen municipalities",
        r"\bsure change": "certain change",
        r"\bread with care\b": "interpret with care",
        r"^in demonstration data": "(invented data), after the sentence",
        r"\blow response\b(?! rate)": "low response rate",
        r"the council on this": "the AI council",
        r"(^|\b(in|an) )own full-time": "of their own",
        r"\bshare of (yes|no)\b": "share answering yes",
        r"per cent certain": "a probability of so many per cent",
        r"begun with \{": "started on",
    },
}
"""Words that were once said for a thing, and what says it everywhere now."""


@pytest.mark.parametrize("language", LEFT_WORDS)
def test_one_thing_has_one_word(language: str) -> None:
    entries = texts(language).entries.items()
    wrong = [
        f"{key}: {pattern}, now {instead}"
        for pattern, instead in LEFT_WORDS[language].items()
        for key, text in entries
        if re.search(pattern, text.lower())
    ]
    assert not wrong, "\n".join(wrong)


def test_the_english_is_not_translated_word_for_word() -> None:
    """A condition begins with if, a day has its on or by, and no word is Latin."""
    swedish = re.compile(
        r"\bhad (?:all|every\w*|other|municipalities)\b"
        r"|\b(?:frozen|done|decided|deleted|published|due) \{(?:day|when)\}"
        r"|\bet al\b|\be\.g\.|\bi\.e\.|\betc\b"
    )
    entries = texts("en").entries.items()
    assert not [key for key, text in entries if swedish.search(text.lower())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_too_long_to_be_read(language: str) -> None:
    sentences = (
        (key, sentence)
        for key, text in texts(language).entries.items()
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text)
    )
    assert not [key for key, sentence in sentences if len(sentence.split()) > 50]


def test_no_date_in_running_text_is_written_in_figures_but_where_one_is_asked_for() -> None:
    asked = ("practice.reason.", "reasons.", "cli.", "context.cli.", "errors.")
    dated = re.compile(r"\b20\d\d-\d\d-\d\d\b")
    for language in LANGUAGES:
        entries = texts(language).entries.items()
        assert not [k for k, text in entries if dated.search(text) and not k.startswith(asked)]


IN_FILES = ("dump.", "metadata.", "column.", "minutes.frozen")
"""Where a version of the data is told: in files, and in the minutes' notes."""


@pytest.mark.parametrize(("language", "words"), [("sv", "dataversion"), ("en", "data version")])
def test_no_running_text_tells_the_version_of_the_data(language: str, words: str) -> None:
    entries = texts(language).entries.items()
    assert not [k for k, text in entries if words in text.lower() and not k.startswith(IN_FILES)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_levels_name_says_how_far_one_has_come_and_denies_nothing(language: str) -> None:
    """In the lowest level too are municipalities that use AI: none is told that it has not."""
    denying = re.compile(r"\b(inte|inge[nt]|inga|aldrig|saknar|not|none|no|never|lacks?)\b")
    names = [level.label[language].lower() for level in codebook().levels]
    assert len(set(names)) == len(names) == 5
    assert [name for name in names if denying.search(name)] == []


def test_no_swedish_number_is_broken_between_lines() -> None:
    broken = re.compile(r"\d \d{3}\b")
    assert not [key for key, text in texts("sv").entries.items() if broken.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_of_what_is_protected_keeps_to_its_word(language: str) -> None:
    loose = re.compile(r"(?:^| )\.\. ")
    assert not [key for key, text in texts(language).entries.items() if loose.search(text)]
    assert texts(language)("municipality.protected").startswith("..\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_charts_values_are_is_said_once(language: str) -> None:
    """A page says it after every chart's words: `chart.alt_on_page`."""
    alts = {key: text for key, text in texts(language).entries.items() if key.endswith("_alt")}
    assert alts
    assert not [key for key, text in alts.items() if re.search("tabellen|the table", text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("fick 200 000 kronor", ["fick", "200 000 kronor"]),
        ("den 8 juli och 24 juli 2026", ["den", "8 juli", "och", "24 juli 2026"]),
        ("sedan okt. 2025", ["sedan", "okt. 2025"]),
        # Of several years it would be too long for a narrow column.
        ("31 december 2020–2025", ["31 december", "2020–\N{WORD JOINER}2025"]),
        ("till 32,1 av 100 (58 poäng)", ["till", "32,1 av 100 (58 poäng)"]),
        ("by 26 per cent in 5 March", ["by", "26 per cent", "in", "5 March"]),
        ("hos Ale (19 km)", ["hos", "Ale (19 km)"]),
        ("enligt art. 4", ["enligt", "art. 4"]),
        ("1 av 3 i 2 kommuner", ["1 av 3", "i", "2", "kommuner"]),
        ("inom 100 km, within 100 km", ["inom", "100 km,", "within", "100 km"]),
    ],
)
def test_no_line_ends_within_a_number_a_date_or_a_measure(text: str, pieces: list[str]) -> None:
    gap = "\N{NO-BREAK SPACE}"
    assert [piece.replace(gap, " ") for piece in unbroken(text).split(" ")] == pieces


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("index 0–100", ["index 0–", "100"]),
        ("AI-läget och AI-råd", ["AI-", "läget och AI-", "råd"]),
        # What is as long as a line may part.
        ("AI-årsarbetskrafter i Nord-Syd", ["AI-årsarbetskrafter i Nord-Syd"]),
        ("a–b", ["a–b"]),
    ],
)
def test_no_line_ends_within_a_range_or_a_short_word_with_a_hyphen(
    text: str, parts: list[str]
) -> None:
    assert unbroken(text).split("\N{WORD JOINER}") == parts
