"""A municipality's plan: two or three next steps, what each takes, and who has gone before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ailaget.codebook import codebook
from ailaget.practice import Step as GuideEntry
from ailaget.practice.words import field_text
from ailaget.statistics.ties import exceeds
from ailaget.views.base.measurement import one_step
from ailaget.views.base.selection import Selection, Source
from ailaget.views.getting_started.climbs import Climbs, climbs_from, level_number
from ailaget.views.getting_started.material import (
    EFFORTS,
    MOST_COURSES,
    MOST_EXAMPLES,
    MOST_GUIDE,
    GuideStep,
    Reference,
    course_reference,
    example_reference,
    first_in_guide,
    fitting_courses,
    fitting_examples,
    guide_entries,
    guide_for,
    guide_step,
    unused,
)
from ailaget.views.municipality.advice import (
    SIMILAR,
    NextStep,
    action_of,
    next_step,
    whom_to_ask,
)
from ailaget.views.municipality.ahead import ALIKE, MEASURE, AheadCard, ahead
from ailaget.views.municipality.areas import group_gap
from ailaget.views.municipality.door import Door, door
from ailaget.views.municipality.milestones import index_of, lacked, milestones
from ailaget.views.municipality.next_step import lower_label
from ailaget.views.municipality.peers import Peer, peers_of
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave

MOST_STEPS, MOST_NAMED, MOST_FIRST, MOST_PARTNERS, LEAST_EXAMPLES = 3, 3, 3, 2, 2
"""Of a plan's steps, the names and things told of each, its partners, and its examples at least."""

HALF = 0.5
"""What more than so many had is what most had."""


@dataclass(frozen=True)
class PlanStep:
    """One step of a plan, all in words.

    `first` says what should be in place before, and `climbed` how many of those that climbed from
    the same level had it. What is empty is not known.
    """

    question: str
    title: str
    why: str
    ask: str
    responsible: str
    effort: str
    first: str
    climbed: str
    done_by: str
    guide: tuple[GuideStep, ...]
    examples: tuple[Reference, ...]
    courses: tuple[Reference, ...]

    @property
    def keys(self) -> set[str]:
        """The keys of all entries that it shows."""
        references = (*self.examples, *self.courses)
        return {step.key for step in self.guide} | {each.key for each in references}


@dataclass(frozen=True)
class Plan:
    """What the page says of one municipality; `door` is the way to answer for one that has not.

    `level` is the number of its level, the lowest being 0, also where it has none. `others` are
    examples that fit no step, where those that do are fewer than two.
    """

    name: str
    has_responded: bool
    level: int
    lead: str
    next_step: NextStep
    steps: tuple[PlanStep, ...]
    others: tuple[Reference, ...]
    partners: tuple[AheadCard, ...]
    door: Door | None
    basis: tuple[str, ...]

    @property
    def on_paper(self) -> "Plan":
        """The plan as it is printed: with one example of each step, where that makes two."""
        steps = tuple(replace(step, examples=step.examples[:1]) for step in self.steps)
        n = sum(len(step.examples) for step in steps)
        return replace(self, steps=steps) if n >= LEAST_EXAMPLES else self


@dataclass(frozen=True, eq=False)
class _Context:
    """What every step of a plan is made of."""

    source: Source
    here: MunicipalityWave
    peers: Sequence[Peer]
    has: pd.DataFrame
    climbs: Climbs
    level: int
    selection: Selection


def plan_view(source: Source, selection: Selection) -> Plan | None:
    """Return the plan of the chosen municipality; None where none is chosen."""
    here = municipality_wave(source, selection)
    if here is None:
        return None
    peers = peers_of(source, here, selection, nearest=len(here.rows("sweden", MEASURE)))
    has = milestones(source, here.wave)
    known = level_number(here.value(MEASURE))
    level = known or 0
    climbs = climbs_from(source, here, level)
    context = _Context(source, here, peers, has, climbs, level, selection)
    first = next_step(source, here, peers, has, selection)
    steps = _steps(context, first)
    shown = {each.key for step in steps for each in step.examples}
    partners = ahead(here, peers, has, selection)
    return Plan(
        name=here.name,
        has_responded=here.has_responded,
        level=level,
        lead=_lead(here, known, selection),
        next_step=first,
        steps=steps,
        others=_other_examples(context, shown) if here.has_responded else (),
        partners=partners.cards[:MOST_PARTNERS],
        door=door(here, selection),
        basis=_basis(first, context),
    )


def _lead(here: MunicipalityWave, level: int | None, selection: Selection) -> str:
    t = selection.t
    if not here.has_responded:
        return t("getting_started.lead_silent", name=here.name, wave=t.wave(here.wave))
    if level is None:
        return t("getting_started.lead_unknown", name=here.name, wave=t.wave(here.wave))
    label = codebook().levels[level].label[selection.language]
    index = t.number(here.value(MEASURE), codebook().indicator(MEASURE).decimals)
    params = {"name": here.name, "wave": t.wave(here.wave), "level": label, "index": index}
    return selection.marked(t("getting_started.lead", **params))


def _steps(context: _Context, first: NextStep) -> tuple[PlanStep, ...]:
    """Return the step that the page Kommun shows, and those that follow it."""
    if not first.question:
        return ()
    missing = lacked(context.has, context.here.code)
    questions = [key for key in missing if index_of(key) and key != first.question]
    ordered = [first.question, *in_order(questions, context.climbs, context.source)][:MOST_STEPS]
    steps: list[PlanStep] = []
    for question in ordered:
        used = {key for step in steps for key in step.keys}
        steps.append(_step(question, first, used, context))
    return tuple(steps)


def in_order(questions: Sequence[str], climbs: Climbs, source: Source) -> list[str]:
    """Return what is left to do: first what most of those that climbed had, else as the guide has.

    Where too few are known of a question it stands after those of which enough are.
    """

    def order(question: str) -> tuple[bool, float, int]:
        share = climbs.had(question)
        is_enough = share.is_enough
        most_first = -share.had / share.n if is_enough else 0.0
        return not is_enough, most_first, first_in_guide(source, question)

    return sorted(questions, key=order)


def _step(question: str, first: NextStep, used: set[str], context: _Context) -> PlanStep:
    source, selection, is_first = context.source, context.selection, question == first.question
    helping = guide_for(source, question, context.level)
    guide = unused(helping, used, MOST_GUIDE)
    examples = fitting_examples(source, question, context.peers, selection)
    courses = fitting_courses(source, question, context.level)
    return PlanStep(
        question=question,
        title=action_of(question, selection),
        why=first.why if is_first else _why(question, context),
        ask=first.ask
        if is_first
        else whom_to_ask(context.here, context.peers, context.has, question, selection),
        responsible=_responsible(question, helping, selection),
        effort=_effort(guide or helping[:1], selection),
        first=_first(question, helping, context),
        climbed=_climbed(question, context),
        done_by=_done_by(question, context),
        guide=tuple(guide_step(step, selection) for step in guide),
        examples=tuple(
            example_reference(each, selection) for each in unused(examples, used, MOST_EXAMPLES)
        ),
        courses=tuple(
            course_reference(each, selection) for each in unused(courses, used, MOST_COURSES)
        ),
    )


def _why(question: str, context: _Context) -> str:
    """Return how low the step's own index is, beside its group where the difference is certain."""
    t, here, index = context.selection.t, context.here, index_of(question)
    value = here.value(index.key) if index else None
    if index is None or value is None:
        return ""
    gap = group_gap(here, index)
    is_below = gap is not None and gap.is_certain and gap.points < 0
    params = {
        "dimension": lower_label(index, context.selection),
        "value": t.number(value, index.decimals),
        "gap": t.number(abs(gap.points), index.decimals) if gap else "",
    }
    key = "why_below" if is_below else "why_value"
    return context.selection.marked(t(f"getting_started.{key}", **params))


def _responsible(question: str, helping: Sequence[GuideEntry], selection: Selection) -> str:
    """Return who is responsible for the first step in the question's own dimension.

    Where none is in it, it is who is responsible for most of them.
    """
    dimension = codebook().question(question).dimension
    own = [step for step in helping if step.dimension == dimension]
    if own:
        return field_text(own[0], "responsible", selection.t)
    roles = [field_text(step, "responsible", selection.t) for step in helping]
    return max(roles, key=roles.count, default="")


def _effort(guide: Sequence[GuideEntry], selection: Selection) -> str:
    """Return the effort of the longest of some steps of the guide."""
    if not guide:
        return ""
    longest = max(guide, key=lambda step: EFFORTS.index(step.effort))
    return field_text(longest, "effort", selection.t)


def _climbed(question: str, context: _Context) -> str:
    """Return how many of those that climbed from the same level had it in place."""
    t, share = context.selection.t, context.climbs.had(question)
    key = f"{_kind(context)}{'' if share.is_enough else '_few'}"
    params = {"had": t.number(share.had), "n": t.number(share.n), "level": _level_name(context)}
    return context.selection.marked(t(f"getting_started.{key}", **params))


def _kind(context: _Context) -> str:
    """Return whether those that are counted climbed for sure, or have a figure that is higher."""
    return "climbed" if context.climbs.is_sure else "higher"


def _first(question: str, helping: Sequence[GuideEntry], context: _Context) -> str:
    """Return what most of those that took the step had before, or what the guide has before."""
    t, selection = context.selection.t, context.selection
    before = context.climbs.had_before(question)
    known = {key: share for key, share in before.items() if share.is_enough}
    usual = [key for key in known if exceeds(known[key].had / known[key].n, HALF)]
    if usual:
        usual.sort(key=lambda key: -known[key].had / known[key].n)
        named = [_had_words(key, known[key].had, known[key].n, context) for key in usual]
        things = t.listing(named[:MOST_FIRST])
        return selection.marked(t("getting_started.first", things=things))
    if known:
        return selection.marked(t("getting_started.first_nothing", level=_level_name(context)))
    return _first_in_guide(helping, context)


def _had_words(question: str, had: int, n: int, context: _Context) -> str:
    t, here = context.selection.t, context.here
    milestone = codebook().question(question).milestone
    assert milestone is not None
    is_own = here.code in context.has.index and context.has.loc[here.code, question] == 1
    return t(
        f"getting_started.first_{'own' if is_own else 'lacked'}",
        thing=milestone.has[context.selection.language],
        had=t.number(had),
        n=t.number(n),
    )


def _first_in_guide(helping: Sequence[GuideEntry], context: _Context) -> str:
    """Return that too few are known, and what the guide has before the step."""
    t = context.selection.t
    order = helping[0].order if helping else 0
    earlier = [
        step
        for step in guide_entries(context.source)
        if step.order < order and step.level_from <= context.level
    ]
    if not earlier:
        return t("getting_started.first_few_begins")
    before = field_text(earlier[-1], "step", t).removesuffix(".")
    return t("getting_started.first_few", step=before)


def _done_by(question: str, context: _Context) -> str:
    """Return how many of the most alike have done a step, and the names of the nearest."""
    t, has = context.selection.t, context.has
    nearest = [peer for peer in context.peers[:SIMILAR] if peer.code in has.index]
    known = [peer for peer in nearest if has.loc[peer.code, question] in (0, 1)]
    done = [peer for peer in known if has.loc[peer.code, question] == 1]
    alike = [peer for peer in done if not exceeds(peer.unlikeness, ALIKE)][:MOST_NAMED]
    key = "done_by" if alike else "done_by_nobody_near" if done else "done_by_nobody"
    params = {
        "done": t.number(len(done)),
        "n": t.number(len(known)),
        "of": t.number(SIMILAR),
        "names": t.listing(peer.name for peer in alike),
    }
    return context.selection.marked(t(f"getting_started.{key}", **params))


def _other_examples(context: _Context, shown: set[str]) -> tuple[Reference, ...]:
    examples = fitting_examples(context.source, None, context.peers, context.selection)
    missing = max(0, LEAST_EXAMPLES - len(shown))
    return tuple(
        example_reference(each, context.selection) for each in unused(examples, shown, missing)
    )


def _level_name(context: _Context) -> str:
    return codebook().levels[context.level].label[context.selection.language]


def _basis(first: NextStep, context: _Context) -> tuple[str, ...]:
    """Return how the steps are found and ordered, and what is our own suggestion."""
    t, n = context.selection.t, len(context.climbs.after)
    order = t(
        f"getting_started.basis_{_kind(context)}",
        level=_level_name(context),
        n=t.number(n),
        sure=t.number(context.here.sure[MEASURE], 1),
        points=t.number(one_step(codebook().indicator(MEASURE)), 1),
    )
    fit, own = t("getting_started.basis_fit"), t("getting_started.basis_own")
    return tuple(filter(None, (first.basis, order, fit, own)))
