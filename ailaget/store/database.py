"""Reading: the database in force, opened locked down, and the queries of `queries/`."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from ailaget.errors import AilagetError, UnknownKey
from ailaget.practice import Entry
from ailaget.store.builds import current_build, is_whole
from ailaget.store.practice import published_entries
from ailaget.store.precomputed import Computed, computed_path
from ailaget.store.waves import MUNICIPALITIES, SET_KEY
from ailaget.store.workspace import Workspace

# Text in Arrow's arrays, which pandas prefers, costs a view of 290 rows half as much time again:
# each cell that is looked at is made a Python text anew.
pd.set_option("mode.string_storage", "python")

QUERIES = Path(__file__).parent.parent.parent / "queries"

_OTHERS = re.compile(rf"({SET_KEY})\.(.+)")
"""The name of a query of what others than municipalities answer: whose, and the query's own."""


def query_of(respondents: str, name: str) -> str:
    """Return the name of a query of what somebody answers; that of municipalities as it stands."""
    return name if respondents == MUNICIPALITIES else f"{respondents}.{name}"


def schema_of(respondents: str) -> str:
    """Return the name of the schema of what others than municipalities answer.

    Raises ValueError for what is no key: the name becomes a part of SQL.
    """
    if not re.fullmatch(SET_KEY, respondents):
        raise ValueError(respondents)
    return f"of_{respondents}"


LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",
    "lock_configuration": "true",
}


class NoDatabase(AilagetError):
    """Nothing has been built in the working folder."""

    def __init__(self, root: Path) -> None:
        super().__init__("store.no_database", root=str(root))


class DamagedDatabase(AilagetError):
    """A database is not as it was built: nothing is read from it."""

    def __init__(self, path: Path) -> None:
        super().__init__("store.damaged_database", path=str(path))


class NoWaves(AilagetError):
    """There is no wave at all: none `published`, or none `received`; `wave` was asked for."""

    def __init__(self, what: str, wave: str = "") -> None:
        super().__init__(f"store.no_wave_{what}", wave=wave)


class WrongParameter(AilagetError):
    """A query was given a parameter that it does not have, or not one that it needs."""

    def __init__(self, query: str, expected: list[str]) -> None:
        super().__init__("store.wrong_parameter", query=query, expected=", ".join(expected))


@dataclass(frozen=True)
class Database:
    """One built database, opened read-only; safe to share between threads."""

    build: str
    connection: duckdb.DuckDBPyConnection
    results: Computed
    workspace: Workspace

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Run `queries/<name>.sql` and return its rows; NaN or None is missing.

        ``regions.<name>`` is the same query of what regions have answered, and ``<key>.<name>`` of
        what areas of one's own have, each of which lies in a schema of its own; what is said in the
        query of a municipality is then said of a region or an area. Raises UnknownKey for areas
        that are not, or no more.
        """
        # One cursor per call: a connection shared by threads gives other threads' answers.
        with self.connection.cursor() as cursor:
            if others := _OTHERS.fullmatch(name):
                _go_to(cursor, others[1])
            return cursor.execute(query_text(name), params or None).df()

    def computed(self, key: str) -> Any | None:
        """Return what was computed ahead under a key, None where nothing was."""
        return self.results.get(key)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind in `ailaget.practice` that readers see."""
        return published_entries(self.workspace, kind)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def _go_to(cursor: duckdb.DuckDBPyConnection, respondents: str) -> None:
    """Let a cursor ask of what some respondents have answered; raises UnknownKey."""
    try:
        cursor.execute(f"set schema = '{schema_of(respondents)}'")
    except duckdb.CatalogException:
        every = cursor.execute("select schema_name from duckdb_schemas() where not internal")
        known = (str(name) for (name,) in every.fetchall())
        sets = sorted(name.removeprefix("of_") for name in known if name != "main")
        raise UnknownKey("respondents", respondents, sets) from None


def open_database(workspace: Workspace, build: str | None = None) -> Database:
    """Open the database in force, or a named earlier build; raises NoDatabase, DamagedDatabase."""
    name = build or current_build(workspace)
    if name is None:
        raise NoDatabase(workspace.root)
    path = workspace.databases / name
    if not is_whole(path):
        raise DamagedDatabase(path)
    connection = duckdb.connect(str(path), read_only=True, config=dict(LOCKED_DOWN))
    return Database(name, connection, Computed(computed_path(workspace, name)), workspace)


def query_names() -> list[str]:
    """Return the names of all read queries."""
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


@cache
def query_text(name: str) -> str:
    """Return a query's text; raises UnknownKey, which lists the queries that there are."""
    others = _OTHERS.fullmatch(name)
    file = others[2] if others else name
    if file not in query_names():
        raise UnknownKey("query", name, query_names())
    return (QUERIES / f"{file}.sql").read_text(encoding="utf-8")


def query_parameters(name: str) -> list[str]:
    """Return the names of a query's parameters, as DuckDB itself reads them."""
    (statement,) = duckdb.extract_statements(query_text(name))
    return sorted(statement.named_parameters)


def coerce_parameters(name: str, given: dict[str, str]) -> dict[str, Any]:
    """Return command-line texts as parameters; a list is ``a,b`` or JSON."""
    expected = query_parameters(name)
    if sorted(given) != [key for key in expected if key in given]:
        raise WrongParameter(name, expected)
    params: dict[str, Any] = {}
    for key in expected:
        is_list = _is_list(name, key)
        value = given.get(key, "" if is_list else None)
        values = _as_list(value) if is_list and value is not None else value
        if values is None:
            raise WrongParameter(name, expected)
        params[key] = values
    return params


def _as_list(text: str) -> list[str] | None:
    """Return ``a,b`` or a JSON list of texts as a list, None where it is neither."""
    if not text.startswith("["):
        return [part for part in text.split(",") if part]
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    return parts if all(isinstance(part, str) for part in parts) else None


def _is_list(name: str, parameter: str) -> bool:
    return f"${parameter}::varchar[]" in query_text(name)
