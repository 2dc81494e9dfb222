"""A plan as one HTML file that prints on two pages of A4, and calls no one."""

from collections.abc import Collection, Sequence
from html import escape

from ailaget.exports.text.table_html import table_html
from ailaget.texts import Texts, in_html
from ailaget.views.base.contact import barrier_html
from ailaget.views.base.result import Table
from ailaget.views.base.selection import Selection
from ailaget.views.getting_started.material import GuideStep, Phrase, Reference
from ailaget.views.getting_started.plan import Plan, PlanStep

STYLE = """
@page { size: A4; margin: 10mm 13mm; }
* { box-sizing: border-box; }
body { font: 8.7pt/1.28 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1b2530;
  background: #fff; max-width: 184mm; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 17pt; line-height: 1.15; margin: 0 0 1mm; }
h2 { font-size: 11.5pt; margin: 3mm 0 1mm; padding-top: 1.2mm; border-top: 1.5pt solid #1f5f86;
  break-after: avoid; }
h3 { font-size: 9.5pt; margin: 1.5mm 0 .5mm; break-after: avoid; }
p { margin: 0 0 1mm; } ul, ol { margin: 0 0 1mm; padding-left: 5mm; } li { margin: 0 0 .6mm; }
li, tr, dl div { break-inside: avoid; }
dl { margin: 0 0 1mm; } dl div { display: flex; gap: 2mm; }
dt { flex: 0 0 26mm; font-weight: 600; } dd { margin: 0; }
.small { color: #55616d; font-size: 7pt; } .demo { font-weight: 700; color: #8a2c0d; }
.boxes { list-style: none; padding: 0; } .box { font-size: 11pt; line-height: 1; }
.two h2 { border: 0; margin: 0 0 .5mm; padding: 0; font-size: 9.5pt; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; border-bottom: .5pt solid #d5dade; padding: .5mm 2mm .5mm 0; }
.pages { font-size: inherit; } .pages > * > tr > td { border: 0; padding: 0; }
.r { text-align: right; } footer { margin-top: 1.5mm; font-size: 7pt; color: #55616d; }
footer p { margin: 0; }
a { color: inherit; } button { font: inherit; padding: 2mm 4mm; }
@media screen and (max-width: 40rem) { body { font-size: 11.5pt; } .two { display: block; }
  .two h2 { margin-top: 3mm; } th { overflow-wrap: anywhere; } .small, footer { font-size: 9pt; }
  dl div { display: block; } }
@media print { body { max-width: none; margin: 0; padding: 0; } a { text-decoration: none; }
  .print { display: none; } }
"""

TICKED, OPEN = "\u2611", "\u2610"


def plan_html(plan: Plan, levels: Table, done: Collection[str], selection: Selection) -> bytes:
    """Return the plan on paper; every text is escaped and says its own language.

    `levels` is the table of the level in each part, `done` the steps that are ticked.
    """
    t = selection.t
    title = escape(t("getting_started.print_title", name=plan.name))
    plan = plan.on_paper
    steps = "".join(_step(number, step, done, t) for number, step in enumerate(plan.steps, 1))
    others = _references(t("getting_started.others_title"), plan.others, t)
    body = (
        f"<h1>{title}</h1><p>{escape(plan.lead)}</p>"
        f'<div class="two">{table_html(levels, t, t("getting_started.levels_short"))}'
        f"<div>{_partners(plan, t)}</div></div>{steps}{others}"
    )
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{_button(t)}"
        f"<main>{_on_every_page(body, selection)}{_foot(plan, selection)}</main>"
        f"{barrier_html(t)}</body></html>\n"
    ).encode()


def _button(t: Texts) -> str:
    """Return the button that prints, which `front/print.js` brings to light."""
    label = escape(t("getting_started.print_button"))
    return (
        f'<p class="print"><button type="button" hidden>{label}</button></p>'
        '<script src="../front/print.js" defer></script>'
    )


def _on_every_page(body: str, selection: Selection) -> str:
    """Return what is printed under a heading that browsers repeat on each page of paper."""
    if not selection.is_demo:
        return body
    mark = escape(selection.t("demo.banner"))
    return (
        f'<table class="pages" role="presentation"><thead><tr><td class="demo">{mark}</td></tr>'
        f"</thead><tbody><tr><td>{body}</td></tr></tbody></table>"
    )


def _step(number: int, step: PlanStep, done: Collection[str], t: Texts) -> str:
    heading = escape(t("getting_started.step_title", number=t.number(number), step=step.title))
    facts = "".join(
        f"<div><dt>{escape(what)}</dt><dd>{escape(how)}</dd></div>"
        for what, how in step_facts(step, t)
    )
    boxes = "".join(_box(each, done, t) for each in step.guide)
    guide = f"<h3>{escape(t('getting_started.guide_title'))}</h3>" if boxes else ""
    examples = _references(t("getting_started.examples_title"), step.examples, t)
    courses = _references(t("getting_started.courses_title"), step.courses, t)
    return (
        f"<section><h2>{heading}</h2><dl>{facts}</dl>{guide}"
        f'<ul class="boxes">{boxes}</ul>{examples}{courses}</section>'
    )


def _box(step: GuideStep, done: Collection[str], t: Texts) -> str:
    is_done = step.key in done
    box, word = (TICKED, "done") if is_done else (OPEN, "not_done")
    return (
        f'<li><span class="box" role="img" aria-label="{escape(t(f"getting_started.{word}"))}">'
        f"{box}</span> {phrase_html(step.title, t)} {source_html(step, t)}</li>"
    )


def _references(heading: str, references: Sequence[Reference], t: Texts) -> str:
    if not references:
        return ""
    items = "".join(
        f"<li><strong>{phrase_html(each.title, t)}</strong> ({escape(each.facts)}). "
        f"{phrase_html(each.about, t)} {source_html(each, t)}</li>"
        for each in references
    )
    return f"<h3>{escape(heading)}</h3><ul>{items}</ul>"


def _partners(plan: Plan, t: Texts) -> str:
    items = "".join(
        f"<li><strong>{escape(card.name)}</strong> ({escape(card.value)}, {escape(card.facts)}). "
        f"{escape(card.has)}</li>"
        for card in plan.partners
    )
    listed = (
        f"<ul>{items}</ul>" if items else f"<p>{escape(t('getting_started.partners_none'))}</p>"
    )
    return f"<h2>{escape(t('getting_started.partners_title'))}</h2>{listed}"


def _foot(plan: Plan, selection: Selection) -> str:
    lines = " ".join((*plan.basis, selection.source_line()))
    return f'<p class="small">{escape(lines)}</p>'


def phrase_html(phrase: Phrase, t: Texts) -> str:
    """Return a text, marked where it is in another language than the page."""
    text = in_html(phrase.text)
    if phrase.language == t.language:
        return text
    return f'<span lang="{escape(phrase.language)}">{text}</span>'


def with_phrase(text: str, phrase: str, language: str, t: Texts) -> str:
    """Return a text, a phrase in it marked where that is in another language than the page."""
    before, found, after = text.partition(phrase)
    marked = phrase_html(Phrase(found, language or t.language), t)
    return f"{in_html(before)}{marked}{in_html(after)}"


def step_facts(step: PlanStep, t: Texts) -> list[tuple[str, str]]:
    """Return what is known of a step, each under its label."""
    facts = [
        ("why", step.why),
        ("responsible_effort", " · ".join(filter(None, (step.responsible, step.effort)))),
        ("first_label", step.first),
        ("climbed_label", step.climbed),
        ("done_label", step.done_by),
        ("ask_label", step.ask),
    ]
    return [(t(f"getting_started.{key}"), text) for key, text in facts if text]


def source_html(entry: GuideStep | Reference, t: Texts) -> str:
    """Return where an entry is told, as a link where there is an address, and its marks."""
    source = with_phrase(entry.source, *entry.source_name, t)
    if entry.url:
        source = f'<a href="{escape(entry.url)}" rel="noreferrer">{source}</a>'
    marks = "".join(f" {escape(mark)}" for mark in entry.marks)
    return f'<span class="small">{source}{marks}</span>'
