"""What a dump's CSV files hold, in the W3C's words for it (CSVW): `csv-metadata.json`."""

from collections.abc import Iterable
from typing import Any

from ailaget.exports.dump.codebook_tables import as_json
from ailaget.exports.dump.data_package import About
from ailaget.exports.dump.table_files import CSV_FORMS, CsvForm
from ailaget.exports.dump.tables import DumpTable, Field, Words

FILE = "csv-metadata.json"
DATATYPES = {"text": "string", "integer": "integer", "number": "decimal", "boolean": "boolean"}


def csv_on_the_web(about: About, tables: Iterable[DumpTable], licence: str) -> bytes:
    """Return the metadata of every CSV: its marks, its columns with their types, and its keys.

    A column's `titles` are what stands in the header: readers match by them. What the column is
    called in either language is its `dc:title`.
    """
    return as_json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
            "dc:title": _in_languages(about.title),
            "dc:description": _in_languages(about.description),
            "dc:source": about.source,
            "dc:hasVersion": about.version,
            "dc:license": {"@id": licence},
            "tables": [_table(about, table, form) for form in CSV_FORMS for table in tables],
        }
    )


def _table(about: About, table: DumpTable, form: CsvForm) -> dict[str, Any]:
    return {
        "url": form.path(about.stem(table.name)),
        "dc:title": _in_languages(table.title),
        "dialect": {
            "delimiter": form.delimiter,
            "encoding": "utf-8",
            "lineTerminators": ["\r\n", "\n"],
            "header": True,
        },
        "tableSchema": {
            "columns": [_column(field, form) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": field,
                    "reference": {
                        "resource": form.path(about.stem(other)),
                        "columnReference": key,
                    },
                }
                for field, (other, key) in table.references.items()
            ],
        },
    }


def _column(field: Field, form: CsvForm) -> dict[str, Any]:
    return {
        "name": field.name,
        "titles": field.name,
        "dc:title": _in_languages(field.label),
        "datatype": _datatype(field, form),
        "required": field.is_needed,
    }


def _datatype(field: Field, form: CsvForm) -> Any:
    base = DATATYPES[field.kind]
    if field.kind == "number" and form.decimal != ".":
        return {"base": base, "format": {"decimalChar": form.decimal}}
    if field.options:
        return {"base": base, "format": "|".join(field.options)}
    return base


def _in_languages(text: Words) -> list[dict[str, str]]:
    return [{"@value": words, "@language": language} for language, words in text.items()]
