"""How many fit two protected descriptions: shown of enough of each kind, and moved by enough."""

from itertools import product

import pytest

from ailaget.disclosure.combined import FEWEST_OF_A_KIND, KINDS, CombinedCount, Fits, combined_count


def fits(*numbers: int) -> dict[str, Fits]:
    """Return so many of each kind: both, the first alone, the second alone, neither."""
    pairs = zip(KINDS, numbers, strict=True)
    return {f"{kind}{n}": kind for kind, number in pairs for n in range(number)}


def changed(before: dict[str, Fits], number: int) -> dict[str, Fits]:
    """Return the same with so many of neither kind turned to both."""
    turned = [name for name, kind in before.items() if kind == (False, False)][:number]
    return {**before, **dict.fromkeys(turned, (True, True))}


@pytest.mark.parametrize("place", range(4))
def test_of_each_kind_there_are_five_or_nothing_is_told(place: int) -> None:
    numbers = [20, 20, 20, 20]
    numbers[place] = FEWEST_OF_A_KIND
    assert combined_count([fits(*numbers)]) == CombinedCount(numbers[0], sum(numbers), 0)
    numbers[place] -= 1
    assert combined_count([fits(*numbers)]) is None


def test_nobody_answered() -> None:
    assert combined_count([]) is None
    assert combined_count([{}]) is None


def test_it_moves_only_by_five_who_changed() -> None:
    first = fits(8, 9, 60, 100)
    assert combined_count([first, changed(first, 4)]) == CombinedCount(8, 177, 0)
    assert combined_count([first, changed(first, 5)]) == CombinedCount(13, 177, 1)
    # Many small steps are measured from what is shown, so they move it once they are enough.
    small = [changed(first, n) for n in range(6)]
    assert combined_count(small) == CombinedCount(13, 177, 5)


def test_who_comes_and_goes_has_changed() -> None:
    first = fits(8, 9, 60, 100)
    fewer = dict(list(first.items())[:-4])
    assert combined_count([first, fewer]) == CombinedCount(8, 177, 0)
    gone = dict(list(first.items())[:-5])
    assert combined_count([first, gone]) == CombinedCount(8, 172, 1)


def test_a_publication_that_may_not_be_told_leaves_the_earlier() -> None:
    assert combined_count([fits(8, 9, 60, 100), fits(2, 30, 60, 100)]) == CombinedCount(8, 177, 0)


def test_no_set_of_four_is_known_from_the_count_and_the_two_totals() -> None:
    """By brute force on the smallest that is told: any four may all fit both, or none."""
    respondents = fits(5, 5, 5, 5)
    first = sum(kind[0] for kind in respondents.values())
    second = sum(kind[1] for kind in respondents.values())
    both = 5
    # By symmetry a set is known by its size alone: can so many of it fit both, with these totals?
    for size, inside in product(range(1, 5), range(5)):
        if inside > size:
            continue
        outside = both - inside
        others = len(respondents) - size
        assert 0 <= outside <= others
        # Those who fit one alone lie outside of the set, where there is room for them.
        assert (first - both) + (second - both) <= others - outside + (size - inside)
