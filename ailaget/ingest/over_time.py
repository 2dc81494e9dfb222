"""Compares a wave's answers with the wave before, and marks changes that are hard to believe."""

from collections.abc import Iterable, Mapping

from ailaget.codebook import codebook
from ailaget.ingest.checking.checks import changes
from ailaget.ingest.database_tables import Respondent, Wave, WaveKey
from ailaget.ingest.survey import Answer, Finding
from ailaget.store.waves import asked_in


def wave_before(waves: Mapping[WaveKey, Wave], key: WaveKey) -> Wave:
    """Return the newest earlier wave of the same kind; empty if none.

    That is of real answers or demonstration data, of municipalities or regions.
    """
    wave, is_demo = key
    kind = asked_in(wave), is_demo
    earlier = [
        other for other in waves if other[0] < wave and (asked_in(other[0]), other[1]) == kind
    ]
    return waves[max(earlier)] if earlier else {}


def large_changes(now: Wave, before: Wave) -> Iterable[Finding]:
    """Yield a finding for each answer that has changed more than the codebook's checks believe.

    `column` is the question's key: an archived file's own header is not at hand.
    """
    checks = [check for check in codebook().checks if check.is_over_time]
    for code in sorted(now.keys() & before.keys()):
        values, earlier = _values(now[code]), _values(before[code])
        numbers = {key: answer.value or 0 for key, answer in values.items()}
        was = {key: answer.value or 0 for key, answer in earlier.items()}
        for question, reason, value in changes(numbers, was, checks):
            answer = values[question]
            yield Finding(
                line=answer.line,
                column=question,
                value=f"{numbers[question]:g}",
                reason=reason,
                cell=answer.cell,
                municipality=code,
                question=question,
                before=value,
            )


def _values(respondent: Respondent) -> dict[str, Answer]:
    return {a.question: a for a in respondent.answers if a.value is not None}
