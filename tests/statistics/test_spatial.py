import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.neighbours import Neighbours, from_edges, from_nearest, restrict
from ailaget.statistics.permutation import false_discovery_rate, shuffles
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.spatial import local_moran, moran, spatial_lag


@pytest.fixture(scope="module")
def near(staffing, places) -> Neighbours:
    return from_nearest(list(staffing.index), places, k=6)


@pytest.fixture(scope="module")
def gradient(staffing, places) -> pd.Series:
    """Values that rise from west to east, with noise and silence."""
    noise = np.random.default_rng(4).normal(0, 0.15, 290)
    values = pd.Series(places[:, 0] / 1e5 + noise, index=staffing.index)
    return values.where(staffing.notna())


def pysal(values: pd.Series, neighbours: Neighbours):
    """Weights for esda: the answering units, each with its answering neighbours."""
    from libpysal.weights import W

    ids = list(values.dropna().index)
    known = set(ids)
    links = {unit: [other for other in neighbours.of(unit) if other in known] for unit in ids}
    return values[ids].to_numpy(), W(links, id_order=ids, silence_warnings=True)


def test_global_moran_agrees_with_esda(gradient, near):
    import esda

    theirs = esda.Moran(*pysal(gradient, near), permutations=999)
    ours = moran(gradient, near, permutations=999)
    assert ours.i == pytest.approx(theirs.I, abs=1e-12)
    assert ours.expected == pytest.approx(theirs.EI, abs=1e-12)
    assert (ours.p, theirs.p_sim) == (0.002, 0.001)
    assert (ours.n, ours.missing) == (gradient.notna().sum(), gradient.isna().sum())


def test_p_of_no_pattern_is_near_the_two_sided_normal_one(near, staffing):
    import esda

    for seed in range(5):
        noise = pd.Series(np.random.default_rng(seed).normal(size=290), index=staffing.index)
        theirs = esda.Moran(*pysal(noise, near), permutations=0, two_tailed=True)
        ours = moran(noise, near, permutations=4999)
        assert ours.p == pytest.approx(theirs.p_rand, abs=0.05)


@pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning")
def test_local_moran_agrees_with_esda(gradient, near):
    import esda

    values, weights = pysal(gradient, near)
    theirs = esda.Moran_Local(values, weights, permutations=9999, seed=1)
    ours = local_moran(gradient, near).table
    np.testing.assert_allclose(ours["local_i"], theirs.Is, atol=1e-12)
    np.testing.assert_allclose(ours["p"], np.minimum(2 * theirs.p_sim, 1), atol=0.05)
    quadrant = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}
    for label, number in zip(ours["label"], theirs.q, strict=True):
        assert label in ("not_significant", quadrant[number])


def test_columbus_crime():
    """R's spdep, which shares no code with this or with esda, prints 0.500188557."""
    import esda
    from libpysal.examples import get_path
    from libpysal.io import open as read

    weights = read(get_path("columbus.gal")).read()
    crime = np.array(read(get_path("columbus.dbf")).by_col("CRIME"))
    edges = [(str(a), str(b)) for a in weights.id_order for b in weights.neighbors[a]]
    ids = [str(unit) for unit in weights.id_order]
    found = moran(pd.Series(crime, index=ids), from_edges(ids, edges), permutations=99)
    assert found.i == pytest.approx(esda.Moran(crime, weights, permutations=0).I, abs=1e-12)
    assert found.i == pytest.approx(0.500188557, abs=5e-10)


def test_local_values_add_up_to_the_global(gradient, near):
    local, whole = (
        local_moran(gradient, near, permutations=9),
        moran(gradient, near, permutations=9),
    )
    n = whole.n
    assert local.table["local_i"].sum() == pytest.approx(whole.i * (n - 1), abs=1e-9)


def test_clusters_are_found_where_they_are(gradient, near):
    found = local_moran(gradient, near)
    clusters = found.clusters
    assert len(clusters["high_high"]) > 10
    assert len(clusters["low_low"]) > 10
    assert gradient[list(clusters["high_high"])].min() > gradient.mean()
    assert gradient[list(clusters["low_low"])].max() < gradient.mean()
    again = local_moran(gradient, near)
    pd.testing.assert_frame_equal(found.table, again.table)


def test_noise_has_next_to_no_clusters(near, staffing):
    found = 0
    for seed in range(10):
        noise = pd.Series(np.random.default_rng(seed).normal(size=290), index=staffing.index)
        table = local_moran(noise, near, permutations=4999, seed=seed).table
        found += (table["label"] != "not_significant").sum() > 0
    assert found <= 3


def test_translation_scale_and_order_change_nothing(gradient, near):
    first = moran(gradient, near, permutations=99)
    assert moran(gradient * 3 + 8, near, permutations=99).i == pytest.approx(first.i)
    assert moran(gradient[::-1], near, permutations=99) == first


def test_who_lost_every_neighbour_is_named():
    chain = from_edges(list("abcde"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    values = pd.Series({"a": 1.0, "b": np.nan, "c": 2.0, "d": 3.0, "e": 4.0, "z": 9.0})
    found = local_moran(values, chain, permutations=99)
    assert found.lost == ("a",)
    assert (found.n, found.missing) == (4, 2)
    assert found.table.loc["a", "label"] == "no_neighbours"
    assert np.isnan(found.table.loc["a", "q"])
    assert np.isnan(spatial_lag(values, chain)["a"])
    assert spatial_lag(values, chain)["d"] == 3.0
    assert moran(values, chain, permutations=99).lost == ("a",)


def test_equal_values_have_no_pattern():
    chain = from_edges(list("abc"), [("a", "b"), ("b", "c")])
    level = pd.Series(0.1, index=list("abc"))
    found = moran(level, chain)
    assert (found.i, found.p) == (None, None)
    assert set(local_moran(level, chain, permutations=99).table["label"]) == {"not_significant"}


def test_no_neighbours_at_all():
    alone = from_edges(list("abc"), [], islands="keep")
    values = pd.Series([1.0, 2.0, 3.0], index=list("abc"))
    assert moran(values, alone).i is None
    assert set(local_moran(values, alone, permutations=9).table["label"]) == {"no_neighbours"}


def test_too_few_answers():
    chain = from_edges(list("abc"), [("a", "b"), ("b", "c")])
    values = pd.Series([1.0, 2.0, np.nan], index=list("abc"))
    for statistic in (moran, local_moran):
        with pytest.raises(TooFewValues):
            statistic(values, chain)


def test_false_discovery_rate_of_the_published_example():
    """The example of Benjamini and Hochberg (1995): four of fifteen at 0.05."""
    p = np.array(
        [
            *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
            *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
        ]
    )
    assert (false_discovery_rate(p) <= 0.05).sum() == 4
    from scipy.stats import false_discovery_control

    np.testing.assert_allclose(false_discovery_rate(p), false_discovery_control(p))


def test_the_draws_are_those_that_the_docstring_names(near, gradient):
    """Counted one by one from the shuffles: the first neighbours of each, itself passed over."""
    tied = gradient.dropna().round()
    table = local_moran(tied, near, permutations=199, seed=3).table
    z, ids = table["z"].to_numpy(), list(table.index)
    orders = shuffles(len(z), 199, 3)
    answering = restrict(near, ids)
    for unit in range(0, len(z), 7):
        number = len(answering.of(ids[unit]))
        others = [[other for other in order if other != unit][:number] for order in orders.T]
        drawn = z[unit] * np.array([z[other].mean() for other in others])
        seen = z[unit] * table["lag"].iloc[unit]
        tail = min((drawn >= seen - 1e-9).sum(), (drawn <= seen + 1e-9).sum())
        assert table["p"].iloc[unit] == pytest.approx(min(2 * (tail + 1) / 200, 1), abs=1e-12)


def test_a_known_p_gives_the_same_without_drawing(near, gradient):
    whole, local = moran(gradient, near), local_moran(gradient, near)
    assert moran(gradient, near, p=whole.p) == whole
    known = local_moran(gradient, near, p=local.table["p"].to_numpy())
    pd.testing.assert_frame_equal(known.table, local.table)
    assert moran(gradient, near, p=0.5).p == 0.5
