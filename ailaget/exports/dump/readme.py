"""What a person reads first in a dump: README in each language, and the terms."""

from collections.abc import Iterable
from pathlib import Path

from ailaget.exports.dump.codebook_tables import status_words
from ailaget.exports.dump.data_package import About
from ailaget.exports.dump.tables import DumpTable
from ailaget.texts import LANGUAGES, Texts, texts

LICENCE = "LICENS.txt"
SUMS = "SHA256SUMS"
OWN = Path(__file__).parents[3] / "LICENSE"
"""The licence of the code, and of the codebook's words."""


def readme_files(about: About, tables: Iterable[DumpTable]) -> dict[str, bytes]:
    """Return a README for each language, under the name that it has there."""
    return {
        texts(language)("dump.readme_name"): _readme(about, tables, texts(language))
        for language in LANGUAGES
    }


def licence_text(about: About) -> bytes:
    """Return on what terms the answers, the reference and the codebook may be used."""
    terms = [f"{about.terms(t).strip()}\n" for t in map(texts, LANGUAGES)]
    return "\n".join([*terms, OWN.read_text(encoding="utf-8")]).encode()


def _readme(about: About, tables: Iterable[DumpTable], t: Texts) -> bytes:
    listed = "\n".join(
        f"- `{about.stem(table.name)}` – {table.title[t.language]} "
        + t.count("dump.rows", len(table.rows))
        for table in tables
    )
    statuses = "\n".join(
        f"- `{status}` – {words[t.language]}" for status, words in status_words().items()
    )
    text = t(
        "dump.readme",
        title=about.title[t.language],
        description=about.description[t.language],
        version=about.version,
        tables=listed,
        statuses=statuses,
        example=about.stem("svar_bred"),
    )
    return f"{text.strip()}\n".encode()
