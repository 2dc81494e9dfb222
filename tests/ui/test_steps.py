"""The steps of Ladda upp: which one is in force, by their states and never by their words."""

from dataclasses import replace

import pytest

from ailaget.texts import texts
from ailaget.ui.upload.steps import STEPS, State, draft_and_review, left, step_now, steps_html

SV = texts("sv")
WAITING = dict.fromkeys(STEPS, State("waiting"))
READ = WAITING | {"file": State("done"), "columns": State("done"), "answers": State("done")}
CHECKED = READ | {"places": State("done"), "checks": State("checked", errors=2, warnings=1)}


@pytest.mark.parametrize(
    ("states", "now"),
    [
        (WAITING | {"file": State("now"), "review": left(0, "nothing")}, "file"),
        (WAITING | {"file": State("now"), "review": left(2, "nothing")}, "review"),
        (WAITING | {"file": State("stopped")}, "file"),
        (READ | {"columns": left(3)}, "columns"),
        (READ | {"places": left(1)}, "places"),
        (CHECKED | {"draft": State("now")}, "draft"),
        (CHECKED | {"draft": State("saved"), "review": left(1, "nothing")}, "review"),
    ],
)
def test_the_step_in_force_is_the_first_that_is_not_done(
    states: dict[str, State], now: str
) -> None:
    assert step_now(states) == now
    # In a language where all states read alike, the same step is in force.
    alike = {key: "…" for key in SV.entries if key.startswith(("upload.state_", "upload.to_do_"))}
    found = steps_html(states, replace(SV, entries={**SV.entries, **alike}))
    step = SV(f"upload.step_{now}")
    assert found.count("aria-current") == 1
    assert f"<li aria-current=step>{step}<br>…</li>" in found


PUBLISHED = CHECKED | {"draft": State("done"), "review": State("published")}


def test_after_publishing_no_step_is_in_force_and_the_last_says_published() -> None:
    assert step_now(PUBLISHED) is None
    found = steps_html(PUBLISHED, SV)
    assert "aria-current" not in found
    assert f">{SV('upload.step_draft')}<br>{SV('upload.state_done')}</li>" in found
    assert f">{SV('upload.step_review')}<br>{SV('upload.state_published')}</li>" in found


@pytest.mark.parametrize(
    ("waiting", "is_saved", "waits", "keys"),
    [
        (0, False, False, ("now", "nothing")),
        (2, False, False, ("now", "to_do")),
        (1, True, True, ("saved", "to_do")),
        (0, True, False, ("done", "published")),
        (1, True, False, ("done", "to_do")),
    ],
)
def test_the_last_steps_follow_the_draft_and_what_readers_see(
    waiting: int, is_saved: bool, waits: bool, keys: tuple[str, str]
) -> None:
    states = draft_and_review(left(waiting, "nothing"), is_saved=is_saved, waits=waits)
    assert (states[0].key, states[1].key) == keys


def test_a_state_is_said_with_its_numbers() -> None:
    found = steps_html(CHECKED | {"columns": left(1), "review": left(3)}, SV)
    for step, words in {
        "columns": SV.count("upload.to_do_columns", 1),
        "checks": "2 fel, 1 varning",
        "draft": "väntar",
        "review": SV.count("upload.to_do_review", 3),
    }.items():
        assert f">{SV(f'upload.step_{step}')}<br>{words}</li>" in found
