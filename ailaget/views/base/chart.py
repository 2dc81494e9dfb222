"""What every view ends in: a chart, of which it states what is its own and no more."""

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.row_layout import empty_figure
from ailaget.texts import sentence
from ailaget.views.base.goals import with_goals
from ailaget.views.base.result import Chart, Native, Table
from ailaget.views.base.selection import Selection

OF_ONE = (1, 1)
"""How many of how many a headline is of that tells of one municipality, whoever has answered."""


def make_chart(
    selection: Selection,
    key: str,
    *,
    title: str,
    headline: str,
    figure: go.Figure,
    table: Table,
    n: int,
    of: int,
    unit: str,
    caveat: str = "",
    alt: str = "",
    file_stem: str = "",
    goals_of: pd.DataFrame | None = None,
    goal_words: str = "",
    native: Native | None = None,
    headline_of: tuple[int, int] | None = None,
    n_each: str = "",
) -> Chart:
    """Return a chart with what travels with its numbers: wave, source, and all in words.

    Parameters
    ----------
    alt
        The chart in words, where it is not of values that `n` of `of` have.
    file_stem
        What its files are called; by the title where nothing is said.
    goals_of
        The municipalities whose goals are told of, and how far they are, where any shall be.
    goal_words
        What there is to say of goals that are not for single municipalities.
    headline_of
        How many of how many the headline is of, where not of the whole chart's `n` of `of`.
    n_each
        How few have a value in each measure, in words, where not the same have one in all.
    """
    basis = selection.basis(n, of)
    if table.rows:
        headline = selection.led(headline, *(headline_of or (n, of)))
    if n_each:
        alt = alt or selection.t("chart.alt_each", title=title, each=n_each, headline=headline)
    alt = alt or selection.t("chart.alt", title=title, basis=basis, headline=headline)
    if goals_of is not None:
        alt, caveat = (with_goals(text, goals_of, selection) for text in (alt, caveat))
    if goal_words:
        alt, caveat = (f"{sentence(text)} {goal_words}" for text in (alt, caveat))
    return Chart(
        key=key,
        title=title,
        headline=headline,
        figure=figure,
        table=table,
        alt=alt,
        attribution=selection.source_line(),
        caveat=selection.t.in_words(caveat),
        n=n,
        of=of,
        file_stem=file_stem,
        wave=selection.wave,
        unit=unit,
        native=native,
        is_demo=selection.is_demo,
        n_each=n_each,
    )


def worded_chart(
    selection: Selection, key: str, *, title: str, reason: str, of: int, unit: str
) -> Chart:
    """Return a chart that says in words, in the figure's place, why there is nothing to see."""
    return make_chart(
        selection,
        key,
        title=title,
        headline=reason,
        figure=empty_figure(selection.frame(title, ""), reason),
        table=Table((), ()),
        n=0,
        of=of,
        unit=unit,
        alt=f"{sentence(title)} {reason}",
        file_stem=f"ai-laget_{key}_{selection.wave}",
    )
