"""The log: who did what and when, newest first, for real data alone."""

import pytest

from ailaget.store.state import Received
from ailaget.texts import LANGUAGES, texts
from ailaget.views.upload.journal import TOLD, journal_table, when_text

FILE = Received("ab", "enkät.xlsx", "2027-03-01T08:30:00+00:00", "anna", "2027-03")
DEMO = Received("cd", "demo.csv", "2027-03-01T08:00:00+00:00", "demo", "2026-10", is_demo=True)


def decision(kind: str, at: str = "2027-03-02T22:30:00+00:00", **more: object) -> dict[str, object]:
    return {"kind": kind, "by": "bo", "at": at, **more}


def test_it_is_newest_first_on_a_swedish_clock() -> None:
    t = texts("sv")
    rows = journal_table([FILE, DEMO], [decision("publish", wave="2027-03")], t).rows
    assert rows[0] == ("2 mars 2027 kl. 23:30", "bo", "mars 2027", t("journal.publish"))
    assert rows[1][0:2] == ("1 mars 2027 kl. 09:30", "anna")
    assert "enkät.xlsx" in str(rows[1][3])
    assert len(rows) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TOLD)
def test_every_kind_of_decision_is_told_in_words(language: str, kind: str) -> None:
    made = decision(kind, text="Jerfälla", municipality="0123", name="Vår", rule="mean", files=[0])
    ((_, _, _, what),) = journal_table([], [made], texts(language)).rows
    assert what and "{" not in str(what)
    if kind == "alias":
        assert "Jerfälla" in str(what) and "Järfälla" in str(what)


def test_what_concerns_demonstration_data_is_left_out() -> None:
    assert journal_table([DEMO], [decision("publish", is_demo=True)], texts("sv")).rows == []


def test_a_moment_that_is_none_is_shown_as_it_stands() -> None:
    assert when_text("", texts("sv")) == ""
    assert when_text("yesterday", texts("sv")) == "yesterday"
