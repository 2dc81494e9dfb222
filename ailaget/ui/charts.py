"""A chart on a page: its headline, the figure, its table behind a tab, and the ways out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from ailaget.exports.formats import FIXED, FORMATS, WITHOUT_FIGURE
from ailaget.texts import Texts, sentence
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.download_menu import menu_html
from ailaget.ui.editing import may_edit
from ailaget.ui.figure import figure_data, show_figure
from ailaget.ui.figures import finding_html
from ailaget.ui.frame import chosen, here, reader_texts
from ailaget.ui.navigation import ORDER
from ailaget.ui.plain import in_markdown, plain
from ailaget.ui.remarks import remarks_on_chart
from ailaget.ui.report.own import add_button, place_of
from ailaget.ui.status import show_status
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import basis_text
from ailaget.views.catalogue import LISTED, entry_of
from ailaget.views.map.zoom import can_zoom, zoom_words

CONFIG = {
    # The ways out stand under the chart. A picture that the browser itself takes has not the page's
    # font, and its words are cut.
    "displayModeBar": False,
    "scrollZoom": False,
    # plotly fetches a world map from a CDN otherwise, even with shapes of our own.
    "topojsonURL": "geo/",
}


def show_chart(
    chart: Chart,
    *,
    heading: bool = True,
    ways_out: bool = True,
    on_select: Callable[[str], None] | None = None,
) -> None:
    """Show a chart with its table and explanation in tabs; a closed tab is not sent.

    `on_select` is called with the id of an area that the reader clicks. Without `ways_out` nothing
    is offered to take away: those are the page's present view, which a frozen chart is not.
    """
    t = reader_texts()
    if heading:
        st.html(finding_html(chart.headline, chosen().chip if chart.of_answers else ""))
    names = [t("tab.chart"), t("tab.table"), t("tab.about")]
    figure, table, about = st.tabs(names, key=f"tabs_{chart.key}", on_change="rerun")
    with figure:
        if figure.open:
            _figure(chart, t, on_select)
    with table:
        if table.open:
            caption = f"{sentence(chart.title)} {chart.attribution}"
            show_table(table_html(chart.table, t, caption), key=chart.key)
    with about:
        if about.open:
            _show_about(chart, t)
    if ways_out:
        downloads(chart, t)


def _show_about(chart: Chart, t: Texts) -> None:
    """Show what to bear in mind, and how many have a value where that can be said."""
    if chart.n is None or chart.of is None:
        st.markdown(in_markdown(chart.caveat))
    else:
        basis = basis_text(t, chart.n, chart.of)
        st.markdown(t("chart.about", caveat=in_markdown(chart.caveat), basis=plain(basis)))
    st.html(f"<p>{glossary_link(t)}</p>")


def glossary_link(t: Texts) -> str:
    """Return a link to the list of words, which a part of the page Data och metod begins with."""
    href = f"{ORDER['method']}{here().link(method='numbers')}"
    return f'<a href="{escape(href)}" target="_self">{escape(t("chart.glossary"))}</a>'


def show_evenly(charts: Sequence[Chart]) -> None:
    """Show charts side by side; `front/chart.js` has them end at the same height."""
    with st.container(key=f"even_{charts[0].key}"):
        columns = st.columns(len(charts), gap="large")
    for side, chart in zip(columns, charts, strict=True):
        with side:
            show_chart(chart)


def draw(chart: Chart, on_select: Callable[[str], None] | None = None) -> None:
    """Show the figure alone, for pages that set its table beside it."""
    _figure(chart, chosen().t, on_select)


def downloads(chart: Chart, t: Texts) -> None:
    """Show the ways out, the agenda and the report, and what the council has said of the chart."""
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        kinds = (*FORMATS, FIXED) if entry_of(chart.key).has_fixed_format else (*FORMATS,)
        menu = menu_html(f"export/{chart.key}", _query(), t, kinds, embedded=chart.title)
        st.html(f'<div class="downloads">{menu}</div>', width="content")
        if data.has_waves():
            _agenda_button(chart, t)
            add_button(chart, t)
    show_status(place_of(chart))
    if remarks := remarks_on_chart(chart.key, here(), t):
        st.html(remarks)


def table_downloads(key: str, t: Texts) -> None:
    """Show the ways out of a table that no chart has, the agenda and the report where they can."""
    menu = menu_html(f"export/{key}", _query(), t, WITHOUT_FIGURE)
    shown = f'<div class="downloads">{menu}</div>'
    if key not in LISTED or not data.has_waves():
        st.html(shown)
        return
    chart = data.view(LISTED[key], chosen())
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.html(shown, width="content")
        _agenda_button(chart, t)
        add_button(chart, t)
    show_status(place_of(chart))


def _query() -> str:
    wave = chosen().wave if data.has_waves() else None
    return replace(here(), wave=wave, report=None).link()


def _agenda_button(chart: Chart, t: Texts) -> None:
    """Show the button that puts a chart, as it is looked at, on the next meeting's agenda."""
    if may_edit():
        st.button(
            t("council.to_agenda"),
            key=f"add_to_agenda_{chart.key}",
            type="tertiary",
            on_click=_put_on_agenda,
            args=(chart, here(), t),
        )


def _put_on_agenda(chart: Chart, current: Address, t: Texts) -> None:
    if not may_edit():
        return
    # Late: it brings SQLAlchemy, which the first page of a council without meetings needs not.
    from ailaget.ui.meeting.adding import put_on_next_agenda

    put_on_next_agenda(chart.key, current, place_of(chart), t)


def chart_data(chart: Chart, t: Texts, *, selects: bool) -> bytes:
    """Return what the browser draws a chart from."""
    return figure_data(
        chart.figure_json,
        key=_key(chart),
        alt=t("chart.alt_on_page", alt=sentence(chart.alt)),
        config=CONFIG,
        selects=selects,
        is_coming=t("chart.is_coming"),
        not_drawn=t("chart.not_drawn"),
        zoom=zoom_words(t) if can_zoom(chart.figure) else {},
    )


def _key(chart: Chart) -> str:
    return f"chart_{chart.key}"


def _figure(chart: Chart, t: Texts, on_select: Callable[[str], None] | None) -> None:
    data = chart_data(chart, t, selects=on_select is not None)
    show_figure(data, key=_key(chart), on_select=on_select)
