"""The gradient's shape: the line's own weights, known shapes, and how often chance is one."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.size_shape import shape_by_size
from ailaget.statistics.smooth import SPAN, smooth_by_size, smoother
from tests.r import by_r, vector

AT = [5_000.0, 20_000.0, 100_000.0]
SIZES = pd.Series(np.geomspace(3_000, 300_000, 120))
Z = np.log10(SIZES)


def test_the_weights_are_those_of_the_line(staffing, population):
    both = pd.DataFrame({"y": staffing, "size": population}).dropna()
    line = smooth_by_size(both["y"], both["size"], draws=2)
    weights = smoother(np.log10(both["size"].to_numpy()), np.log10(line.place), SPAN)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(weights @ both["y"].to_numpy(), line.fitted)


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        (20 * Z, "rising"),
        (90 - 10 * Z, "falling"),
        (abs(Z - np.log10(20_000)), "valley"),
        (9 - abs(Z - np.log10(20_000)), "peak"),
        (0 * Z + 3, "flat"),
    ],
)
def test_a_known_shape_is_found_whatever_the_unit(values, shape):
    for factor, shift in ((1.0, 0.0), (1e-3, 5.0), (1e4, -7.0)):
        assert shape_by_size(values * factor + shift, SIZES, AT).shape == shape


def test_order_and_the_silent_make_no_difference_but_for_the_dealing():
    noisy = 5 * Z + np.random.default_rng(1).normal(0, 1, len(Z))
    found = shape_by_size(noisy, SIZES, AT)
    more = pd.concat([noisy, pd.Series([None, None], index=[900, 901], dtype=float)])
    sizes = pd.concat([SIZES, pd.Series([4_000.0, 5_000.0], index=[900, 901])])
    assert shape_by_size(more, sizes, AT) == found
    turned = shape_by_size(noisy[::-1], SIZES, AT)
    assert turned.shape == found.shape
    assert turned.p == pytest.approx(found.p, abs=0.02)


def test_p_of_two_by_hand():
    """Two units, one value each: both of the orders give the same difference, so p is 1."""
    found = shape_by_size(pd.Series([1.0, 9.0]), pd.Series([1e3, 1e5]), [1e3, 1e4, 1e5])
    assert (found.shape, found.p, found.n) == ("flat", 1.0, 2)
    with pytest.raises(TooFewValues):
        shape_by_size(pd.Series([1.0]), pd.Series([1e3]), AT)


@pytest.mark.parametrize("share_answering", [1.0, 0.8])
def test_values_dealt_out_by_lot_seldom_have_a_shape(share_answering):
    """Of 100 cases without one about five are called; the band's ends call most of them."""
    rng, called = np.random.default_rng(4), 0
    for _ in range(100):
        values = pd.Series(rng.gamma(1, 5, len(SIZES)) * (rng.random(len(SIZES)) < 0.4))
        answered = values.where(rng.random(len(SIZES)) < share_answering)
        called += shape_by_size(answered, SIZES, AT).shape != "flat"
    assert called <= 10


def test_p_is_that_of_every_order_with_the_weights_of_loess():
    """R's `loess` gives the three points' weights, and all 5 040 orders of seven values the p."""
    sizes = pd.Series([3e3, 6e3, 1.1e4, 2.4e4, 4e4, 9e4, 2e5])
    values = pd.Series([21.0, 18.0, 19.0, 30.0, 27.0, 26.0, 33.0])
    script = f"""
    y <- {vector(values)}; z <- log10({vector(sizes)}); at <- log10({vector(AT)})
    line <- function(y) predict(
        loess(y ~ z, span = 4.001 / 7, degree = 1, surface = "direct"), data.frame(z = at)
    )
    weights <- sapply(1:7, function(unit) line(as.numeric(1:7 == unit)))
    contrasts <- rbind(weights[2, ] - weights[1, ], weights[3, ] - weights[1, ],
                       weights[3, ] - weights[2, ])
    contrasts <- contrasts / sqrt(rowSums(contrasts^2))
    orders <- function(x) if (length(x) < 2) matrix(x, 1) else
        do.call(rbind, lapply(seq_along(x), function(i) cbind(x[i], orders(x[-i]))))
    most <- apply(abs(contrasts %*% t(orders(y))), 2, max)
    seen <- abs(contrasts %*% y)
    tell("p", min(sapply(seen, function(each) mean(most >= each - 1e-9))))
    tell("orders", length(most))
    """
    in_r = by_r(script)
    assert in_r["orders"].tolist() == [5040]
    measured = shape_by_size(values, sizes, AT, span=4 / 7, permutations=50_000)
    assert measured.p == pytest.approx(in_r["p"][0], abs=0.005)
