"""The parts of the page Kom igång below how it begins."""

from dataclasses import replace

import streamlit as st

from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.charts import table_downloads
from ailaget.ui.getting_started.checklist import show_checklist
from ailaget.ui.getting_started.html import (
    basis_html,
    partners_html,
    path_html,
    references_html,
    step_html,
    ways_html,
)
from ailaget.ui.plain import plain
from ailaget.ui.practice.single import show_single
from ailaget.views.base.selection import Selection
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import Plan, PlanStep

CODE = "0000"
"""Stands for a municipality's code in an address until it is filled in."""


def show_side(plan: Plan, current: Address, selection: Selection) -> None:
    """Show, beside the levels, the ways out, two partners, and how the steps are chosen."""
    t = selection.t
    st.html(ways_html(current, selection, of_plan=True))
    st.html(partners_html(plan.partners, _query(current, selection), t))
    st.html(basis_html(plan, t))


def show_more(plan: Plan, current: Address, selection: Selection) -> None:
    """Show each step with its checklist, examples and courses, side by side."""
    t = selection.t
    st.caption(t("getting_started.guide_help"))
    st.caption(t("getting_started.basis_own"))
    for column, (number, step) in zip(
        st.columns(max(1, len(plan.steps)), gap="large"), enumerate(plan.steps, 1), strict=False
    ):
        with column:
            _show_step(number, step, t)
    if plan.others:
        st.html(references_html(t("getting_started.others_title"), plan.others, "", t, 2))
    if plan.steps:
        table_downloads("getting_started_steps", t)
    show_single("steps", data.entries("steps"), t)


def show_path(plan: Plan | None, current: Address, selection: Selection) -> None:
    """Show the path from the first level; one that has not answered ticks that level's steps."""
    t, path = selection.t, data.view(path_view, selection)
    if plan is not None:
        st.html(ways_html(current, selection, of_plan=False))
        st.caption(t("getting_started.basis_own"))
        st.caption(t("getting_started.guide_help"))
        first = path.levels[0]
        label = t("getting_started.path_level", number=t.number(1), label=first.label)
        st.header(plain(label), anchor=False)
        show_checklist(first.steps, "first", t)
        st.header(t("getting_started.path_rest"), anchor=False)
        st.html(f'<div class="path-levels">{path_html(path, t, above=1)}</div>')
        st.html(partners_html(plan.partners, _query(current, selection), t))
    table_downloads("getting_started_steps", t)
    show_single("steps", data.entries("steps"), t)


def _show_step(number: int, step: PlanStep, t: Texts) -> None:
    title = t("getting_started.step_title", number=t.number(number), step=step.title)
    st.header(plain(title), anchor=False)
    st.html(step_html(step, t))
    if step.guide:
        st.subheader(t("getting_started.guide_title"), anchor=False)
        show_checklist(step.guide, step.question, t)
    for kind, references in (("example", step.examples), ("course", step.courses)):
        heading, none = t(f"getting_started.{kind}s_title"), t(f"getting_started.no_{kind}")
        st.html(references_html(heading, references, none, t))


def _query(current: Address, selection: Selection) -> str:
    query = replace(current, wave=selection.wave).link(municipality=CODE)
    return query.replace("{", "").replace(f"municipality={CODE}", "municipality={code}")
