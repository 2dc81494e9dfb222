"""A figure of others on the map, and in a table: what conditions the municipalities have."""

from dataclasses import replace

import pandas as pd

from ailaget.charts.choropleth import MapParts, choropleth
from ailaget.charts.map_legend import MapClass
from ailaget.texts import at_beginning, sentence
from ailaget.views.base.chart import worded_chart
from ailaget.views.base.classes import Classified, classify_figure
from ailaget.views.base.context_figures import ContextFigure, chosen_figure, context_values
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source
from ailaget.views.map.areas import boundaries_of, centred, focus_of
from ailaget.views.map.choropleth import subtitle_in_view
from ailaget.views.map.zoom import municipal_zoom

KEY = "explanations_figure"


def figure_view(source: Source, selection: Selection) -> Chart:
    """Return the map of the chosen figure of others, of the filter's municipalities.

    Nobody has answered it: it is of a year before the wave's that most have, and never
    invented.
    """
    real = replace(selection, is_demo=False)
    t, figure = real.t, chosen_figure(source, real)
    places = source.query("municipalities", wave=real.wave, **real.filter)
    if figure is None:
        return _worded(real, t("explanations.title"), t("explanations.no_figures"))
    title = t("explanations.figure_title", figure=figure.label)
    if places.empty:
        return _worded(real, title, t("empty.nobody_in_filter"))
    context = context_values(source, real, [figure.key])
    values = places["municipality"].map(context.table[figure.key])
    rows = places[["municipality", "name"]].assign(value=values)
    if not (n := int(values.notna().sum())):
        return _worded(real, title, t("explanations.figure_nobody", figure=figure.label))
    year = context.years.get(figure.key)
    basis = real.basis(n, len(rows))
    words = {
        "unit": at_beginning(figure.unit),
        "year": str(year.year if year else ""),
        "basis": basis,
    }
    subtitle = subtitle_in_view(t("explanations.figure_subtitle", **words), real)
    attribution = t("explanations.figure_source", source=figure.source, today=_today(real))
    classified = classify_figure(values, figure.decimals, t, theme=real.theme)
    headline = _headline(rows, figure, real)
    frame = replace(real.frame(title, subtitle), source=attribution)
    return Chart(
        key=KEY,
        title=title,
        headline=headline,
        figure=choropleth(_parts(rows, classified, figure, real), frame),
        table=_table(rows, classified, figure, real),
        alt=t("chart.alt", title=title, basis=basis, headline=sentence(headline)),
        attribution=attribution,
        caveat=f"{figure.origin(year, t)} {t('explanations.about_figure')}",
        n=None,
        of=None,
        file_stem=t("explanations.figure_file", figure=figure.key, wave=real.wave),
        wave=real.wave,
        unit=figure.unit,
        of_answers=False,
    )


def _worded(real: Selection, title: str, reason: str) -> Chart:
    empty = worded_chart(real, KEY, title=title, reason=reason, of=0, unit="")
    return replace(empty, n=None, of=None, of_answers=False)


def _today(real: Selection) -> str:
    return real.t.day(real.day)


def _headline(rows: pd.DataFrame, figure: ContextFigure, real: Selection) -> str:
    """Return who lies highest and lowest, or how many where several are shown with the same."""
    t = real.t
    shown = [figure.text(value, t, is_named=True) for value in rows["value"]]
    known = rows.assign(shown=shown).dropna(subset=["value"]).sort_values("value", kind="stable")
    low, high = known["shown"].iloc[0], known["shown"].iloc[-1]
    words = {"figure": figure.label, "high": high, "low": low}
    for side in ("high", "low"):
        names = known.loc[known["shown"] == words[side], "name"]
        in_one = str(names.iloc[0])
        words[f"{side}_in"] = t.count("explanations.figure_in", len(names), name=in_one)
    key = "figure_ends" if low != high else "figure_same"
    return real.fitting(t.forms(f"explanations.{key}", **words))


def _parts(
    rows: pd.DataFrame, classified: Classified, figure: ContextFigure, real: Selection
) -> MapParts:
    t = real.t
    areas = centred(rows[["name"]], rows["municipality"]).assign(
        map_class=classified.position,
        value_text=[figure.text(value, t) for value in rows["value"]],
    )
    return MapParts(
        areas,
        [
            MapClass(each.colour, t("map.class", label=each.label, n=each.count))
            for each in classified.classes
        ],
        t("map.missing", n=int(rows["value"].isna().sum())),
        boundaries_of(),
        view=real.view,
        focus=focus_of(areas, real.municipality),
        zoom=municipal_zoom(areas, real),
    )


def _table(
    rows: pd.DataFrame, classified: Classified, figure: ContextFigure, real: Selection
) -> Table:
    """Return every municipality of the filter, the highest first; who has no value stands last."""
    t = real.t
    colours = [each.colour for each in classified.classes]
    listed = rows.assign(
        position=classified.position, sorted_name=[t.sort_key(name) for name in rows["name"]]
    ).sort_values(["value", "sorted_name"], ascending=[False, True], na_position="last")
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("figure", figure.label, "number", figure.decimals, unit=figure.unit),
    )
    records = [
        (str(row["name"]), None if pd.isna(row["value"]) else float(row["value"]))
        for row in row_records(listed)
    ]
    swatches = ["" if pd.isna(at) else colours[int(at)] for at in listed["position"]]
    codes = tuple(str(code) for code in listed["municipality"])
    return Table(columns, records, codes, swatches, real.municipality)
