"""What numbers may mean, in words, and the meaning that a person's words choose."""

from collections.abc import Iterable, Mapping, Sequence

from ailaget.codebook import Codebook, Question
from ailaget.errors import AilagetError
from ailaget.ingest.matching.number_meanings import CHOSEN, NOT_CHOSEN, AskedNumbers
from ailaget.ingest.reading.normalisation import fold
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number
from ailaget.ingest.reading.words import answer_words
from ailaget.texts import LANGUAGES, Texts, texts

_ANY_MARK = DecimalMark(",", is_certain=False)


class UnknownMeaning(AilagetError):
    """What a person says of a number is nothing that it can mean; lists what it can."""

    def __init__(self, statement: str, valid: Sequence[str]) -> None:
        key = "meanings.unknown" if valid else "meanings.nothing_asked"
        super().__init__(key, statement=statement, valid="; ".join(valid))


def meaning_text(asked: AskedNumbers, meaning: str, question: Question, t: Texts) -> str:
    """Return what all the numbers mean under one meaning: ``1 = Nej, 2 = Påbörjat``."""
    pairs = asked.means[meaning].items()
    return ", ".join(f"{number} = {target_text(to, question, t)}" for number, to in pairs)


def target_text(target: str, question: Question, t: Texts) -> str:
    """Return what one number means in words: a choice's text, chosen or not, or per cent."""
    if target in (CHOSEN, NOT_CHOSEN):
        return t(f"numbers.{target}")
    labels = {choice.key: choice.label[t.language] for choice in question.choices}
    if target in labels:
        return labels[target]
    decimals = len(target.partition(".")[2])
    return t.percent(float(target) / 100, decimals)


def answers_to(asked: AskedNumbers, question: Question, t: Texts) -> list[str]:
    """Return what can be said of the number asked about: ``ai_strategi:1=Nej``."""
    texts_of = (
        target_text(targets[asked.number], question, t)
        for targets in asked.means.values()
        if asked.number in targets
    )
    return [f"{asked.question}:{asked.number}={text}" for text in dict.fromkeys(texts_of)]


def chosen_meanings(
    statements: Iterable[str], asked: Mapping[str, AskedNumbers], book: Codebook
) -> dict[str, str]:
    """Return the meaning that statements choose for each question; raises UnknownMeaning.

    A statement is ``QUESTION:NUMBER=TEXT``, or ``NUMBER=TEXT`` for all questions where that can be.
    """
    chosen: dict[str, str] = {}
    for statement in statements:
        left, _, text = statement.partition("=")
        key, has_key, number = left.strip().rpartition(":")
        matches = {
            question: meaning
            for question, asking in asked.items()
            if not has_key or question == key.strip()
            if (meaning := _meaning(asking, number.strip(), text, book.questions[question]))
        }
        if not matches:
            t = texts("sv")
            valid = [
                line
                for question, asking in asked.items()
                for line in answers_to(asking, book.questions[question], t)
            ]
            raise UnknownMeaning(statement, valid)
        chosen |= matches
    return chosen


def _meaning(asked: AskedNumbers, number: str, text: str, question: Question) -> str | None:
    """Return the one meaning under which a number is what the text says."""
    fits = [
        meaning
        for meaning, targets in asked.means.items()
        if number in targets and _says(text, targets[number], question)
    ]
    return fits[0] if len(fits) == 1 else None


def _says(text: str, target: str, question: Question) -> bool:
    if question.kind == "percent":
        try:
            return parse_number(text, _ANY_MARK, percent=True) == float(target)
        except NotNumber:
            return False
    vocabulary = answer_words()
    if target in (CHOSEN, NOT_CHOSEN):
        accepted = vocabulary.chosen if target == CHOSEN else vocabulary.not_chosen
        spoken = {fold(texts(language)(f"numbers.{target}")) for language in LANGUAGES}
        return fold(text) in {target, *accepted, *spoken}
    choice = next(choice for choice in question.choices if choice.key == target)
    return fold(text) in set(map(fold, choice.in_files))
