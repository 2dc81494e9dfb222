"""What the measurements rest on: when they stop their clocks."""

import numpy as np
import pandas as pd
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ailaget.ui.acceleration.message_batching import CHART_FIRST
from benchmarks import false_claims
from benchmarks.false_claims import RATES, SEED, answering
from benchmarks.sessions import is_last


def test_a_rerun_ends_with_streamlits_own_word_and_no_other() -> None:
    last = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert is_last(last.SerializeToString())
    assert not is_last(ForwardMsg(delta={}).SerializeToString())
    assert not is_last(CHART_FIRST)


def test_false_claims_are_asked_of_both_rules_where_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At full response the old rules claim what the new ones leave; the same seed, the same."""
    monkeypatch.setattr(false_claims, "TRIALS", {"between": 6, "shape": 6, "gap": 6})
    rng, units = np.random.default_rng(SEED), [str(number) for number in range(100)]
    values = pd.Series(rng.uniform(0, 90, 100), units)
    before = (values + rng.normal(0, 8, 100)).clip(0, 100)
    people = [round(size) for size in np.geomspace(3_000, 300_000, 100)]
    places = pd.DataFrame({"county": [n % 8 for n in range(100)], "population": people}, units)
    found = false_claims.false_claims(values, before, places)
    assert [one.rate for one in found] == [*RATES] * 3
    old, new = (
        {(one.case, one.rate): getattr(one, rule) for one in found} for rule in ("old", "new")
    )
    assert all(old[case, 1.0] > new[case, 1.0] for case, _ in old if "gap" not in case)
    (gap,) = {case for case, _ in old if "gap" in case}
    assert old[gap, 0.5] > new[gap, 0.5]
    assert old[gap, 1.0] == new[gap, 1.0] == 0
    assert found == false_claims.false_claims(values, before, places)


def test_so_many_fall_silent_as_were_asked_to() -> None:
    values = pd.Series(np.arange(10.0))
    assert answering(values, np.random.default_rng(1), 0.7).notna().sum() == 7
