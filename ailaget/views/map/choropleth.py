"""Where: one indicator on a map, by municipality or area, and the same in a ranked table."""

from collections.abc import Sequence

import pandas as pd

from ailaget import geography
from ailaget.charts.choropleth import MapParts, choropleth
from ailaget.charts.map_legend import LegendGoal, MapClass
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.charts.style import wrapped
from ailaget.codebook import Indicator
from ailaget.statistics.ties import joined
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.classes import Classified, classify
from ailaget.views.base.ends import ends_sentences
from ailaget.views.base.goals import goals_among, in_group_unit, progress_words
from ailaget.views.base.incomplete import Incomplete, incomplete_in
from ailaget.views.base.result import Chart
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import (
    COMPARED,
    FEW,
    Selection,
    Source,
    indicator_of,
    is_counted,
    number_or_none,
    own_unit_text,
    unit_text,
    value_text,
)
from ailaget.views.map.areas import Areas, areas_of, boundaries_of
from ailaget.views.map.grouping import Grouping, at_known_level, grouping_of
from ailaget.views.map.table import map_table
from ailaget.views.map.zoom import chosen_area, zoom_of
from ailaget.views.region.scope import figure_kind


def subtitle_in_view(subtitle: str, selection: Selection, *, is_country: bool = False) -> str:
    """Return a map's second line; a close view's names its part, and whom the figures are of.

    `is_country` where they are of the whole country whatever the filter.
    """
    if selection.view not in CLOSE_VIEWS:
        return subtitle
    t, view = selection.t, selection.t(f"map.view_{selection.view}")
    whole = t("map.whole_country") if is_country else _whole(selection)
    return t("map.subtitle_close", subtitle=subtitle, view=view, whole=whole)


def findings_in_view(headlines: Sequence[str], selection: Selection) -> Sequence[str]:
    """Return what a map can say; above a close view, with whom it is said of."""
    if selection.view not in CLOSE_VIEWS:
        return headlines
    t, whole = selection.t, _whole(selection)
    return [t("map.finding_whole", headline=each, whole=whole) for each in headlines]


def _whole(selection: Selection) -> str:
    return selection.t("map.whole_filter" if selection.is_filtered else "map.whole_country")


MAP_HEIGHT = 530
"""Pixels: on its page the map ends above 768 at 1366 x 768."""

GOAL_WIDTH = 34
"""Characters of a line of a goal in the legend, which stands beside northern Sweden."""


def map_view(source: Source, selection: Selection, *, height: int = MAP_HEIGHT) -> Chart:
    """Return the map of the chosen indicator with its ranked table.

    By county, or by another set of areas, an area's figure is its group figure, with n and how many
    were asked beside it.
    """
    selection = at_known_level(source, selection)
    t, indicator, grouping = selection.t, indicator_of(selection), grouping_of(source, selection)
    unit = own_unit_text(t, indicator) if grouping is None else unit_text(t, indicator)
    label, by = indicator.label[selection.language], grouping.title if grouping else ""
    key = f"map.chart_title_{grouping.kind}" if grouping else "map.chart_title"
    title = t(key, indicator=label, areas=by)
    rows = chosen_rows(source, selection, indicator.key)
    rows = rows if grouping is None else grouping.inside(rows)
    if rows.empty:
        reason = t("empty.nobody_in_filter")
        return worded_chart(selection, "map", title=title, reason=reason, of=0, unit=unit)
    areas = areas_of(rows, selection, grouping)
    is_grouped = grouping is not None
    classified = classify(
        areas.rows["value"],
        indicator,
        selection.classes,
        t,
        group=is_grouped,
        theme=selection.theme,
    )
    incomplete = incomplete_in(source, selection, indicator)
    asked = rows.assign(mark=[incomplete.marks.get(code, "") for code in rows["municipality"]])
    table = map_table(areas, classified, indicator, selection, asked, grouping)
    basis = selection.basis(areas.n, areas.of)
    line = t("chart.subtitle", unit=unit, wave=t.wave(selection.wave), basis=basis)
    subtitle = subtitle_in_view(line, selection)
    parts = _parts(rows, areas, classified, selection, grouping, height)
    figure = choropleth(parts, selection.frame(title, subtitle))
    headline = _headline(areas, indicator, selection, grouping)
    return make_chart(
        selection,
        "map",
        title=title,
        headline=headline,
        figure=figure,
        table=table,
        alt=t("map.alt", title=title, basis=basis, headline=headline),
        caveat=map_caveat(indicator, incomplete, selection, grouping),
        goals_of=rows,
        n=areas.n,
        of=areas.of,
        file_stem=t("file.map", indicator=indicator.key, wave=selection.wave),
        unit=unit,
    )


def _parts(
    rows: pd.DataFrame,
    areas: Areas,
    classified: Classified,
    selection: Selection,
    grouping: Grouping | None,
    height: int,
) -> MapParts:
    t = selection.t
    return MapParts(
        classed_areas(areas.rows, classified, selection, grouping),
        [
            MapClass(each.colour, t("map.class", label=each.label, n=each.count))
            for each in classified.classes
        ],
        t("map.missing", n=int(areas.rows["value"].isna().sum())),
        boundaries_of(grouping),
        view=selection.view,
        focus=chosen_area(areas.rows, selection, grouping),
        height=height,
        goals=_goals(rows, areas, classified, selection, grouping),
        outside_label=outside_words(areas, selection, grouping),
        own_label=own_words(selection, grouping),
        zoom=zoom_of(areas.rows, selection, grouping),
    )


def outside_words(areas: Areas, selection: Selection, grouping: Grouping | None) -> str:
    """Return the legend's words for areas that the filter leaves blank; empty where it has all."""
    every = len(geography.municipalities()) if grouping is None else len(grouping.names)
    blank = every - len(areas.rows)
    return selection.t("map.outside", n=blank) if selection.is_filtered and blank else ""


def own_words(selection: Selection, grouping: Grouping | None) -> str:
    """Return the legend's words for an own set's boundaries as they came; else nothing."""
    if grouping is None or not grouping.boundary_name:
        return ""
    return wrapped(selection.t("map.own_boundaries", title=grouping.title), GOAL_WIDTH)


def map_caveat(
    indicator: Indicator, incomplete: Incomplete, selection: Selection, grouping: Grouping | None
) -> str:
    """Return what to know of the indicator, of who lacks an answer, and of areas' figures."""
    t, caveat = selection.t, indicator.caveat[selection.language]
    if grouping is None:
        return f"{caveat} {incomplete.words}".rstrip()
    mean = ["region.caveat_mean"] if figure_kind(indicator) == "mean" else []
    of_groups = map(t, [*mean, "region.caveat_places", "map.caveat_few"])
    return " ".join(filter(None, [caveat, *of_groups, grouping.note]))


def _goals(
    rows: pd.DataFrame,
    areas: Areas,
    classified: Classified,
    selection: Selection,
    grouping: Grouping | None,
) -> list[LegendGoal]:
    """Return each goal where it divides the classes, with how far the municipalities are."""
    t, indicator, is_group = selection.t, indicator_of(selection), grouping is not None
    lines = []
    for goal in in_group_unit(goals_among(rows, selection), indicator):
        at = 1.0 if indicator.is_share and not is_group else goal.value
        text = wrapped(goal.label, GOAL_WIDTH)
        text += progress_words(goal, rows, indicator, t, before="<br>")
        lines.append(LegendGoal(classified.under(at, areas.rows["value"]), text))
    return lines


def classed_areas(
    rows: pd.DataFrame, classified: Classified, selection: Selection, grouping: Grouping | None
) -> pd.DataFrame:
    """Return areas as a map draws them: each with its class, and its value in words."""
    t, group, indicator = selection.t, grouping is not None, indicator_of(selection)
    texts = [
        value_text(t, indicator, value, group=group) if pd.notna(value) else t(f"status.{status}")
        for value, status in zip(rows["value"], rows["status"], strict=True)
    ]
    if group:
        texts = [
            f"{text} ({selection.basis(n, of)})"
            for text, n, of in zip(texts, rows["n"], rows["of"], strict=True)
        ]
    return rows[["area", "lon", "lat", "area_km2"]].assign(
        map_class=classified.position.to_numpy(), value_text=texts
    )


def _headline(
    areas: Areas, indicator: Indicator, selection: Selection, grouping: Grouping | None
) -> str:
    """Return what the map says, computed; a close view's speaks of all, and says so."""
    if areas.rows["value"].isna().all():
        return selection.t("empty.no_answers")
    headlines = findings_in_view(_findings(areas, indicator, selection, grouping), selection)
    return selection.fitting(headlines, areas.n, areas.of)


def _findings(
    areas: Areas, indicator: Indicator, selection: Selection, grouping: Grouping | None
) -> list[str]:
    """Return who lies highest and lowest, or how many have none or say yes."""
    if grouping is not None:
        return _of_groups(areas, indicator, selection, grouping)
    t, rows, label = selection.t, areas.rows, indicator.label[selection.language]
    n, zero = areas.n, int((rows["value"] == 0).sum())
    if n >= COMPARED and indicator.upper_bound is None and 2 * zero > n:
        return t.forms("map.finding_zero", zero=t.number(zero), n=t.number(n))
    if n >= COMPARED and indicator.is_share:
        share = float(rows["value"].mean())
        if is_counted(share, n):
            yes = number_or_none(int(rows["value"].sum()), t)
            return t.forms("map.finding_share_few", indicator=label, yes=yes, n=t.number(n))
        share_text = t.number(100 * share)
        return t.forms("map.finding_share", indicator=label, share=share_text, n=t.number(n))
    return ends_sentences(rows, lambda value: value_text(t, indicator, value), t, measure=label)


def _of_groups(
    areas: Areas, indicator: Indicator, selection: Selection, grouping: Grouping
) -> list[str]:
    """Return which areas lie highest and lowest of those with enough answers to be compared.

    What holds whatever the silent ones would answer is said as it is; else it is said of those that
    have answered.
    """
    t, rows = selection.t, areas.rows
    enough = rows[rows["n"] >= FEW]
    if len(rows) > 1 and enough.empty:
        return [t(f"map.few_{grouping.kind}")]
    enough = rows if enough.empty else enough
    equal = pd.Series(joined(enough["value"]), enough.index)
    among = f"_enough_{grouping.kind}" if len(enough) < len(rows) else ""
    if not among and not _are_sure(enough, equal):
        among = "_answering"
    return ends_sentences(
        enough,
        lambda value: value_text(t, indicator, value, group=True),
        t,
        measure=indicator.label[t.language],
        kind=grouping.kind,
        among=among,
    )


def _are_sure(areas: pd.DataFrame, equal: "pd.Series[float]") -> bool:
    """Return whether those at both ends would lie there whatever the silent ones answered."""
    top, bottom = areas[equal == equal.max()], areas[equal == equal.min()]
    last = len(areas) - len(bottom) + 1
    return bool((top["worst"] <= len(top)).all() and (bottom["best"] >= last).all())
