"""Suggests what a header or an answer may mean; a suggestion is never taken without a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from ailaget.codebook import Codebook, Question
from ailaget.ingest.matching.columns import MUNICIPALITY, question_texts
from ailaget.ingest.matching.municipalities import match_municipality
from ailaget.ingest.reading.normalisation import fold, plain
from ailaget.ingest.reading.words import answer_words

MOST_SUGGESTIONS = 3
_LEAST_LIKE = 62
_SURELY_THERE = 80
_MOST_BY_TELLING = 84
"""Without its common words a header may be a question's own, and still ask in another unit."""
_SAME = 100
_CELLS_TRIED = 60
_FEWEST_PLACES = 0.5
_COMMON = 0.12
"""Share of the questions from which a word is common: "kommunen", "finns" and "ai" are."""

Likeness = tuple[str, int]
"""What may be meant, and how like it is, 0 to 100."""


class ColumnSuggestions:
    """Suggests targets for the columns that are not matched."""

    def __init__(self, book: Codebook) -> None:
        self._common = _common_words(book)
        self._options = _options_alone(book)
        self._texts: list[tuple[str, str, str]] = []
        for question in book.questions.values():
            for text, _ in question_texts(question):
                self._texts.append((_comparable(text), question.key, ""))
                self._texts += [
                    (
                        _comparable(f"{text} {label}"),
                        f"{question.key}:{choice.key}",
                        _comparable(label),
                    )
                    for choice in (question.choices if question.is_multi else ())
                    for label in choice.label.values()
                ]
        self._telling = [self._tells(text) for text, _, _ in self._texts]

    def of_header(self, header: str) -> list[Likeness]:
        """Return the questions and options whose words are most like a header's."""
        asked = _comparable(header)
        whole = _like(asked, [text for text, _, _ in self._texts])
        telling = [
            (min(score, _MOST_BY_TELLING), index)
            for score, index in _like(self._tells(asked), self._telling)
        ]
        best: dict[str, int] = {}
        for score, index in sorted([*whole, *telling], key=lambda pair: (-pair[0], pair[1])):
            _, target, option = self._texts[index]
            # A column is one option's only if its header says which; else it is the question's.
            if option and fuzz.partial_ratio(option, asked) < _SURELY_THERE:
                target = target.partition(":")[0]
            best.setdefault(target, round(score))
        return list(best.items())[:MOST_SUGGESTIONS]

    def _tells(self, text: str) -> str:
        """Return a text without the words that most questions have; what tells it is the rest."""
        return " ".join(word for word in text.split() if word not in self._common)

    def of_option(self, header: str, cells: Sequence[str]) -> list[Likeness]:
        """Return the options that a heading names alone, where the cells only say if it was chosen.

        Typeform names a column of one option by the option and nothing else: of which question it
        is, the file does not say.
        """
        named = self._options.get(fold(header), ())
        marks = answer_words().chosen | answer_words().not_chosen | {"", fold(header)}
        is_marked = bool(named) and all(fold(cell) in marks for cell in cells)
        return [(target, _SAME) for target in named] if is_marked else []

    def of_cells(self, cells: Sequence[str]) -> list[Likeness]:
        """Return the municipality where most cells of a column name one."""
        tried = [cell for cell in cells if cell.strip()][:_CELLS_TRIED]
        named = sum(match_municipality([c], with_suggestions=False).code is not None for c in tried)
        # Codes alone prove nothing: numbers between 114 and 2584 are common.
        in_words = sum(not cell.strip().isdecimal() for cell in tried)
        share = named / len(tried) if tried else 0
        return [(MUNICIPALITY, round(100 * share))] if share > _FEWEST_PLACES and in_words else []


def _like(text: str, others: Sequence[str]) -> list[tuple[float, int]]:
    """Return how like a text the others are, with their place, of those that are like enough."""
    if not text:
        return []
    matches = process.extract(
        text,
        others,
        scorer=fuzz.token_sort_ratio,
        limit=4 * MOST_SUGGESTIONS,
        score_cutoff=_LEAST_LIKE,
    )
    return [(score, index) for _, score, index in matches]


def _options_alone(book: Codebook) -> Mapping[str, tuple[str, ...]]:
    """Return, by an option's own text, every option of the codebook that is written so."""
    targets: dict[str, dict[str, None]] = {}
    for question in book.questions.values():
        for choice in question.choices if question.is_multi else ():
            for text in choice.in_files:
                targets.setdefault(fold(text), {})[f"{question.key}:{choice.key}"] = None
    return {text: tuple(keys) for text, keys in targets.items()}


def _common_words(book: Codebook) -> frozenset[str]:
    """Return the words that stand in so many questions that they tell none of them."""
    questions = book.questions.values()
    counted = Counter(
        word
        for question in questions
        for word in {w for text, _ in question_texts(question) for w in _comparable(text).split()}
    )
    return frozenset(w for w, n in counted.items() if n > _COMMON * len(questions))


def suggest_choices(question: Question, text: str) -> tuple[str, ...]:
    """Return up to three of a question's choices that an answer may mean, the likeliest first."""
    labels: Mapping[str, str] = {
        label: choice.key for choice in question.choices for label in choice.label.values()
    }
    folded = fold(text)
    starts = (key for label, key in labels.items() if fold(label).startswith(folded) and folded)
    matches = process.extract(
        _comparable(text),
        {label: _comparable(label) for label in labels},
        scorer=fuzz.WRatio,
        limit=2 * MOST_SUGGESTIONS,
        score_cutoff=_LEAST_LIKE,
    )
    return _first([*starts, *(labels[label] for _, _, label in matches)])


def _first(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))[:MOST_SUGGESTIONS]


def _comparable(text: str) -> str:
    letters = (c if c.isalnum() else " " for c in plain(text).casefold())
    return " ".join("".join(letters).split())
