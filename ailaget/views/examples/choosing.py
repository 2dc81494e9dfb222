"""Which examples a reader has chosen: by the shared filter, by what sorts them, and by words."""

from collections.abc import Iterator, Sequence

from ailaget import geography
from ailaget.practice import Example, rules_of
from ailaget.practice.words import field_text, option_text
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.practice.search import matches
from ailaget.views.practice.tables import filter_words

STAGES = ("evaluated", "rolled_out", "pilot", "held", "idea", "stopped")
"""Those that have come furthest first, what was stopped last."""

CHOSEN = {
    "area": "area",
    "stage": "stage",
    "technology": "technology",
    "data_kind": "data_kinds",
    "open_source": "open_source",
}
"""The field of an example that each key of the address chooses by."""

WORDS = ("title", "what", "why_stopped", "effect", "data_used", "source_note")
"""Fields with texts of their own, which may be in Swedish alone."""

OPTIONS = ("municipality", "area", "stage", "technology", "data_kinds")
"""Fields that are searched as the reader reads them."""


def all_examples(source: Source, selection: Selection) -> list[Example]:
    """Return every example that readers see, those that have come furthest first, by name."""
    t = selection.t
    entries = [entry for entry in source.entries("examples") if isinstance(entry, Example)]

    def order(entry: Example) -> tuple[int, str]:
        name = geography.municipality(entry.municipality).name
        return STAGES.index(entry.stage), t.sort_key(name)

    return sorted(entries, key=order)


def chosen_examples(source: Source, selection: Selection) -> list[Example]:
    """Return those that pass the filter and every choice."""
    places = chosen_places(source, selection)
    return [
        entry
        for entry in all_examples(source, selection)
        if (places is None or entry.municipality in places)
        and all(_is_among(entry, key, selection) for key in CHOSEN)
        and (not selection.search or matches(selection.search, _texts(entry, selection)))
    ]


def chosen_places(source: Source, selection: Selection) -> set[str] | None:
    """Return the municipalities of the filter; None where it lets all through."""
    if not selection.is_filtered:
        return None
    rows = source.query("municipalities", wave=selection.wave, **selection.filter)
    return set(rows["municipality"])


def choice_words(selection: Selection) -> list[str]:
    """Return all that has been chosen, in words."""
    t, rules = selection.t, rules_of(Example)
    words = filter_words(selection)
    for key, name in CHOSEN.items():
        options: Sequence[str] = getattr(selection, key)
        label = t(f"practice.field.{name}")
        words += [f"{label}: {option_text(rules[name], option, t)}" for option in options]
    if selection.search:
        words.append(t("practice.searched", words=selection.search))
    return words


def _is_among(entry: Example, key: str, selection: Selection) -> bool:
    wanted, value = getattr(selection, key), getattr(entry, CHOSEN[key])
    values = value if isinstance(value, tuple) else (value,)
    return not wanted or bool(set(wanted) & set(values))


def _texts(entry: Example, selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield what is searched, each text with its language: all that the card shows."""
    for name in WORDS:
        yield from ((text, language) for language, text in getattr(entry, name).items())
    for name in OPTIONS:
        yield field_text(entry, name, selection.t), selection.language
    county = geography.municipality(entry.municipality).county
    yield place_names(selection.language)[county], selection.language
    yield entry.source_name, "sv"
