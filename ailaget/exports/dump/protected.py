"""What readers are shown of the protected questions: counts of SKR groups and the country.

Which counts those are was decided when the wave was published; what is hidden has a row without a
number, as on the page Data och metod.
"""

from collections.abc import Iterator

from ailaget import geography
from ailaget.codebook import Question
from ailaget.disclosure.facts import COUNTRY, REST
from ailaget.exports.dump.answers import questions_in
from ailaget.exports.dump.tables import DumpTable, Value, named, titled
from ailaget.exports.text.indicator_csv import STATUS
from ailaget.texts import texts
from ailaget.views.base.selection import Source
from ailaget.views.region.protected import ShownCount, shown_counts

SHOWN, HIDDEN = STATUS["ok"], STATUS["protected"]
NAME = "skyddade_fragor"


def protected_table(source: Source, wave: str) -> DumpTable:
    """Return a row for each protected question, region and answer."""
    rows = [
        (wave, question.key, group or "riket", name, *cells)
        for question in questions_in(wave)
        if not question.is_open
        for counts in [shown_counts(source, wave, question.key)]
        for group, name in _regions()
        for cells in _answers(question, group, counts.get(group))
    ]
    fields = (
        named("matomgang"),
        named("fraga"),
        named("grupp"),
        named("gruppnamn"),
        named("svar"),
        named("antal", "integer", is_needed=False),
        named("svarat_fraga", "integer", is_needed=False),
        named("svarat_enkat", "integer", is_needed=False),
        named("galler_fran", is_needed=False),
        named("status", options=(SHOWN, HIDDEN)),
    )
    references = {"fraga": ("kodbok_fragor", "fraga")}
    return DumpTable(NAME, titled(NAME), fields, rows, ("fraga", "grupp", "svar"), references)


def _regions() -> Iterator[tuple[str, str]]:
    yield COUNTRY, texts("sv")("dump.country")
    for group in (*geography.skr_main_groups(), *geography.skr_groups()):
        yield group.code, group.names["sv"]


def _answers(
    question: Question, group: str, count: ShownCount | None
) -> Iterator[tuple[Value, ...]]:
    """Yield each answer with its count: the lowest, any other, and in the country each other."""
    lowest, *others = question.answer_keys
    for answer in (lowest, REST, *(others if group == COUNTRY else ())):
        if count is None or answer not in count.answers:
            yield answer, None, None, None, None, HIDDEN
        else:
            of = count.answering, count.responded
            yield answer, count.answers[answer], *of, count.as_of, SHOWN
