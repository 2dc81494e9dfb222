"""What is shown of the protected questions in a wave, what is withheld, and how it was decided."""

from dataclasses import dataclass

from ailaget import geography
from ailaget.codebook import Question, codebook
from ailaget.disclosure.facts import COUNTRY, REST
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import Cell, Column, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.method.response import Section
from ailaget.views.region.protected import ShownCount, shown_counts
from ailaget.views.upload.journal import when_text


@dataclass(frozen=True)
class Withheld:
    """Counts of the protected questions in a wave, each of one question and one SKR group.

    `moved` are new, `standing` those of an earlier publication, `hidden` are not shown.
    """

    moved: int
    standing: int
    hidden: int


def withheld(source: Source, wave: str) -> Withheld:
    """Return how many counts of groups are shown, stand from earlier, and are hidden."""
    groups = _groups()
    counts = [shown_counts(source, wave, question.key) for question in _questions()]
    shown = [count for each in counts for region, count in each.items() if region in groups]
    standing = sum(count.as_of is not None for count in shown)
    hidden = len(counts) * len(groups) - len(shown)
    return Withheld(len(shown) - standing, standing, hidden)


def withheld_words(source: Source, wave: str, t: Texts) -> str:
    """Return in words what is shown of the protected questions, and what is withheld and why."""
    counts = withheld(source, wave)
    return t(
        "review.protected",
        moved=t.number(counts.moved),
        standing=t.number(counts.standing),
        hidden=t.number(counts.hidden),
    )


def protected_section(source: Source, selection: Selection) -> Section:
    """Return the rule in words, and a table of what it lets through in the chosen wave."""
    t = selection.t
    columns = (
        Column("question", t("method.column_question"), "name"),
        folding(Column("country", t("method.protected_country")), t),
        folding(Column("shown", t("method.protected_shown")), t),
        folding(Column("hidden", t("method.protected_hidden")), t),
    )
    rows = [_row(question, source, selection) for question in _questions()]
    return Section(
        t("method.protected_heading"),
        t("method.protected_text"),
        Table(columns, rows),
        t("method.protected_caption", wave=t.wave(selection.wave)),
        "protected",
        t("method.protected_title", wave=t.wave(selection.wave)),
    )


def _row(question: Question, source: Source, selection: Selection) -> tuple[Cell, ...]:
    t, groups = selection.t, _groups()
    counts = shown_counts(source, selection.wave, question.key)
    shown = [_named(group, counts[group], t) for group in groups if group in counts]
    hidden = [group for group in groups if group not in counts]
    return (
        question.label[t.language],
        _country(counts.get(COUNTRY), question, t),
        ", ".join(shown) or t("missing"),
        ", ".join(hidden) or t("missing"),
    )


def _named(group: str, count: ShownCount, t: Texts) -> str:
    if count.as_of is None:
        return group
    return t("method.protected_since", group=group, when=when_text(count.as_of, t))


def _country(count: ShownCount | None, question: Question, t: Texts) -> str:
    if count is None:
        return t("method.protected_none")
    others = len(count.answers.keys() - {REST}) - 1
    key = "all" if others == len(question.answer_keys) - 1 else "some" if others else "levels"
    return _named(t(f"method.protected_{key}"), count, t)


def _questions() -> list[Question]:
    return [question for question in codebook().questions.values() if not question.is_open]


def _groups() -> list[str]:
    return [group.code for group in geography.skr_groups()]
