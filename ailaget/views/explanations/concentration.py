"""Whether an indicator gathers at municipalities high or low in a figure, and over the waves."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ailaget.charts.interval_rows import IntervalLabels
from ailaget.statistics.concentration_index import Concentration, concentration
from ailaget.statistics.intervals import DRAWS, LEVEL
from ailaget.statistics.permutation import is_certain
from ailaget.statistics.sample import SEED, TooFewValues
from ailaget.views.base.context_figures import (
    ContextFigure,
    FigureYear,
    beside_size,
    chosen_figure,
    municipalities_where,
)
from ailaget.views.base.panel import held_caveat
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection, Source
from ailaget.views.explanations.basis import (
    Shown,
    explained,
    interval_text,
    is_sure,
    lots_words,
    title_of,
    unexplained,
)
from ailaget.views.explanations.rows import IntervalRow, drawn_rows, native_rows, rows_table
from ailaget.views.explanations.scatter import LEAST
from ailaget.views.inequality.basis import Basis, basis_of
from ailaget.views.inequality.panel import history_of

PART = "concentration"
WAVES = 6
"""So many waves are shown, the newest."""

DECIMALS = 2


def concentration_view(source: Source, selection: Selection) -> Chart:
    """Return the concentration index of the chosen indicator by the chosen figure, by wave."""
    t, figure = selection.t, chosen_figure(source, selection)
    basis = basis_of(source, selection)
    if figure is None:
        return unexplained(basis, PART, t("explanations.title"), t("explanations.no_figures"))
    title = title_of(basis, PART, figure=figure.label)
    if reason := basis.why_not():
        return unexplained(basis, PART, title, reason)
    history = history_of(source, basis)
    waves = [wave for wave in history.waves if history.figures[wave].notna().sum() >= LEAST]
    waves = waves[-WAVES:]
    if basis.n < LEAST:
        return unexplained(basis, PART, title, t.error(TooFewValues(LEAST, basis.n)))
    context = beside_size(source, selection, figure)
    ranking = context.table[figure.key].reindex(history.figures.index)
    upper = basis.indicator.upper_bound
    scale = (0.0, np.inf if upper is None else upper)
    try:
        measured = concentration(history.held()[waves], ranking, scale)
    except TooFewValues as error:
        return unexplained(basis, PART, title, t.error(error))
    rows = [
        IntervalRow(t.wave(wave), index, selection.basis(n, measured.of), not is_certain(p))
        for wave, index, n, p in zip(waves, measured.indices, measured.n, measured.p, strict=True)
    ]
    value = t("explanations.column_index")
    labels = IntervalLabels(
        value, t("explanations.column_n"), t("explanations.concentration_axis"), t("missing")
    )
    drawn = [replace(row, note=t.number(n)) for row, n in zip(rows, measured.n, strict=True)]
    subtitle = t("explanations.concentration_subtitle", **municipalities_where(figure, t))
    table = rows_table(rows, t("filter.wave"), value, t("explanations.column_basis"), DECIMALS, t)
    ends = {"first": t.wave(waves[0]), "last": t.wave(waves[-1])}
    about = _about(measured, ends, basis, figure, context.years.get(figure.key))
    about = about if len(waves) == 1 else held_caveat(about, basis.indicator, t)
    shown = Shown(PART, title, _headline(measured, ends["first"], basis, figure), about)
    return explained(
        basis,
        shown,
        drawn_rows(drawn, selection.frame(title, subtitle), labels, DECIMALS, t),
        table,
        n=measured.n[-1],
        of=measured.of,
        unit=value,
        native=native_rows(rows, table, t),
    )


def _headline(measured: Concentration, first: str, basis: Basis, figure: ContextFigure) -> str:
    """Return where it gathers now, and whether that has changed since the first wave shown."""
    selection, t = basis.selection, basis.selection.t
    now = measured.indices[-1]
    if now.estimate is None:
        return t("inequality.all_equal")
    if not (is_sure(now) and is_certain(measured.p[-1])):
        key = "concentration_none"
    else:
        side = "high" if now.estimate > 0 else "low"
        key = f"concentration_{side}_{_moved(measured)}"
    index = t.number(now.estimate, DECIMALS)
    words = {
        "indicator": basis.indicator.label[t.language],
        **municipalities_where(figure, t),
        "index": index,
        "first": first,
    }
    n, of = measured.n[-1], measured.of
    return selection.fitting(t.forms(f"explanations.{key}", **words), n, of)


def _moved(measured: Concentration) -> str:
    """Return whether the index has moved away from zero, towards it, or not for certain.

    It is ``now`` alone where nothing is known of a change.
    """
    change, now = measured.change, measured.indices[-1]
    if change is None or measured.panel < LEAST:
        return "now"
    if not (is_sure(change) and is_certain(measured.change_p)):
        return "still"
    return "more" if (change.estimate or 0.0) * (now.estimate or 0.0) > 0 else "less"


def _about(
    measured: Concentration,
    ends: Mapping[str, str],
    basis: Basis,
    figure: ContextFigure,
    year: FigureYear | None,
) -> str:
    t = basis.selection.t
    kind = "plain" if basis.indicator.upper_bound is None else "bounded"
    sentences = [t(f"explanations.about_concentration_{kind}")]
    if measured.change is not None and measured.panel >= LEAST:
        change = interval_text(t, measured.change, DECIMALS)
        n = t.number(measured.panel)
        sentences.append(t("explanations.about_concentration_change", change=change, n=n, **ends))
    sentences += [
        t("explanations.about_draws", level=t.percent(LEVEL), draws=t.number(DRAWS), seed=SEED),
        lots_words(t),
        t("explanations.no_cause"),
        figure.origin(year, t),
    ]
    return " ".join(sentences)
