"""The six kinds of entries, each with its fields and what they may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ailaget.practice.fields import LONG, held

Words = Mapping[str, str]
"""A text by language; one that is not there is read in Swedish, and said to be so."""

AREAS = (
    "administration",
    "citizen_service",
    "communication",
    "culture",
    "economy_hr",
    "law",
    "school",
    "social_care",
    "technical_services",
    "urban_planning",
)

DIMENSIONS = (
    "strategy",
    "ethics",
    "skills",
    "staffing",
    "data",
    "use",
    "collaboration",
    "barriers",
)
"""What a step belongs to: dimensions of the codebook, by their keys."""

MILESTONES = (
    "ai_heltid",
    "ai_strategi",
    "ai_riktlinjer",
    "ai_ansvarig",
    "ai_kunnighet",
    "ai_assistent",
    "ai_register",
    "uc_pilot",
    "uc_bred",
    "uc_utvarderad",
    "effekt",
    "samverkan",
    "delade_losningar",
)
"""What an entry helps with: open questions of the codebook that say what a municipality has."""

MEASURED = "evaluated"
STOPPED = "stopped"

STALE_AFTER = 18
"""An entry that nobody has checked for so many months is marked as old."""

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every entry has: its key, where it comes from, and how sure that is.

    `source_date` is what the source itself says, a year, a month or a day, empty where it says
    nothing. `read_on` is the day when the entry was last checked against it, by `reviewed_by`, a
    role and never a name. `source_note` is what a reader should know of the source.
    """

    key: str = held("key")
    source_name: str = held("text")
    source_url: str = held("address", required=False, longest=LONG)
    source_date: str = held("period", required=False)
    read_on: date = held("day")
    confidence: str = held("option", "high", "medium", "low")
    reviewed_by: str = held("option", "editors", "council", "lawyer", required=False)
    source_note: Words = held("words", required=False, longest=LONG)

    @property
    def is_shown(self) -> bool:
        """Whether readers see it: somebody has read the original, and it is no hearsay."""
        return self.confidence != "low" and bool(self.reviewed_by)

    @property
    def id(self) -> str:
        """What a link calls it: its kind and its key, which no other entry has."""
        kind = next(kind for kind, entry_class in KINDS.items() if isinstance(self, entry_class))
        return f"{kind}.{self.key}"

    def is_stale(self, today: date) -> bool:
        """Return whether it was last checked more than `STALE_AFTER` months ago."""
        months = MONTHS * (today.year - self.read_on.year) + today.month - self.read_on.month
        return months - (today.day < self.read_on.day) >= STALE_AFTER


@dataclass(frozen=True, kw_only=True)
class Example(Entry):
    """What one municipality has done; one that was stopped says why.

    What was ``held`` is an event that is over, such as a day for ideas: no trial, and not in use.
    `technology` is what the source says it is: ``robot`` follows rules and is no AI, ``analysis``
    is of data where the source does not call it AI, and ``none`` is a way of working. `data_kinds`
    sorts `data_used` into few kinds to choose from, and `questions` says what in the survey it
    shows a way to.
    """

    municipality: str = held("place")
    area: str = held("option", *AREAS)
    stage: str = held("option", "idea", "held", "pilot", "rolled_out", MEASURED, STOPPED)
    technology: str = held("option", "ai", "robot", "analysis", "none")
    title: Words = held("words")
    what: Words = held("words", longest=LONG)
    why_stopped: Words = held("words", required=False, longest=LONG)
    effect: Words = held("words", required=False, longest=LONG)
    effect_is_measured: str = held("option", "yes", "no")
    data_used: Words = held("words", required=False)
    data_kinds: tuple[str, ...] = held(
        "options",
        "text",
        "speech",
        "images",
        "sensors",
        "records",
        "various",
        "none",
        required=False,
    )
    open_source: str = held("option", "yes", "no", "unknown")
    questions: tuple[str, ...] = held("options", *MILESTONES, required=False)


@dataclass(frozen=True, kw_only=True)
class Course(Entry):
    """A course, or what else one learns from; `status` says whether it is known to be given.

    `extent` sorts `length` into few kinds to choose from, and `questions` says what in the survey
    it helps with.
    """

    name: str = held("text")
    provider: str = held("text")
    type: str = held("option", "course", "material", "programme")
    audience: tuple[str, ...] = held(
        "options", "all", "elected", "manager", "lawyer", "developer", "analyst", "employee"
    )
    level: str = held("option", "intro", "intermediate", "advanced")
    form: str = held("option", "self_paced", "live", "blended", "unknown")
    length: Words = held("words", required=False)
    extent: str = held("option", "material", "parts", "days", "term", "unknown", required=False)
    price: str = held("option", "free", "paid", "varies", "not_stated")
    languages: tuple[str, ...] = held("options", "sv", "en", "fi", "no", required=False)
    about: Words = held("words", longest=LONG)
    status: str = held("option", "open", "probably_open", "unclear", "ended")
    questions: tuple[str, ...] = held("options", *MILESTONES, required=False)


@dataclass(frozen=True, kw_only=True)
class Step(Entry):
    """A step of the guide, in its order, for those between two levels of maturity (0 to 4).

    `responsible`, `effort` and the levels are this project's own suggestions, not the source's, and
    so is in `questions` what in the survey it helps with.
    """

    order: int = held("whole")
    dimension: str = held("option", *DIMENSIONS)
    questions: tuple[str, ...] = held("options", *MILESTONES, required=False)
    step: Words = held("words")
    why: Words = held("words", longest=LONG)
    responsible: str = held(
        "option",
        "chief_executive",
        "head_of_digitalisation",
        "head_of_service",
        "hr",
        "lawyer",
        "data_protection_officer",
    )
    effort: str = held("option", "days", "weeks", "months")
    level_from: int = held("whole")
    level_to: int = held("whole")


@dataclass(frozen=True, kw_only=True)
class Task(Entry):
    """A safe first task for a manager: what may be put in, what never, and what to check after."""

    order: int = held("whole")
    area: str = held("option", *AREAS)
    task: Words = held("words")
    may: Words = held("words")
    never: Words = held("words")
    check: Words = held("words")


@dataclass(frozen=True, kw_only=True)
class Collaboration(Entry):
    """What some municipalities do together; of one that is not `complete`, not all are known."""

    name: str = held("text")
    type: str = held(
        "option",
        "federation",
        "joint_board",
        "company",
        "association",
        "council",
        "project",
        "agreement",
        "network",
        "other",
    )
    members: tuple[str, ...] = held("places", required=False)
    complete: str = held("option", "yes", "no")
    is_ended: str = held("option", "yes", "no", "unknown")
    what: Words = held("words", longest=LONG)


@dataclass(frozen=True, kw_only=True)
class LawDate(Entry):
    """From when a rule of the AI Act applies; always to be checked against EUR-Lex."""

    article: Words = held("words")
    what: Words = held("words", longest=LONG)
    applies_from: date = held("day")
    amended_by: Words = held("words", required=False)


KINDS: Mapping[str, type[Entry]] = {
    "examples": Example,
    "courses": Course,
    "steps": Step,
    "tasks": Task,
    "collaborations": Collaboration,
    "law_dates": LawDate,
}
"""The kinds of entries, by the name of their file in `data/practice/`."""


def in_language(words: Words, language: str) -> tuple[str, str]:
    """Return a text and the language that it is in: Swedish where it is in no other."""
    return (words[language], language) if words.get(language) else (words.get("sv", ""), "sv")
