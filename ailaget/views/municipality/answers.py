"""A municipality's own answers in words, wave by wave; protected questions are only named."""

import plotly.graph_objects as go

from ailaget.codebook import Question, codebook
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import make_chart
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.municipality.answer_words import (
    Answers,
    GivenAnswer,
    answer_text,
    given_answers,
)
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave, unchosen

KEY = "municipality_answers"


def answers_view(source: Source, selection: Selection) -> Chart:
    """Return all answers as one table, the chosen wave first; there is no figure to draw."""
    here = municipality_wave(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, given = selection.t, given_answers(source, here.code)
    title = t("municipality.answers_title", name=here.name)
    open_questions = [q.key for q in codebook().questions.values() if q.is_open]
    answered = [q for q in open_questions if _is_answered(given.get((here.wave, q)))]
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=title,
        figure=go.Figure(),
        table=_table(here, given, selection),
        alt=title,
        caveat=t("municipality.answers_help"),
        n=len(answered),
        of=len(open_questions),
        file_stem=t("municipality.answers_file", code=here.code, wave=here.wave),
        unit=t("municipality.answers_unit"),
    )


def under_headings(table: Table) -> Table:
    """Return the table with each dimension as a heading above its questions, not as a column."""
    rows = [row[1:] for row in table.rows]
    return Table(table.columns[1:], rows, headings=[str(row[0]) for row in table.rows])


def _is_answered(answer: GivenAnswer | None) -> bool:
    return answer is not None and answer.status == "answered"


def _table(here: MunicipalityWave, answers: Answers, selection: Selection) -> Table:
    t, book = selection.t, codebook()
    columns = [Column("dimension", t("municipality.dimension"))]
    columns.append(Column("question", t("municipality.question"), "name"))
    newest, *earlier = _waves(here)
    columns.append(Column(newest, t.wave_short(newest)))
    for wave in earlier:
        columns.append(folding(Column(wave, t.wave_short(wave)), t))
    rows: list[tuple[Cell, ...]] = [
        (dimension.label[selection.language], *_row(question, here, answers, selection))
        for dimension in book.dimensions.values()
        for question in book.questions.values()
        if question.dimension == dimension.key
    ]
    return Table(tuple(columns), rows)


def _waves(here: MunicipalityWave) -> list[str]:
    return [wave for wave in reversed(here.waves) if wave <= here.wave]


def _row(
    question: Question, here: MunicipalityWave, answers: Answers, selection: Selection
) -> tuple[Cell, ...]:
    t, responded = selection.t, here.responded_in()
    cells: list[Cell] = [question.wording[selection.language]]
    for wave in _waves(here):
        if wave not in responded:
            cells.append(t("missing"))
        elif not question.is_asked_in(wave):
            cells.append(t("municipality.not_asked"))
        elif not question.is_open:
            cells.append(t("municipality.protected"))
        else:
            cells.append(_cell(question, answers.get((wave, question.key)), t))
    return tuple(cells)


def _cell(question: Question, answer: GivenAnswer | None, t: Texts) -> Cell:
    """Return an answer in words; a number that stands alone is one, also in a spreadsheet."""
    is_plain = question.is_number and question.kind != "percent"
    if answer is not None and answer.status == "answered" and is_plain:
        return answer.value
    return answer_text(question, answer, t)
