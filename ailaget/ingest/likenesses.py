"""Suggests what a header or an answer may mean; a suggestion is never taken without a person."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from ailaget.codebook import Codebook, Question
from ailaget.ingest.columns import MUNICIPALITY, question_texts
from ailaget.ingest.folding import fold, plain
from ailaget.ingest.municipalities import match_municipality

MOST_SUGGESTIONS = 3
_LEAST_LIKE = 62
_CELLS_TRIED = 60
_FEWEST_PLACES = 0.5

Likeness = tuple[str, int]
"""What may be meant, and how like it is, 0 to 100."""


class ColumnSuggestions:
    """Suggests targets for the columns that are not matched."""

    def __init__(self, book: Codebook) -> None:
        self._texts: list[tuple[str, str]] = []
        for question in book.questions.values():
            for text, _ in question_texts(question):
                self._texts.append((_comparable(text), question.key))
                self._texts += [
                    (_comparable(f"{text} {label}"), f"{question.key}:{choice.key}")
                    for choice in (question.choices if question.is_multi else ())
                    for label in choice.label.values()
                ]

    def of_header(self, header: str) -> list[Likeness]:
        """Return the questions and options whose words are most like a header's."""
        found = process.extract(
            _comparable(header),
            [text for text, _ in self._texts],
            scorer=fuzz.token_sort_ratio,
            limit=4 * MOST_SUGGESTIONS,
            score_cutoff=_LEAST_LIKE,
        )
        best: dict[str, int] = {}
        for _, score, index in found:
            best.setdefault(self._texts[index][1], round(score))
        return list(best.items())[:MOST_SUGGESTIONS]

    def of_cells(self, cells: Sequence[str]) -> list[Likeness]:
        """Return the municipality where most cells of a column name one."""
        tried = [cell for cell in cells if cell.strip()][:_CELLS_TRIED]
        named = sum(match_municipality([c], with_suggestions=False).code is not None for c in tried)
        # Codes alone prove nothing: numbers between 114 and 2584 are common.
        in_words = sum(not cell.strip().isdecimal() for cell in tried)
        share = named / len(tried) if tried else 0
        return [(MUNICIPALITY, round(100 * share))] if share > _FEWEST_PLACES and in_words else []


def suggest_choices(question: Question, text: str) -> tuple[str, ...]:
    """Return up to three of a question's choices that an answer may mean, the likeliest first."""
    labels: Mapping[str, str] = {
        label: choice.key for choice in question.choices for label in choice.label.values()
    }
    folded = fold(text)
    starts = (key for label, key in labels.items() if fold(label).startswith(folded) and folded)
    found = process.extract(
        _comparable(text),
        {label: _comparable(label) for label in labels},
        scorer=fuzz.WRatio,
        limit=2 * MOST_SUGGESTIONS,
        score_cutoff=_LEAST_LIKE,
    )
    return _first([*starts, *(labels[label] for _, _, label in found)])


def _first(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))[:MOST_SUGGESTIONS]


def _comparable(text: str) -> str:
    letters = (c if c.isalnum() else " " for c in plain(text).casefold())
    return " ".join("".join(letters).split())
