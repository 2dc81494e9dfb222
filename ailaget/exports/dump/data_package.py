"""What a dump holds, for programs that read Frictionless data packages: `datapackage.json`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ailaget.exports.dump.codebook_tables import as_json
from ailaget.exports.dump.table_files import CSV_FORMS, POINT, CsvForm
from ailaget.exports.dump.tables import DumpTable, Field, Words, worded
from ailaget.exports.names import invented_stem
from ailaget.texts import DEFAULT_LANGUAGE, Texts, texts
from ailaget.views.base.selection import is_low

FILE = "datapackage.json"
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "json": "application/json",
}


@dataclass(frozen=True)
class About:
    """What is said of a dump as a whole: of which wave and data version, and where it is from.

    `licence` is the address of the licence that real answers come under, empty where none is given.
    """

    wave: str
    version: str
    is_demo: bool
    respondents: int
    asked: int
    licence: str = ""

    @property
    def title(self) -> Words:
        """What the dump is."""
        return worded(lambda t: t(self._key("title"), wave=t.wave(self.wave)))

    @property
    def description(self) -> Words:
        """What it holds, how many have answered, and first of all if those are few."""
        return worded(self._description)

    @property
    def source(self) -> str:
        """What stands in each row of answers: where it is from, and whether it is invented."""
        t = texts(DEFAULT_LANGUAGE)
        return t(self._key("source"), wave=t.wave(self.wave), version=self.version)

    @property
    def folder(self) -> str:
        """The name of the dump, without its ending."""
        return self._marked(f"ai-laget_matomgang_{self.wave}_{self.version}")

    def terms(self, t: Texts) -> str:
        """Return on what terms it may be used."""
        if self.licence and not self.is_demo:
            return t("dump.terms_licensed", licence=self.licence)
        return t(self._key("terms"))

    def stem(self, table: str) -> str:
        """Return the name of a table's files without their ending: what, when, and if invented."""
        return self._marked(f"{table}_{self.wave}")

    def _description(self, t: Texts) -> str:
        n, of = t.number(self.respondents), t.number(self.asked)
        rate = t.percent(self.respondents / self.asked)
        is_loud = is_low(self.respondents, self.asked)
        loud = [t("low_response.file", n=n, of=of, rate=rate)] if is_loud else []
        what = t(self._key("description"), wave=t.wave(self.wave))
        return " ".join([*loud, what, t.in_words(t("dump.answered", n=n, of=of, rate=rate))])

    def _key(self, text: str) -> str:
        return f"dump.{text}_{'demo' if self.is_demo else 'real'}"

    def _marked(self, stem: str) -> str:
        return invented_stem(stem, texts(DEFAULT_LANGUAGE)) if self.is_demo else stem


def data_package(
    about: About, tables: Iterable[DumpTable], files: Mapping[str, bytes], licence: str
) -> bytes:
    """Return the descriptor of a dump: each CSV with its columns and keys, every file with its sum.

    A table's foreign keys lead to the tables with the same marks.
    """
    resources = [
        _table_resource(about, table, form, files) for form in CSV_FORMS for table in tables
    ]
    described = {resource["path"] for resource in resources}
    others = [_file_resource(path, content) for path, content in files.items()]
    return as_json(
        {
            "profile": "data-package",
            "name": about.folder.replace("_", "-"),
            "title": about.title["sv"],
            "description": "\n\n".join(about.description.values()),
            "version": about.version,
            "licenses": [{"path": licence, "title": "Villkor / Terms"}],
            "sources": [{"title": about.source}],
            "resources": [*resources, *(r for r in others if r["path"] not in described)],
        }
    )


def _table_resource(
    about: About, table: DumpTable, form: CsvForm, files: Mapping[str, bytes]
) -> dict[str, Any]:
    path = form.path(about.stem(table.name))
    return {
        "profile": "tabular-data-resource",
        "name": _name(table.name, form),
        "path": path,
        "title": table.title["sv"],
        "description": table.title["en"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": form.delimiter, "lineTerminator": "\r\n"},
        **_sums(files[path]),
        "schema": {
            "fields": [_field(field, form) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [field], "reference": {"resource": _name(other, form), "fields": [key]}}
                for field, (other, key) in table.references.items()
            ],
        },
    }


def _name(table: str, form: CsvForm) -> str:
    return table if form == POINT else f"{table}_{form.folder.partition('_')[2]}"


def _field(field: Field, form: CsvForm) -> dict[str, Any]:
    kind = "string" if field.kind == "text" else field.kind
    described: dict[str, Any] = {
        "name": field.name,
        "type": kind,
        "title": field.label["sv"],
        "description": field.label["en"],
    }
    if kind == "number":
        described["decimalChar"] = form.decimal
    constraints: dict[str, Any] = {"required": True} if field.is_needed else {}
    if field.options:
        constraints["enum"] = list(field.options)
    return described | ({"constraints": constraints} if constraints else {})


def _file_resource(path: str, content: bytes) -> dict[str, Any]:
    ending = path.rpartition(".")[2]
    return {
        "profile": "data-resource",
        # Else Frictionless takes Parquet for a table, guesses its types and finds no bytes in it.
        "type": "file",
        "name": path.lower().replace("/", "-").replace(".", "-"),
        "path": path,
        "format": ending,
        "mediatype": MEDIA_TYPES.get(ending, "text/plain"),
        **_sums(content),
    }


def _sums(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}"}
