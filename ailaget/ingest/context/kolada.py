"""Reads answers of Kolada's API (v3, and v2 before it) as they were saved.

An answer is ``{"values": [{"kpi", "period", "municipality", "values": [{"gender", "count",
"status", "value", "isdeleted"}]}], "count", "next_url"}``, with at most 5 000 of them in a page. A
file may hold one, several in a list, or one on each line; answers to ``/kpi`` among them give the
names of indicators. Read with pydantic's own JSON reader, which is twice as fast as Python's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic_core import from_json

from ailaget.ingest.context.figures import MISSING, NOT_APPLICABLE, SECRET, VALUE
from ailaget.ingest.context.names import GENDER
from ailaget.ingest.context.observations import (
    ContextFile,
    ContextRefused,
    Held,
    Observation,
    Series,
)
from ailaget.ingest.context.publishers import KOLADA

FORMAT = "kolada"
GENDERS = {"T": "Totalt", "K": "Kvinnor", "M": "Män", "F": "Kvinnor"}
ENGLISH = {GENDER: "sex", "Totalt": "total", "Kvinnor": "women", "Män": "men"}

_STATUSES = {
    "": MISSING,
    "missing": MISSING,
    "bortfall": MISSING,
    "private": SECRET,
    "privacy": SECRET,
    "secret": SECRET,
    "confidential": SECRET,
    "sekretess": SECRET,
    "notapplicable": NOT_APPLICABLE,
    "not applicable": NOT_APPLICABLE,
    "ej tillämplig": NOT_APPLICABLE,
}
_AT = re.compile(r"line (\d+) column (\d+)")
_NEXT, _PREVIOUS = ("next_url", "next_page"), ("previous_url", "previous_page")
_BESIDE = ((_NEXT, -1), (_PREVIOUS, 1))
"""The addresses of a page's neighbours, and how far the page lies from each."""
_PAGE, _OF_PAGES = "page", ("page", "per_page")
"""What an address says of the page that it leads to, and of how pages are cut."""

Record = Mapping[str, Any]


def parse_json(data: bytes) -> Any:
    """Return what a JSON file holds, or a list where each line holds one; raises ContextRefused.

    NaN and Infinity are no JSON, and no figures: they are refused.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return from_json(data, cache_strings="all", allow_inf_nan=False)
    except ValueError as error:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) > 1 and "trailing characters" in str(error):
            return [_line(line, number) for number, line in enumerate(lines, start=1)]
        raise _broken(error) from error


def _line(line: bytes, number: int) -> Any:
    try:
        return from_json(line, cache_strings="all", allow_inf_nan=False)
    except ValueError as error:
        raise _broken(error, number) from error


def _broken(error: ValueError, line: int | None = None) -> ContextRefused:
    at = _AT.search(str(error))
    row, column = (int(at[1]), int(at[2])) if at else (1, 1)
    problem = str(error).partition(" at line")[0]
    return ContextRefused("broken_json", line=line or row, column=column, problem=problem)


def is_kolada(content: object) -> bool:
    """Whether what a JSON file holds is of Kolada: answers, or the records of answers."""
    return any("kpi" in r or "ou" in r for page in _pages(content) for r in _records(page)[:1])


def read_kolada(content: object) -> ContextFile:
    """Return what saved answers say; raises ContextRefused where pages between are lacking."""
    pages = _pages(content)
    titles = {str(r["id"]): r for page in pages for r in _records(page) if "title" in r}
    answers = [page for page in pages if any("kpi" in r or "ou" in r for r in _records(page)[:1])]
    file = ContextFile(
        FORMAT,
        KOLADA,
        {},
        (GENDER,),
        [],
        lambda record, group: f"values[{record}].values[{group}]",
        labels={GENDER: GENDERS},
        english=ENGLISH,
    )
    _check_pages(answers, file)
    unknown: dict[str, int] = {}
    for number, record in enumerate(record for page in answers for record in _records(page)):
        _take(record, number, file, unknown)
    for word, n in unknown.items():
        file.remarks.append(("unknown_status", {"word": word, "n": n}))
    for observation in file.observations:
        if observation.series not in file.series:
            file.series[observation.series] = _series(
                observation.series, titles.get(observation.series, {})
            )
    return file


def _pages(content: object) -> list[Record]:
    """Return the answers that a file holds; a list of records is one answer."""
    if isinstance(content, Mapping):
        return [content]
    if isinstance(content, list) and content and all(isinstance(r, Mapping) for r in content):
        return (
            content if "values" in content[0] and "kpi" not in content[0] else [{"values": content}]
        )
    return []


def _records(page: Record) -> list[Record]:
    values = page.get("values")
    if not isinstance(values, list) or not all(isinstance(each, Mapping) for each in values[:1]):
        return []
    return values


def _check_pages(answers: list[Record], file: ContextFile) -> None:
    """Say where answers tell of a next page that the file has not, or hold fewer than they say.

    What a page counts is its own records; where pages lead to others, it may be those of all.
    """
    held = [len(_records(page)) for page in answers]
    has_more = _lack_pages(answers)
    is_paged = any(page.get(key) for page in answers for key in (*_NEXT, *_PREVIOUS))
    for number, page in enumerate(answers, start=1):
        most = sum(held) if is_paged else held[number - 1]
        said = page.get("count")
        if isinstance(said, int) and said > most and not has_more:
            raise ContextRefused("cut_off", page=number, said=said, held=most)
    if has_more:
        file.remarks.append(("more_pages", {"pages": len(answers)}))
        file.is_partial = True


def _lack_pages(answers: list[Record]) -> bool:
    """Whether answers lead to pages, before or after them, that the file has not.

    A page does not say its own number, but the addresses of those beside it do. Pages may come in
    any order, and of several questions; of addresses without numbers the last page's counts.
    """
    places = [(step, *_place(_address(page, keys))) for page in answers for keys, step in _BESIDE]
    numbered = {question for _, question, number in places if number}
    there: dict[str, set[int]] = defaultdict(set)
    led_to: dict[str, set[int]] = defaultdict(set)
    for step, question, number in places:
        # Of a question with numbers, the first page may be written without one.
        if question in numbered and (number or step > 0):
            there[question].add((number or 1) + step)
            led_to[question].add(number or 1)
    last = _address(answers[-1], _NEXT) if answers else ""
    if last and not _place(last)[1]:
        return True
    # Where no page tells of the one before, one that tells of none after it may be any last page.
    tells_back = any(_address(page, _PREVIOUS) for page in answers)
    ends = 0 if tells_back else sum(not _address(page, _NEXT) for page in answers)
    return sum(len(led_to[question] - there[question]) for question in led_to) > ends


def _address(page: Record, keys: Iterable[str]) -> str:
    return next((str(page[key]) for key in keys if page.get(key)), "")


def _place(address: str) -> tuple[str, int]:
    """Return what an address asks for, and the number of its page, 0 where it says none."""
    parts = urlsplit(address)
    asked = parse_qsl(parts.query)
    said = dict(asked).get(_PAGE, "")
    others = sorted(pair for pair in asked if pair[0] not in _OF_PAGES)
    return f"{parts.path}?{urlencode(others)}", int(said) if said.isdecimal() else 0


def _take(record: Record, number: int, file: ContextFile, unknown: dict[str, int]) -> None:
    if "ou" in record:
        file.skipped["unit"] += 1
        return
    try:
        kpi, area, period = str(record["kpi"]), str(record["municipality"]), str(record["period"])
        values: Iterable[Record] = record["values"]
        for at, value in enumerate(values):
            if value.get("isdeleted"):
                file.skipped["deleted"] += 1
                continue
            figure, status = value["value"], VALUE
            if figure is None:
                status = _status(str(value.get("status") or ""), unknown)
            elif isinstance(figure, bool) or not isinstance(figure, int | float):
                place = file.place(number, at)
                file.held.append(Held(place, str(figure), "not_a_number"))
                continue
            groups = (str(value.get("gender") or "T"),)
            file.observations.append(
                Observation(kpi, area, period, groups, figure, status, number, at)
            )
    except (KeyError, TypeError, AttributeError):
        file.held.append(Held(f"values[{number}]", str(dict(record))[:60], "broken_record"))


def _status(word: str, unknown: dict[str, int]) -> str:
    status = _STATUSES.get(word.casefold())
    if status is None:
        unknown[word] = unknown.get(word, 0) + 1
        return MISSING
    return status


def _series(key: str, described: Record) -> Series:
    return Series(
        key,
        str(described.get("title") or key),
        unit=str(described.get("unit") or ""),
        note=str(described.get("description") or ""),
    )
