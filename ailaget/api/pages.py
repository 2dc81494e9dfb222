"""Records as they go out: a page of them in JSON or CSV, with what names this very answer."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ailaget.api.records import DEMO, Record
from ailaget.exports.text.csv_cells import cell_text

MOST = 10_000
"""Records on one page."""

R = TypeVar("R", bound=Record)


class Format(StrEnum):
    """What records are written in."""

    json = "json"
    csv = "csv"


class Page(BaseModel, Generic[R]):
    """Some of the records asked for, in their order."""

    data: list[R]
    count: int = Field(description="All that were asked for, on this page and others.")
    offset: int
    limit: int
    next: str | None = Field(description="The address of the next page, null on the last.")
    data_version: str = Field(description="Names the database; figures of one are never changed.")
    is_demo: bool = Field(description=DEMO)


def page_of(
    records: Sequence[R], request: Request, offset: int, limit: int, build: str, *, is_demo: bool
) -> Page[R]:
    """Return the records from `offset` on, at most `limit`, and where the next are."""
    follows = offset + limit < len(records)
    return Page(
        data=list(records[offset : offset + limit]),
        count=len(records),
        offset=offset,
        limit=limit,
        next=_address_of_next(request, offset + limit) if follows else None,
        data_version=build,
        is_demo=is_demo,
    )


def _address_of_next(request: Request, offset: int) -> str:
    """Return the same address with another offset, relative: a proxy may have others in front."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "offset"]
    return f"{request.url.path.rpartition('/')[2]}?{urlencode([*kept, ('offset', offset)])}"


def answer(page: Page[R], kind: type[R], form: Format, request: Request) -> Response:
    """Return a page as JSON or CSV; 304 without it where the reader has just this one.

    A page of CSV has one header and its rows; where the next page is, and the data's version, is
    in the headers `link` and `x-data-version`.
    """
    is_csv = form is Format.csv
    body = csv_of(page.data, kind) if is_csv else page.model_dump_json().encode()
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "etag": tag,
        "cache-control": "public, max-age=0, must-revalidate",
        "x-data-version": page.data_version,
        "x-is-demo": str(page.is_demo).lower(),
        "vary": "accept",
    }
    if page.next:
        headers["link"] = f'<{page.next}>; rel="next"'
    if has_tag(request, tag):
        return Response(status_code=304, headers=headers)
    media = "text/csv; charset=utf-8" if is_csv else "application/json"
    return Response(body, headers=headers, media_type=media)


def has_tag(request: Request, tag: str) -> bool:
    """Return whether the reader has what a tag names (RFC 9110, weak comparison)."""
    given = request.headers.get("if-none-match", "")
    return any(each.strip().removeprefix("W/") in {tag, "*"} for each in given.split(","))


def csv_of(records: Sequence[R], kind: type[R]) -> bytes:
    """Return records as CSV: comma, decimal point, UTF-8; a text in two languages is two columns.

    Missing is empty; a list is in JSON; no text is one that a spreadsheet runs as a formula.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    columns = _columns(kind)
    writer.writerow(columns)
    for record in records:
        cells = _flat(record.model_dump(mode="json"))
        writer.writerow([_cell(cells.get(column)) for column in columns])
    return out.getvalue().encode()


def _columns(kind: type[Record]) -> list[str]:
    names: list[str] = []
    for name, field in kind.model_fields.items():
        inner: Any = field.annotation
        is_record = isinstance(inner, type) and issubclass(inner, Record)
        names += [f"{name}_{each}" for each in _columns(inner)] if is_record else [name]
    return names


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            cells |= {f"{name}_{key}": each for key, each in _flat(value).items()}
        else:
            cells[name] = value
    return cells


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value, ".")
