"""A table as the files that programs read it from: CSV with either decimal sign, and Parquet."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq

from ailaget.exports.dump.tables import DumpTable, Kind, Value
from ailaget.exports.text.csv_cells import BOM, csv_text
from ailaget.texts import texts


@dataclass(frozen=True)
class CsvForm:
    """One way to write CSV: the folder it lies in, and the language whose marks it has."""

    folder: str
    language: str

    @property
    def decimal(self) -> str:
        """The decimal sign."""
        return texts(self.language).separators[0]

    @property
    def delimiter(self) -> str:
        """What parts the columns."""
        return ";" if self.decimal == "," else ","

    def path(self, stem: str) -> str:
        """Return where a table lies in the dump."""
        return f"{self.folder}/{stem}.csv"


POINT, COMMA = CsvForm("csv_decimalpunkt", "en"), CsvForm("csv_decimalkomma", "sv")
CSV_FORMS = (POINT, COMMA)

TYPES: Mapping[Kind, pa.DataType] = MappingProxyType(
    {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
)


def csv_file(table: DumpTable, form: CsvForm) -> bytes:
    """Return a table as CSV: one header, then its rows; an empty cell is a missing value."""
    header = [field.name for field in table.fields]
    rows = [[_plain(cell) for cell in row] for row in table.rows]
    return BOM + csv_text([header, *rows], texts(form.language))


def _plain(cell: Value) -> str | int | float | None:
    """Return a cell without needless decimals, and yes and no in the words that programs know."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def parquet_file(table: DumpTable) -> bytes:
    """Return a table as Parquet, its columns with the types that they have."""
    written = io.BytesIO()
    pq.write_table(arrow_table(table), written, compression="zstd")
    return written.getvalue()


def arrow_table(table: DumpTable) -> pa.Table:
    """Return a table with the types of its columns, and their words in Swedish beside them."""
    schema = pa.schema(
        [
            pa.field(
                field.name,
                TYPES[field.kind],
                nullable=not field.is_needed,
                metadata={f"title_{language}": text for language, text in field.label.items()},
            )
            for field in table.fields
        ]
    )
    columns = [table.column(field.name) for field in table.fields]
    arrays = [
        pa.array(cells, TYPES[f.kind]) for cells, f in zip(columns, table.fields, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
