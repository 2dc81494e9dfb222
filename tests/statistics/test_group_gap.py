"""The gap between two groups over waves: by hand, beside the formula of its error, invariances."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.group_gap import group_gap
from ailaget.statistics.intervals import Interval
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.share_limits import change_limits, share_limits

WAVES = ("2024", "2025", "2026")


def table(rows: dict[str, list[float | None]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=WAVES[: len(rows["a"])])


def drawn_towns(n: int, seed: int = 7) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    first = generator.normal(30, 8, size=n)
    return pd.DataFrame(
        {"2024": first, "2025": first + generator.normal(3, 4, size=n)},
        index=[f"{i:03}" for i in range(n)],
    )


def test_means_gaps_and_change_are_those_of_the_units_there_all_along() -> None:
    values = table({"a": [1, 2], "b": [3, 6], "c": [10, 12], "d": [20, 30], "e": [99, None]})
    measured = group_gap(values, ["c", "d", "e", "f"], ["a", "b"])
    assert [mean.estimate for mean in measured.upper.means] == [15, 21]
    assert [mean.estimate for mean in measured.lower.means] == [2, 4]
    assert [gap.estimate for gap in measured.gaps] == [13, 17]
    assert measured.change.estimate == 4
    assert (measured.upper.n, measured.upper.of) == (2, 4)
    assert (measured.lower.n, measured.lower.of) == (2, 2)


def test_a_group_that_has_answered_whole_has_no_width_and_the_gap_has_that_of_the_other() -> None:
    values = table({"a": [1, 2], "b": [3, 6], "c": [10, 12], "d": [20, 30]})
    measured = group_gap(values, ["c", "d", "e"], ["a", "b"])
    lower, upper = measured.lower.means[0], measured.upper.means[0]
    assert (lower.low, lower.high) == (2, 2)
    assert upper.low is not None and upper.high is not None
    assert measured.gaps[0].low == pytest.approx(upper.low - 2)
    assert measured.gaps[0].high == pytest.approx(upper.high - 2)


def test_the_widths_are_those_of_the_formula() -> None:
    values, n, of = drawn_towns(120), 60, 90
    ids = list(values.index)
    upper = [*ids[:n], *(f"silent{i}" for i in range(of - n))]
    measured = group_gap(values, upper, ids[n:], draws=4000)
    moved = values["2025"] - values["2024"]

    def error(sample: "pd.Series[float]", population: int) -> float:
        return float(
            sample.std(ddof=1) / np.sqrt(len(sample)) * np.sqrt(1 - len(sample) / population)
        )

    expected = 2.001 * error(moved[:n], of)  # Student's t with 59 degrees of freedom
    low, high = measured.change.low, measured.change.high
    assert low is not None and high is not None
    assert (high - low) / 2 == pytest.approx(expected, rel=0.06)


def test_both_groups_add_to_the_width() -> None:
    values = drawn_towns(80)
    ids = list(values.index)
    silent = [f"silent{i}" for i in range(20)]
    alone = group_gap(values, [*ids[:40], *silent], ids[40:], draws=4000).change
    both = group_gap(
        values, [*ids[:40], *silent], [*ids[40:], *(f"x{s}" for s in silent)], draws=4000
    )
    widths = [float(c.high or 0) - float(c.low or 0) for c in (alone, both.change)]
    assert widths[1] > 1.2 * widths[0]


def test_weights_give_sum_over_sum() -> None:
    people = pd.Series({"a": 100.0, "b": 300.0, "c": 1000.0, "d": 3000.0})
    posts = pd.DataFrame({"2024": [1, 0, 5, 9], "2025": [1, 2, 8, 9]}, index=people.index)
    rates = posts.div(people, axis=0)
    measured = group_gap(rates, ["c", "d"], ["a", "b"], weights=people)
    assert [mean.estimate for mean in measured.lower.means] == pytest.approx([1 / 400, 3 / 400])
    assert [mean.estimate for mean in measured.upper.means] == pytest.approx([14 / 4000, 17 / 4000])


def test_the_order_of_units_and_the_zero_of_the_scale_do_not_matter() -> None:
    values = drawn_towns(30)
    upper, lower = list(values.index[:12]), [*values.index[12:], "silent"]
    measured = group_gap(values, upper, lower)
    moved = group_gap(values + 50, upper, lower)
    assert moved.change.estimate == pytest.approx(measured.change.estimate)
    assert moved.change.low == pytest.approx(measured.change.low)
    shuffled = group_gap(values.iloc[::-1], upper, lower)
    assert shuffled == measured


def test_the_groups_the_other_way_round_turn_the_gap() -> None:
    values = drawn_towns(30)
    upper, lower = list(values.index[:12]), list(values.index[12:])
    gaps = [group_gap(values, *sides).change.estimate for sides in ((upper, lower), (lower, upper))]
    assert gaps[0] == pytest.approx(-float(gaps[1] or 0))


def test_no_mean_reaches_out_of_its_scale() -> None:
    values = table({"a": [0, 0], "b": [0, 1], "c": [1, 1], "d": [0, 1], "e": [1, 1]})
    measured = group_gap(values, ["c", "d", "e", "f"], ["a", "b", "g"], scale=(0, 1))
    for side in (measured.upper, measured.lower):
        for mean in side.means:
            assert mean.low is not None and mean.high is not None
            assert 0 <= mean.low <= mean.high <= 1


def test_a_group_of_one_is_too_few() -> None:
    values = table({"a": [1, 2], "b": [3, None], "c": [10, 12], "d": [20, 30]})
    with pytest.raises(TooFewValues):
        group_gap(values, ["c", "d"], ["a", "b"])


def test_of_five_in_either_group_the_change_is_held_about_19_times_in_20() -> None:
    held, surveys, of = 0, 400, 15
    for seed in range(surveys):
        country = drawn_towns(2 * of, seed)
        generator = np.random.default_rng([seed, 1])
        silent = np.concatenate([side + generator.permutation(of)[5:] for side in (0, of)])
        ids = list(country.index)
        answered = country.copy()
        answered.iloc[silent] = np.nan
        change = group_gap(answered, ids[:of], ids[of:], draws=400).change
        means = [country.iloc[side].mean() for side in (slice(0, of), slice(of, None))]
        truth = (means[0] - means[1]).diff().iloc[-1]
        assert change.low is not None and change.high is not None
        held += change.low <= truth <= change.high
    assert held / surveys >= 0.93


def yes_no(answered: np.ndarray, of: tuple[int, int]) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Return answers by unit, (units, waves), and all units of either group, first the upper."""
    ids = [f"{side}{place}" for side, n in zip("ul", of, strict=True) for place in range(n)]
    return pd.DataFrame(answered, index=ids), ids[: of[0]], ids[of[0] :]


class Pair(NamedTuple):
    """Of two groups: all units, those that answer, the first yes, who came to it and who left."""

    of: tuple[int, int]
    n: tuple[int, int]
    first: tuple[int, int]
    came: tuple[int, int]
    left: tuple[int, int]


def drawn_yes_no(
    pair: Pair, generator: np.random.Generator
) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Return so many answers each time of two groups, of whom so many were yes, came and left."""
    groups = []
    for of, n, first, came, left in zip(*pair, strict=True):
        waves = np.zeros((of, 2))
        waves[:first, 0] = waves[left : first + came, 1] = 1
        waves[generator.permutation(of)[n:]] = np.nan
        groups.append(waves)
    return yes_no(np.concatenate(groups), pair.of)


def test_a_share_of_none_or_of_all_has_the_limits_of_any_other() -> None:
    """None of five of fifteen: as many as six may have it. All have answered: all is known."""
    answered = np.full((17, 2), np.nan)
    answered[:2], answered[2:7] = 1.0, 0.0
    values, upper, lower = yes_no(answered, (2, 15))
    measured = group_gap(values, upper, lower, scale=(0.0, 1.0))
    assert measured.lower.means[0] == Interval(0.0, 0.0, 0.4)
    assert measured.upper.means[0] == Interval(1.0, 1.0, 1.0)
    assert measured.gaps[0] == Interval(1.0, 0.6, 1.0)


def test_the_limits_of_a_gap_in_shares_are_those_of_both_groups_together() -> None:
    """By hand, from the limits of each: 0.5 (l, u) and 0.2 (l, u) reach so far apart."""
    answered = np.full((60, 2), np.nan)
    answered[:10] = [[1.0, 1.0]] * 5 + [[0.0, 1.0]] * 2 + [[0.0, 0.0]] * 3
    answered[20:35] = [[1.0, 1.0]] * 3 + [[0.0, 1.0]] + [[0.0, 0.0]] * 11
    values, upper, lower = yes_no(answered, (20, 40))
    measured = group_gap(values, upper, lower, scale=(0.0, 1.0))
    (lp, up), (lq, uq) = share_limits(5, 10, 20), share_limits(3, 15, 40)
    gap = measured.gaps[0]
    assert gap.estimate == pytest.approx(0.3)
    assert gap.low == pytest.approx(0.3 - ((0.5 - lp) ** 2 + (uq - 0.2) ** 2) ** 0.5)
    assert gap.high == pytest.approx(0.3 + ((up - 0.5) ** 2 + (0.2 - lq) ** 2) ** 0.5)
    (lp, up), (lq, uq) = change_limits(2, 0, 10, 20), change_limits(1, 0, 15, 40)
    moved = 2 / 10 - 1 / 15
    assert measured.change.estimate == pytest.approx(moved)
    assert measured.change.low == pytest.approx(
        moved - ((0.2 - lp) ** 2 + (uq - 1 / 15) ** 2) ** 0.5
    )
    assert measured.change.high == pytest.approx(
        moved + ((up - 0.2) ** 2 + (1 / 15 - lq) ** 2) ** 0.5
    )


@pytest.mark.parametrize(
    "pair",
    [
        Pair((20, 16), (16, 16), (13, 8), (2, 2), (2, 3)),
        Pair((20, 76), (16, 27), (13, 2), (2, 2), (2, 2)),
        Pair((20, 76), (16, 27), (14, 0), (2, 7), (0, 0)),
        Pair((31, 76), (10, 20), (10, 20), (8, 15), (3, 3)),
    ],
)
def test_a_gap_in_shares_that_stands_still_is_seldom_said_to_have_changed(pair: Pair) -> None:
    """Draws of yes and no said so up to 11 times in 100 where 5 are meant."""
    generator, held, surveys = np.random.default_rng(1), 0, 300
    up, down = (np.array(side) / np.array(pair.of) for side in (pair.came, pair.left))
    truth = (up - down)[0] - (up - down)[1]
    for _ in range(surveys):
        answered = drawn_yes_no(pair, generator)
        change = group_gap(*answered, scale=(0.0, 1.0)).change
        assert change.low is not None and change.high is not None
        held += change.low - 1e-9 <= truth <= change.high + 1e-9
    assert held / surveys >= 0.95
