"""Reads the answers to questions with choices: one code or text, or several options in one cell."""

import re
from collections.abc import Iterator, Mapping

from ailaget.codebook import DONT_KNOW, NOT_APPLICABLE, Choice, Question
from ailaget.ingest.reading.cell_lists import list_items
from ailaget.ingest.reading.normalisation import fold
from ailaget.ingest.reading.spaced_options import spaced_options
from ailaget.ingest.reading.words import answer_words

_NUMBER = re.compile(r"(-?[0-9]+)(?:[.,]0+)?")
_FRACTION = re.compile(r"-?[0-9]+[.,][0-9]+")
_CODE_FIRST = re.compile(r"([0-9]+)(?:[=.:)-]+|(?=\D))(.+)")
_CODE_LAST = re.compile(r"(.+)[=(\[]([0-9]+)[\])]?")
_LABEL_NUMBER = re.compile(r"[0-9]+[=.:)-]+")
_SPACED_CODES = re.compile(r"(?<=[0-9]) +(?=[0-9])")
_SEPARATORS = ";,|"
OTHER = "other"
FREE_TEXT = ":(=-"
"""What stands between an option such as "Annat" and the respondent's own words."""
_MISSING_CODES = {DONT_KNOW: "dont_know", NOT_APPLICABLE: "not_applicable"}


class NotChoice(ValueError):
    """The text is no choice of the question; `reason` is a key of `refusals.VALUE_REASONS`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def choice_texts(question: Question) -> Mapping[str, Choice]:
    """Return the question's choices by folded key and label, in both languages."""
    return {fold(text): choice for choice in question.choices for text in choice.in_files}


def codes_with_texts(folded: str) -> list[tuple[int, str]]:
    """Return each way to part a folded answer into a number and a text before or after it."""
    pairs = []
    if first := _CODE_FIRST.fullmatch(folded):
        pairs.append((int(first.group(1)), first.group(2)))
    if last := _CODE_LAST.fullmatch(folded):
        pairs.append((int(last.group(2)), last.group(1)))
    return pairs


class CodedScale:
    """One coded choice: by code, text or key, or code and text together (``3 = Ja, egen``).

    `confirmed` maps folded texts to a choice's key or a status, as a person has decided; it comes
    before everything else, since a tool's own numbers may not be the codebook's. `numbers` maps
    numbers to keys, where they are not the codebook's codes.
    """

    def __init__(
        self,
        question: Question,
        confirmed: Mapping[str, str] | None = None,
        numbers: Mapping[int, str] | None = None,
    ) -> None:
        self._confirmed = confirmed or {}
        self._numbers = numbers
        self._by_key = {choice.key: choice for choice in question.choices}
        self._by_text = choice_texts(question)
        own = {int(choice.value or 0): choice.key for choice in question.choices}
        self._key_of = own if numbers is None else numbers

    def read(self, folded: str) -> float | str:
        """Return the code of a folded answer, or its status when it is a word such as "vet ej".

        An explicit choice wins over the codes 9 and 8. Raises NotChoice.
        """
        if folded in self._confirmed:
            target = self._confirmed[folded]
            return self._code(self._by_key[target]) if target in self._by_key else target
        number = _NUMBER.fullmatch(folded)
        # Before the texts: on a scale of agreement the numbers are texts too.
        if number and self._numbers is not None and int(number.group(1)) in self._numbers:
            return self._code(self._by_key[self._numbers[int(number.group(1))]])
        if folded in self._by_text and not (number and self._numbers is not None):
            return self._code(self._by_text[folded])
        if number:
            return self._of_number(int(number.group(1)), folded)
        status = answer_words().missing.get(folded)
        if status:
            return status
        if _FRACTION.fullmatch(folded):
            raise NotChoice("not_an_integer")
        return self._of_both(folded)

    @staticmethod
    def _code(choice: Choice) -> float:
        return float(choice.value or 0)

    def _of_number(self, number: int, folded: str) -> float | str:
        if self._numbers is None and number in self._key_of:
            return float(number)
        status = _MISSING_CODES.get(number) or answer_words().missing.get(folded)
        if status is None:
            raise NotChoice("out_of_range")
        return status

    def _of_both(self, folded: str) -> float | str:
        """Read a code with its text before or after; they must say the same."""
        pairs = codes_with_texts(folded)
        known = [(code, text) for code, text in pairs if self._means_something(text)]
        for code, text in known:
            choice = self._by_text.get(text)
            if choice and self._key_of.get(code) == choice.key:
                return self._code(choice)
            if not choice and code not in self._key_of:
                return answer_words().explicit[text]
        raise NotChoice("code_and_text_disagree" if known else "unknown_choice")

    def _means_something(self, text: str) -> bool:
        return text in self._by_text or text in answer_words().explicit


class OptionScale:
    """Several options in one cell: a list, or joined by ``;``, ``,``, ``|``, line breaks or spaces.

    SharePoint joins by ``;#``, and writes it before the first and after the last too.

    `confirmed` maps folded texts to an option's key or a status, as a person has decided.
    """

    def __init__(self, question: Question, confirmed: Mapping[str, str] | None = None) -> None:
        decided = confirmed or {}
        keys = {choice.key for choice in question.choices}
        self._most = question.max_choices
        self._keys = {text: choice.key for text, choice in choice_texts(question).items()}
        self._keys |= {text: target for text, target in decided.items() if target in keys}
        self._exclusive = {choice.key for choice in question.choices if choice.exclusive}
        self._order = [choice.key for choice in question.choices]
        self._statuses = dict(answer_words().explicit)
        self._statuses |= {text: word for text, word in decided.items() if word not in keys}
        self._others = [text for text, key in self._keys.items() if key == OTHER]
        self._longest_first = sorted((*self._keys, *self._statuses), key=len, reverse=True)

    def read(self, cell: str) -> tuple[str, ...] | str:
        """Return the keys of the chosen options, or the status of a word such as "vet ej".

        The longest known option is taken at each place, so that an option whose own text has a
        comma stays whole. Raises NotChoice.
        """
        items = list_items(cell)
        text = cell if items is None else "|".join(items)
        try:
            return self._joined(text)
        except NotChoice as error:
            parts = spaced_options(text, self._longest_first)
            if parts is None or error.reason != "unknown_choice":
                raise
        return self._of_parts(parts)

    def _joined(self, cell: str) -> tuple[str, ...] | str:
        apart = _SPACED_CODES.sub("|", cell) if cell.replace(" ", "").isdecimal() else cell
        folded = fold("|".join(apart.replace(";#", "|").splitlines())).strip(_SEPARATORS)
        if answer_words().missing.get(folded) == "unanswered" and folded not in self._keys:
            return "unanswered"
        return self._of_parts(frozenset(self._parts(folded)))

    def _of_parts(self, parts: frozenset[str]) -> tuple[str, ...] | str:
        statuses = {self._statuses[part] for part in parts - self._keys.keys()} - {"unanswered"}
        keys = {self._keys[part] for part in parts & self._keys.keys()}
        return self.check(keys, statuses)

    def check(self, keys: set[str], statuses: set[str]) -> tuple[str, ...] | str:
        """Return the options in the codebook's order, or the one status; raises NotChoice.

        The options must be able to stand together, and not be too many.
        """
        if len(statuses) == 1 and not keys:
            return statuses.pop()
        if statuses or (len(keys) > 1 and self._exclusive & keys):
            raise NotChoice("exclusive_option")
        if self._most is not None and len(keys) > self._most:
            raise NotChoice("too_many_choices")
        return tuple(key for key in self._order if key in keys)

    def _parts(self, folded: str) -> Iterator[str]:
        at = 0
        while at < len(folded):
            part, at = self._option_at(folded, at) or self._with_free_text(folded, at)
            yield part
            while at < len(folded) and folded[at] in _SEPARATORS:
                at += 1

    def _option_at(self, folded: str, at: int) -> tuple[str, int] | None:
        """Return the option that stands there, perhaps after its label number, and its end."""
        number = _LABEL_NUMBER.match(folded, at)
        for start in (at, number.end()) if number else (at,):
            for part in self._longest_first:
                if self._is_at(part, folded, start):
                    return part, start + len(part)
        return None

    def _with_free_text(self, folded: str, at: int) -> tuple[str, int]:
        """Return "Annat" and where its respondent's own words end: at the next known option."""
        for part in self._others:
            end = at + len(part)
            if folded.startswith(part, at) and folded[end : end + 1] in FREE_TEXT:
                stops = (i for i in range(end, len(folded)) if folded[i] in _SEPARATORS)
                known = (i for i in stops if self._option_at(folded, i + 1))
                return part, next(known, len(folded))
        raise NotChoice("unknown_choice")

    @staticmethod
    def _is_at(part: str, folded: str, at: int) -> bool:
        end = at + len(part)
        return folded.startswith(part, at) and (end == len(folded) or folded[end] in _SEPARATORS)
