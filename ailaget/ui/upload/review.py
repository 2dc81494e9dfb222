"""The last steps of the page Ladda upp: review a wave, publish it, take it back; and the log."""

from collections.abc import Callable

import streamlit as st

from ailaget.errors import AilagetError
from ailaget.ingest.publishing import discard_draft, publish_version, withdraw_wave
from ailaget.store.versions import History, WaveContent, real_histories
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import controls, data
from ailaget.ui.editing import editor, may_edit, why_not
from ailaget.ui.figures import list_html
from ailaget.ui.frame import here
from ailaget.ui.plain import named, plain
from ailaget.ui.status import say, show_status
from ailaget.ui.table_html import table_html
from ailaget.views.upload.changes import Changes
from ailaget.views.upload.journal import journal_table
from ailaget.views.upload.versions import state_words, version_words

UPLOAD, REVIEW = "upload", "review"
"""Where on the page what comes of a change is said: at the top, or above the review."""


def review_section(t: Texts) -> None:
    """Show a wave's state and versions, what publishing one would change, and the buttons."""
    show_status(REVIEW)
    pasts = real_histories(workspace().state())
    waves = list(pasts)
    if not waves:
        st.caption(t("review.no_waves"))
        return
    wave = next((known for known in waves if known == here().review), waves[0])
    states = {w: t(f"review.mark_{_mark(pasts[w])}") for w in waves}
    labels = {w: t("review.wave_option", wave=t.wave(w), state=states[w]) for w in waves}
    controls.choose("review", t("filter.wave"), labels.__getitem__, options=waves, value=wave)
    past, waits = pasts[wave], wave in data.waiting_waves()
    st.markdown(state_words(past, t, waits=waits, shown=plain))
    options = version_words(past, t, waits=waits)
    made = st.selectbox(
        t("review.versions"),
        list(options),
        format_func=options.__getitem__,
        key=f"version_{wave}_{len(past.versions)}_{waits}",
    )
    _publish(wave, made, past, t)
    if wave in waves_to_review():
        _discard(wave, past, t)
    if past.published:
        _withdraw(wave, t)


def waves_to_review() -> set[str]:
    """Return the waves that wait: unpublished, or with answers that readers do not see yet."""
    pasts = real_histories(workspace().state())
    drafts = {wave for wave, past in pasts.items() if _mark(past) == "draft"}
    return drafts | (pasts.keys() & data.waiting_waves())


def _mark(past: History) -> str:
    """Return a wave's state: published, draft or discarded."""
    if past.published is not None:
        return "published"
    return "draft" if past.draft.files else "discarded"


def log_section(t: Texts) -> None:
    """Show what was received and decided, with who and when."""
    state = workspace().state()
    table = journal_table(state.received, state.decisions, t)
    if table.rows:
        st.html(table_html(table, t, t("journal.caption"), height="20rem"))
    else:
        st.caption(t("journal.empty"))


def act(t: Texts, message: str, working: str, work: Callable[[], object], at: str) -> None:
    """Do something that changes data, if this reader may; then run the page anew and say so.

    `at` is the place of the page that says it.
    """
    if not may_edit():
        say(why_not("upload.may_not", t), UPLOAD, "warning")
        st.rerun()
    progress = st.progress(0.2, working)
    try:
        work()
    except AilagetError as error:
        say(t.error(error, shown=named), at, "warning")
    else:
        progress.progress(1.0, working)
        say(message, at)
    st.rerun()


def _publish(wave: str, made: WaveContent, past: History, t: Texts) -> None:
    progress = st.progress(0.1, t("review.working"))
    changes = data.changes(wave, made, t.language)
    progress.empty()
    _show(changes, t, f"publish_{wave}")
    published = past.published
    is_shown = published is not None and made.files == published.files and not changes.is_any
    if is_shown and made.files == past.draft.files:
        st.caption(t("review.is_shown"))
        return
    label = "keep" if is_shown else "publish_change" if published else "publish"
    if st.button(t(f"review.{label}"), type="primary", key=f"publish_{wave}"):
        message = t("review.published", wave=t.wave(wave))
        act(
            t,
            message,
            t("review.publishing"),
            lambda: publish_version(workspace(), wave, made, editor()),
            REVIEW,
        )


def _discard(wave: str, past: History, t: Texts) -> None:
    opened = st.expander(t("review.discard_title"), key=f"discard_{wave}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(t("review.discard_waiting" if past.published else "review.discard_draft"))
        if st.button(t("review.discard"), key=f"discard_button_{wave}"):
            message = t("review.discarded", wave=t.wave(wave))
            act(
                t,
                message,
                t("review.discarding"),
                lambda: discard_draft(workspace(), wave, editor()),
                REVIEW,
            )


def _withdraw(wave: str, t: Texts) -> None:
    opened = st.expander(t("review.withdraw_title"), key=f"withdraw_{wave}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        _show(data.changes(wave, None, t.language), t, f"withdraw_{wave}")
        if st.button(t("review.withdraw"), key=f"withdraw_button_{wave}"):
            message = t("review.withdrawn", wave=t.wave(wave))
            act(
                t,
                message,
                t("review.withdrawing"),
                lambda: withdraw_wave(workspace(), wave, editor()),
                REVIEW,
            )


def _show(changes: Changes, t: Texts, key: str) -> None:
    """Show what would change: in sentences, headline figures, and by municipality on demand."""
    st.html(list_html(changes.sentences, "lead"))
    if not changes.is_any:
        return
    st.html(table_html(changes.headlines, t, t("review.headlines_caption"), height="none"))
    for name, table in (("municipalities", changes.municipalities), ("details", changes.details)):
        if table.rows:
            opened = st.expander(t(f"review.{name}_title"), key=f"{name}_{key}", on_change="rerun")
            if opened.open:
                opened.html(table_html(table, t, t(f"review.{name}_caption")))
