"""The URL as the state: stable keys in, checked against what exists; garbage opens the default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from starlette.datastructures import QueryParams

from ailaget import geography
from ailaget.store.waves import RECEIVED_PATTERN, WAVE_PATTERN, is_wave
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES
from ailaget.ui import data
from ailaget.views.base.choices import Choices, Matching, choice_of, one_of, some_of
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import ITEMS, OF_ENTRY, entry_of

SECTIONS = ("spread", "between", "change", "where", "left_behind", "two", "certain")
"""The sections of the inequality page, in order."""

SMALL = ("lt10k",)
"""The size classes of the ready view of small municipalities: under 10 000 inhabitants."""

EXPLAINED = ("against", "figure", "parts", "beyond", "growth", "power")
"""The sections of the page Förklaringar, in order."""

PARTS = ("agenda", "since", "outcomes", "goals")
"""The parts of the page Möte, in order."""

METHODS = ("answers", "survey", "numbers", "sources", "demo")
"""The parts of the page Data och metod, in order; the last only where data is invented."""

NUMBER = "[0-9]{1,9}"
"""A record's id."""

REPORT = r"[A-Za-z0-9_-]{16}"
"""The id of a collected report."""

MEMORY = "address"
PAGE = "page"


@dataclass(frozen=True, kw_only=True)
class Address(Choices):
    """What the URL says; a field's name is its key in the URL, several values repeat the key.

    To the choices of a view come its language and wave, and where on which page it is looked at.
    `done` are the steps of the guide that a municipality has ticked: the link is all that has them.
    """

    lang: str = one_of(LANGUAGES, DEFAULT_LANGUAGE)
    wave: str | None = one_of(Matching(WAVE_PATTERN))
    section: str = one_of(SECTIONS, SECTIONS[0])
    explained: str = one_of(EXPLAINED, EXPLAINED[0])
    review: str | None = one_of(Matching(RECEIVED_PATTERN))
    meeting: str | None = one_of(Matching(NUMBER))
    item: str | None = one_of(Matching(NUMBER))
    chart: str | None = one_of(ITEMS)
    since: str | None = one_of(Matching(f"{NUMBER}|[0-9]{{4}}-[0-9]{{2}}"))
    part: str = one_of(PARTS, PARTS[0])
    report: str | None = one_of(Matching(REPORT))
    done: tuple[str, ...] = some_of(lambda: [step.key for step in data.entries("steps")])
    method: str = one_of(METHODS, METHODS[0])

    def params(self) -> dict[str, list[str]]:
        """Return the URL's keys and values, without those at their default."""
        params: dict[str, list[str]] = {}
        for key, field in FIELDS.items():
            value, choice = getattr(self, key), choice_of(field)
            if value != field.default:
                values = value if isinstance(value, tuple) else (value,)
                params[key] = [choice.text(each) for each in values]
        return params

    def view_query(self, chart: str) -> str:
        """Return the query that chooses what a chart shows, in any language and at any meeting.

        A single entry of practice is the same whatever else is chosen.
        """
        kept = OF_ENTRY if entry_of(chart).about == OF_ENTRY else OF_A_VIEW
        params = self.params().items()
        return urlencode({k: v for k, v in params if k in kept}, doseq=True)

    def link(self, **changes: Any) -> str:
        """Return a relative link to this view with some keys changed."""
        return "?" + urlencode(self.changed(**changes).params(), doseq=True)

    def changed(self, **changes: Any) -> "Address":
        """Return this address with some keys changed; ticks stay with the one they are of."""
        another = changes.get("municipality", self.municipality)
        if self.municipality not in {None, another}:
            changes = {"done": (), **changes}
        return replace(self, **changes)


OF_A_VIEW = ("wave", *(field.name for field in fields(Choices)))
"""Keys that choose what a chart shows; the others choose where it is looked at."""

FIELDS = {
    field.name: field
    for field in sorted(fields(Address), key=lambda field: field.name not in ("lang", "wave"))
}
"""The keys of a URL in the order that they have there."""


def parse(params: Mapping[str, list[str]], waves: list[str]) -> Address:
    """Return the address that URL parameters give, sizes in order; the unknown is ignored."""
    values: dict[str, Any] = {}
    for key, field in FIELDS.items():
        choice = choice_of(field)
        options = waves if key == "wave" else choice.options()
        given = [text for text in params.get(key, []) if text in options]
        given = geography.in_order_of_size(given) if key == "size_class" else given
        if not given:
            continue
        read = tuple(dict.fromkeys(map(choice.read, given)))
        values[key] = read if isinstance(field.default, tuple) else read[0]
    return Address(**values)


def requested(asked: QueryParams, waves: list[str]) -> Address:
    """Return the address of a request for a file, read as a page's is."""
    return parse({key: asked.getlist(key) for key in asked}, waves)


def address_of(selection: Selection) -> Address:
    """Return the address that chooses what is shown, at the newest wave where that is shown."""
    earlier = list(data.source().query("waves")["wave"])[1:]
    return Address(
        lang=selection.language,
        wave=selection.wave if selection.wave in earlier else None,
        **{choice.name: getattr(selection, choice.name) for choice in fields(Choices)},
    )


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
    address = st.session_state.get(MEMORY, Address()).changed(**changes)
    st.session_state[MEMORY] = address
    _write(address)


def in_force() -> Address:
    """Return the address in force on this run, with what a callback has changed."""
    current: Address = st.session_state[MEMORY]
    return current


def path() -> str:
    """Return the path of the page that is shown."""
    return str(st.session_state.get(PAGE, ""))


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
