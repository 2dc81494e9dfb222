"""The controls that choose what is shown; each writes its stable key to the URL."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ailaget.codebook import codebook
from ailaget.store.waves import REGIONS
from ailaget.texts import LANGUAGES, Texts, texts
from ailaget.ui import address, data, parts
from ailaget.ui.address import EXPLAINED, PARTS, SECTIONS, SMALL, Address
from ailaget.ui.plain import plain
from ailaget.ui.view_words import municipalities_in_order, municipality_name
from ailaget.views.base.choices import CHOICES, USUAL
from ailaget.views.base.groupings import GROUPINGS, set_key
from ailaget.views.base.own_areas import area_sets, own_region_labels
from ailaget.views.base.respondents import Respondents, set_titles
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
    name = texts(current.lang)("filter.languages")
    st.html(f'<nav class="languages" aria-label="{name}">{" · ".join(links)}</nav>')


def shared_filter(current: Address, waves: pd.DataFrame, t: Texts) -> None:
    """Show the filter that every page shares: wave, counties, SKR groups, size classes."""
    names, known = place_names(current.lang), list(waves["wave"])
    choose("wave", t("filter.wave"), t.wave, options=known, value=current.wave or known[0])
    counties = sorted(CHOICES["county"].options(), key=lambda code: t.sort_key(names[code]))
    choose_some("county", t("filter.county"), names.__getitem__, t("filter.all"), counties)
    choose_some("skr_group", t("filter.skr_group"), names.__getitem__, t("filter.all"))
    choose_some("size_class", t("filter.size_class"), names.__getitem__, t("filter.all"))


def filter_shortcuts(current: Address) -> None:
    """Show one click for the small municipalities, and one for no filter at all."""
    t = texts(current.lang)
    if (current.county, current.skr_group, current.size_class) != ((), (), SMALL):
        st.button(t("filter.small"), on_click=_only_small, key="only_small")
    if current.county or current.skr_group or current.size_class:
        st.button(t("filter.clear"), on_click=_clear, key="clear_filter")


def choose_indicator(t: Texts, options: Sequence[str] | None = None) -> None:
    """Show the choice of indicator: of all, or of some `options`, else the first of them."""
    indicators, value = codebook().indicators, address.in_force().indicator
    choose(
        "indicator",
        t("filter.indicator"),
        lambda key: indicators[key].label[t.language],
        options=options,
        value=value if options is None or value in options else options[0],
    )


def choose_region(t: Texts, value: str) -> None:
    """Show the choice of a county, SKR group or own area; `value` is the one in force."""
    names = {**place_names(t.language), **own_region_labels(data.source(), t)}
    own = [code for code in names if set_key(code)]
    options = [*region_codes(t), *own]
    label = t("areas.choose_region" if own else "filter.region")
    choose("region", label, names.__getitem__, options=options, value=value)


def choose_respondents(t: Texts, respondents: Respondents) -> None:
    """Show the choice of the regions or a set of areas, where any set answers for itself."""
    if sets := set_titles(data.source()):
        words, value = {REGIONS: t("regions.title"), **sets}, respondents.key
        choose("areas", t("answering.choose"), words.__getitem__, options=[*words], value=value)


def choose_respondent(t: Texts, respondents: Respondents, value: str) -> None:
    """Show the choice of one region, or of one of a set's areas; `value` is the one in force."""
    names = {respondents.region(code): name for code, name in respondents.names.items()}
    codes = sorted(names, key=lambda code: t.sort_key(names[code]))
    label = t("column.region") if respondents.is_regions else t("column.area")
    choose("region", label, names.__getitem__, options=codes, value=respondents.region(value))


def choose_regions_wave(
    t: Texts, respondents: Respondents, waves: Sequence[str], value: str | None
) -> None:
    """Show the choice of one of the respondents' own waves, where there are several."""
    if value is not None and len(waves) > 1:
        label = respondents.words(t, "wave")
        choose("regions_wave", label, t.wave, options=waves, value=value)


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
    choose("question", t("filter.question"), words, options=keys, value=value)


def choose_municipality(t: Texts) -> None:
    """Show the choice of one municipality, in Swedish order; None is no choice."""
    st.selectbox(
        t("filter.municipality"),
        municipalities_in_order(t),
        format_func=municipality_name,
        key=_widget("municipality", address.in_force().municipality),
        index=None,
        placeholder=t("filter.municipality_placeholder"),
        filter_mode="contains",
        on_change=_changed,
        args=("municipality",),
    )


def choose_weighting(t: Texts) -> None:
    """Show the choice of who counts alike: each municipality or each inhabitant."""
    choose(
        "weighted",
        t("inequality.weighted"),
        lambda weighted: t(f"inequality.weighted_{CHOICES['weighted'].text(weighted)}"),
    )


def choose_grouping(t: Texts) -> None:
    """Show the choice of groups to compare: the usual ones, and each own set of areas."""
    words = {key: t(f"inequality.by_label_{key}") for key in GROUPINGS}
    words |= {own.grouping: own.title for own in area_sets(data.source())}
    by = address.in_force().by
    value = by if by in words else str(USUAL["by"])
    choose("by", t("inequality.by"), words.__getitem__, options=list(words), value=value)


def choose_compare(current: Address, t: Texts) -> None:
    """Show the choice of municipalities to set beside the chosen one."""
    others = [code for code in municipalities_in_order(t) if code != current.municipality]
    choose_compared(t("filter.compare"), others, t)


def choose_compared(label: str, municipalities: Sequence[str], t: Texts) -> None:
    """Show the choice of some municipalities, which the address keeps as `compare`."""
    placeholder = t("municipality.compare_placeholder", n=t.number(MOST_COMPARED))
    choose_some("compare", label, municipality_name, placeholder, municipalities, MOST_COMPARED)


def choose_section(current: Address, t: Texts) -> "Sequence[TabContainer]":
    """Show the sections of the inequality page as tabs, the one in force open; return them."""
    return _tabs("section", section_names(t), current.section)


def section_names(t: Texts) -> dict[str, str]:
    """Return what the sections of the inequality page are called."""
    return {section: t(f"inequality.tab_{section}") for section in SECTIONS}


def choose_explained(current: Address, t: Texts) -> "Sequence[TabContainer]":
    """Show the sections of the page Förklaringar as tabs, the one in force open; return them."""
    return _tabs("explained", explained_names(t), current.explained)


def explained_names(t: Texts) -> dict[str, str]:
    """Return what the sections of the page Förklaringar are called."""
    return {section: t(f"explanations.tab_{section}") for section in EXPLAINED}


def choose_part(current: Address, t: Texts) -> "Sequence[TabContainer]":
    """Show the parts of the page Möte as tabs, the one in force open; return them."""
    return _tabs("part", {part: t(f"council.tab_{part}") for part in PARTS}, current.part)


def choose_method(shown: Sequence[str], opened: str, t: Texts) -> "Sequence[TabContainer]":
    """Show the parts of the page Data och metod as tabs, the one in force open; return them."""
    return _tabs("method", {part: t(f"method.tab_{part}") for part in shown}, opened)


def _tabs(key: str, names: Mapping[str, str], opened: str) -> "Sequence[TabContainer]":
    widget = _widget(key, names[opened])

    def changed() -> None:
        parts = {name: part for part, name in names.items()}
        address.change(**{key: parts[st.session_state[widget]]})

    return st.tabs(list(names.values()), key=widget, on_change=changed)


def choose(
    key: str,
    label: str,
    label_of: Callable[[Any], str],
    *,
    options: Sequence[str] | None = None,
    value: str | None = None,
    widget: Callable[..., object] = st.selectbox,
) -> None:
    """Show a choice of one option; the widget always shows what the URL says.

    Without `options` they are those of the choice in their order; `value` is the one in force where
    the address may hold none, or none of them.
    """
    widget(
        plain(label),
        CHOICES[key].values() if options is None else options,
        format_func=lambda option: with_plain_spaces(label_of(option)),
        key=_widget(key, getattr(address.in_force(), key) if value is None else value),
        on_change=_changed,
        args=(key,),
    )


def choose_some(
    key: str,
    label: str,
    label_of: Callable[[str], str],
    placeholder: str,
    options: Sequence[str] | None = None,
    most: int | None = None,
) -> None:
    """Show a choice of any number of options, or of `most`; `placeholder` says what none means."""
    shown = CHOICES[key].values() if options is None else options
    # More than the most would be an error of the widget's, and a link can hold any number.
    chosen = [each for each in getattr(address.in_force(), key) if each in shown][:most]
    st.multiselect(
        plain(label),
        shown,
        format_func=lambda option: with_plain_spaces(label_of(option)),
        key=_widget(key, chosen),
        max_selections=most,
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,
        on_change=_changed,
        args=(key,),
    )


def with_plain_spaces(label: str) -> str:
    """Return an option's label as it is typed: a no-break space is on no keyboard's space bar."""
    return label.replace("\N{NO-BREAK SPACE}", " ")


def _widget(key: str, value: object) -> str:
    """Return the key of a choice's widget, which is made to show a value."""
    widget = f"control_{key}"
    st.session_state[widget] = value
    return widget


def _changed(key: str) -> None:
    value = st.session_state[f"control_{key}"]
    address.change(**{key: tuple(value) if isinstance(value, list) else value})
    parts.redraw()


def _only_small() -> None:
    change_elsewhere(county=(), skr_group=(), size_class=SMALL)


def _clear() -> None:
    change_elsewhere(county=(), skr_group=(), size_class=())


def change_elsewhere(**changes: Any) -> None:
    """Change keys of the address that other controls show: the page is drawn whole."""
    address.change(**changes)
    parts.redraw_page()
