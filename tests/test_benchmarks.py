"""What the measurements rest on: when they stop their clocks."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ailaget.ui.gathering import CHART_FIRST
from benchmarks.sessions import is_last


def test_a_rerun_ends_with_streamlits_own_word_and_no_other() -> None:
    last = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert is_last(last.SerializeToString())
    assert not is_last(ForwardMsg(delta={}).SerializeToString())
    assert not is_last(CHART_FIRST)
