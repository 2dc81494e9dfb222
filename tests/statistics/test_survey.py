import numpy as np
import pandas as pd
import pytest

from ailaget.statistics import survey
from ailaget.statistics.sample import TooFewValues

NOBODY = pd.Series([np.nan, np.nan])


def test_coverage_of_nothing_and_of_nobody():
    assert survey.coverage(pd.Series([], dtype=float)).rate is None
    silent = survey.coverage(NOBODY)
    assert (silent.n, silent.of, silent.rate, silent.missing) == (0, 2, 0.0, 2)


@pytest.mark.parametrize("figure", [survey.mean, survey.median, survey.share])
def test_all_missing_is_a_named_error(figure):
    with pytest.raises(TooFewValues):
        figure(NOBODY)


def test_share_counts_silence_as_neither_yes_nor_no():
    assert survey.share(pd.Series([1.0, 0.0, 1.0, np.nan])) == pytest.approx(2 / 3)


def test_group_figure_is_sum_over_sum_among_those_answering():
    staff = pd.Series({"a": 2.0, "b": None, "c": 0.0})
    people = pd.Series({"a": 1000.0, "b": 50000.0, "c": 3000.0})
    assert survey.ratio_of_sums(staff, people) == 2 / 4000
    assert survey.ratio_of_sums(staff, people * 0) is None


def test_percentiles_agree_with_numpy(staffing):
    gap = survey.percentile_gap(staffing)
    low, high = np.nanpercentile(staffing, [10, 90])
    assert (gap.p10, gap.p90) == pytest.approx((low, high), abs=1e-12)
    assert gap.ratio is None
    assert gap.missing == staffing.isna().sum()


def test_percentile_gap_of_one_unit_and_of_equals():
    assert survey.percentile_gap(pd.Series([7.0])).gap == 0
    equal = survey.percentile_gap(pd.Series([7.0] * 9))
    assert (equal.gap, equal.ratio) == (0, 1)
