"""What is shown of the protected questions: decided anew from everything ever published."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ailaget import geography
from ailaget.codebook import Question, codebook
from ailaget.disclosure.counts import Disclosure
from ailaget.disclosure.facts import Replies, Reply, Scale
from ailaget.ingest.contents import real_wave, waves_ever_published
from ailaget.ingest.database_tables import Respondent, Row, Wave, WaveKey
from ailaget.store.state import State
from ailaget.store.versions import WaveContent, history
from ailaget.store.workspace import Workspace

KEPT_DECISIONS = 128
"""Questions of waves whose tables stay decided in a running process."""

Given = frozenset[tuple[str, Reply]]


@dataclass(frozen=True)
class ProtectedQuestion:
    """One protected question in one wave: its tables, and when each moment was published."""

    wave: WaveKey
    question: str
    disclosure: Disclosure
    published_at: tuple[str, ...]


def protected_questions(workspace: Workspace, state: State) -> Iterator[ProtectedQuestion]:
    """Yield every protected question of every wave that readers have ever seen.

    What was shown by an earlier publication is decided again as it was then, in order: so are the
    later ones bound by it, also after a withdrawal, and also where the database was built anew.
    """
    for key, publications in waves_ever_published(workspace, state).items():
        for question in codebook().questions.values():
            if question.is_open:
                continue
            given = tuple(_replies(wave, key[0], question) for wave, _ in publications)
            at = tuple(when for _, when in publications)
            yield ProtectedQuestion(key, question.key, _decided(scale_of(question), given), at)


def protected_rows(
    workspace: Workspace, state: State, published: dict[bool, set[str]]
) -> list[Row]:
    """Return the rows of the table of protected counts, of the waves that readers see."""
    return [
        (
            *each.wave,
            each.question,
            count.region,
            answer,
            respondents,
            count.answering,
            count.responded,
            each.published_at[count.moment],
            count.moment < len(each.published_at) - 1,
        )
        for each in protected_questions(workspace, state)
        if each.wave[0] in published[each.wave[1]]
        for count in each.disclosure.standing().values()
        for answer, respondents in count.answers.items()
    ]


def protected_changes(
    workspace: Workspace, wave: str, made: WaveContent | None
) -> list[tuple[str, str, str]]:
    """Return which protected answers would be others, were a real wave made so: for who edits it.

    Each is a municipality, a question, and ``new``, ``changed`` or ``removed``; never an answer.
    None is what withdrawing the wave would change.
    """
    state = workspace.state()
    now = history(state, wave).published
    before, after = (
        {
            (code, question): answers
            for code, respondent in real_wave(workspace, state, wave, side).items()
            for question, answers in _protected(respondent).items()
        }
        for side in (now, made)
    )
    kinds = {(False, True): "new", (True, True): "changed", (True, False): "removed"}
    return [
        (*key, kinds[key in before, key in after])
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]


def _protected(respondent: Respondent) -> dict[str, set[tuple[object, ...]]]:
    answers: dict[str, set[tuple[object, ...]]] = {}
    for answer in respondent.answers:
        if not codebook().question(answer.question).is_open and answer.status != "unanswered":
            answers.setdefault(answer.question, set()).add(
                (answer.value, answer.choice, answer.status)
            )
    return answers


def scale_of(question: Question) -> Scale:
    """Return a question's answers, the lowest first, as the audit takes them."""
    return Scale(question.answer_keys, question.is_multi)


@lru_cache(KEPT_DECISIONS)
def _decided(scale: Scale, given: tuple[Given, ...]) -> Disclosure:
    disclosure = Disclosure(scale)
    for replies in given:
        disclosure.publish(dict(replies))
    return disclosure


def _replies(wave: Wave, name: str, question: Question) -> Given:
    """Return what each respondent answered to one question, as keys of its scale."""
    groups: Replies = {
        code: Reply(
            geography.skr_group_of(geography.municipality(code), name),
            frozenset(
                question.answer_key(answer.value, answer.choice)
                for answer in respondent.answers
                if answer.question == question.key and answer.status == "answered"
            ),
        )
        for code, respondent in wave.items()
    }
    return frozenset(groups.items())
