"""The controls that choose what is shown; each writes its stable key to the URL."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES, Texts, texts
from ailaget.ui import address, parts
from ailaget.ui.address import PARTS, SECTIONS, SMALL, Address
from ailaget.ui.plain import plain
from ailaget.views.base.groupings import GROUPINGS
from ailaget.views.base.selection import place_names
from ailaget.views.municipality.wave import MOST_COMPARED
from ailaget.views.region.scope import region_codes

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_tab_container import TabContainer


def language_switch(current: Address) -> None:
    """Show links to the same view in each language; the document is loaded anew in it."""
    names = {code: texts(code).name for code in LANGUAGES}
    links = [
        f'<strong lang="{code}" aria-current="true">{names[code]}</strong>'
        if code == current.lang
        else f'<a href="{current.link(lang=code)}" target="_self" lang="{code}">{names[code]}</a>'
        for code in LANGUAGES
    ]
    st.html(f'<nav class="languages">{" · ".join(links)}</nav>')


def shared_filter(current: Address, waves: pd.DataFrame, t: Texts) -> None:
    """Show the filter that every page shares: wave, counties, SKR groups, size classes."""
    names = place_names(current.lang)
    choose(
        "wave",
        t("filter.wave"),
        list(waves["wave"]),
        t.wave,
        current.wave or str(waves["wave"].iloc[0]),
    )
    counties = sorted(
        (county.code for county in geography.counties()), key=lambda code: t.sort_key(names[code])
    )
    groups = [group.code for group in (*geography.skr_main_groups(), *geography.skr_groups())]
    sizes = [size.key for size in geography.size_classes()]
    choose_many("county", t("filter.county"), counties, names.__getitem__, current.county, t)
    choose_many(
        "skr_group", t("filter.skr_group"), sorted(groups), names.__getitem__, current.skr_group, t
    )
    choose_many(
        "size_class", t("filter.size_class"), sizes, names.__getitem__, current.size_class, t
    )


def filter_shortcuts(current: Address) -> None:
    """Show one click for the small municipalities, and one for no filter at all."""
    t = texts(current.lang)
    if (current.county, current.skr_group, current.size_class) != ((), (), SMALL):
        st.button(t("filter.small"), on_click=_only_small, key="only_small")
    if current.county or current.skr_group or current.size_class:
        st.button(t("filter.clear"), on_click=_clear, key="clear_filter")


def choose_indicator(current: Address, t: Texts) -> None:
    """Show the choice of indicator."""
    indicators = codebook().indicators
    choose(
        "indicator",
        t("filter.indicator"),
        list(indicators),
        lambda key: indicators[key].label[t.language],
        current.indicator,
    )


def choose_region(current: Address, t: Texts, value: str) -> None:
    """Show the choice of one county or SKR group; `value` is the one in force."""
    names = place_names(current.lang)
    choose("region", t("filter.region"), region_codes(t), names.__getitem__, value)


def choose_question(t: Texts, value: str) -> None:
    """Show the choice of one survey question, by dimension; `value` is the one in force."""
    book = codebook()

    def words(key: str) -> str:
        question = book.questions[key]
        dimension = book.dimensions[question.dimension].label[t.language]
        label = question.label[t.language]
        return t("filter.question_option", dimension=dimension, question=label)

    order = {key: place for place, key in enumerate(book.dimensions)}
    keys = sorted(book.questions, key=lambda key: order[book.questions[key].dimension])
    choose("question", t("filter.question"), keys, words, value)


def choose_municipality(current: Address, t: Texts, *, key: str = "municipality") -> None:
    """Show the choice of one municipality, in Swedish order; None is no choice."""
    places = {place.code: place.name for place in geography.municipalities()}
    codes = sorted(places, key=lambda code: t.sort_key(places[code]))
    widget = f"control_{key}"
    st.session_state[widget] = current.municipality
    st.selectbox(
        t("filter.municipality"),
        codes,
        format_func=lambda code: places[code],
        key=widget,
        index=None,
        placeholder=t("filter.municipality_placeholder"),
        filter_mode="contains",
        on_change=_changed,
        args=(key,),
    )


def choose_weighting(current: Address, t: Texts) -> None:
    """Show the choice of who counts alike: each municipality or each inhabitant."""
    choose(
        "weighted",
        t("inequality.weighted"),
        ["no", "yes"],
        lambda key: t(f"inequality.weighted_{key}"),
        current.weighted,
    )


def choose_grouping(current: Address, t: Texts) -> None:
    """Show the choice of groups to compare."""
    choose(
        "by", t("inequality.by"), GROUPINGS, lambda key: t(f"inequality.by_label_{key}"), current.by
    )


def choose_compare(current: Address, t: Texts) -> None:
    """Show the choice of municipalities to set beside the chosen one."""
    places = {place.code: place.name for place in geography.municipalities()}
    places.pop(current.municipality or "", None)
    widget = "control_compare"
    # More than the most would be an error of the widget's, and a link can hold any number.
    st.session_state[widget] = [c for c in current.compare if c in places][:MOST_COMPARED]
    st.multiselect(
        t("filter.compare"),
        sorted(places, key=lambda code: t.sort_key(places[code])),
        format_func=lambda code: places[code],
        key=widget,
        max_selections=MOST_COMPARED,
        placeholder=t("municipality.compare_placeholder", n=t.number(MOST_COMPARED)),
        filter_mode="contains",
        select_all=False,
        on_change=_changed,
        args=("compare",),
    )


def choose_section(current: Address, t: Texts) -> "Sequence[TabContainer]":
    """Show the sections of the inequality page as tabs, the one in force open; return them."""
    names = {section: t(f"inequality.tab_{section}") for section in SECTIONS}
    return _tabs("section", names, current.section)


def choose_part(current: Address, t: Texts) -> "Sequence[TabContainer]":
    """Show the parts of the page Möte as tabs, the one in force open; return them."""
    return _tabs("part", {part: t(f"council.tab_{part}") for part in PARTS}, current.part)


def choose_method(shown: Sequence[str], opened: str, t: Texts) -> "Sequence[TabContainer]":
    """Show the parts of the page Data och metod as tabs, the one in force open; return them."""
    return _tabs("method", {part: t(f"method.tab_{part}") for part in shown}, opened)


def _tabs(field: str, names: Mapping[str, str], opened: str) -> "Sequence[TabContainer]":
    widget = f"control_{field}"
    st.session_state[widget] = names[opened]

    def changed() -> None:
        keys = {name: key for key, name in names.items()}
        address.change(**{field: keys[st.session_state[widget]]})

    return st.tabs(list(names.values()), key=widget, on_change=changed)


def choose(
    field: str,
    label: str,
    options: Sequence[str],
    label_of: Callable[[str], str],
    value: str | None,
    *,
    as_buttons: bool = False,
    as_list: bool = False,
) -> None:
    """Show a choice of one option; the widget always shows what the URL says."""
    widget = f"control_{field}"
    st.session_state[widget] = value
    if as_buttons:
        st.segmented_control(
            plain(label),
            options,
            format_func=label_of,
            key=widget,
            on_change=_changed,
            args=(field,),
            required=True,
        )
    elif as_list:
        st.radio(
            plain(label),
            options,
            format_func=label_of,
            key=widget,
            on_change=_changed,
            args=(field,),
        )
    else:
        st.selectbox(
            plain(label),
            options,
            format_func=label_of,
            key=widget,
            on_change=_changed,
            args=(field,),
        )


def choose_many(
    field: str,
    label: str,
    options: Sequence[str],
    label_of: Callable[[str], str],
    values: Sequence[str],
    t: Texts,
) -> None:
    """Show a choice of any number of options; none chosen lets all through."""
    widget = f"control_{field}"
    st.session_state[widget] = list(values)
    st.multiselect(
        plain(label),
        options,
        format_func=lambda option: with_plain_spaces(label_of(option)),
        key=widget,
        placeholder=t("filter.all"),
        filter_mode="contains",
        select_all=False,
        on_change=_changed,
        args=(field,),
    )


def with_plain_spaces(label: str) -> str:
    """Return an option's label as it is typed: a no-break space is on no keyboard's space bar."""
    return label.replace("\N{NO-BREAK SPACE}", " ")


def _changed(field: str) -> None:
    value = st.session_state[f"control_{field}"]
    address.change(**{field: tuple(value) if isinstance(value, list) else value})
    parts.redraw()


def _only_small() -> None:
    change_elsewhere(county=(), skr_group=(), size_class=SMALL)


def _clear() -> None:
    change_elsewhere(county=(), skr_group=(), size_class=())


def change_elsewhere(**changes: Any) -> None:
    """Change keys of the address that other controls show: the page is drawn whole."""
    address.change(**changes)
    parts.redraw_page()
