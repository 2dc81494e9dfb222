"""An example's card: what it is, what came of it and how that is known, or why it was stopped."""

from ailaget.practice import Example
from ailaget.practice.words import field_text
from ailaget.views.base.selection import Selection
from ailaget.views.practice.cards import Card, Line, card_of, line_of, title_of


def example_card(entry: Example, selection: Selection) -> Card:
    """Return an example's card; what is no measurement is never called an effect."""
    t = selection.t
    kind = "measured" if entry.effect_is_measured == "yes" else "not_measured"
    tags = [field_text(entry, name, t) for name in ("area", "stage", "technology")]
    if entry.open_source == "yes":
        tags.append(t("practice.field.open_source"))
    return card_of(
        entry,
        selection,
        title=title_of(entry, "title", selection),
        tags=tags,
        code=entry.municipality,
        lines=[
            line_of(entry, "what", selection),
            line_of(entry, "why_stopped", selection, t("practice.field.why_stopped")),
            line_of(entry, "effect", selection, t(f"examples.effect_{kind}")),
            _data_line(entry, selection),
        ],
    )


def _data_line(entry: Example, selection: Selection) -> Line | None:
    return line_of(entry, "data_used", selection, selection.t("practice.field.data_used"))
