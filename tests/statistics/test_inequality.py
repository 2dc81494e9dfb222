import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ailaget.statistics.inequality import gini, lorenz, theil, theil_by_group
from ailaget.statistics.sample import NegativeValues, TooFewValues

numbers = st.floats(0, 1e6, allow_nan=False).map(lambda x: round(x, 3))
answers = st.lists(numbers, min_size=1, max_size=30)
quick = settings(max_examples=60, deadline=None)


def series(values) -> pd.Series:
    return pd.Series(values, dtype=float)


@pytest.fixture(scope="module")
def mexico() -> pd.DataFrame:
    from libpysal.examples import get_path

    return pd.read_csv(get_path("mexico.csv"))


def test_gini_and_theil_agree_with_pysal(staffing):
    from inequality.gini import Gini
    from inequality.theil import Theil

    answered = staffing.dropna().to_numpy()
    assert gini(staffing) == pytest.approx(Gini(answered).g, abs=1e-12)
    # PySAL adds a small number to every zero, hence the looser comparison.
    assert theil(staffing) == pytest.approx(Theil(answered).T, abs=1e-9)
    positive = staffing[staffing > 0]
    assert theil(positive) == pytest.approx(Theil(positive.to_numpy()).T, abs=1e-12)


def test_decomposition_agrees_with_pysal(staffing, counties):
    from inequality.theil import TheilD

    positive = staffing[staffing > 0]
    theirs = TheilD(positive.to_numpy(), counties[positive.index].to_numpy())
    ours = theil_by_group(positive, counties)
    assert ours.between == pytest.approx(np.squeeze(theirs.bg), abs=1e-12)
    assert ours.within == pytest.approx(np.squeeze(theirs.wg), abs=1e-12)


def test_published_decomposition_of_mexican_states(mexico):
    published = {  # documentation of PySAL's TheilD
        1940: (0.0345889, 0.17435454),
        1970: (0.05931219, 0.04263506),
        2000: (0.03635872, 0.0702496),
    }
    for year, (between, within) in published.items():
        parts = theil_by_group(mexico[f"pcgdp{year}"].astype(float), mexico["hanson98"])
        assert parts.between == pytest.approx(between, abs=5e-9)
        assert parts.within == pytest.approx(within, abs=5e-9)
        assert parts.between + parts.within == pytest.approx(parts.total, abs=1e-12)


def test_worked_by_hand():
    assert gini(series([1, 2, 3, 4])) == pytest.approx(0.25)  # 20 / (2 * 16 * 2.5)
    assert gini(series([0, 0, 0, 1])) == pytest.approx(0.75)  # (n - 1) / n
    assert theil(series([0, 0, 0, 1])) == pytest.approx(np.log(4))  # ln n
    assert lorenz(series([3, 1])).value_share.tolist() == [0, 0.25, 1]
    assert lorenz(series([3, 1]), series([1, 3])).unit_share.tolist() == [0, 0.75, 1]


@pytest.mark.parametrize("values", [[5.0], [0.0], [0.1] * 7, [0.0] * 7])
def test_one_unit_equals_and_zeros_are_perfect_equality(values):
    assert gini(series(values)) == 0
    assert theil(series(values)) == 0
    curve = lorenz(series(values))
    np.testing.assert_allclose(curve.value_share, curve.unit_share)
    parts = theil_by_group(series(values), pd.Series("A", index=range(len(values))))
    assert (parts.total, parts.between, parts.within, parts.between_share) == (0, 0, 0, None)


def test_all_missing_and_negative_are_named_errors():
    for measure in (gini, theil, lorenz):
        with pytest.raises(TooFewValues):
            measure(series([np.nan, np.nan]))
        with pytest.raises(NegativeValues):
            measure(series([1, -1]))


def test_group_of_zeros_counts_and_is_shown():
    parts = theil_by_group(series([0, 0, 2, 2]), pd.Series(list("AABB")))
    assert parts.between_share == pytest.approx(1)
    assert [(group.key, group.n, group.value_share) for group in parts.groups] == [
        ("A", 2, 0.0),
        ("B", 2, 1.0),
    ]


def test_silent_group_is_absent_and_counted():
    parts = theil_by_group(series([1, 2, np.nan]), pd.Series(["A", "A", "B"]))
    assert [group.key for group in parts.groups] == ["A"]
    assert (parts.n, parts.missing) == (2, 1)


@quick
@given(answers, st.floats(0.01, 1000), st.randoms(use_true_random=False))
def test_scale_order_and_replication_change_nothing(values, factor, random):
    shuffled = values[:]
    random.shuffle(shuffled)
    for measure in (gini, theil):
        found = measure(series(values))
        assert measure(series(values) * factor) == pytest.approx(found, abs=1e-9)
        assert measure(series(shuffled)) == pytest.approx(found, abs=1e-9)
        assert measure(series(values * 3)) == pytest.approx(found, abs=1e-9)


@quick
@given(st.lists(st.tuples(numbers, st.integers(1, 5)), min_size=1, max_size=15))
def test_weights_are_replication(rows):
    values, weights = series([x for x, _ in rows]), series([w for _, w in rows])
    repeated = series(np.repeat(values, weights.astype(int)).to_numpy())
    assert gini(values, weights) == pytest.approx(gini(repeated), abs=1e-9)
    assert theil(values, weights) == pytest.approx(theil(repeated), abs=1e-9)


@quick
@given(st.lists(st.tuples(numbers, st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=30))
def test_between_and_within_add_up(rows):
    values, groups = series([x for x, _, _ in rows]), pd.Series([g for _, g, _ in rows])
    for weights in (None, series([w for _, _, w in rows])):
        parts = theil_by_group(values, groups, weights)
        assert parts.between + parts.within == pytest.approx(parts.total, abs=1e-12)
        assert sum(group.value_share for group in parts.groups) == pytest.approx(1)
        assert 0 <= gini(values, weights) <= 1


@quick
@given(answers)
def test_lorenz_lies_below_the_diagonal_and_holds_the_gini(values):
    curve = lorenz(series(values))
    assert (curve.value_share <= curve.unit_share + 1e-9).all()
    area = np.trapezoid(curve.value_share, curve.unit_share)
    assert 1 - 2 * area == pytest.approx(gini(series(values)), abs=1e-9)
