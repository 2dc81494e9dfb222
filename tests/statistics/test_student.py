import pytest
from scipy.special import ndtri, stdtrit

from ailaget.statistics.student import student_over_normal, student_quantile


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 8, 9, 30, 59, 204, 289])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.998])
def test_quantiles_are_those_of_scipy(freedom: int, level: float) -> None:
    theirs = stdtrit(freedom, (1 + level) / 2)
    assert student_quantile(freedom, level) == pytest.approx(theirs, rel=1e-9)
    ratio = theirs / ndtri((1 + level) / 2)
    assert student_over_normal(freedom + 1, level) == pytest.approx(ratio, rel=1e-9)
