"""The form of one entry: its fields by their rules, what is wrong, and who may see it."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from ailaget.council.practice import (
    DRAFT,
    PUBLISHED,
    REVIEWED,
    WITHDRAWN,
    EntryState,
    RefusedEntry,
    history,
    save_draft,
    set_state,
)
from ailaget.errors import AilagetError
from ailaget.practice import KINDS, Rule, row_of, rules_of, why_not_shown
from ailaget.practice.fields import LONG, SEPARATOR
from ailaget.practice.rows import new_key, parts_of
from ailaget.practice.words import column_text, option_text, problem_text
from ailaget.store.workspace import workspace
from ailaget.texts import DEFAULT_LANGUAGE, Texts, at_beginning
from ailaget.ui import data
from ailaget.ui.editing import may_edit
from ailaget.ui.entries.listing import state_words, states_of
from ailaget.ui.plain import plain
from ailaget.ui.status import say, show_status
from ailaget.ui.table_html import table_html
from ailaget.ui.view_words import municipalities_in_order, municipality_name
from ailaget.views.base.result import Column, Table
from ailaget.views.entries.listing import NAMES, entry_name

FORM = "entry_form"
"""Where on the page what comes of a change of an entry is said."""

NEW = ""

NAME_COLUMNS = tuple(column for name in NAMES for column in (name, f"{name}_{DEFAULT_LANGUAGE}"))
"""The columns that name an entry, the first that it has."""


def show_form(kind: str, t: Texts) -> None:
    """Show the choice of an entry, its form, what can be done with it, and its history."""
    states = {each.entry.key: each for each in states_of(kind)}
    names = {key: plain(entry_name(each.entry, t)) for key, each in states.items()}
    key = st.selectbox(
        t("entries.which"),
        [NEW, *sorted(names, key=lambda key: t.sort_key(names[key]))],
        format_func=lambda key: names.get(key, t("entries.new")),
        key=f"entry_of_{kind}",
    )
    chosen = states.get(key)
    if chosen is not None:
        st.caption(plain(state_words(chosen, t)))
    # A saved entry is a new form: what was written in the earlier one is in it.
    prefix = f"entry_{kind}_{key}_{chosen.revision if chosen else 0}"
    values = row_of(chosen.entry) if chosen else {"read_on": date.today().isoformat()}
    with st.form(prefix, border=False):
        _fields(kind, values, prefix, t)
        st.form_submit_button(t("entries.save"), on_click=lambda: _save(kind, key, prefix, t))
    show_status(FORM)
    if chosen is not None:
        _show_actions(kind, chosen, t)
        _show_history(kind, chosen, t)


def _fields(kind: str, values: Mapping[str, str], prefix: str, t: Texts) -> None:
    """Show a form's fields two beside each other: of words those of both languages."""
    columns = [
        (rule, column)
        for rule in rules_of(KINDS[kind]).values()
        for column in rule.columns
        if rule.kind != "key"
    ]
    texts = [field for field in columns if field[0].kind == "words"]
    others = [field for field in columns if field[0].kind != "words"]
    for fields in (others, texts):
        for start in range(0, len(fields), 2):
            pair = fields[start : start + 2]
            for side, (rule, column) in zip(st.columns(2), pair, strict=False):
                with side:
                    _field(rule, column, values.get(column, ""), f"{prefix}_{column}", t)


def _field(rule: Rule, column: str, value: str, widget: str, t: Texts) -> None:
    label = column_text(column, t)
    if rule.required and column == rule.columns[0]:
        label = t("entries.required", field=label)
    how = t(f"practice.rule.{rule.kind}", most=t.number(rule.longest))
    if rule.options:
        _options(rule, label, value, widget, t)
    elif rule.kind == "place":
        _place(label, value, widget, t)
    elif rule.longest == LONG and rule.kind == "words":
        st.text_area(plain(label), value, key=widget, max_chars=rule.longest)
    else:
        st.text_input(plain(label), value, key=widget, help=plain(how))


def _options(rule: Rule, label: str, value: str, widget: str, t: Texts) -> None:
    def words(option: str) -> str:
        return plain(at_beginning(option_text(rule, option, t))) if option else t("entries.none")

    if rule.is_list:
        st.multiselect(
            plain(label), rule.options, list(parts_of(value)), format_func=words, key=widget
        )
        return
    options = [*rule.options] if value and rule.required else [NEW, *rule.options]
    st.selectbox(plain(label), options, options.index(value), format_func=words, key=widget)


def _place(label: str, value: str, widget: str, t: Texts) -> None:
    codes = municipalities_in_order(t)
    st.selectbox(
        plain(label),
        codes,
        codes.index(value) if value else None,
        format_func=municipality_name,
        key=widget,
    )


def _written(kind: str, key: str, prefix: str) -> dict[str, str]:
    """Return what is written in a form, as a row; a new entry gets a key of what it is called."""
    row = {"key": key}
    for rule in rules_of(KINDS[kind]).values():
        for column in rule.columns:
            value = st.session_state.get(f"{prefix}_{column}") or ""
            if rule.kind != "key":
                row[column] = SEPARATOR.join(value) if isinstance(value, list) else str(value)
    if not key:
        place = municipality_name(row["municipality"]) if row.get("municipality") else ""
        name = next(row[each] for each in NAME_COLUMNS if each in row)
        taken = {each.entry.key for each in states_of(kind)}
        row["key"] = new_key([place, name], taken) if name else ""
    return row


def _save(kind: str, key: str, prefix: str, t: Texts) -> None:
    row = _written(kind, key, prefix)
    try:
        save_draft(workspace(), kind, row) if may_edit() else None
    except RefusedEntry as error:
        # An entry without a name has no key either, and of the two the name is what to write.
        problems = [each for each in error.problems if each.column != "key"]
        say(" ".join(problem_text(kind, each, t) for each in problems), FORM, "warning")
    except AilagetError as error:
        say(t.error(error), FORM, "warning")
    else:
        st.session_state[f"entry_of_{kind}"] = row["key"]
        say(t("entries.saved"), FORM)


def _show_actions(kind: str, chosen: EntryState, t: Texts) -> None:
    """Show what can be done with an entry as it stands."""
    reason = why_not_shown(chosen.entry)
    if reason and chosen.state != WITHDRAWN:
        st.caption(t(f"errors.practice.hidden_{reason}"))
    possible = {
        REVIEWED: chosen.state == DRAFT and bool(chosen.entry.reviewed_by),
        PUBLISHED: chosen.state != PUBLISHED and not reason,
        WITHDRAWN: chosen.state != WITHDRAWN,
    }
    for column, state in zip(st.columns(3), possible, strict=True):
        if possible[state]:
            column.button(
                t(f"entries.do_{state}"),
                on_click=_setting(kind, chosen.entry.key, state, t),
                key=f"{state}_{kind}_{chosen.entry.key}",
            )


def _setting(kind: str, key: str, state: str, t: Texts) -> Callable[[], None]:
    def act() -> None:
        if not may_edit():
            return
        try:
            set_state(workspace(), kind, key, state)
        except AilagetError as error:
            say(t.error(error), FORM, "warning")
        else:
            say(t(f"entries.done_{state}"), FORM)

    return act


def _show_history(kind: str, chosen: EntryState, t: Texts) -> None:
    revisions = data.records(history, kind, chosen.entry.key)
    if not revisions:
        return
    with st.expander(t("entries.history")):
        columns = (
            Column("saved_at", t("entries.column_saved")),
            Column("state", t("entries.column_state")),
            Column("name", t("entries.column_name")),
        )
        rows = [
            (
                t("entries.saved_at", day=t.day(each.saved_at), time=f"{each.saved_at:%H.%M}"),
                t(f"practice.state.{each.state}"),
                entry_name(each.entry, t),
            )
            for each in revisions
        ]
        st.html(table_html(Table(columns, rows), t, t("entries.history"), is_sortable=False))
