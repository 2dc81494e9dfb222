"""How few is too few: the smallest numbers that anything may be said of, for every sentence."""

from ailaget.statistics.nonresponse import LEAST_ANSWERING
from ailaget.texts import Texts, rounded

COMPARED = 2
"""One is neither highest nor lowest, neither equal nor unequal, and has no place among itself."""

FEW = LEAST_ANSWERING
"""Under so many municipalities a group's figure is marked as resting on few. It has no tenths, no
gap, no share in per cent and no place, and nothing is said to lie above or below it."""


MOST_DECIMALS = 3
"""Of a per cent: one municipality of 290 has at least a thousandth of the country's inhabitants."""


def few_words(n: int, t: Texts) -> str:
    """Return in words that `n`, at least one and under `FEW`, are too few to say anything of."""
    return t.count("enough.few", n)


def is_counted(share: float, n: int) -> bool:
    """Return whether a share (0 to 1) of `n` is said as a count: of few, or of almost none or all.

    There is no per cent of one, and what rounds to none or to all is neither.
    """
    return n < FEW or (rounded(100 * share) in (0, 100) and share not in (0, 1))


def share_words(share: float, n: int, t: Texts) -> str:
    """Return a share (0 to 1) of `n` municipalities in words: per cent, or as a count."""
    if is_counted(share, n):
        return t("enough.share", some=t.number(round(share * n)), n=t.number(n))
    return t.percent(share)


def per_cent_number(share: float, t: Texts) -> str:
    """Return a share (0 to 1) as a number of per cent: some are never none, and not all are all."""
    decimals = 0
    while decimals < MOST_DECIMALS and 0 < share < 1 and rounded(100 * share, decimals) in (0, 100):
        decimals += 1
    return t.number(100 * share, decimals)
