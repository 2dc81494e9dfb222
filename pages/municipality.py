"""Where does one municipality stand, who is like it and ahead of it, and what is the next step?"""

import streamlit as st

from ailaget.texts import Texts, sentence
from ailaget.ui import controls, data
from ailaget.ui.charts import downloads, show_chart, table_downloads
from ailaget.ui.figures import list_html
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_controls, show_top
from ailaget.ui.page_tops import municipality_top
from ailaget.ui.plain import in_markdown, plain
from ailaget.ui.practice.elsewhere import show_examples
from ailaget.ui.provenance import show_provenance
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.ui.weights import choose_likeness
from ailaget.views.base.selection import Selection
from ailaget.views.municipality.answers import answers_view, under_headings
from ailaget.views.municipality.profile import Profile, profile_view
from ailaget.views.municipality.similar import similar_view
from ailaget.views.municipality.trend import trend_view


def show() -> None:
    """Show the choice of municipality, then that one, or what the page answers."""
    selection = chosen()
    top = municipality_top(selection)
    show_controls(top.controls, selection.t)
    columns = show_top(top)
    profile = data.view(profile_view, selection)
    if profile is None:
        invite(selection.t)
    else:
        with columns[1]:
            show_words(profile, selection.t)
        show_examples(selection, [card.code for card in profile.ahead.cards])
        show_more(selection)


def invite(t: Texts) -> None:
    """Say what the page answers, before a municipality is chosen."""
    st.header(t("municipality.invite_title"), anchor=False)
    reasons = [t(f"municipality.invite_{reason}") for reason in ("standing", "similar", "step")]
    st.html(list_html(reasons, "lead"))


def show_words(profile: Profile, t: Texts) -> None:
    """Show where the chosen municipality has most left, its ranks, and what it has not answered."""
    if profile.left:
        st.header(t("municipality.steps_title"), anchor=False)
        st.html(list_html(profile.left, "lead"))
    if profile.ranks.rows:
        st.header(t("municipality.ranks_title"), anchor=False)
        show_table(table_html(profile.ranks, t, t("municipality.ranks_help")), key="ranks")
        table_downloads("municipality_ranks", t)
    st.header(t("municipality.missing_title"), anchor=False)
    st.html(list_html(profile.missing, "lead"))


def show_more(selection: Selection) -> None:
    """Show the chosen municipality over time, who is like it, and its answers."""
    t = selection.t
    with st.columns(2)[0]:
        controls.choose_indicator(t)
    trend_side, similar_side = st.columns(2, gap="large")
    with trend_side:
        show_chart(data.view(trend_view, selection))
    with similar_side:
        show_chart(data.view(similar_view, selection))
    similar = data.view(similar_view, selection)
    show_table(table_html(similar.table, t, similar.title), key="similar")
    st.caption(in_markdown(similar.caveat))
    opened = st.expander(t("weights.alike_title"), key="alike_folded", on_change="rerun")
    if opened.open:
        with opened:
            choose_likeness(t)
    answers = data.view(answers_view, selection)
    st.header(plain(answers.title), anchor=False)
    st.caption(in_markdown(answers.caveat))
    listed = under_headings(answers.table)
    caption = f"{sentence(answers.title)} {answers.attribution}"
    html = table_html(listed, t, caption, height="none", is_sortable=False)
    show_table(html, key="answers")
    downloads(answers, t)
    show_provenance()


show_view(show)
