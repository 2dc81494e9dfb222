"""Entries as files: out to fill in, in as drafts with what was refused, and drafts published."""

from html import escape

import streamlit as st

from ailaget.council.practice import (
    DRAFT,
    PUBLISHED,
    REVIEWED,
    Intake,
    preview,
    set_state,
    take_in,
)
from ailaget.errors import AilagetError
from ailaget.exports.office.practice_xlsx import practice_xlsx
from ailaget.exports.text.practice_csv import practice_csv
from ailaget.ingest.practice_file import PracticeFile, read_practice_file
from ailaget.practice import why_not_shown
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui.account.noted import noted
from ailaget.ui.editing import may_edit
from ailaget.ui.entries.listing import states_of
from ailaget.ui.plain import filled, plain
from ailaget.ui.status import count_anew, has_come, say, show_status, status_html
from ailaget.ui.table_html import table_html
from ailaget.views.entries.listing import problems_table

FILES = "entry_files"
"""Where on the page what comes of a file is said."""

_FILE = "entries_file"
"""Where on the page what a file would change is said."""

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_files(kind: str, t: Texts) -> None:
    """Show the files to take away, and the choice of one to take in."""
    entries = [each.entry for each in states_of(kind)]
    stem = f"ai-laget_{kind}"
    left, right = st.columns(2)
    left.download_button(
        t("entries.as_xlsx"),
        noted("download", lambda: practice_xlsx(kind, entries, t), file=f"{kind}.xlsx"),
        f"{stem}.xlsx",
        SPREADSHEET,
        key=f"xlsx_{kind}",
        on_click="ignore",
    )
    right.download_button(
        t("entries.as_csv"),
        noted("download", lambda: practice_csv(kind, entries), file=f"{kind}.csv"),
        f"{stem}.csv",
        "text/csv",
        key=f"csv_{kind}",
        on_click="ignore",
    )
    received = st.file_uploader(
        t("entries.file"),
        key=f"entries_file_{kind}",
        help=t("entries.file_help"),
        on_change=count_anew,
        args=(_FILE,),
    )
    if received is not None:
        _show_received(kind, received.name, received.getvalue(), t)
    show_status(FILES)
    _publish_all(kind, t)


def _show_received(kind: str, name: str, content: bytes, t: Texts) -> None:
    """Show what a file would change, and what in it is refused, before anything is kept."""
    try:
        file = read_practice_file(kind, content)
        intake = preview(workspace(), kind, file.rows)
    except AilagetError as error:
        st.error(t.error(error, shown=filled))
        if has_come(_FILE):
            say(t("upload.is_refused", file=name), FILES, "warning")
        return
    words = _intake_words(intake, t)
    # Said aloud once, when the file has come; read where it stands ever after.
    if has_come(_FILE):
        st.html(status_html(escape(words), "count"))
    else:
        st.markdown(plain(words))
    if file.ignored:
        st.caption(t("entries.ignored", columns=plain(t.listing(file.ignored))))
    if intake.refused:
        title = t.count("entries.refused", len(intake.refused))
        st.html(table_html(problems_table(kind, intake.refused, t), t, title, is_sortable=False))
    if intake.taken:
        st.button(
            t.count("entries.take_in", len(intake.taken)),
            on_click=lambda: _take_in(kind, file, t),
            key=f"take_in_{kind}",
        )


def _intake_words(intake: Intake, t: Texts) -> str:
    return " ".join(
        t.count(f"entries.{key}", n)
        for key, n in (
            ("taken", len(intake.taken)),
            ("unchanged", len(intake.unchanged)),
            ("refused", len(intake.refused)),
        )
        if n or key == "taken"
    )


def _take_in(kind: str, file: PracticeFile, t: Texts) -> None:
    if may_edit():
        intake = take_in(workspace(), kind, file.rows)
        say(t.count("entries.kept", len(intake.taken)), FILES)


def _publish_all(kind: str, t: Texts) -> None:
    """Show the publication of all drafts that readers may see."""
    waiting = [
        each.entry.key
        for each in states_of(kind)
        if each.state in (DRAFT, REVIEWED) and not why_not_shown(each.entry)
    ]
    if not waiting:
        return

    def publish() -> None:
        if may_edit():
            for key in waiting:
                set_state(workspace(), kind, key, PUBLISHED)
            say(t.count("entries.published_all", len(waiting)), FILES)

    st.button(t.count("entries.publish_all", len(waiting)), on_click=publish, key=f"all_{kind}")
