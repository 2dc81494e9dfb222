"""The examples of the page in groups: one's own, those of others alike, the rest, the stopped."""

from collections.abc import Sequence
from dataclasses import dataclass

from ailaget import geography
from ailaget.practice import Example
from ailaget.practice.entries import STOPPED
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection, Source
from ailaget.views.examples.cards import example_card
from ailaget.views.examples.choosing import all_examples, choice_words, chosen_examples
from ailaget.views.municipality.ahead import ALIKE
from ailaget.views.municipality.peers import peers_of
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave
from ailaget.views.practice.cards import CardGroup
from ailaget.views.practice.tables import chosen_words, entry_table, exhibit_of

EVERY_FIELD = (
    "municipality",
    "area",
    "stage",
    "technology",
    "title",
    "what",
    "why_stopped",
    "effect",
    "effect_is_measured",
    "data_used",
    "data_kinds",
    "open_source",
)


@dataclass(frozen=True)
class Examples:
    """What the page lists: how many of all, of what, and the examples in groups."""

    count: str
    groups: tuple[CardGroup, ...]


def examples_view(source: Source, selection: Selection) -> Examples:
    """Return the chosen examples; with a municipality, its own and those of others alike first."""
    t = selection.t
    chosen = chosen_examples(source, selection)
    going = [entry for entry in chosen if entry.stage != STOPPED]
    stopped = [entry for entry in chosen if entry.stage == STOPPED]
    near, others = _near(source, going, selection)
    heading = "others" if near else "all"
    groups = list(near)
    if others or not chosen:
        note = "" if chosen else t("examples.nothing")
        heading = t(f"examples.{heading}_title")
        groups.append(_group(heading, note or t("examples.order"), others, selection))
    if stopped:
        title, note = t("examples.stopped_title"), t("examples.stopped_note")
        groups.append(_group(title, note, stopped, selection))
    return Examples(count_words(source, selection), tuple(groups))


def count_words(source: Source, selection: Selection) -> str:
    """Return how many of all examples are chosen, and by what."""
    t = selection.t
    n, of = len(chosen_examples(source, selection)), len(all_examples(source, selection))
    return chosen_words(
        t("examples.count", n=t.number(n), of=t.number(of)), choice_words(selection), t
    )


def examples_table(source: Source, selection: Selection) -> Exhibit:
    """Return the chosen examples as a table, every field of them."""
    t = selection.t
    return exhibit_of(
        selection,
        "examples",
        title=t("examples.title"),
        headline=count_words(source, selection),
        table=entry_table(chosen_examples(source, selection), EVERY_FIELD, selection),
        caveat=t("examples.caveat"),
    )


def _near(
    source: Source, entries: Sequence[Example], selection: Selection
) -> tuple[list[CardGroup], list[Example]]:
    """Return one's own and those of others alike, the most alike first, and the rest."""
    t, code = selection.t, selection.municipality
    if code is None:
        return [], list(entries)
    name = geography.municipality(code).name
    here = municipality_wave(source, selection)
    order = _alike(source, here, selection) if here else {}
    own = [entry for entry in entries if entry.municipality == code]
    alike = [entry for entry in entries if entry.municipality in order]
    alike.sort(key=lambda entry: order[entry.municipality])
    rest = [entry for entry in entries if entry not in own and entry not in alike]
    own_note = "" if own else t("examples.own_none", name=name)
    key = "alike_note" if alike else "alike_none" if here else "alike_later"
    alike_note = t(f"examples.{key}", name=name)
    return [
        _group(t("examples.own_title", name=name), own_note, own, selection),
        _group(t("examples.alike_title", name=name), alike_note, alike, selection),
    ], rest


def _alike(source: Source, here: MunicipalityWave, selection: Selection) -> dict[str, int]:
    """Return those that are like the chosen municipality, each with its place in likeness."""
    peers = peers_of(source, here, selection, nearest=len(geography.municipalities()))
    alike = [peer.code for peer in peers if peer.unlikeness <= ALIKE]
    return {code: place for place, code in enumerate(alike)}


def _group(heading: str, note: str, entries: Sequence[Example], selection: Selection) -> CardGroup:
    return CardGroup(heading, note, tuple(example_card(entry, selection) for entry in entries))
