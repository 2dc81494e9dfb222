"""Reports of every municipality, county or group from the page Rapport, for editors: one at a time.

They are made by a process of their own, as on the command line; the page reads how far it is.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from html import escape
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ailaget.exports.formats import REPORT_FORMATS
from ailaget.exports.report.every.folder import is_making
from ailaget.exports.report.every.order import KINDS, Order
from ailaget.exports.report.every.package import package_name
from ailaget.exports.report.every.processes import processes_at_once
from ailaget.exports.report.every.progress import (
    DONE,
    STOPPED,
    Progress,
    forget_progress,
    progress_words,
    read_progress,
)
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import Texts
from ailaget.ui.download_menu import link_html
from ailaget.ui.editing import may_edit
from ailaget.ui.guard.settings import root_of_page
from ailaget.ui.plain import plain
from ailaget.ui.status import show_count
from ailaget.views.base.selection import Selection

ROOT = Path(__file__).parents[3]
OFTEN = 2.0
"""Seconds between two looks at how far it is."""

FILE = "every.zip"
TENTHS = 10

_started: list["subprocess.Popen[bytes]"] = []


def show_every(selection: Selection) -> None:
    """Show what editors make reports of all with, and how far it is."""
    if not may_edit():
        return
    t = selection.t
    st.header(t("all_reports.heading"), anchor=False)
    st.caption(t("all_reports.help", wave=t.wave(selection.wave)))
    is_busy = _is_busy(workspace())
    look = st.fragment(_show, run_every=OFTEN if is_busy else None)
    look(selection, was_busy=is_busy)


def every_file(_: Request) -> Response:
    """Serve the zip that was made last; without one it is not found. The gate lets editors in."""
    place = workspace()
    progress = read_progress(place)
    if progress is None or progress.state != DONE:
        return Response(status_code=404)
    path = place.report_files / Path(progress.file_name).name
    if not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, filename=path.name, headers={"cache-control": "no-cache"})


def start(order: Order) -> None:
    """Begin to make what is missing of an order, unless some are being made."""
    place = workspace()
    if not may_edit() or _is_busy(place):
        return
    for old in place.report_files.glob("*.zip"):
        old.unlink(missing_ok=True)
    forget_progress(place)
    language, wave = order.selection.language, order.selection.wave
    command = [sys.executable, "-m", "ailaget", "reports", "--all", "--of", order.kind]
    command += ["--format", order.ending, "--wave", wave]
    # One core is left for those who read the pages meanwhile.
    command += ["--jobs", str(max(processes_at_once() - 1, 1))]
    command += ["--output", str(place.report_files / package_name(order))]
    command += ["--address", order.root] if order.root else []
    place.report_files.mkdir(mode=0o700, parents=True, exist_ok=True)
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "AILAGET_LANG": language},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    Thread(target=process.wait, daemon=True).start()
    _started[:] = [process]


def stop() -> None:
    """Stop what is being made; what is ready is kept."""
    if not may_edit():
        return
    place = workspace()
    progress = read_progress(place)
    if _is_running():
        _started[0].terminate()
    elif progress is not None and is_making(place):  # begun by another server, or by a command
        with suppress(ProcessLookupError):
            os.kill(progress.pid, signal.SIGTERM)


def _is_busy(place: Workspace) -> bool:
    return _is_running() or is_making(place)


def _is_running() -> bool:
    """Return whether what was begun here has not ended, also before it has said anything."""
    return bool(_started) and _started[0].poll() is None


def _show(selection: Selection, *, was_busy: bool) -> None:
    place, t = workspace(), selection.t
    progress, is_busy = read_progress(place), _is_busy(place)
    if is_busy != was_busy:
        st.rerun()  # the whole page, which then looks again now and then, or no longer
    if is_busy:
        _show_progress(progress, t)
        st.button(t("all_reports.stop"), key="every_stop", on_click=stop)
        return
    kind = st.selectbox(
        t("all_reports.kind"),
        KINDS,
        key="every_kind",
        format_func=lambda k: t(f"all_reports.of_{k}"),
    )
    ending = st.selectbox(
        t("all_reports.format"),
        REPORT_FORMATS,
        key="every_format",
        format_func=lambda each: t(f"report.as_{each}"),
    )
    order = Order(kind, ending, selection, root_of_page(st.context.headers))
    st.button(t("all_reports.start"), key="every_start", on_click=start, args=(order,))
    if progress is not None:
        _show_progress(progress, t)
        _show_end(progress, t)


def _show_progress(progress: Progress | None, t: Texts) -> None:
    """Say how far it is, aloud at each tenth."""
    if progress is None:
        show_count(t("all_reports.starting"), "every", 0)
        return
    text = f"{t(f'all_reports.of_{progress.kind}')}, {t.wave(progress.wave)}. "
    tenth = TENTHS * progress.ready // max(progress.of, 1)
    show_count(text + progress_words(progress, t), "every", (progress.state, tenth))


def _show_end(progress: Progress, t: Texts) -> None:
    if progress.failures:
        failures = (f"{each.code} {each.name}: {each.reason}" for each in progress.failures)
        items = "".join(f"<li>{escape(failure)}" for failure in failures)
        st.html(f"<p>{escape(t('all_reports.failures'))}</p><ul>{items}</ul>")
    if progress.state == DONE:
        link = link_html(f"report/{FILE}", t("all_reports.download"), t)
        st.html(f'<div class="downloads">{link}</div>')
    elif progress.reason:
        st.warning(plain(progress.reason))
    elif progress.state == STOPPED or progress.ready < progress.of:
        st.caption(t("all_reports.stopped"))
