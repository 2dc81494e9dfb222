"""The button that makes a decision of the council a step of the guide."""

import streamlit as st

from ailaget.council.recommending import KIND, recommend
from ailaget.council.schema import Decision
from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.texts import DEFAULT_LANGUAGE, Texts, texts
from ailaget.ui.editing import may_edit
from ailaget.ui.frame import here
from ailaget.ui.navigation import ORDER
from ailaget.ui.status import say


def recommend_button(decision: Decision, at: str, t: Texts) -> None:
    """Show the button; what came of it is said at a place, with a link to where it is completed."""
    st.button(
        t("council.recommend"),
        key=f"recommend_{decision.id}",
        type="tertiary",
        on_click=_recommend,
        args=(decision, at, t),
    )


def _recommend(decision: Decision, at: str, t: Texts) -> None:
    if not may_edit():
        return
    try:
        # A step is in Swedish first, whatever language its editor reads.
        recommend(workspace(), decision, texts(DEFAULT_LANGUAGE))
    except AilagetError as error:
        say(t.error(error), at, "warning")
    else:
        link = f"{ORDER['entries']}{here().link(kind=KIND)}"
        say(t("council.recommended"), at, link=(link, t("council.recommended_link")))
