"""How each page begins whose beginning is known: its choices, the words, the first chart."""

from collections.abc import Callable

from ailaget.texts import Texts
from ailaget.ui import controls, data
from ailaget.ui.address import address_of, in_force
from ailaget.ui.ethics.top import ethics_top
from ailaget.ui.explanations.sections import against_top
from ailaget.ui.figures import key_figures_html, list_html
from ailaget.ui.frame import chosen, here
from ailaget.ui.getting_started.html import path_html, summary_html, ways_html
from ailaget.ui.inequality.sections import spread_top
from ailaget.ui.municipality.first_screen import ahead_html, door_html, lead_html, next_step_html
from ailaget.ui.page_top import Button, Caption, Header, Html, Notice, PageTop, Part
from ailaget.ui.practice.tops import courses_top, examples_top, managers_top
from ailaget.ui.remarks import remarks_on_municipality
from ailaget.views.base.choices import LEVELS
from ailaget.views.base.selection import Selection
from ailaget.views.collaboration.groups import suggested_groups_view
from ailaget.views.getting_started.levels import levels_view
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import plan_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.grouping import choices_of_click, grouping_of, level_words
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.profile import profile_view
from ailaget.views.overview.size_gap import overview_gap_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.spread import region_spread_view


def overview_top(selection: Selection) -> PageTop:
    """Return how the page Översikt begins: whether the gap between large and small is growing."""
    chart = data.view(overview_gap_view, selection)
    if not chart.of:
        return PageTop(above=[Notice(selection.t("empty.nobody_in_filter"))])
    return PageTop(chart=lambda: chart)


def choose_level(t: Texts) -> None:
    """Show the choice of what a map shows: municipalities, counties, or an own set of areas."""
    words, chosen = level_words(data.source(), t), in_force().level
    value = chosen if chosen in words else LEVELS[0]
    controls.choose("level", t("map.level"), words.__getitem__, options=list(words), value=value)


MAP_CONTROLS = (
    controls.choose_indicator,
    lambda t: controls.choose("classes", t("map.classes"), lambda key: t(f"classes.{key}")),
    choose_level,
    lambda t: controls.choose("view", t("map.view"), lambda key: t(f"map.view_{key}")),
    controls.choose_municipality,
    lambda t: controls.choose("waves", t("map.waves"), lambda key: t(f"map.waves_{key}")),
)
"""The choices of the page Karta, which stand still when one of them is changed."""


def map_top(selection: Selection) -> PageTop:
    """Return how the page Karta begins: the map, whose heading stands beside it.

    Maps of every wave fill the width of the page, which shows them itself.
    """
    if selection.waves == "all":
        return PageTop(MAP_CONTROLS)
    chart = data.view(map_view, selection)
    if not chart.of:
        return PageTop(MAP_CONTROLS, [Notice(chart.headline)])
    return PageTop(
        MAP_CONTROLS,
        chart=lambda: chart,
        columns=(5, 4),
        gap="medium",
        is_bare=True,
        on_select=choose_area,
    )


def region_top(selection: Selection) -> PageTop:
    """Return how the page Region begins: the region in words and figures, and its spread."""
    region = data.view(region_view, selection)
    choices = (
        lambda t: controls.choose_region(t, region.code),
        controls.choose_indicator,
        controls.choose_municipality,
    )
    notes: list[Part] = [Caption(note) for note in region.notes]
    if not region.of:
        return PageTop(choices, [*notes, Notice(region.nobody)])
    words: list[Part] = [
        Html(list_html(region.sentences, "lead")),
        Html(key_figures_html(region.key_figures)),
        Caption(region.silent),
    ]
    return PageTop(choices, [*notes, *words], lambda: data.view(region_spread_view, selection))


def municipality_top(selection: Selection) -> PageTop:
    """Return how the page Kommun begins: the municipality at a glance, and beside others."""
    t = selection.t
    above: list[Part] = []
    if selection.is_filtered:
        above.append(Caption(t("municipality.filter_note")))
    profile = data.view(profile_view, selection)
    if profile is None:
        return PageTop([controls.choose_municipality], above)
    above += [Header(profile.name), Caption(profile.facts)]
    above += [Html(lead_html(sentence)) for sentence in profile.lead]
    if wave := profile.last_answered:
        above.append(Button(t("municipality.show_wave", wave=t.wave(wave)), {"wave": wave}))
    ahead = [
        ahead_html(profile.ahead, profile.next_step, selection, editor=editor)
        for editor in (False, True)
    ]
    above += [
        Html(next_step_html(profile.next_step, profile.door, selection)),
        Html(*ahead),
        Html(key_figures_html(profile.key_figures)),
        Caption(profile.one_position),
    ]
    if remarks := remarks_on_municipality(str(selection.municipality), t):
        above.append(Html(remarks))
    return PageTop(
        [controls.choose_municipality, lambda t: controls.choose_compare(here(), t)],
        above,
        lambda: data.view(comparison_view, selection),
        columns=(5, 4),
    )


COLLABORATION_CONTROLS = (
    controls.choose_municipality,
    lambda t: controls.choose(
        "bears", t("collaboration.bears"), lambda key: t(f"collaboration.bears_{key}")
    ),
    lambda t: controls.choose("group_size", t("collaboration.group_size"), size_words(t)),
)
"""The choices of the page Samverkan that its groups follow."""


def collaboration_top(selection: Selection) -> PageTop:
    """Return how the page Samverkan begins: the suggested groups on a map."""
    chart = data.view(suggested_groups_view, selection)
    if not chart.table.rows:
        return PageTop(COLLABORATION_CONTROLS, [Notice(chart.headline)])
    return PageTop(
        COLLABORATION_CONTROLS, chart=lambda: chart, columns=(1, 1), on_select=choose_clicked
    )


def size_words(t: Texts) -> Callable[[str], str]:
    """Return what says how many a group may have: ``"4-8"`` is ``"4 till 8"``."""

    def words(key: str) -> str:
        least, _, most = key.partition("-")
        return t("collaboration.group_size_option", least=least, most=most)

    return words


def getting_started_top(selection: Selection) -> PageTop:
    """Return how the page Kom igång begins: the plan's steps, and the level in each part."""
    t = selection.t
    plan = data.view(plan_view, selection)
    if plan is None:
        path = data.view(path_view, selection)
        above: list[Part] = [
            Header(t("getting_started.path_title")),
            Html(lead_html(t("getting_started.path_intro", n=t.number(path.n)))),
            Html(ways_html(address_of(selection), selection, of_plan=False)),
            Caption(t("getting_started.basis_own")),
            Html(f'<div class="path-levels">{path_html(path, t)}</div>'),
        ]
        return PageTop([controls.choose_municipality], above, of_words=True)
    above = [Caption(t("getting_started.filter_note"))] if selection.is_filtered else []
    above += [Header(plan.name), Html(lead_html(plan.lead))]
    if plan.door is not None:
        above.append(Html(door_html(plan.door, t)))
    if not plan.has_responded:
        return PageTop([controls.choose_municipality], above)
    above.append(Html(summary_html(plan, selection)))
    return PageTop([controls.choose_municipality], above, lambda: data.view(levels_view, selection))


def choose_clicked(code: str) -> None:
    """Choose the municipality that a reader has clicked on a map."""
    controls.change_elsewhere(municipality=code)


def choose_area(code: str) -> None:
    """Choose what a reader has clicked on Karta: a municipality, a county, or an own area."""
    grouping = grouping_of(data.source(), chosen())
    controls.change_elsewhere(**choices_of_click(grouping, code, in_force().municipality))


PAGE_TOPS: dict[str, Callable[[Selection], PageTop]] = {
    "overview": overview_top,
    "map": map_top,
    "region": region_top,
    "municipality": municipality_top,
    "getting_started": getting_started_top,
    "inequality": spread_top,
    "explanations": against_top,
    "collaboration": collaboration_top,
    "ethics": ethics_top,
    "examples": examples_top,
    "courses": courses_top,
    "managers": managers_top,
}
"""By the page's name."""
