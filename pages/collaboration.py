"""Who could work together, and share a position for AI that none of them can fill alone?"""

import streamlit as st

from ailaget.ui import controls, data
from ailaget.ui.charts import show_chart, table_downloads
from ailaget.ui.figures import finding_html, list_html
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_controls, show_top
from ailaget.ui.page_tops import collaboration_top
from ailaget.ui.plain import plain
from ailaget.ui.practice.single import show_single
from ailaget.ui.table_html import table_html
from ailaget.ui.tables import show_table
from ailaget.ui.weights import choose_sharing
from ailaget.views.base.result import Exhibit
from ailaget.views.collaboration.basis import collaborations_of
from ailaget.views.collaboration.grouping import KILOMETRES
from ailaget.views.collaboration.groups import suggested_groups_view
from ailaget.views.collaboration.network import network_view, outside_view
from ailaget.views.collaboration.partners import pairs_view, partners_view


def show() -> None:
    """Show the groups on a map and one by one, partners near, and who works together today."""
    selection = chosen()
    t = selection.t
    with st.spinner(t("collaboration.waiting")):
        top = collaboration_top(selection)
    show_controls(top.controls, t)
    columns = show_top(top)
    if columns:
        with columns[1]:
            show_partners()

    with st.container(width=240):
        controls.choose(
            "near",
            t("collaboration.near_label"),
            lambda near: t("collaboration.near_option", n=t.number(near)),
        )
    show_exhibit(data.view(pairs_view, selection), selection.chip)
    network_side, outside_side = st.columns((5, 4), gap="large")
    with network_side:
        show_chart(data.view(network_view, selection))
        show_single("collaborations", collaborations_of(data.source()), t)
    with outside_side:
        show_exhibit(data.view(outside_view, selection))


def show_partners() -> None:
    """Show whom the chosen municipality could work with, the groups, and what counts in them."""
    selection = chosen()
    t, partners = selection.t, data.view(partners_view, selection)
    if partners is None:
        st.caption(t("collaboration.partners_invite"))
    else:
        st.html(finding_html(partners.title, selection.chip))
        st.html(list_html(partners.sentences, "lead"))
    groups = data.view(suggested_groups_view, selection)
    first = f" {t('collaboration.table_help')}" if partners else ""
    show_table(table_html(groups.table, t, f"{groups.unit}.{first}"), key="groups")
    opened = st.expander(t("collaboration.weights_title"), key="sharing_folded", on_change="rerun")
    if opened.open:
        with opened:
            in_km = {key: t.number(kilometres) for key, kilometres in KILOMETRES.items()}
            st.caption(plain(t("collaboration.weights_help", **in_km)))
            choose_sharing(t)


def show_exhibit(exhibit: Exhibit, chip: str = "") -> None:
    """Show a table that no chart has, with how it is made and the ways out."""
    t = chosen().t
    st.html(finding_html(exhibit.headline, chip))
    show_table(table_html(exhibit.table, t, exhibit.caveat), key=exhibit.key)
    table_downloads(exhibit.key, t)


show_view(show)
