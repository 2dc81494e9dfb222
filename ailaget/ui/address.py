"""The URL as the state: stable keys in, checked against what exists; garbage opens the default."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from starlette.datastructures import QueryParams

from ailaget import geography
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.codebook import codebook
from ailaget.store.waves import WAVE_PATTERN, is_wave
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES
from ailaget.views.base.classes import SCHEMES
from ailaget.views.catalogue import CHARTS
from ailaget.views.inequality.left_behind import MODEL_LEVELS
from ailaget.views.municipality.peers import FEATURES

WEIGHTS = ("0", "0.5", "1", "2", "3")
"""The weights that a part of the maturity index, or a likeness, can be given."""

SECTIONS = ("spread", "between", "change", "where", "left_behind", "two", "certain")
"""The sections of the inequality page, in order."""

SMALL = ("lt10k",)
"""The size classes of the ready view of small municipalities: under 10 000 inhabitants."""

PARTS = ("agenda", "since", "outcomes", "goals")
"""The parts of the page Möte, in order."""

METHODS = ("answers", "survey", "numbers", "sources", "demo")
"""The parts of the page Data och metod, in order; the last only where data is invented."""

BESIDE_THE_VIEW = (
    "lang",
    "section",
    "review",
    "meeting",
    "item",
    "chart",
    "since",
    "part",
    "report",
    "method",
)
"""Keys that choose where a chart is looked at, not what it shows."""

NUMBER = r"\d{1,9}"
"""A record's id."""

REPORT = r"[A-Za-z0-9_-]{16}"
"""The id of a collected report."""

MEMORY = "address"
PAGE = "page"


@dataclass(frozen=True)
class Address:
    """What the URL says; a field's name is its key in the URL, several values repeat the key."""

    lang: str = DEFAULT_LANGUAGE
    wave: str | None = None
    county: tuple[str, ...] = ()
    skr_group: tuple[str, ...] = ()
    size_class: tuple[str, ...] = ()
    indicator: str = "maturity"
    municipality: str | None = None
    compare: tuple[str, ...] = ()
    region: str | None = None
    question: str | None = None
    level: str = "municipality"
    classes: str = "bands"
    view: str = "sweden"
    by: str = "skr_group"
    weighted: str = "no"
    neighbours: str = "border"
    bottom: str = "20"
    moved: str = "2"
    below: str = "3"
    weight: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    section: str = "spread"
    review: str | None = None
    meeting: str | None = None
    item: str | None = None
    chart: str | None = None
    since: str | None = None
    part: str = "agenda"
    report: str | None = None
    method: str = "answers"

    def params(self) -> dict[str, list[str]]:
        """Return the URL's keys and values, without those at their default."""
        params: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                params[field.name] = list(value) if isinstance(value, tuple) else [value]
        return params

    def view_query(self) -> str:
        """Return the query that chooses what a chart shows, in any language and at any meeting."""
        params = self.params().items()
        return urlencode({k: v for k, v in params if k not in BESIDE_THE_VIEW}, doseq=True)

    def link(self, **changes: Any) -> str:
        """Return a relative link to this view with some keys changed."""
        return "?" + urlencode(replace(self, **changes).params(), doseq=True)


FIELDS = tuple(field.name for field in fields(Address))


def parse(params: Mapping[str, list[str]], waves: list[str]) -> Address:
    """Return the address that URL parameters give, sizes in order; the unknown is ignored."""
    valid = {**_valid_values(), "wave": set(waves)}
    values: dict[str, Any] = {}
    for field in fields(Address):
        given = [value for value in params.get(field.name, []) if value in valid[field.name]]
        given = geography.in_order_of_size(given) if field.name == "size_class" else given
        if not given:
            continue
        is_list = isinstance(field.default, tuple)
        values[field.name] = tuple(dict.fromkeys(given)) if is_list else given[0]
    return Address(**values)


def requested(asked: QueryParams, waves: list[str]) -> Address:
    """Return the address of a request for a file, read as a page's is."""
    return parse({key: asked.getlist(key) for key in asked}, waves)


def missing_wave(asked: Iterable[str], waves: list[str]) -> str | None:
    """Return the wave that is asked for and not shown (any longer); None where there is none."""
    given = [wave for wave in asked if is_wave(wave)]
    return None if not given or set(given) & set(waves) else given[0]


def view_of(query: str, waves: list[str], language: str) -> Address:
    """Return the address of a view that was kept as a query; what no longer exists is ignored."""
    return replace(parse(parse_qs(query), waves), lang=language)


def read(waves: list[str], path: str) -> Address:
    """Return the address in force on a page.

    Going to another page drops the query string: the session's last address is then restored. An
    empty query on the same page is a reader's own doing and means the default.
    """
    params = {key: st.query_params.get_all(key) for key in st.query_params if key in FIELDS}
    moved = st.session_state.get(PAGE) not in {None, path}
    if not params and moved and MEMORY in st.session_state:
        address = parse(st.session_state[MEMORY].params(), waves)
        _write(address)
    else:
        address = parse(params, waves)
        if address != st.session_state.get(MEMORY, address):
            # Back, or Forward. What a choice just before it wrote may reach the browser after it.
            _tell()
    st.session_state[PAGE] = path
    st.session_state[MEMORY] = address
    return address


def change(**changes: Any) -> None:
    """Change keys of the address in force; for use in callbacks, before the page runs again."""
    address = replace(st.session_state.get(MEMORY, Address()), **changes)
    st.session_state[MEMORY] = address
    _write(address)


def in_force() -> Address:
    """Return the address in force on this run, with what a callback has changed."""
    current: Address = st.session_state[MEMORY]
    return current


def language() -> str:
    """Return the address's language, also before the rest of it can be read."""
    given = st.query_params.get("lang")
    if given in LANGUAGES:
        return str(given)
    remembered = st.session_state.get(MEMORY)
    return remembered.lang if remembered and not st.query_params else DEFAULT_LANGUAGE


def _write(address: Address) -> None:
    wanted = address.params()
    others = {key: st.query_params.get_all(key) for key in st.query_params if key not in FIELDS}
    st.query_params.from_dict({**others, **wanted})


def _tell() -> None:
    """Tell the browser the URL that it asked for; where it has it still, nothing happens there."""
    st.query_params.from_dict({key: st.query_params.get_all(key) for key in st.query_params})


class _Matching(frozenset[str]):
    """Every text of one form, such as a record's id: the page itself looks for the record."""

    def __new__(cls, pattern: str) -> "_Matching":
        made = super().__new__(cls)
        made.pattern = re.compile(pattern, re.ASCII)
        return made

    pattern: re.Pattern[str]

    def __contains__(self, value: object) -> bool:
        return self.pattern.fullmatch(str(value)) is not None


@cache
def _valid_values() -> Mapping[str, AbstractSet[str]]:
    """Return what each key may hold, but for the waves, which alone can change while we run."""
    book = codebook()
    groups = {group.code for group in (*geography.skr_groups(), *geography.skr_main_groups())}
    counties = {county.code for county in geography.counties()}
    municipalities = {municipality.code for municipality in geography.municipalities()}
    return {
        "lang": set(LANGUAGES),
        "county": counties,
        "skr_group": groups,
        "size_class": {size.key for size in geography.size_classes()},
        "indicator": set(book.indicators),
        "municipality": municipalities,
        "compare": municipalities,
        "region": counties | groups,
        "question": set(book.questions),
        "level": {"municipality", "county"},
        "classes": set(SCHEMES),
        "view": {"sweden", *CLOSE_VIEWS},
        "by": {"county", "skr_group", "size_class"},
        "weighted": {"no", "yes"},
        "neighbours": {"border", "nearest"},
        "bottom": {"10", "20", "25", "33"},
        "moved": {"0", "1", "2", "5"},
        "below": {str(number) for number in MODEL_LEVELS},
        "review": _Matching(WAVE_PATTERN),
        "meeting": _Matching(NUMBER),
        "item": _Matching(NUMBER),
        "since": _Matching(rf"{NUMBER}|\d{{4}}-\d\d"),
        "chart": set(CHARTS),
        "part": set(PARTS),
        "report": _Matching(REPORT),
        "weight": {
            f"{part.key}:{weight}" for part in book.dimension_indicators() for weight in WEIGHTS
        },
        "alike": {f"{feature.name}:{weight}" for feature in FEATURES for weight in WEIGHTS},
        "section": set(SECTIONS),
        "method": set(METHODS),
    }
