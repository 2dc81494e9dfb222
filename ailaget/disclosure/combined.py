"""How many fit both of two protected descriptions, told of the whole country alone.

Such a count tells more than the two tables do, so it has a rule of its own. Two yes-or-no facts
make four kinds of respondents, and of each there are at least `FEWEST_OF_A_KIND`: whichever four or
fewer somebody picks, all of them may fit both, or none, as far as the count tells. And it moves
from one publication to the next only where as many have changed: else the change would be theirs.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ailaget.disclosure.facts import SET_SIZE

FEWEST_OF_A_KIND = SET_SIZE

Fits = tuple[bool, bool]
"""Whether a respondent fits the first description, and the second."""

KINDS: tuple[Fits, ...] = ((True, True), (True, False), (False, True), (False, False))


@dataclass(frozen=True)
class CombinedCount:
    """What is shown: how many fit `both`, of `answering`; `moment` is that of the publication."""

    both: int
    answering: int
    moment: int


def combined_count(moments: Sequence[Mapping[str, Fits]]) -> CombinedCount | None:
    """Return what is shown after a series of publications; None where nothing may be.

    Parameters
    ----------
    moments
        At each publication, oldest first, those who answered both questions and what they fit.

    >>> alike = {f"{kind}{n}": kind for kind in KINDS for n in range(5)}
    >>> combined_count([alike])
    CombinedCount(both=5, answering=20, moment=0)
    """
    shown: CombinedCount | None = None
    for moment, fits in enumerate(moments):
        kinds = Counter(fits.values())
        if min(kinds[kind] for kind in KINDS) < FEWEST_OF_A_KIND:
            continue
        if shown is None or _changed(moments[shown.moment], fits) >= FEWEST_OF_A_KIND:
            shown = CombinedCount(kinds[True, True], len(fits), moment)
    return shown


def _changed(before: Mapping[str, Fits], after: Mapping[str, Fits]) -> int:
    """Return how many came, went, or fit something else."""
    return sum(before.get(each) != after.get(each) for each in before.keys() | after.keys())
