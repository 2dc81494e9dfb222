"""Why an answer was not taken says what would have been."""

import pytest

from ailaget.ingest.reading.refusals import VALUE_REASONS
from ailaget.ingest.reason_words import reason_words
from ailaget.texts import texts


@pytest.mark.parametrize(
    ("question", "reason", "sv", "en"),
    [
        (
            "utb_chef_pct",
            "out_of_range",
            "Svaret ska ligga mellan 0 och 100.",
            "The answer must be between 0 and 100.",
        ),
        (
            "ledning_prio",
            "out_of_range",
            "Svaret ska ligga mellan 1 och 5.",
            "The answer must be between 1 and 5.",
        ),
        (
            "hinder",
            "too_many_choices",
            "Högst 3 alternativ får väljas.",
            "At most 3 options may be chosen.",
        ),
    ],
)
def test_a_number_and_a_choice_are_told_their_limits(
    question: str, reason: str, sv: str, en: str
) -> None:
    finding = {"question": question, "reason": reason}
    assert reason_words(finding, texts("sv")) == sv
    assert reason_words(finding, texts("en")) == en


@pytest.mark.parametrize("reason", VALUE_REASONS)
def test_what_is_of_no_question_that_is_known_has_its_words_too(reason: str) -> None:
    t = texts("sv")
    for question in (None, "gone"):
        assert reason_words({"question": question, "reason": reason}, t) == t(f"reasons.{reason}")
