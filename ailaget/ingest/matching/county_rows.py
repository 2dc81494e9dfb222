"""Tells rows about counties by what else their column names: six share a municipality's name."""

from collections.abc import Collection, Mapping
from functools import cache

from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.county_names import county_forms, is_bare
from ailaget.ingest.matching.municipalities import codes_by_form, municipality_text
from ailaget.ingest.reading.normalisation import fold_name
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import fold_header

_FEWEST_COUNTIES = 3
"""Counties from which a column is surely of counties: then no row in it is a slip."""

_COUNTY_HEADINGS = ("region", "län", "county", "regionens", "länets")


def county_rows(table: RawTable, columns: Columns) -> Mapping[int, str]:
    """Return the rows of counties that a municipality's name could hide, by index, with the reason.

    Stockholm, Uppsala, Jönköping, Kalmar, Gotland and Örebro are both. Where the column names
    other counties in the same manner, such a row is the county's, and so are all rows of a column
    of counties, whatever a name has been taken for before; where it names more municipalities than
    counties, the row may be either. A code beside the name decides, and the row is
    not here.
    """
    named = cache(lambda cells: fold_name(municipality_text(cells)))
    keys = [named(tuple(row[index] for index in columns.municipality)) for row in table.rows]
    reasons = county_reasons(set(keys), says_county=_says_county(table, columns))
    return {index: reasons[key] for index, key in enumerate(keys) if key in reasons}


def county_reasons(texts: Collection[str], *, says_county: bool) -> Mapping[str, str]:
    """Return the names among folded texts that are, or may be, counties', with the reason.

    `says_county` is whether the heading over them says so.
    """
    names = {text for text in texts if text and not any(map(str.isdecimal, text))}
    both = {key for key in names if key in county_forms() and key in codes_by_form()}
    reasons: dict[str, str] = {}
    for style in (True, False):
        shared = {key for key in both if is_bare(key) is style}
        alone = {
            key
            for key in names
            if key in county_forms() and key not in both and is_bare(key) is style
        }
        places = {key for key in names if key in codes_by_form() and key not in both}
        is_of_counties = len(alone) + len(shared) > len(places)
        if is_of_counties and (alone or says_county):
            few = len(alone) + len(shared) < _FEWEST_COUNTIES
            reasons |= dict.fromkeys(shared if few else alone | shared, "column_of_counties")
        elif alone:
            reasons |= dict.fromkeys(shared, "county_or_municipality")
    return reasons


def _says_county(table: RawTable, columns: Columns) -> bool:
    """Whether the heading says that the column is of counties."""
    headings = (fold_header(table.header[index]) for index in columns.municipality)
    return any(heading in _COUNTY_HEADINGS for heading in headings)
