"""A decision of the council as a step of the guide: a draft, which an editor then completes."""

from dataclasses import replace

from ailaget.council.practice import entry_states, save_draft
from ailaget.council.schema import Decision
from ailaget.practice import Step, row_of, rules_of
from ailaget.practice.rows import new_key
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE, Texts

KIND = "steps"
HIGHEST_LEVEL = 4


def recommend(workspace: Workspace, decision: Decision, t: Texts) -> str:
    """Keep a decision as the draft of a step, in the guide's last place; return its key.

    Who is responsible, how long it takes and for which levels it is, an editor says: here it stands
    for all levels. A decision that is already a step, word for word, is not made one again.
    """
    states = entry_states(workspace, KIND)
    step = _step(decision, t)
    alike = [s.entry.key for s in states if getattr(s.entry, "step", None) == step.step]
    if alike:
        return alike[0]
    key = new_key([step.step[DEFAULT_LANGUAGE]], {state.entry.key for state in states})
    last = max(s.entry.order for s in states if isinstance(s.entry, Step))
    save_draft(workspace, KIND, row_of(replace(step, key=key, order=last + 1)))
    return key


def _step(decision: Decision, t: Texts) -> Step:
    rules = rules_of(Step)
    text = " ".join(decision.text.split())
    day = decision.meeting.day
    short = text if len(text) <= rules["step"].longest else f"{text[: rules['step'].longest - 1]}…"
    return Step(
        key="",
        source_name=t("council.recommended_source", day=t.day(day)),
        source_url="",
        source_date=day.isoformat(),
        read_on=day,
        confidence="high",
        reviewed_by="council",
        source_note={},
        order=0,
        dimension="strategy",
        questions=(),
        step={DEFAULT_LANGUAGE: short},
        why={DEFAULT_LANGUAGE: t("council.recommended_why", text=text)[: rules["why"].longest]},
        responsible="chief_executive",
        effort="weeks",
        level_from=0,
        level_to=HIGHEST_LEVEL,
    )
