"""The level of a municipality in each of the six parts of maturity, beside its SKR group."""

import pandas as pd

from ailaget.charts.comparison import ComparisonLabels, comparison
from ailaget.charts.marks import AROUND
from ailaget.codebook import Indicator, codebook
from ailaget.texts import within_sentence
from ailaget.views.base.chart import OF_ONE, make_chart
from ailaget.views.base.native import BAR, mark_colours, native
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.selection import FEW, Selection, Source, short_label, value_text
from ailaget.views.getting_started.climbs import level_number
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave, unchosen

KEY = "getting_started_levels"

NOTHING = float("nan")


def levels_view(source: Source, selection: Selection) -> Chart:
    """Return the level in each part of maturity as a chart; in words where none is chosen."""
    here = municipality_wave(source, selection)
    if here is None:
        return unchosen(KEY, selection)
    t, parts = selection.t, codebook().dimension_indicators()
    counts = [here.figure("skr_group", part.key) for part in parts]
    n, of = min(figure.n for figure in counts), counts[0].of
    group = here.area_name("skr_group", selection)
    title = t("getting_started.levels_title", name=here.name)
    basis = t("getting_started.levels_basis", group=group, basis=selection.basis(n, of))
    subtitle = t("chart.subtitle", unit=t("unit.index"), wave=t.wave(here.wave), basis=basis)
    labels = ComparisonLabels(
        own=here.name,
        county="",
        skr_group=t("municipality.mean_of", area=group),
        sweden="",
        range="",
        empty=t("empty.no_answers"),
        axis=t("unit.index"),
    )
    table = levels_table(here, selection)
    figure = comparison(
        pd.DataFrame([_row(here, part, selection) for part in parts]),
        pd.DataFrame(),
        selection.frame(title, subtitle),
        labels,
    )
    headline = levels_headline(here, selection)
    series = ("own", "skr_group")
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        headline_of=OF_ONE,
        figure=figure,
        table=table,
        alt=t("municipality.alt", title=title, basis=basis, headline=headline),
        caveat=t("getting_started.levels_caveat"),
        n=n,
        of=of,
        file_stem=t("getting_started.levels_file", code=here.code, wave=here.wave),
        unit=t("unit.index"),
        native=native(BAR, table, "part", *series, colours=mark_colours(series, AROUND)),
    )


def levels_headline(here: MunicipalityWave, selection: Selection) -> str:
    """Return which parts are at the lowest and at the highest of the municipality's levels."""
    t = selection.t
    levels = {
        short_label(part, t.language): number
        for part in codebook().dimension_indicators()
        if (number := level_number(here.value(part.key))) is not None
    }
    if not levels:
        return t("getting_started.levels_none", name=here.name, wave=t.wave(here.wave))
    low, high = min(levels.values()), max(levels.values())
    params = {"name": here.name, "n": t.number(len(levels))}
    params |= {"low": _level_name(low, selection), "high": _level_name(high, selection)}
    if low == high:
        return selection.marked(t("getting_started.levels_same", **params))
    for side, number in (("low", low), ("high", high)):
        names = [name for name in levels if levels[name] == number]
        params[f"{side}_parts"] = t.listing(map(within_sentence, names))
    return selection.fitting(t.forms("getting_started.levels_apart", **params))


def levels_table(here: MunicipalityWave, selection: Selection) -> Table:
    """Return each part's level and value, and the mean of the SKR group with n."""
    t = selection.t
    columns = (
        Column("part", t("getting_started.column_part")),
        Column("level", t("getting_started.column_level")),
        Column("own", here.name, "number", 1),
        Column("skr_group", here.area_name("skr_group", selection), "number", 1),
        Column("n", "n", "integer"),
    )
    rows = []
    for part in codebook().dimension_indicators():
        own, group = here.value(part.key), here.figure("skr_group", part.key)
        label = short_label(part, t.language)
        rows.append((label, _level_words(own, selection), own, _group_value(here, part), group.n))
    return Table(columns, rows)


def _group_value(here: MunicipalityWave, part: Indicator) -> float | None:
    """Return the group's mean; a group of few has none to stand beside."""
    group = here.figure("skr_group", part.key)
    return group.value if group.n >= FEW else None


def _row(here: MunicipalityWave, part: Indicator, selection: Selection) -> dict[str, object]:
    t, own, group = selection.t, here.value(part.key), here.figure("skr_group", part.key)
    mean = _group_value(here, part)
    value = value_text(t, part, own)
    level = _level_words(own, selection)
    return {
        "row": part.key,
        "label": short_label(part, t.language),
        "own": NOTHING if own is None else own,
        "own_text": t("municipality.lacks")
        if own is None
        else t("getting_started.level_value", level=level, value=value),
        "skr_group": NOTHING if mean is None else mean,
        "skr_group_text": t(
            "municipality.value_of",
            value=value_text(t, part, mean),
            basis=selection.basis(group.n, group.of),
        ),
        "county": NOTHING,
        "county_text": "",
        "sweden": NOTHING,
        "sweden_text": "",
        "low": NOTHING,
        "high": NOTHING,
        "range_text": "",
    }


def _level_words(value: float | None, selection: Selection) -> str:
    number = level_number(value)
    return selection.t("missing") if number is None else _level_name(number, selection)


def _level_name(number: int, selection: Selection) -> str:
    return codebook().levels[number].label[selection.language]
