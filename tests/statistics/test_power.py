import numpy as np
import pytest

from ailaget.statistics.power import least_change, needed
from ailaget.statistics.sample import OutsideRange


def test_the_least_change_is_seen_eight_times_in_ten():
    generator = np.random.default_rng(1)
    changes = generator.normal(0, 12, 290)
    deviation = float(changes.std(ddof=1))
    least = least_change(deviation, 120, 290).change
    moved = changes - changes.mean() + least
    seen = 0
    for _ in range(2000):
        drawn = generator.choice(moved, 120, replace=False)
        error = drawn.std(ddof=1) * np.sqrt((1 - 120 / 290) / 120)
        seen += abs(drawn.mean()) > 1.96 * error
    assert seen / 2000 == pytest.approx(0.8, abs=0.03)


def test_so_many_as_are_needed_see_the_change_and_one_fewer_do_not():
    least = needed(15.0, 5.0, 290)
    assert least_change(15.0, least, 290).change <= 5.0
    assert least_change(15.0, least - 1, 290).change > 5.0


def test_of_an_endless_population_it_is_the_formula_of_cohen():
    # (1.96 + 0.8416)^2 / 0.5^2 = 31.4
    assert needed(10.0, 5.0, 10**9) == 32


def test_ends():
    assert least_change(10.0, 290, 290).change == 0
    assert needed(0.0, 5.0, 290) == 2
    assert needed(1e9, 5.0, 290) == 290
    with pytest.raises(OutsideRange):
        needed(10.0, 0.0, 290)
    with pytest.raises(OutsideRange):
        least_change(10.0, 0, 290)
