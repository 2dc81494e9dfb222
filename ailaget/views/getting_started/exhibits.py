"""The steps as a table to take away: those of a municipality's plan, or all of the path."""

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.views.base.result import Cell, Column, Exhibit, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.getting_started.material import GuideStep, Reference
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import Plan, PlanStep, plan_view

KEY = "getting_started_steps"

PLAN = ("number", "step", "why", "responsible", "effort", "first", "climbed", "done_by")
LISTED = ("guide", "examples", "courses")
PATH = ("number", "level", "part", "step", "why", "responsible", "effort", "source", "address")


def steps_exhibit(source: Source, selection: Selection) -> Exhibit:
    """Return the steps of the chosen municipality, or where it has none the whole path."""
    plan = plan_view(source, selection)
    if plan is None or not plan.steps:
        return _exhibit(path_table(source, selection), None, selection)
    return _exhibit(plan_table(plan, selection), plan, selection)


def plan_table(plan: Plan, selection: Selection) -> Table:
    """Return a row for each of the plan's steps."""
    rows = [_plan_row(number, step) for number, step in enumerate(plan.steps, start=1)]
    return Table(_columns((*PLAN, *LISTED), selection), rows)


def path_table(source: Source, selection: Selection) -> Table:
    """Return a row for each step of the guide."""
    rows: list[tuple[Cell, ...]] = [
        (
            step.number,
            _levels(step, selection),
            step.dimension,
            step.title.text,
            step.why.text,
            step.responsible,
            step.effort,
            " ".join((step.source, *step.marks)),
            step.url,
        )
        for level in path_view(source, selection).levels
        for step in level.steps
    ]
    return Table(_columns(PATH, selection), rows)


def _plan_row(number: int, step: PlanStep) -> tuple[Cell, ...]:
    why = " ".join(filter(None, (step.why, step.ask)))
    guide = "\n".join(f"{each.title.text} {each.source}" for each in step.guide)
    listed = (_references(step.examples), _references(step.courses))
    facts = (step.responsible, step.effort, step.first, step.climbed, step.done_by)
    return (number, step.title, why, *facts, guide, *listed)


def _references(references: tuple[Reference, ...]) -> str:
    return "\n".join(
        " ".join(filter(None, (f"{each.title.text} ({each.facts}).", each.source, each.url)))
        for each in references
    )


def _levels(step: GuideStep, selection: Selection) -> str:
    first, last = (codebook().levels[number].label[selection.language] for number in step.levels)
    return selection.t("getting_started.levels_from_to", first=first, last=last)


def _columns(keys: tuple[str, ...], selection: Selection) -> tuple[Column, ...]:
    return tuple(
        Column(
            key,
            selection.t(f"getting_started.column_{key}"),
            "integer" if key == "number" else "text",
        )
        for key in keys
    )


def _exhibit(table: Table, plan: Plan | None, selection: Selection) -> Exhibit:
    t = selection.t
    kind, code = ("plan", selection.municipality) if plan else ("path", None)
    name = geography.municipality(code).name if code else ""
    return Exhibit(
        key=KEY,
        title=t(f"getting_started.table_{kind}", name=name),
        headline=t.count("getting_started.steps_finding", len(plan.steps), name=name)
        if plan
        else t("getting_started.path_title"),
        table=table,
        attribution=selection.source_line() if plan else t("getting_started.path_source"),
        caveat=" ".join(
            part for part in (plan.lead if plan else "", t("getting_started.basis_own")) if part
        ),
        n=None,
        of=None,
        file_stem=t(f"getting_started.file_{kind}", code=code or "", wave=selection.wave),
        wave=selection.wave,
        unit="",
        of_answers=plan is not None,
    )
