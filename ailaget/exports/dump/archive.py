"""The dump of a wave: every file in it, and the zip that holds them.

The same data version gives the same bytes: no file knows when or for whom it was made.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ailaget.errors import UnknownKey
from ailaget.exports.dump.answers import long_answers, wide_answers
from ailaget.exports.dump.areas import (
    county_layer,
    geopackage_file,
    geoparquet_file,
    municipality_layer,
    shapes_of,
    with_areas,
)
from ailaget.exports.dump.codebook_tables import codebook_json, codebook_tables
from ailaget.exports.dump.csv_on_the_web import FILE as CSVW
from ailaget.exports.dump.csv_on_the_web import csv_on_the_web
from ailaget.exports.dump.data_package import FILE as PACKAGE
from ailaget.exports.dump.data_package import About, data_package
from ailaget.exports.dump.indicators import group_indicators, long_indicators, wide_indicators
from ailaget.exports.dump.own_areas import FIGURES, own_area_layers, own_area_tables
from ailaget.exports.dump.protected import protected_table
from ailaget.exports.dump.readme import LICENCE, SUMS, licence_text, readme_files
from ailaget.exports.dump.reference import reference_table
from ailaget.exports.dump.table_files import CSV_FORMS, csv_file, parquet_file
from ailaget.exports.dump.tables import DumpTable, named
from ailaget.store.database import NoWaves
from ailaget.views.base.licence import licence
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Source

A_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say of a file."""

READABLE, UNIX = 0o100644 << 16, 3
"""A file's rights, and whose they are: said of each, else the machine that made it shows."""


@dataclass(frozen=True)
class Dump:
    """A whole wave as a file: its name, its bytes, and the sum that tells it from any other."""

    name: str
    content: bytes

    @property
    def sum(self) -> str:
        """The SHA-256 of the content."""
        return sha256(self.content).hexdigest()


def wave_dump(source: Source, build: str, wave: str) -> Dump:
    """Return the dump of a wave that readers see, of the data version `build`.

    Raises
    ------
    NoWaves, UnknownKey
    """
    about = _about(source, build, wave)
    files = dump_files(source, about)
    inside = {f"{about.folder}/{path}": content for path, content in files.items()}
    return Dump(f"{about.folder}.zip", _zipped(inside))


def dump_files(source: Source, about: About) -> dict[str, bytes]:
    """Return every file of a dump by its path in it."""
    tables = _tables(source, about)
    files = {
        form.path(about.stem(table.name)): csv_file(table, form)
        for form in CSV_FORMS
        for table in tables
    }
    files |= {f"parquet/{about.stem(table.name)}.parquet": parquet_file(table) for table in tables}
    files |= _areas(source, {table.name: table for table in tables}, about)
    files[f"{about.stem('kodbok')}.json"] = codebook_json(about.wave)
    files |= readme_files(about, tables)
    files[LICENCE] = licence_text(about)
    files[CSVW] = csv_on_the_web(about, tables, LICENCE)
    files[PACKAGE] = data_package(about, tables, files, LICENCE)
    files[SUMS] = "".join(f"{sha256(files[p]).hexdigest()}  {p}\n" for p in sorted(files)).encode()
    return files


def _about(source: Source, build: str, wave: str) -> About:
    waves = {str(row["wave"]): row for row in row_records(source.query("waves"))}
    if not waves:
        raise NoWaves("published")
    if wave not in waves:
        raise UnknownKey("wave", wave, list(waves))
    row = waves[wave]
    return About(
        wave,
        version=Path(build).stem,
        is_demo=bool(row["is_demo"]),
        respondents=int(row["respondents"]),
        asked=int(row["municipalities"]),
        licence=licence(),
    )


def _tables(source: Source, about: About) -> Sequence[DumpTable]:
    """Return the tables of answers, which say in each row where it is from, then the codebook."""
    makers = (
        reference_table,
        long_answers,
        wide_answers,
        long_indicators,
        wide_indicators,
        group_indicators,
        protected_table,
    )
    made = [*(make(source, about.wave) for make in makers), *own_area_tables(source, about.wave)]
    return [*(_with_source(table, about) for table in made), *codebook_tables(about.wave)]


def _with_source(table: DumpTable, about: About) -> DumpTable:
    source = about.source
    rows = [(*row, source) for row in table.rows]
    return replace(table, fields=(*table.fields, named("kalla")), rows=rows)


def _areas(source: Source, tables: Mapping[str, DumpTable], about: About) -> dict[str, bytes]:
    """Return the areas with their figures as one GeoPackage and a GeoParquet each."""
    municipalities = municipality_layer(tables["indikatorer_bred"], tables["svar_bred"])
    counties = _with_source(county_layer(tables["indikatorer_grupper"]), about)
    layers = {
        "kommuner": with_areas(municipalities, shapes_of("kommuner"), "kommunkod"),
        "lan": with_areas(counties, shapes_of("lan"), "lanskod"),
    }
    if FIGURES in tables:
        for own in own_area_layers(source, tables[FIGURES]):
            table = _with_source(own.table, about)
            layers[own.name] = with_areas(table, own.shapes, "omradeskod")
    files = {
        f"karta/{about.stem(name)}.parquet": geoparquet_file(areas)
        for name, areas in layers.items()
    }
    return {f"karta/{about.stem('karta')}.gpkg": geopackage_file(layers), **files}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = ZipInfo(path, A_FIXED_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr, entry.create_system = READABLE, UNIX
            archive.writestr(entry, files[path])
    return written.getvalue()
