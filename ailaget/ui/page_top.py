"""How a page that begins with a chart begins, as one record that tells all who show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import controls
from ailaget.ui.charts import draw, show_chart
from ailaget.ui.editing import may_edit
from ailaget.ui.plain import in_markdown, plain
from ailaget.ui.status import show_count
from ailaget.views.base.result import Chart

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

Control = Callable[[Texts], None]
"""Shows one choice of a page's, in the reader's language."""


@dataclass(frozen=True)
class Header:
    """A heading of the second level, or of the third."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Caption:
    """A line of smaller, softer text."""

    text: str


@dataclass(frozen=True)
class Html:
    """A list, key figures or the like, in which every text is escaped.

    Who may edit gets `for_editors` instead, where there is such.
    """

    html: str
    for_editors: str = ""

    def shown_to(self, *, editor: bool) -> str:
        """Return what a reader gets who may edit, or may not."""
        return self.for_editors if editor and self.for_editors else self.html


@dataclass(frozen=True)
class Notice:
    """Why there is no more to see."""

    text: str


@dataclass(frozen=True)
class Count:
    """How many there are of what is `chosen`, said aloud where that was something else before."""

    text: str
    at: str
    chosen: object


@dataclass(frozen=True)
class Button:
    """A button that changes keys of the address."""

    label: str
    changes: Mapping[str, object]


Part = Header | Caption | Html | Count | Notice | Button


@dataclass(frozen=True)
class PageTop:
    """The choices, what stands below them, and the first chart in the first of two columns.

    `intro` stands over the choices, `sorting` are those of a second row, and below them is one to
    choose a `single` entry by itself. Without a `chart` the
    page has nothing to begin with now, unless it is `of_words`: then it begins with what stands
    below the choices. A chart that `is_bare` has neither heading nor tabs. `sections` are the names
    of the page's own tabs, in the first of which the chart lies. `columns` are their shares of the
    row; `on_select` is called with the id of an area that the reader clicks.
    """

    controls: Sequence[Control] = ()
    above: Sequence[Part] = ()
    chart: Callable[[], Chart] | None = None
    intro: Sequence[Part] = ()
    sorting: Sequence[Control] = ()
    single: bool = False
    of_words: bool = False
    columns: tuple[int, int] = (1, 1)
    gap: Literal["medium", "large"] = "large"
    is_bare: bool = False
    sections: Sequence[str] = ()
    on_select: Callable[[str], None] | None = None


def show_controls(choices: Sequence[Control], t: Texts) -> None:
    """Show a page's choices in a row."""
    with st.container(horizontal=True):
        for choose in choices:
            choose(t)


def show_beginning(intro: Sequence[Part], rows: Sequence[Sequence[Control]], t: Texts) -> None:
    """Show what stands still above a page's view: its introduction, and its choices in rows."""
    show_parts(intro)
    for row in rows:
        show_controls(row, t)


def show_top(top: PageTop) -> "Sequence[DeltaGenerator]":
    """Show what is below the choices and return both columns; none without a chart."""
    show_parts(top.above)
    if top.chart is None:
        return ()
    columns = st.columns(top.columns, gap=top.gap)
    with columns[0]:
        if top.is_bare:
            draw(top.chart(), on_select=top.on_select)
        else:
            show_chart(top.chart(), on_select=top.on_select)
    return columns


def show_parts(parts: Sequence[Part]) -> None:
    """Show what stands below one another."""
    for part in parts:
        _show(part)


def _show(part: Part) -> None:
    match part:
        case Header(text, level):
            heading = st.header if level == Header.level else st.subheader
            heading(in_markdown(text), anchor=False)
        case Caption(text):
            st.caption(in_markdown(text))
        case Html():
            st.html(part.shown_to(editor=may_edit()))
        case Count(text, at, choices):
            show_count(text, at, choices)
        case Notice(text):
            st.info(plain(text))
        case Button(label, changes):
            st.button(plain(label), on_click=controls.change_elsewhere, kwargs=dict(changes))
