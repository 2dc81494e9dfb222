"""Every refusal and reason has words in both languages, with the same placeholders."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.reading.refusals import (
    REFUSALS,
    ROW_REASONS,
    VALUE_REASONS,
    WARNING_REASONS,
    WAVE_REASONS,
)

ROOT = Path(__file__).parent.parent.parent
TEXTS = ROOT / "data" / "texts"
SOURCES = "".join(path.read_text() for path in (ROOT / "ailaget" / "ingest").rglob("*.py"))


def texts(language: str, *tables: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for path in sorted((TEXTS / language).glob("*.toml")):
        part = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in tables:
            part = part.get(table, {})
        merged |= {key: text for key, text in part.items() if isinstance(text, str)}
    return merged


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_key_has_words(language: str) -> None:
    assert set(REFUSALS) <= set(texts(language, "errors", "load"))
    reasons = {*ROW_REASONS, *VALUE_REASONS, *WARNING_REASONS}
    assert reasons <= set(texts(language, "reasons"))
    assert set(WAVE_REASONS) == set(texts(language, "wave_warning"))


def test_the_codebooks_checks_give_listed_reasons() -> None:
    for check in codebook().checks:
        listed = VALUE_REASONS if check.severity == "error" else WARNING_REASONS
        assert check.reason in listed


def test_both_languages_fill_in_the_same() -> None:
    for tables in (("errors", "load"), ("reasons",)):
        swedish, english = texts("sv", *tables), texts("en", *tables)
        assert swedish.keys() == english.keys()
        for key in swedish:
            assert fields(swedish[key]) == fields(english[key]), key


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_listed_keys_are_those_that_the_code_gives() -> None:
    given = set(re.findall(r'"([a-z_0-9]+)"', SOURCES))
    listed = set(re.findall(r'LoadRefused\(\s*"([a-z_0-9]+)"', SOURCES))
    assert listed <= set(REFUSALS)
    assert {*REFUSALS, *ROW_REASONS, *VALUE_REASONS} <= given
