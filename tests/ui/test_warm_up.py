"""What is made ready at the start, so that no reader waits for it."""

import inspect

import pytest

from ailaget.ui.acceleration import warm_up


def test_streamlits_one_question_of_where_a_call_comes_from_is_answered_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known: dict[str, str] = {}
    monkeypatch.setattr(inspect, "modulesbyfile", known)
    monkeypatch.setattr(inspect, "_filesbymodname", {})
    warm_up.know_modules()
    assert warm_up.__name__ in known.values()
