"""One county or SKR group in brief: who answered, its figures against the rest, where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.views.base.panel import gap_figure
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    figure_text,
    group_value,
    indicator_of,
    is_counted,
    unit_text,
)
from ailaget.views.overview.summary import HEADLINES
from ailaget.views.region.ranking import place_words
from ailaget.views.region.scope import (
    OWN,
    REST,
    Scope,
    Words,
    figure_kind,
    inside_any,
    region_rows,
    scope_of,
    words_of,
)

Figure = Callable[[pd.DataFrame], float | None]


@dataclass(frozen=True)
class Region:
    """What stands above the charts; `silent` says who did not answer, by name.

    `notes` say how the filter is used here; `of` is 0 where the filter leaves none of the region's
    municipalities, and `nobody` says so.
    """

    code: str
    sentences: tuple[str, ...]
    key_figures: tuple[KeyFigure, ...]
    silent: str
    notes: tuple[str, ...]
    of: int
    nobody: str
    table_title: str
    table_caption: str


def region_view(source: Source, selection: Selection) -> Region:
    """Return the chosen region in brief."""
    t, scope, indicator = selection.t, scope_of(selection), indicator_of(selection)
    rows = region_rows(source, selection, scope, indicator.key)
    own = rows[rows["side"] == OWN]
    silent = sorted(own.loc[~own["has_responded"], "name"], key=t.sort_key)
    phrases = words_of(scope, selection)
    return Region(
        code=scope.code,
        sentences=_sentences(rows, indicator, scope, selection) if len(own) else (),
        key_figures=_key_figures(source, scope, selection) if len(own) else (),
        silent=(t("region.silent", names=t.listing(silent)) if silent else t("region.silent_none")),
        notes=_notes(scope, selection),
        of=len(own),
        nobody=t("region.nobody", place=phrases.place),
        table_title=t("region.municipalities_title", place=phrases.place),
        table_caption=t(
            "region.municipalities_index"
            if indicator.is_index
            else "region.municipalities_caption",
            indicator=indicator.label[t.language],
            unit=unit_text(t, indicator),
            of=t.number(len(rows)),
        ),
    )


def _notes(scope: Scope, selection: Selection) -> tuple[str, ...]:
    t = selection.t
    notes = [t("region.note_narrowed")] if scope.is_narrowed else []
    if dict(scope.filter) != dict(selection.filter):
        notes.append(t(f"region.note_own_filter_{scope.kind}"))
    return tuple(notes)


def _sentences(
    rows: pd.DataFrame, indicator: Indicator, scope: Scope, selection: Selection
) -> tuple[str, ...]:
    """Return the region's figure against the rest, and where it stands among its kind."""
    t, phrases = selection.t, words_of(scope, selection)
    own, rest = (group_value(rows[rows["side"] == side]) for side in (OWN, REST))
    n, rest_n = (int(rows.loc[rows["side"] == side, "value"].notna().sum()) for side in (OWN, REST))
    if own is None:
        return (selection.marked(t("region.sentence_none", place=phrases.place)),)
    against = "against" if rest is not None else "alone"
    sentences = [
        t(
            f"region.sentence_{figure_kind(indicator)}_{against}",
            indicator=indicator.label[t.language],
            place=phrases.place,
            value=_of_some(own, n, indicator, selection),
            rest=phrases.rest_place,
            rest_value=_of_some(rest, rest_n, indicator, selection),
        )
    ]
    everyone = region_ranks(inside_any(rows), indicator)
    if len(everyone) > 1:
        here = everyone[scope.code]
        sentences += place_words("sentence", here, everyone.values(), scope, selection)[:1]
    if n < FEW:
        sentences.append(t.count("region.sentence_few", n))
    return tuple(selection.marked(sentence) for sentence in sentences)


def _of_some(value: float | None, n: int, indicator: Indicator, selection: Selection) -> str:
    """Return a side's figure with how many it is of, which a counted share says already."""
    t, figure = selection.t, figure_text(selection.t, indicator, value, n)
    if indicator.is_share:
        is_said = value is None or is_counted(value, n)
        return figure if is_said else t("enough.share", some=figure, n=t.number(n))
    return t("region.value_n", value=figure, n=t.number(n))


def _key_figures(source: Source, scope: Scope, selection: Selection) -> tuple[KeyFigure, ...]:
    t, book = selection.t, codebook()
    phrases = words_of(scope, selection)
    rows = {key: region_rows(source, selection, scope, key) for key in ("maturity", *HEADLINES)}
    asked, maturity = rows["maturity"], book.indicator("maturity")
    figures = [_response(asked, phrases, selection)]
    label = t("region.maturity")
    figures.append(_against(asked, maturity, group_value, label, phrases, selection))
    for key in HEADLINES:
        indicator, label = book.indicator(key), t(f"overview.{key}")
        figures.append(_against(rows[key], indicator, group_value, label, phrases, selection))
    figures.append(_against(asked, maturity, _gap, t("overview.gap"), phrases, selection))
    return tuple(figures)


def _gap(rows: pd.DataFrame) -> float | None:
    return gap_figure(rows, "")


def _response(rows: pd.DataFrame, phrases: Words, selection: Selection) -> KeyFigure:
    t = selection.t
    parts = []
    for side in (OWN, REST):
        inside = rows[rows["side"] == side]
        n, of = int(inside["has_responded"].sum()), len(inside)
        basis = t.count("overview.responded_basis", of, n=t.number(n), of=t.number(of))
        parts.append((t.percent(n / of if of else None), basis))
    (value, basis), (rest_value, rest_basis) = parts
    against = t("region.against_response", rest=phrases.rest, value=rest_value, basis=rest_basis)
    return KeyFigure(t("overview.responded"), value, against, basis)


def _against(
    rows: pd.DataFrame,
    indicator: Indicator,
    figure: Figure,
    label: str,
    phrases: Words,
    selection: Selection,
) -> KeyFigure:
    t = selection.t
    own, rest = (rows[rows["side"] == side] for side in (OWN, REST))
    n, of = int(own["value"].notna().sum()), len(own)
    rest_n = int(rest["value"].notna().sum())
    return KeyFigure(
        label,
        figure_text(t, indicator, figure(own), n),
        t(
            "region.against",
            rest=phrases.rest,
            value=figure_text(t, indicator, figure(rest), rest_n),
            n=t.number(rest_n),
        ),
        t.count("overview.basis", of, n=t.number(n), of=t.number(of)),
    )
