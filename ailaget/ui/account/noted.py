"""Files that are noted when somebody takes them away: those that readers cannot have."""

from collections.abc import Callable
from typing import Any

from ailaget.store.audit import acting, note
from ailaget.store.workspace import workspace


def noted(what: str, make: Callable[[], bytes], **about: Any) -> Callable[[], bytes]:
    """Return what makes a file, and first notes that whoever's page this is takes it away.

    It is asked now who that is: the thread in which Streamlit makes the file does not know.
    """
    actor = acting()

    def make_noted() -> bytes:
        note(workspace(), what, actor, **about)
        return make()

    return make_noted
