"""All counties or SKR groups in order of one indicator, with the chosen one emphasised."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.codebook import Indicator
from ailaget.statistics.ties import joined
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart
from ailaget.views.base.goals import beside_means, goals_among, in_group_unit
from ailaget.views.base.native import BAR, native, with_levels
from ailaget.views.base.panel import shown_factor
from ailaget.views.base.region_ranks import RegionRank, region_ranks
from ailaget.views.base.result import CELL, UNSAID, Cell, Chart, Column, Table
from ailaget.views.base.selection import (
    COMPARED,
    FEW,
    Selection,
    Source,
    figure_text,
    group_value,
    indicator_of,
    marked_name,
    per_cent_number,
    region_names,
    unit_text,
    value_text,
)
from ailaget.views.base.smoothed import AMONG, Smoothed, smoothed_regions
from ailaget.views.inequality.adjusted import adjusted_of, adjusted_sentence
from ailaget.views.region.scope import (
    Scope,
    caveat_of,
    figure_kind,
    inside_any,
    region_rows,
    scope_of,
    subtitle_of,
    words_of,
)

LIKELY = 0.5
"""A place at either end that is less probable than this is not told as one."""


def region_ranking_view(source: Source, selection: Selection) -> Chart:
    """Return the regions of the same kind ranked by the chosen indicator."""
    t, indicator, scope = selection.t, indicator_of(selection), scope_of(selection)
    rows = inside_any(region_rows(source, selection, scope, indicator.key))
    regions = _ordered(list(region_ranks(rows, indicator).values()), selection)
    n, of = int(rows["value"].notna().sum()), len(rows)
    everyone = group_value(rows)
    title = t(f"region.ranking_title_{scope.kind}", indicator=indicator.label[t.language])
    figure_name = t(f"region.figure_{figure_kind(indicator)}")
    unit = t("region.unit_figure", unit=unit_text(t, indicator), figure=figure_name)
    headline = _headline(regions, scope, selection)
    smoothed = smoothed_regions(rows, indicator) if scope.kind == "county" else {}
    labels = _labels(everyone, indicator, scope, selection)
    bars = native(BAR, _marked(regions, indicator, scope, selection))
    return make_chart(
        selection,
        "region_ranking",
        title=title,
        headline=headline,
        figure=ranking(
            _drawn(regions, indicator, selection),
            selection.frame(title, subtitle_of(unit, selection.basis(n, of), scope, selection)),
            labels,
            reference=everyone,
            own=scope.code,
            targets=in_group_unit(beside_means(goals_among(rows, selection)), indicator),
        ),
        table=_table(regions, smoothed, scope, selection),
        caveat=" ".join(
            part
            for part in (
                _smoothed_words(smoothed, scope, selection),
                _adjusted_words(source, rows, scope, selection),
                caveat_of(indicator, scope, selection),
                _possible_places(regions, scope, selection),
                t("region.caveat_places"),
            )
            if part
        ),
        goals_of=rows,
        n=n,
        of=of,
        file_stem=t(
            "file.region_ranking", indicator=indicator.key, region=scope.code, wave=selection.wave
        ),
        unit=unit,
        native=bars
        if everyone is None
        else with_levels(bars, {labels.reference: shown_factor(indicator) * everyone}),
    )


def _ordered(regions: list[RegionRank], selection: Selection) -> list[RegionRank]:
    """Return the regions by figure, then name; those without a figure last."""
    names, t = region_names(selection), selection.t
    equal = joined([float("nan") if rank.value is None else rank.value for rank in regions])
    figures = {rank.region: -figure for rank, figure in zip(regions, equal, strict=True)}
    return sorted(
        regions,
        key=lambda rank: (
            rank.value is None,
            0.0 if rank.value is None else figures[rank.region],
            t.sort_key(names[rank.region]),
        ),
    )


def _labels(
    everyone: float | None, indicator: Indicator, scope: Scope, selection: Selection
) -> RankingLabels:
    t = selection.t
    return RankingLabels(
        value=t("column.value"),
        respondents=t("region.n_of"),
        empty=t("empty.no_answers"),
        reference=t(everyone_key(scope), value=value_text(t, indicator, everyone, group=True)),
    )


def everyone_key(scope: Scope) -> str:
    """Return the key of the words for all that are ranked: an own set need not be the country."""
    if scope.is_narrowed:
        return "region.everyone_narrowed"
    return "region.everyone" if scope.own is None else "region.everyone_areas"


def _drawn(
    regions: Sequence[RegionRank], indicator: Indicator, selection: Selection
) -> pd.DataFrame:
    t, names = selection.t, region_names(selection)
    rows = []
    for rank in regions:
        no_value = rank.value is None
        text = figure_text(t, indicator, rank.value, rank.n)
        rows.append(
            {
                "group": rank.region,
                "label": _marked_name(rank, names, t),
                "value": float("nan") if no_value else rank.value,
                "value_text": t("region.no_value") if no_value else text,
                "n_text": f"{t.number(rank.n)}/{t.number(rank.of)}",
            }
        )
    return pd.DataFrame(rows)


def _marked_name(rank: RegionRank, names: Mapping[str, str], t: Texts) -> str:
    name = names[rank.region]
    return name if rank.value is None else marked_name(t, name, rank.n, rank.of)


def _marked(
    regions: Sequence[RegionRank], indicator: Indicator, scope: Scope, selection: Selection
) -> Table:
    """Return what Excel and PowerPoint draw: who rests on few is marked there too."""
    t, names = selection.t, region_names(selection)
    columns = (
        Column("marked", t(f"region.kind_{scope.kind}"), "name"),
        _figure_column("value", unit_text(t, indicator), indicator),
    )
    return Table(columns, [(_marked_name(rank, names, t), rank.value) for rank in regions])


def _table(
    regions: Sequence[RegionRank],
    smoothed: Mapping[str, Smoothed],
    scope: Scope,
    selection: Selection,
) -> Table:
    t, names = selection.t, region_names(selection)
    indicator = indicator_of(selection)
    columns = (
        Column("place", t("region.places"), "place"),
        Column("region", t(f"region.kind_{scope.kind}"), "name"),
        _figure_column("value", unit_text(t, indicator), indicator),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer"),
        _figure_column("low", t("region.lowest_possible"), indicator, t("region.folded_possible")),
        _figure_column("high", t("region.highest_possible"), indicator, UNSAID),
        Column("note", t("column.note"), collapsed=CELL),
        *(_smoothed_columns(indicator, t) if smoothed else ()),
    )
    rows: list[tuple[Cell, ...]] = []
    for rank in regions:
        low, high = rank.bounds or (None, None)
        places = t("region.interval", low=rank.best, high=rank.worst)
        place = str(rank.best) if rank.best == rank.worst else places
        is_alone = rank.of == 1 and rank.value is not None
        note = t("region.one_note" if is_alone else "region.few_note") if rank.is_few else ""
        found = smoothed.get(rank.region)
        added = () if found is None else (found.estimate, found.low, found.high, found.lowest)
        rows.append(
            (place, names[rank.region], rank.value, rank.n, rank.of, low, high, note, *added)
        )
    return Table(columns, rows, tuple(rank.region for rank in regions), (), scope.code)


def _smoothed_columns(indicator: Indicator, t: Texts) -> list[Column]:
    """Return the smoothed figure, its interval, and the chance of a place among the lowest."""
    folded = {
        "smoothed": t("region.folded_smoothed"),
        "smoothed_low": UNSAID,
        "smoothed_high": UNSAID,
    }
    figures = [
        _figure_column(key, t(f"region.{key}"), indicator, collapsed)
        for key, collapsed in folded.items()
    ]
    n = t.number(AMONG)
    label, collapsed = t("region.lowest_chance", n=n), t("region.folded_lowest", n=n, cell=CELL)
    return [*figures, Column("lowest_chance", label, "share", 0, collapsed=collapsed)]


def _smoothed_words(smoothed: Mapping[str, Smoothed], scope: Scope, selection: Selection) -> str:
    """Return the county's smoothed figure, and how sure it is among the lowest or the highest."""
    t, indicator, found = selection.t, indicator_of(selection), smoothed.get(scope.code)
    if found is None:
        return ""
    ends = ("estimate", "low", "high")
    texts = {end: value_text(t, indicator, getattr(found, end), group=True) for end in ends}
    key = (
        "neither"
        if max(found.lowest, found.highest) < LIKELY
        else ("lowest" if found.lowest >= found.highest else "highest")
    )
    chances = {
        "lowest": per_cent_number(found.lowest, t),
        "highest": per_cent_number(found.highest, t),
    }
    name = words_of(scope, selection).name
    place = t(f"region.smoothed_{key}", name=name, n=t.number(AMONG), **chances)
    # Where all of the county have a value its figure is no estimate.
    figure = "counted" if found.low == found.high else "estimated"
    return f"{place} {t(f'region.smoothed_{figure}', **texts)}"


def _adjusted_words(source: Source, rows: pd.DataFrame, scope: Scope, selection: Selection) -> str:
    """Return what the region's mean or share would be had all answered; of a rate nothing.

    It is that of the section "Hur säkert" where the filter is the region.
    """
    t, indicator = selection.t, indicator_of(selection)
    own = rows[rows["region"] == scope.code].set_index("municipality")
    if indicator.is_ratio or own["value"].notna().all():
        return ""
    adjusted = adjusted_of(source, own, indicator, selection.wave)
    if adjusted is None:
        return ""
    key = "adjusted_share" if indicator.is_share else "adjusted_mean"
    what = t(f"region.{key}", name=words_of(scope, selection).name)
    return adjusted_sentence(adjusted, float(own["value"].mean()), what, indicator, t)


def _figure_column(key: str, header: str, indicator: Indicator, collapsed: str = "") -> Column:
    kind = "share" if indicator.is_share else "number"
    return Column(key, header, kind, indicator.decimals, collapsed=collapsed)


def _headline(regions: Sequence[RegionRank], scope: Scope, selection: Selection) -> str:
    t, here = selection.t, next((rank for rank in regions if rank.region == scope.code), None)
    if not regions:
        return t("empty.nobody_in_filter")
    n, of = (sum(counts) for counts in zip(*((rank.n, rank.of) for rank in regions), strict=True))
    if not n:
        return t("empty.no_answers")
    if here is None or here.place is None:
        place = words_of(scope, selection).short_place
        return selection.marked(t("region.sentence_none", place=place))
    return selection.fitting(place_words("finding", here, regions, scope, selection), n, of)


def _possible_places(regions: Sequence[RegionRank], scope: Scope, selection: Selection) -> str:
    """Return the places that the region could have had, where those who are silent decide it."""
    t, here = selection.t, next((rank for rank in regions if rank.region == scope.code), None)
    if here is None or here.place is None or _kind(here, regions) not in ("open", "between"):
        return ""
    return t(
        "region.places_possible",
        name=words_of(scope, selection).name,
        best=t.number(here.best),
        worst=t.number(here.worst),
        of=t(f"region.all_{scope.kind}", n=t.number(len(regions))),
    )


def _kind(here: RegionRank, everyone: Collection[RegionRank]) -> str:
    """Return how much can be known of a region's place."""
    if here.n < FEW:
        return "few"
    if sum(rank.place is not None for rank in everyone) < COMPARED:
        return "alone"
    if here.best == here.worst:
        return "sure"
    if all(rank.n == rank.of for rank in everyone):
        return "tied"
    return "open" if (here.best, here.worst) == (1, len(everyone)) else "between"


def place_words(
    form: str,
    here: RegionRank,
    everyone: Collection[RegionRank],
    scope: Scope,
    selection: Selection,
) -> list[str]:
    """Return where the region stands among `everyone`, itself counted, as far as can be known.

    Each is shorter than the one before.

    It is among those with a value; a shared place where only equal figures make it unsure. No place
    where few have a value, or no other region has any. `form` is finding (a heading) or sentence.
    """
    t = selection.t
    valued = [rank for rank in everyone if rank.place is not None]
    kind, phrases = _kind(here, everyone), words_of(scope, selection)
    is_shared = sum(rank.place == here.place for rank in valued) > 1
    shared = "_shared" if is_shared and kind in ("open", "between") else ""
    return [
        each
        for name in dict.fromkeys((phrases.name, phrases.short_name))
        for each in t.forms(
            f"region.place_{form}_{kind}{shared}",
            indicator=indicator_of(selection).label[t.language],
            name=name,
            place=t.number(here.place),
            best=t.number(here.best),
            worst=t.number(here.worst),
            n=t.number(here.n),
            of=t(f"region.all_{scope.kind}", n=t.number(len(valued))),
        )
    ]
