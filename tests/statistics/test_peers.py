import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.peers import Feature, most_similar
from ailaget.statistics.sample import NegativeValues, OutsideRange, UnknownUnits
from tests.r import by_r, texts, vector

SIZE = Feature("size", ("population",), 2.0, "log")
STAFF = Feature("staff", ("employees",), 1.0)
GROUP = Feature("group", ("skr",), 1.0, "category")
PLACE = Feature("place", ("x", "y"), 1.0, "place")
EVERY = [SIZE, STAFF, GROUP, PLACE]


@pytest.fixture(scope="module")
def table(population, places) -> pd.DataFrame:
    generator = np.random.default_rng(7)
    return pd.DataFrame(
        {
            "population": population,
            "employees": generator.normal(0.07, 0.01, 290),
            "skr": generator.choice(["A1", "B4", "C8"], 290),
            "x": places[:, 0],
            "y": places[:, 1],
        }
    )


def test_contributions_add_up_and_nearest_comes_first(table):
    found = most_similar("0007", table, EVERY)
    assert len(found) == 10
    assert "0007" not in found.index
    assert found["distance"].is_monotonic_increasing
    parts = found[["size", "staff", "group", "place"]].sum(axis=1)
    np.testing.assert_allclose(parts, found["distance"] ** 2, atol=1e-9)


def test_every_feature_counts_one_on_average(table):
    some = table[:50]
    found = [most_similar(unit, some, EVERY, nearest=49) for unit in some.index]
    weighted = pd.concat(found)[["size", "staff", "group", "place"]].mean()
    np.testing.assert_allclose(weighted, [0.4, 0.2, 0.2, 0.2], atol=1e-9)


def test_units_of_measure_and_order_change_nothing(table):
    other = table.assign(x=table["x"] / 1000, y=table["y"] / 1000, employees=table["employees"] * 9)
    first = most_similar("0007", table, EVERY)
    again = most_similar("0007", other[::-1], EVERY)
    assert list(first.index) == list(again.index)
    np.testing.assert_allclose(first["distance"], again["distance"])


def test_missing_feature_is_left_out_and_said():
    table = pd.DataFrame(
        {"population": [1e4, 1e4, 1e5], "employees": [0.05, np.nan, 0.07]}, index=list("abc")
    )
    found = most_similar("a", table, [SIZE, STAFF])
    assert found.loc["b", "missing"] == ("staff",)
    assert found.loc["b", "distance"] == 0
    assert np.isnan(found.loc["b", "staff"])
    assert found.loc["c", "missing"] == ()


def test_unit_without_any_known_feature_is_not_a_peer():
    table = pd.DataFrame({"employees": [0.05, np.nan, 0.07]}, index=list("abc"))
    assert list(most_similar("a", table, [STAFF]).index) == ["c"]
    assert most_similar("b", table, [STAFF]).empty


def test_ties_go_by_code_and_equal_columns_count_nothing():
    table = pd.DataFrame({"employees": [1.0] * 4}, index=["0004", "0002", "0003", "0001"])
    found = most_similar("0002", table, [STAFF])
    assert list(found.index) == ["0001", "0003", "0004"]
    assert (found["distance"] == 0).all()


def test_one_unit_has_no_peers(table):
    assert most_similar("0000", table[:1], EVERY).empty


def test_errors(table):
    with pytest.raises(UnknownUnits):
        most_similar("9999", table, EVERY)
    with pytest.raises(UnknownUnits):
        most_similar("0000", table, [Feature("age", ("age",), 1.0)])
    with pytest.raises(OutsideRange):
        most_similar("0000", table, [Feature("staff", ("employees",), 0.0)])
    with pytest.raises(OutsideRange):
        most_similar("0000", table, [])
    with pytest.raises(NegativeValues):
        most_similar("0000", table.assign(population=0.0), [SIZE])


def test_distances_are_those_of_r_between_standardised_columns(table):
    """`dist` of `scale`: a standardised column's squared differences are 2 on average."""
    some = table[:30]
    script = f"""
    mean_one <- function(x) {{ d <- as.matrix(dist(x))^2; d / mean(d[upper.tri(d)]) }}
    alike <- function(x) as.matrix(dist(scale(x)))^2 / 2
    size <- alike(log10({vector(some["population"])}))
    staff <- alike({vector(some["employees"])})
    group <- mean_one(model.matrix(~ g - 1, data.frame(g = {texts(some["skr"])})))
    place <- mean_one(cbind({vector(some["x"])}, {vector(some["y"])}))
    d <- sqrt((2 * size + staff + group + place) / 5)
    others <- order(d[8, ])[-1]
    tell("order", others - 1); tell("distance", d[8, others]); tell("part", size[8, others] * 2 / 5)
    """
    in_r = by_r(script)
    measured = most_similar("0007", some, EVERY, nearest=29)
    assert [int(code) for code in measured.index] == in_r["order"].astype(int).tolist()
    assert measured["distance"].to_numpy() == pytest.approx(in_r["distance"])
    assert measured["size"].to_numpy() == pytest.approx(in_r["part"])


def test_the_scale_of_the_weights_changes_nothing(table):
    light = [Feature(one.name, one.columns, one.weight / 100, one.kind) for one in EVERY]
    found, as_heavy = most_similar("0007", table, light), most_similar("0007", table, EVERY)
    assert list(found.index) == list(as_heavy.index)
    np.testing.assert_allclose(found["distance"], as_heavy["distance"])
