"""Cards of entries as HTML: every text is escaped, and each says in which language it is."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from ailaget.exports.text.plan_html import with_phrase
from ailaget.texts import Texts, at_beginning, in_html
from ailaget.ui.address import Address
from ailaget.ui.navigation import ORDER, link_to
from ailaget.ui.page_top import Caption, Header, Html, Part
from ailaget.views.practice.cards import Card, CardGroup, Line

SECTION = 2
"""The level of the headings of a page's sections."""


def group_parts(
    groups: Iterable[CardGroup], current: Address, t: Texts, level: int = SECTION
) -> list[Part]:
    """Return each group under its heading; the cards' headings stand one level under it."""
    shown: list[Part] = []
    for group in groups:
        shown.append(Header(group.heading, level))
        if group.note:
            shown.append(Caption(group.note))
        if group.cards:
            shown.append(Html(cards_html(group.cards, current, t, level=level + 1)))
    return shown


def cards_html(
    cards: tuple[Card, ...],
    current: Address,
    t: Texts,
    css_class: str = "",
    level: int = SECTION + 1,
) -> str:
    """Return cards as a list; `level` is that of their headings."""
    items = "".join(f"<li>{_card(card, current, t, level)}</li>" for card in cards)
    return f'<ul class="{f"entries {css_class}".strip()}">{items}</ul>'


def _card(card: Card, current: Address, t: Texts, level: int) -> str:
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in card.tags)
    lines = "".join(map(line_html, card.lines))
    note = line_html(card.note, "small") if card.note else ""
    return (
        f"<h{level}{language_attribute(card.title)}>{escape(card.title.text)}</h{level}>"
        f"{_place(card, current)}"
        f'<ul class="tags">{tags}</ul>{lines}'
        f'<p class="small">{_source(card, t)} {_link(card, t)}</p>'
        f'{note}<p class="small">{escape(" ".join(card.marks))}</p>{_by_itself(card, current, t)}'
    )


def _source(card: Card, t: Texts) -> str:
    return with_phrase(card.source, card.source_name.text, card.source_name.language, t)


def _place(card: Card, current: Address) -> str:
    """Return whose it is, as a link to the municipality's page."""
    if not card.code:
        return ""
    link = escape(f"{ORDER['municipality']}{current.link(municipality=card.code)}")
    return f'<p class="place"><a href="{link}" target="_self">{escape(card.place)}</a></p>'


def _by_itself(card: Card, current: Address, t: Texts) -> str:
    """Return the link to where an entry stands by itself; nothing where it does already."""
    if current.entry == card.id:
        return ""
    kind, _, _ = card.id.partition(".")
    link = escape(link_to(f"entry_{kind}", replace(current, entry=card.id)))
    label = f"{escape(t('practice.single.open'))}{_heard_title(card)}"
    return f'<p class="small by-itself"><a href="{link}" target="_self">{label}</a></p>'


def line_html(line: Line, css_class: str = "") -> str:
    """Return a line with its label, as a paragraph."""
    label = f"<strong>{escape(line.label)}:</strong> " if line.label else ""
    text = at_beginning(line.text) if line.label else line.text
    looks = f' class="{css_class}"' if css_class else ""
    return f"<p{looks}>{label}<span{language_attribute(line)}>{in_html(text)}</span></p>"


def language_attribute(line: Line) -> str:
    """Return the attribute that says in which language a text is, where it is not the page's."""
    return f' lang="{escape(line.language)}"' if line.language else ""


def _link(card: Card, t: Texts) -> str:
    """Return the link to the source, whose short words are told more of to who hears it."""
    if not card.source_url:
        return escape(t("practice.no_address"))
    label = f"{escape(t('practice.to_source'))}{_heard_title(card)}"
    return f'<a href="{escape(card.source_url)}" rel="noopener" target="_self">{label}</a>'


def _heard_title(card: Card) -> str:
    """Return which entry a link is of, for who hears its short words alone."""
    return f'<span class="heard-only"> {escape(card.title.text)}</span>'
