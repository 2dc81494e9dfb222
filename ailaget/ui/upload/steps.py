"""The row of steps on the page Ladda upp: how far each has come, and which one is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ailaget.texts import Texts

STEPS = ("file", "columns", "answers", "places", "checks", "draft", "review")

_PASSED = {"done", "checked", "saved", "published"}
"""The states that let a reader go on: remarks of the checks stop nobody."""


@dataclass(frozen=True)
class State:
    """How far a step has come.

    `key` is waiting, now, to_do (with how many), stopped, done, checked (with its remarks), saved,
    published, or nothing, where no wave waits to be reviewed.
    """

    key: str
    to_do: int = 0
    errors: int = 0
    warnings: int = 0

    def words(self, step: str, t: Texts) -> str:
        """Return what a reader is told of a step in this state."""
        if self.key == "to_do":
            return t.count(f"upload.to_do_{step}", self.to_do)
        if self.key == "checked":
            remarks = {"errors": self.errors, "warnings": self.warnings}
            return ", ".join(t.count(f"upload.{kind}", n) for kind, n in remarks.items())
        return t(f"upload.state_{self.key}")


def left(to_do: int, none: str = "done") -> State:
    """Return the state of a step with so much left to do, `none` where that is nothing."""
    return State("to_do", to_do) if to_do else State(none)


def draft_and_review(review: State, *, is_saved: bool, waits: bool) -> tuple[State, State]:
    """Return the states of the last two steps, for a file that is read.

    `review` is how many waves wait. `is_saved` says that the file is in its wave's draft, `waits`
    that readers do not see that draft yet.
    """
    if not is_saved:
        return State("now"), review
    if waits:
        return State("saved"), review
    return State("done"), review if review.to_do else State("published")


def step_now(states: Mapping[str, State]) -> str | None:
    """Return the first step that is not done, None where all are.

    Without a file it is the review where a wave waits.
    """
    if states["file"].key == "now":
        return "file" if states["review"].key == "nothing" else "review"
    return next((step for step, state in states.items() if state.key not in _PASSED), None)


def steps_html(states: Mapping[str, State], t: Texts) -> str:
    """Return the steps in order, each with its state, the one in force marked."""
    now = step_now(states)
    rows = "".join(
        f"<li{' aria-current=step' if step == now else ''}>"
        f"{escape(t(f'upload.step_{step}'))}<br>{escape(state.words(step, t))}</li>"
        for step, state in states.items()
    )
    return f'<ol class="steps">{rows}</ol>'
