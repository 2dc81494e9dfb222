"""The plan and the path as plain HTML; every text is escaped, and says its own language."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from html import escape

from ailaget.exports.text.plan_html import phrase_html, source_html, step_facts
from ailaget.texts import Texts, unbroken
from ailaget.ui.address import Address
from ailaget.ui.download_menu import link_html
from ailaget.ui.figures import facts_html, finding_html
from ailaget.ui.navigation import ORDER
from ailaget.views.base.selection import Selection
from ailaget.views.getting_started.material import GuideStep, Reference
from ailaget.views.getting_started.path import Path, PathLevel
from ailaget.views.getting_started.plan import Plan, PlanStep
from ailaget.views.municipality.ahead import AheadCard


def ways_html(current: Address, selection: Selection, *, of_plan: bool) -> str:
    """Return the links to the plan on paper and in Word, the poster, and the pages beside."""
    t, query = selection.t, replace(current, wave=selection.wave, report=None).link()
    links = []
    if of_plan:
        links.append(_page(f"plan/plan.html{query}", t("getting_started.ways_print")))
        links.append(link_html(f"plan/plan.docx{query}", t("getting_started.ways_docx"), t))
    links.append(_page(f"plan/path.html{query}", t("getting_started.ways_poster")))
    if current.municipality:
        whole = f"{ORDER['getting_started']}{current.link(municipality=None)}"
        own = f"{ORDER['municipality']}{current.link()}"
        links.append(_page(whole, t("getting_started.ways_whole"), target="_self"))
        links.append(_page(own, t("getting_started.ways_own"), target="_self"))
    return f'<p class="ways downloads">{" ".join(links)}</p>'


def summary_html(plan: Plan, selection: Selection) -> str:
    """Return the plan's steps as a numbered list under a heading."""
    steps = "".join(f"<li>{escape(step.title)}</li>" for step in plan.steps)
    heading = finding_html(selection.t("getting_started.steps_title"), selection.chip)
    return f'<section class="next-step">{heading}<ol>{steps}</ol></section>'


def step_html(step: PlanStep, t: Texts) -> str:
    """Return why a step, who is responsible, what it takes, and who has done it."""
    facts = [(what, unbroken(how)) for what, how in step_facts(step, t)]
    return f'<div class="step-facts">{facts_html(facts)}</div>'


def guide_html(step: GuideStep, t: Texts) -> str:
    """Return why a step of the guide, and where it is told; its title stands by its box."""
    return f'<p class="guide-why">{phrase_html(step.why, t)} {source_html(step, t)}</p>'


def references_html(
    heading: str, references: Sequence[Reference], none: str, t: Texts, level: int = 3
) -> str:
    """Return examples or courses under a heading of a level, or why there are none."""
    items = "".join(f"<li>{_reference(each, t)}</li>" for each in references)
    listed = f'<ul class="references">{items}</ul>' if items else f"<p>{escape(none)}</p>"
    return f'<section class="referred"><h{level}>{escape(heading)}</h{level}>{listed}</section>'


def partners_html(cards: Iterable[AheadCard], query: str, t: Texts) -> str:
    """Return those alike and ahead, each with a link to its own page Kommun.

    `query` is the address in force, with ``{code}`` where the municipality's code stands.
    """
    items = "".join(
        f'<li><h3><a href="{escape(ORDER["municipality"] + query.format(code=card.code))}" '
        f'target="_self">{escape(card.name)}</a> <span>{escape(card.value)}</span></h3>'
        f'<p class="small">{escape(card.facts)}</p><p>{escape(card.has)}</p></li>'
        for card in cards
    )
    heading = finding_html(t("getting_started.partners_title"))
    none = f"<p>{escape(t('getting_started.partners_none'))}</p>"
    listed = f'<ul class="cards">{items}</ul>' if items else none
    return f'<section class="ahead partners">{heading}{listed}</section>'


def basis_html(plan: Plan, t: Texts) -> str:
    """Return how the steps are chosen, closed until somebody wants it."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in plan.basis)
    title = escape(t("getting_started.basis_title"))
    return f'<details class="basis"><summary>{title}</summary>{lines}</details>'


def path_html(path: Path, t: Texts, *, done: Collection[str] = (), above: int = 0) -> str:
    """Return the levels of the path from one on, each with its steps in a numbered list."""
    return "".join(_level(level, t, done) for level in path.levels[above:])


def _level(level: PathLevel, t: Texts, done: Collection[str]) -> str:
    label = t("getting_started.path_level", number=t.number(level.number + 1), label=level.label)
    span = t("getting_started.path_range", range=level.range)
    steps = "".join(_path_step(step, t) for step in level.steps if step.key not in done)
    listed = f'<ol class="path">{steps}</ol>' if steps else ""
    more = [] if listed else [t("getting_started.no_new")]
    more += [level.goes_on] if level.goes_on else []
    notes = f'<p class="small">{escape(" ".join(more))}</p>' if more else ""
    return (
        f'<section class="path-level"><h3>{escape(label)} '
        f'<span class="small">{escape(span)}</span></h3>{listed}{notes}</section>'
    )


def _path_step(step: GuideStep, t: Texts) -> str:
    return (
        f'<li value="{step.number}"><strong>{phrase_html(step.title, t)}</strong>'
        f'<p class="small">{escape(step.facts(t))}</p>{guide_html(step, t)}</li>'
    )


def _reference(reference: Reference, t: Texts) -> str:
    return (
        f"<strong>{phrase_html(reference.title, t)}</strong> "
        f'<span class="small">{escape(reference.facts)}</span>'
        f"<p>{phrase_html(reference.about, t)} {source_html(reference, t)}</p>"
    )


def _page(address: str, words: str, target: str = "_blank") -> str:
    return f'<a href="{escape(address)}" target="{target}">{escape(words)}</a>'
