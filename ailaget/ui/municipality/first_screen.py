"""The next step, who is ahead, and the way to answer, as plain HTML; every text is escaped."""

from html import escape
from urllib.parse import urlencode

from ailaget.texts import Texts, in_html, within_sentence
from ailaget.ui.address import address_of
from ailaget.ui.figures import finding_html
from ailaget.ui.navigation import ORDER
from ailaget.views.base.contact import contact
from ailaget.views.base.selection import Selection
from ailaget.views.municipality.advice import NextStep
from ailaget.views.municipality.ahead import Ahead, AheadCard
from ailaget.views.municipality.door import Door
from ailaget.views.municipality.wave import MOST_COMPARED


def lead_html(lead: str) -> str:
    """Return the sentences to remember."""
    return f'<p class="lead">{in_html(lead)}</p>'


def next_step_html(step: NextStep, door: Door | None, selection: Selection) -> str:
    """Return the next step with why and whom to ask, and for one that has not answered the way."""
    t = selection.t
    title = t("municipality.next_title", action=within_sentence(step.action))
    plan = f"{ORDER['getting_started']}{_link(selection)}"
    more = f'<a href="{plan}" target="_self">{escape(t("municipality.next_plan"))}</a>'
    lines = [in_html(line) for line in (step.why, step.ask) if line] or [""]
    lines[-1] = f"{lines[-1]} {more}".strip()
    text = "".join(f"<p>{line}</p>" for line in lines)
    way = door_html(door, t) if door else ""
    heading = finding_html(title, selection.chip if step.basis else "")
    return f'<section class="next-step">{heading}{way}{text}</section>'


def ahead_html(ahead: Ahead, step: NextStep, selection: Selection, *, editor: bool) -> str:
    """Return the cards of those who are alike and ahead, and how they and the step are found."""
    cards = "".join(_card(card, selection, editor=editor) for card in ahead.cards)
    listed = f'<ul class="cards">{cards}</ul>' if cards else ""
    basis = "".join(f"<p>{in_html(line)}</p>" for line in (ahead.note, step.basis) if line)
    summary = escape(selection.t("municipality.basis_title"))
    return (
        f'<section class="ahead">{finding_html(ahead.title, selection.chip)}{listed}'
        f"<details><summary>{summary}</summary>{basis}</details></section>"
    )


def _card(card: AheadCard, selection: Selection, *, editor: bool) -> str:
    return (
        f'<li><h3><a href="{_link(selection, municipality=card.code)}" target="_self">'
        f"{escape(card.name)}</a> <span>{escape(card.value)}</span></h3>"
        f'<p class="small">{in_html(card.facts)}</p><p>{in_html(card.has)}</p>'
        f'<p class="links">{" ".join(_links(card, selection, editor=editor))}</p></li>'
    )


def _links(card: AheadCard, selection: Selection, *, editor: bool) -> list[str]:
    """Return the links to compare with one that is ahead and, for an editor, to the agenda."""
    t, others = selection.t, [code for code in selection.compare if code != card.code]
    compared = _link(selection, compare=(card.code, *others)[:MOST_COMPARED])
    links = [_described(compared, "compare", card, t)]
    if editor:
        item = _link(selection, compare=(card.code,), chart="municipality_comparison")
        links.append(_described(f"{ORDER['meeting']}{item}", "agenda", card, t))
    return links


def _described(address: str, kind: str, card: AheadCard, t: Texts) -> str:
    """Return a link whose short words are told more of to who hears it among other links."""
    more = t(f"municipality.card_{kind}_with", other=card.name)
    return (
        f'<a href="{address}" target="_self">{escape(t(f"municipality.card_{kind}"))}'
        f'<span class="heard-only"> {escape(more)}</span></a>'
    )


def _link(selection: Selection, **changes: object) -> str:
    """Return a link, escaped, to the page with all that the reader has chosen but for a change."""
    return escape(address_of(selection).link(**changes))


def door_html(door: Door, t: Texts) -> str:
    """Return the way to answer: the survey to fill in, until when, and where to send it."""
    query = {"lang": t.language, "wave": door.wave, "rows": "one", "municipality": door.code}
    address = escape(f"survey/template.xlsx?{urlencode(query)}")
    items = [f'<a href="{address}" download>{escape(door.template)}</a>', escape(door.until)]
    if turned_to := contact():
        link = f'<a href="{escape(turned_to.link)}">{escape(turned_to.text)}</a>'
        items.append(f"{escape(t('municipality.door_to'))} {link}")
    return f'<ul class="door">{"".join(f"<li>{item}</li>" for item in items if item)}</ul>'
