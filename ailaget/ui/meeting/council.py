"""The council on the pages: the meeting in force, views of its agenda, and changes to records."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from ailaget.council import freezing
from ailaget.council.agenda import STANDING
from ailaget.council.goals import goals
from ailaget.council.meetings import meetings
from ailaget.council.schema import AgendaItem, Goal, Meeting
from ailaget.council.snapshots import keep_snapshot, take_snapshot
from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.texts import LANGUAGES, Texts, texts
from ailaget.ui import address, data
from ailaget.ui.address import Address
from ailaget.ui.editing import may_edit, why_not
from ailaget.ui.frame import selection_with_goals
from ailaget.ui.meeting.unfilled import Unfilled, refusal_of
from ailaget.ui.plain import named
from ailaget.ui.status import say
from ailaget.ui.view_words import kept_note, view_words
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import ITEMS, TABLES

THEMES = ("light", "dark")


def all_meetings() -> list[Meeting]:
    """Return every meeting, the latest first."""
    return data.records(meetings)


def meeting_in_force(current: Address) -> Meeting | None:
    """Return the meeting that the URL names, else the latest; None where there is none."""
    kept_meetings = all_meetings()
    named = (meeting for meeting in kept_meetings if str(meeting.id) == current.meeting)
    return next(named, kept_meetings[0] if kept_meetings else None)


def item_in_force(meeting: Meeting, current: Address) -> AgendaItem | None:
    """Return the agenda's item that the URL names, else its first; None where it is empty."""
    named = (item for item in meeting.items if str(item.id) == current.item)
    return next(named, meeting.items[0] if meeting.items else None)


def may_change(meeting: Meeting) -> bool:
    """Return whether this reader may change a meeting: an approved one nobody may."""
    return may_edit() and meeting.approved_on is None


def meeting_to_plan(current: Address, today: date) -> Meeting | None:
    """Return the meeting that a chart is put on the agenda of: named in the URL, else the next.

    Where none lies ahead it is the latest one that is still open; None where there is none.
    """
    still_open = [meeting for meeting in all_meetings() if meeting.approved_on is None]
    named = [meeting for meeting in still_open if str(meeting.id) == current.meeting]
    ahead = [meeting for meeting in reversed(still_open) if meeting.day >= today]
    return next(iter((*named, *ahead, *still_open)), None)


def item_heading(item: AgendaItem, t: Texts) -> str:
    """Return an item in words: a view by what it shows, a text as it is, a standing one by name."""
    if item.kind in STANDING:
        return t(f"council.item_{item.kind}")
    return item.words or view_words(item.chart, address_of(item, t.language), t)


def unfrozen(meeting: Meeting) -> list[AgendaItem]:
    """Return the views of an agenda that can be frozen and are not."""
    if not waves_there_are():
        return []
    return [item for item in meeting.items if item.chart in ITEMS and item.frozen is None]


def counted_views(charts: Iterable[str], t: Texts) -> str:
    """Return how many charts and tables there are, by their keys: "3 diagram och 1 tabell"."""
    is_table = [chart in TABLES for chart in charts]
    counts = {"charts": is_table.count(False), "tables": is_table.count(True)}
    return t.listing([t.count(f"council.counted_{kind}", n) for kind, n in counts.items() if n])


def address_of(item: AgendaItem, language: str) -> Address:
    """Return the address of an item's view; what no longer exists in it is ignored.

    The wave that it was frozen from is told for ever, whether or not it is still published.
    """
    waves = waves_there_are()
    if item.frozen is not None:
        waves.append(item.frozen.wave)
    return address.view_of(item.address, waves, language)


def waves_there_are() -> list[str]:
    """Return the published waves, the newest first; there may be none."""
    return list(data.source().query("waves")["wave"])


def chart_of(item: AgendaItem, language: str, theme: str = "light") -> Chart | None:
    """Return an item's chart: as it was frozen, else as it is today; None where there is none."""
    if item.frozen is not None:
        chart = data.records(freezing.frozen_chart, item.id, language, theme)
        assert chart is not None
        return chart
    if item.chart not in ITEMS or not waves_there_are():
        return None
    return _chart_today(item, language, theme)


def without_chart(item: AgendaItem, t: Texts) -> str:
    """Return why `chart_of` finds none: the chart is no more, or there is no wave to show."""
    return t("council.no_wave" if item.chart in ITEMS else "council.no_chart")


def gone_note(item: AgendaItem, t: Texts) -> str:
    """Return what a view on the agenda is of that is gone, a wave or areas; empty where none is.

    A frozen view is of its wave and its areas for ever.
    """
    if item.frozen is not None or item.chart not in ITEMS:
        return ""
    return kept_note(item.chart, item.address, waves_there_are(), t, "empty.wave_gone")


def freeze_item(item: AgendaItem) -> None:
    """Keep an item's chart, as `freeze_items` does."""
    freeze_items([item])


def freeze_items(items: Sequence[AgendaItem]) -> None:
    """Keep the charts of a meeting's items in every language and theme, and how things stand.

    Raises
    ------
    IsApproved, IsFrozen, NoSuchRecord
    """
    for item in items:
        charts = {
            freezing.kept_as(language, theme): _chart_today(item, language, theme)
            for language in LANGUAGES
            for theme in THEMES
        }
        freezing.freeze_item(workspace(), item.id, charts, data.source().build)
    keep_how_things_stand(items[0].meeting)


def goals_by(meeting: Meeting) -> list[Goal]:
    """Return the goals that were set at a meeting or before it."""
    order = [other.id for other in all_meetings()]
    later = order[: order.index(meeting.id)]
    return [goal for goal in data.records(goals) if goal.meeting_id not in later]


def keep_how_things_stand(meeting: Meeting) -> None:
    """Keep with a meeting how things stand, where it does not know and there is a wave."""
    waves = waves_there_are()
    if meeting.snapshot is None and waves:
        build = data.source().build
        snapshot = take_snapshot(data.source(), waves[0], goals_by(meeting), build=build)
        keep_snapshot(workspace(), meeting.id, snapshot)


def change(act: Callable[[], str | None], at: str, done_at: str = "") -> None:
    """Run a change, if this reader may make it; what `act` returns, or what went wrong, is said.

    For use in callbacks: whether the reader may is asked here, not only where a button is drawn.
    `at` is the place of the page that says it. What a form lacks is said at the form's button, and
    what came of it at `done_at`, where one is named; all else may have taken the form away.
    """
    t = texts(address.language())
    if not may_edit():
        say(why_not("council.may_not", t), at, "warning")
        return
    try:
        message = act()
    except Unfilled as error:
        say(t.error(error), refusal_of(error.form), "warning")
        return
    except AilagetError as error:
        say(t.error(error, shown=named), at, "warning")
        return
    if message:
        say(message, done_at or at)


def on_click(act: Callable[[], str | None], at: str, done_at: str = "") -> Callable[[], None]:
    """Return a change as a callback of a button; what came of it is said at a place."""
    return partial(change, act, at, done_at)


def _chart_today(item: AgendaItem, language: str, theme: str) -> Chart:
    waves = data.source().query("waves")
    view = address_of(item, language)
    selection = selection_with_goals(view, waves, theme)
    return data.view(ITEMS[item.chart], selection)
