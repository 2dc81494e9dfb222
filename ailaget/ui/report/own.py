"""A report of one's own on the pages: a chart put into it, and the report put in order."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from ailaget.errors import AilagetError
from ailaget.exports.formats import REPORT_FORMATS
from ailaget.store.reports import (
    MOST_TEXT,
    MOST_TITLE,
    NoReport,
    Report,
    ReportItem,
    change_report,
    new_report,
    read_report,
    with_item,
    with_item_moved,
    without_item,
)
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import address, data
from ailaget.ui.address import Address
from ailaget.ui.download_menu import link_html
from ailaget.ui.editing import may_edit, why_not
from ailaget.ui.frame import chosen, here
from ailaget.ui.navigation import link_to
from ailaget.ui.plain import in_markdown, named, plain
from ailaget.ui.status import say
from ailaget.ui.view_words import chart_gone, kept_note, view_words
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import ITEMS

Change = Callable[[Report], Report]


def place_of(chart: Chart) -> str:
    """Return where on a page what comes of putting a chart somewhere is said: below the chart."""
    return f"chart_{chart.key}"


def add_button(chart: Chart, t: Texts) -> None:
    """Show the button that puts a chart, as it is looked at, into the reader's report."""
    if may_edit():
        st.button(
            t("report.add"),
            key=f"add_{chart.key}",
            type="tertiary",
            on_click=_add,
            args=(chart, here(), chosen().wave, t),
        )


def show_own(current: Address, t: Texts) -> None:
    """Show the report that the URL names: its title, its charts in order, and its files."""
    st.header(t("report.own"), anchor=False)
    if not may_edit():
        st.caption(in_markdown(why_not("report.may_not", t)))
    if current.report is None:
        st.info(t("report.own_empty"))
        return
    try:
        report = read_report(workspace(), current.report)
    except NoReport:
        st.info(t("report.own_none"))
        return
    st.caption(t("report.own_link"))
    if may_edit():
        _field(
            current.report,
            "title",
            t("report.own_title"),
            report.title,
            MOST_TITLE,
            lambda title: lambda old: replace(old, title=title),
            placeholder=t("report.untitled"),
        )
    if not report.items:
        st.info(t("report.own_empty"))
        return
    st.html(files_html("own", current, t))
    for place, item in enumerate(report.items):
        if item.chart in ITEMS:
            _show_item(current.report, report, place, item, t)
        else:
            _show_gone(current.report, place, item, t)


def files_html(kind: str, current: Address, t: Texts) -> str:
    """Return the links to a report's files."""
    links = "".join(
        link_html(f"report/{kind}.{ending}{current.link()}", t(f"report.as_{ending}"), t)
        for ending in REPORT_FORMATS
    )
    return f'<div class="downloads">{links}</div>'


def _add(chart: Chart, current: Address, wave: str, t: Texts) -> None:
    if not may_edit():
        return
    item = ReportItem(
        chart.key, replace(current, wave=wave).view_query(chart.key), name=chart.title
    )
    try:
        key = current.report or new_report(workspace())
        try:
            change_report(workspace(), key, lambda report: with_item(report, item))
        except NoReport:  # a link to a report that is not here: a new one, then
            key = new_report(workspace())
            change_report(workspace(), key, lambda report: with_item(report, item))
    except AilagetError as error:
        reason = t.error(error, shown=named)
        say(t("report.add_failed", reason=reason), place_of(chart), "warning")
        return
    address.change(report=key)
    say(t("report.added", title=chart.title), place_of(chart))


def _show_gone(key: str, place: int, item: ReportItem, t: Texts) -> None:
    """Show what is left of a chart that is no more: its name, what was written, the way out."""
    with st.container(border=True):
        st.warning(plain(chart_gone(item, t)))
        for text in filter(None, (item.heading, item.text)):
            st.text(text)
        if may_edit():
            _button(
                key, t("report.remove"), f"remove_{place}", True, partial(without_item, place=place)
            )


def _show_item(key: str, report: Report, place: int, item: ReportItem, t: Texts) -> None:
    waves = list(data.source().query("waves")["wave"])
    view = address.view_of(item.query, waves, t.language)
    name = view_words(item.chart, view, t)
    with st.container(border=True):
        link = escape(link_to(item.chart, replace(view, report=key)))
        number = escape(t("report.numbered", number=place + 1, item=name))
        st.html(
            f'<p class="report-item"><strong>{number}</strong> '
            f'<a href="{link}" target="_self">{escape(t("report.see"))}</a></p>'
        )
        if note := kept_note(item.chart, item.query, waves, t, "report.wave_gone"):
            st.warning(plain(note))
        if not may_edit():
            return
        _field(
            key,
            f"heading_{place}_{name}",
            t("report.heading"),
            item.heading,
            MOST_TITLE,
            lambda heading: _with(place, item, heading=heading),
            placeholder=t("report.heading_placeholder"),
        )
        _field(
            key,
            f"text_{place}_{name}",
            t("report.text"),
            item.text,
            MOST_TEXT,
            lambda text: _with(place, item, text=text),
            is_long=True,
            about=t("report.text_help"),
        )
        with st.container(horizontal=True):
            moves = (("up", -1, place > 0), ("down", 1, place < len(report.items) - 1))
            for direction, steps, can in moves:
                _button(
                    key,
                    t(f"report.{direction}"),
                    f"{direction}_{place}",
                    can,
                    partial(with_item_moved, place=place, steps=steps),
                )
            _button(
                key, t("report.remove"), f"remove_{place}", True, partial(without_item, place=place)
            )


def _with(place: int, item: ReportItem, **changes: str) -> Change:
    """Return a change of an item's words; it is left alone if another stands there by now."""

    def change(report: Report) -> Report:
        items = list(report.items)
        if place < len(items) and items[place].query == item.query:
            items[place] = replace(items[place], **changes)
        return replace(report, items=tuple(items))

    return change


def _field(
    key: str,
    name: str,
    label: str,
    value: str,
    most: int,
    change: Callable[[str], Change],
    *,
    is_long: bool = False,
    placeholder: str | None = None,
    about: str | None = None,
) -> None:
    widget = f"report_{name}"
    st.session_state[widget] = value

    def keep() -> None:
        if may_edit():
            change_report(workspace(), key, change(st.session_state[widget]))

    show = st.text_area if is_long else st.text_input
    show(label, key=widget, max_chars=most, on_change=keep, placeholder=placeholder)
    if about:
        st.caption(plain(about))


def _button(key: str, label: str, name: str, is_possible: bool, change: Change) -> None:
    def act() -> None:
        if may_edit():
            change_report(workspace(), key, change)

    st.button(plain(label), key=f"report_{name}", disabled=not is_possible, on_click=act)
