"""The tables of the page Data och metod as they are taken away: each by its part and its key."""

from collections.abc import Callable, Mapping

from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection, Source
from ailaget.views.method.codebook import numbers_view, survey_view
from ailaget.views.method.response import Section, answers_view
from ailaget.views.method.sources import demo_view, sources_view

PAGE = "method"

PARTS: Mapping[str, Callable[[Source, Selection], tuple[Section, ...]]] = {
    "survey": survey_view,
    "numbers": numbers_view,
    "sources": sources_view,
    "demo": demo_view,
}
"""The parts that are headings, prose and tables in turn, by their key in the address."""

OF_ANSWERS = ("answers", "demo")
"""The parts that rest on what municipalities have answered, or are said to have."""

KNOWN = f"{PAGE}_sources_known"
"""The table of what is publicly known, which an agenda and a report take too."""

RESTING = ("protected", "measurement", "ai_act", "known")
"""The tables of other parts that rest on them too, whole or beside something else."""


def table_key(part: str, section: Section) -> str:
    """Return the key of a section's table, such as ``method_numbers_levels``."""
    return f"{PAGE}_{part}_{section.key}"


def part_of(key: str) -> str:
    """Return the part of the page that shows a table."""
    return key.split("_")[1]


def method_table(key: str, source: Source, selection: Selection) -> Exhibit | None:
    """Return a table by its key; None where there is none, or nothing in the filter to show."""
    page, _, rest = key.partition("_")
    part, _, name = rest.partition("_")
    if page != PAGE or (part == "demo" and not selection.is_demo):
        return None
    n, of, sections = None, None, PARTS.get(part, _answers)(source, selection)
    if part == "answers" and name != "waves" and (answers := answers_view(source, selection)):
        n, of = answers.n, answers.of
    section = next((section for section in sections if section.key == name), None)
    if section is None or section.table is None:
        return None
    t, is_of_answers = selection.t, part in OF_ANSWERS or section.key in RESTING
    return Exhibit(
        key=key,
        title=section.title or section.heading,
        headline=section.heading if section.title else section.caption,
        table=section.table,
        attribution=selection.source_line()
        if is_of_answers
        else t("source.own", today=selection.today),
        # Without the marks of Markdown, which files do not read.
        caveat=section.text.replace("*", "").strip(),
        n=n,
        of=of,
        file_stem="",
        wave=selection.wave,
        unit="",
        of_answers=is_of_answers,
    )


def known_view(source: Source, selection: Selection) -> Exhibit:
    """Return what is publicly known beside what the survey says of the same."""
    exhibit = method_table(KNOWN, source, selection)
    assert exhibit is not None  # it has its columns also where nobody has answered
    return exhibit


def _answers(source: Source, selection: Selection) -> tuple[Section, ...]:
    answers = answers_view(source, selection)
    if answers is None:
        return ()
    return answers.waves, answers.by_county, answers.by_skr_group, answers.by_size_class
