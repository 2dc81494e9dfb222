"""The minutes of a meeting: what is said in them, whichever file they become."""

from dataclasses import dataclass

from ailaget.texts import Texts
from ailaget.views.base.result import Chart


@dataclass(frozen=True)
class MinutesItem:
    """One view in the minutes: its words, the chart as shown, and what came of it.

    `picture` is PNG; without it the chart's table stands in its place. `state` says whether the
    chart was frozen, when and from what data, or why there is none.
    """

    heading: str
    chart: Chart | None
    picture: bytes | None
    state: str
    note: str = ""
    decisions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """A meeting's minutes, in the reader's words; `decisions` and `actions` are on no view.

    `notes` are those on municipalities, each with its heading; `mark` says that
    the data is invented, and is empty for real data.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[MinutesItem, ...]
    t: Texts
    note: str = ""
    decisions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    open_actions: tuple[str, ...] = ()
    mark: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def ends(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the lists that stand last, each with its heading; empty ones are left out."""
        lists = (
            (self.t("minutes.decisions_other"), self.decisions),
            (self.t("minutes.actions_other"), self.actions),
            (self.t("minutes.open_actions"), self.open_actions),
        )
        return tuple(section for section in lists if section[1])
