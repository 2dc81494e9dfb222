"""Why an answer was not taken, in words that say what would have been."""

from collections.abc import Mapping
from typing import Any

from ailaget.codebook import codebook
from ailaget.texts import Texts


def reason_words(finding: Mapping[str, Any], t: Texts) -> str:
    """Return why an answer was not taken; of a number also between what it shall lie.

    `finding` is one of a load report: its ``reason`` and, where it is of one, its ``question``.
    """
    reason, question = finding["reason"], codebook().questions.get(finding.get("question") or "")
    if question is None:
        return t(f"reasons.{reason}")
    if reason == "out_of_range" and question.minimum is not None and question.maximum is not None:
        low, high = t.number(question.minimum), t.number(question.maximum)
        return t("reasons.between", low=low, high=high)
    if reason == "too_many_choices" and question.max_choices is not None:
        return t("reasons.at_most", most=t.number(question.max_choices))
    return t(f"reasons.{reason}")
