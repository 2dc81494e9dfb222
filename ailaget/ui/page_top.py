"""How a page that begins with a chart begins, as one record that tells all who show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import controls
from ailaget.ui.charts import draw, show_chart
from ailaget.ui.editing import may_edit
from ailaget.ui.plain import plain
from ailaget.views.base.result import Chart

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

Control = Callable[[Texts], None]
"""Shows one choice of a page's, in the reader's language."""


@dataclass(frozen=True)
class Header:
    """A heading."""

    text: str


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
class Button:
    """A button that changes keys of the address."""

    label: str
    changes: Mapping[str, str]


Part = Header | Caption | Html | Notice | Button


@dataclass(frozen=True)
class PageTop:
    """The choices, what stands below them, and the first chart in the first of two columns.

    Without a `chart` the page has nothing to begin with now. One that `is_bare` has neither heading
    nor tabs; one `in_section` lies in a tab of the page's own. `columns` are their shares of the
    row; `on_select` is called with the id of an area that the reader clicks.
    """

    controls: Sequence[Control] = ()
    above: Sequence[Part] = ()
    chart: Callable[[], Chart] | None = None
    columns: tuple[int, int] = (1, 1)
    gap: Literal["medium", "large"] = "large"
    is_bare: bool = False
    in_section: bool = False
    on_select: Callable[[str], None] | None = None


def show_controls(choices: Sequence[Control], t: Texts) -> None:
    """Show a page's choices in a row."""
    with st.container(horizontal=True):
        for choose in choices:
            choose(t)


def show_top(top: PageTop) -> "Sequence[DeltaGenerator]":
    """Show all but the choices and return both columns; none where the page has no chart now."""
    for part in top.above:
        _show(part)
    if top.chart is None:
        return ()
    columns = st.columns(top.columns, gap=top.gap)
    with columns[0]:
        if top.is_bare:
            draw(top.chart(), on_select=top.on_select)
        else:
            show_chart(top.chart(), on_select=top.on_select)
    return columns


def _show(part: Part) -> None:
    match part:
        case Header(text):
            st.header(plain(text), anchor=False)
        case Caption(text):
            st.caption(plain(text))
        case Html():
            st.html(part.shown_to(editor=may_edit()))
        case Notice(text):
            st.info(plain(text))
        case Button(label, changes):
            st.button(plain(label), on_click=controls.change_elsewhere, kwargs=dict(changes))
