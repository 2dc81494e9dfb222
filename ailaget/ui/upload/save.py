"""The step at which a file becomes a draft, which readers do not see until it is published."""

from pathlib import PurePath
from typing import Any

import streamlit as st

from ailaget.ingest.loading import load_data
from ailaget.ingest.understanding import Understanding
from ailaget.store.decisions import published_waves
from ailaget.store.mappings import NOTHING_CONFIRMED
from ailaget.store.workspace import workspace
from ailaget.texts import Texts
from ailaget.ui import address
from ailaget.ui.editing import editor
from ailaget.ui.status import show_status
from ailaget.ui.upload.review import act
from ailaget.ui.upload.state import OnItsWay

SAVE = "upload_save"
"""Where on the page what came of saving is said."""


def save_section(
    understanding: Understanding, file: OnItsWay, report: dict[str, Any], t: Texts
) -> None:
    """Say what would be saved, and save it when asked to."""
    st.header(t("upload.heading", n=6, step=t("upload.step_draft")), anchor=False)
    wave = report["wave"]
    is_published = wave in published_waves(workspace().state().decisions, is_demo=False)
    st.markdown(
        t(
            "upload.would_save",
            wave=t.wave(wave),
            accepted=t.number(report["accepted"]),
            new=t.number(report["new"]),
            changed=t.number(report["changed"]),
            unchanged=t.number(report["unchanged"]),
        )
    )
    changes = report["new"] or report["changed"]
    key = "save_same" if not changes else "save_waits" if is_published else "save_draft"
    st.caption(t(f"upload.{key}"))
    name = None
    if file.confirmed != NOTHING_CONFIRMED:
        start = understanding.mapping or PurePath(file.name).stem
        name = st.text_input(
            t("upload.mapping_name"),
            start,
            key=f"name_{file.sha256[:12]}",
            help=t("upload.mapping_help"),
            max_chars=80,
        )
    if not report["accepted"]:
        st.warning(t("upload.nothing_accepted"))
        return
    show_status(SAVE)
    if st.button(t("upload.save"), type="primary", key="upload_save"):
        address.change(review=wave)
        message = t("upload.saved", wave=t.wave(wave))
        act(t, message, t("upload.saving"), lambda: _save(file, name), SAVE)


def _save(file: OnItsWay, name: str | None) -> None:
    load_data(workspace(), file.data, file.name, by=editor(), mapping=name, **file.arguments())
