"""How few is too few: the smallest numbers that anything may be said of, for every sentence."""

from ailaget.statistics.nonresponse import LEAST_ANSWERING
from ailaget.texts import Texts

COMPARED = 2
"""One is neither highest nor lowest, neither equal nor unequal, and has no place among itself."""

FEW = LEAST_ANSWERING
"""Under so many municipalities a group's figure is marked as resting on few. It has no tenths, no
gap, no share in per cent and no place, and nothing is said to lie above or below it."""


def few_words(n: int, t: Texts) -> str:
    """Return in words that `n`, at least one and under `FEW`, are too few to say anything of."""
    return t.count("enough.few", n)


def share_words(share: float, n: int, t: Texts) -> str:
    """Return a share (0 to 1) of `n` municipalities in words: of few as a count, else per cent."""
    if n < FEW:
        return t("enough.share", some=t.number(round(share * n)), n=t.number(n))
    return t.percent(share)
