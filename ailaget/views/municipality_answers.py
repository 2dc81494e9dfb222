"""A municipality's own answers in words, wave by wave; protected questions are only named."""

from dataclasses import dataclass

import plotly.graph_objects as go

from ailaget.codebook import Question, codebook
from ailaget.views.answer_words import Answers, answer_text, given_answers
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import Selection, Source
from ailaget.views.standing import Standing, standing_of, unchosen

KEY = "municipality_answers"


@dataclass(frozen=True)
class Section:
    """The answers to one dimension's questions."""

    label: str
    table: Table


def answers_view(source: Source, selection: Selection) -> tuple[Section, ...]:
    """Return the answers by dimension, the chosen wave first and the earlier ones beside it."""
    here = standing_of(source, selection)
    if here is None:
        return ()
    answers = given_answers(source, here.code)
    sections = []
    for dimension in codebook().dimensions.values():
        asked = [q for q in codebook().questions.values() if q.dimension == dimension.key]
        rows = [_row(question, here, answers, selection) for question in asked]
        table = Table(_columns(here, selection), rows)
        sections.append(Section(dimension.label[selection.language], table))
    return tuple(sections)


def answers_chart(source: Source, selection: Selection) -> Chart:
    """Return all answers as one table, for taking away; there is no figure to draw."""
    here = standing_of(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t = selection.t
    rows: list[tuple[Cell, ...]] = []
    for section in answers_view(source, selection):
        rows += [(section.label, *row) for row in section.table.rows]
    columns = (Column("dimension", t("municipality.dimension")), *_columns(here, selection))
    title = t("municipality.answers_title", name=here.name)
    of = sum(question.is_open for question in codebook().questions.values())
    given = given_answers(source, here.code)
    n = sum(a.status == "answered" for (wave, _), a in given.items() if wave == here.wave)
    return Chart(
        key=KEY,
        title=title,
        finding=title,
        figure=go.Figure(),
        table=Table(columns, rows),
        alt=title,
        source=selection.source_line(),
        caveat=t("municipality.answers_help"),
        n=n,
        of=of,
        file_stem=t("municipality.answers_file", code=here.code, wave=here.wave),
        wave=here.wave,
        unit=t("municipality.answers_unit"),
    )


def _columns(here: Standing, selection: Selection) -> tuple[Column, ...]:
    t = selection.t
    waves = [Column(wave, t.wave_short(wave)) for wave in _waves(here)]
    return (Column("question", t("municipality.question")), *waves)


def _waves(here: Standing) -> list[str]:
    return [wave for wave in reversed(here.waves) if wave <= here.wave]


def _row(
    question: Question, here: Standing, answers: Answers, selection: Selection
) -> tuple[Cell, ...]:
    t, responded = selection.t, here.responded_in()
    cells: list[Cell] = [question.wording[selection.language]]
    for wave in _waves(here):
        if wave not in responded:
            cells.append(t("missing"))
        elif not _was_asked(question, wave):
            cells.append(t("municipality.not_asked"))
        elif not question.is_open:
            cells.append(t("municipality.protected"))
        else:
            cells.append(answer_text(question, answers.get((wave, question.key)), t))
    return tuple(cells)


def _was_asked(question: Question, wave: str) -> bool:
    return (question.first_wave or wave) <= wave <= (question.last_wave or wave)
