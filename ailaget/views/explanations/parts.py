"""What the gap between large and small consists of: parts of maturity, and conditions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ailaget.charts.interval_rows import IntervalLabels
from ailaget.codebook import codebook
from ailaget.statistics.gap_parts import GapParts, parts_by_conditions, parts_of_index
from ailaget.statistics.intervals import DRAWS, LEVEL
from ailaget.statistics.permutation import is_certain
from ailaget.statistics.sample import SEED, TooFewValues
from ailaget.texts import Texts
from ailaget.views.base.gap import scale_of
from ailaget.views.base.panel import shown_factor
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    place_names,
    short_label,
)
from ailaget.views.base.size_gap import size_ends
from ailaget.views.explanations.basis import (
    Shown,
    decimals_of,
    explained,
    is_sure,
    lots_words,
    shown_unit,
    title_of,
    unexplained,
)
from ailaget.views.explanations.conditions import conditions_of
from ailaget.views.explanations.rows import (
    IntervalRow,
    drawn_rows,
    native_rows,
    rows_table,
    scaled,
)
from ailaget.views.inequality.basis import Basis, basis_of

WHOLE = "maturity"


@dataclass(frozen=True)
class Sides:
    """The larger and the smaller size class, and their municipalities, answered or not."""

    upper: str
    lower: str
    upper_units: list[str]
    lower_units: list[str]


def sides_of(basis: Basis) -> Sides | None:
    """Return the largest and the smallest size class with enough values; None without two."""
    sizes = basis.rows["size_class"]
    ends = size_ends(sizes[basis.value.notna()])
    if ends is None:
        return None
    upper, lower = ends
    units = [[str(code) for code in sizes.index[sizes == side]] for side in (upper, lower)]
    return Sides(upper, lower, *units)


def parts_view(source: Source, selection: Selection) -> Chart:
    """Return what each of the six parts of maturity is of the gap between large and small."""
    t, book = selection.t, codebook()
    chosen = Selection(**{**vars(selection), "indicator": WHOLE})
    basis = basis_of(source, chosen)
    parts = book.dimension_indicators()
    every = source.query("wave_indicators", wave=selection.wave)
    wide = every[every["indicator"].isin([part.key for part in parts])].pivot_table(
        index="municipality", columns="indicator", values="value", aggfunc="first"
    )
    wide = wide.reindex(index=basis.rows.index, columns=[part.key for part in parts])
    names = {part.key: short_label(part, t.language) for part in parts}

    def split(sides: Sides) -> GapParts:
        return parts_of_index(wide, sides.upper_units, sides.lower_units)

    return _view("parts", basis, split, names, lambda: t("explanations.about_parts"))


def conditions_view(source: Source, selection: Selection) -> Chart:
    """Return what goes with structural conditions of the gap in the chosen indicator."""
    t, basis = selection.t, basis_of(source, selection)
    conditions = conditions_of(source, selection, with_size=False)
    names = {figure.key: figure.label for figure in conditions.figures}
    if not names:
        title = title_of(basis, "conditions")
        return unexplained(basis, "conditions", title, t("explanations.no_figures"))
    table = conditions.table.reindex(basis.rows.index)

    def split(sides: Sides) -> GapParts:
        ends = sides.upper_units, sides.lower_units
        return parts_by_conditions(basis.value, table, *ends, scale=scale_of(basis.indicator))

    def about() -> str:
        words = t("explanations.about_conditions", most=t.number(len(names)))
        return f"{words} {lots_words(t)} {conditions.origins(t)}"

    return _view("conditions", basis, split, names, about)


def _view(
    part: str,
    basis: Basis,
    split: Callable[[Sides], GapParts],
    names: dict[str, str],
    about: Callable[[], str],
) -> Chart:
    selection, t = basis.selection, basis.selection.t
    title = title_of(basis, part)
    if reason := basis.why_not():
        return unexplained(basis, part, title, reason)
    sides = sides_of(basis)
    if sides is None:
        return unexplained(basis, part, title, t("explanations.parts_sides"))
    try:
        gap = split(sides)
    except TooFewValues:
        return unexplained(basis, part, title, t("explanations.parts_few"))
    factor, unit = shown_factor(basis.indicator), shown_unit(t, basis.indicator)
    decimals = decimals_of(basis.indicator)
    rows = [
        IntervalRow(
            names[key],
            scaled(interval, factor),
            _share(interval.estimate, gap, t),
            is_chance=key in gap.part_p and not is_certain(gap.part_p[key]),
        )
        for key, interval in gap.parts.items()
    ]
    if gap.rest is not None:
        rest = scaled(gap.rest, factor)
        share = _share(gap.rest.estimate, gap, t)
        rows.append(IntervalRow(t("explanations.rest"), rest, share))
    whole = IntervalRow(t("explanations.whole_gap"), scaled(gap.gap, factor), "")
    value, share = t("explanations.column_part", unit=unit), t("explanations.column_share")
    labels = IntervalLabels(t("explanations.head_part"), share, value, t("missing"))
    places = place_names(t.language)
    n, of = sum(gap.n), sum(gap.of)
    subtitle = t(
        "explanations.parts_subtitle",
        upper=places[sides.upper],
        lower=selection.within(places[sides.lower]),
        basis=selection.basis(n, of),
    )
    column = t(f"explanations.column_{part}")
    table = rows_table([*rows, whole], column, value, share, decimals, t)
    draws = t("explanations.about_draws", level=t.percent(LEVEL), draws=t.number(DRAWS), seed=SEED)
    text = " ".join([about(), t("explanations.about_gap"), draws, t("explanations.no_cause")])
    return explained(
        basis,
        Shown(part, title, _headline(part, rows, gap, basis), text),
        drawn_rows([*rows, whole], selection.frame(title, subtitle), labels, decimals, t),
        table,
        n=n,
        of=of,
        unit=value,
        native=native_rows([*rows, whole], table, t),
    )


def _held(held: float, width: float, gap: GapParts) -> str:
    """Return how what goes with conditions stands to the gap: within it, beyond it or against it.

    Both are counted in the gap's own direction. It is beyond the gap where what is left over is so
    for certain, and else the whole of it.
    """
    if not (is_sure(gap.held) and is_certain(gap.p)):
        return "none"
    if held < 0:
        return "against"
    if held <= width:
        return "held"
    return "beyond" if gap.rest and is_sure(gap.rest) else "whole"


def _share(part: float | None, gap: GapParts, t: Texts) -> str:
    """Return a part as a share of the gap, where there is a gap for certain."""
    if part is None or not gap.gap.estimate or not is_sure(gap.gap):
        return ""
    return t.percent(part / gap.gap.estimate)


def _headline(part: str, rows: Sequence[IntervalRow], gap: GapParts, basis: Basis) -> str:
    """Return in which parts the gap lies for certain; nothing of one that may be chance."""
    selection, t = basis.selection, basis.selection.t
    factor, unit = shown_factor(basis.indicator), shown_unit(t, basis.indicator)
    label, n, of = basis.indicator.label[t.language], sum(gap.n), sum(gap.of)
    decimals = decimals_of(basis.indicator)
    if min(gap.n) < FEW or not is_sure(gap.gap):
        return selection.fitting(t.forms("explanations.gap_none", indicator=label), n, of)
    # Where small lie ahead the gap is told as wide as it is, and what it holds by its own sign.
    side = 1.0 if (gap.gap.estimate or 0.0) >= 0 else -1.0
    width = t.number(side * factor * (gap.gap.estimate or 0.0), decimals)
    widths = {"gap": width, "gap_unit": f"{width} {unit}"}
    if side < 0:
        widths = {key: t("explanations.gap_turned", gap=each) for key, each in widths.items()}
    words: dict[str, object] = {"indicator": label, "unit": unit, **widths}
    if part == "conditions":
        held = side * factor * (gap.held.estimate or 0.0)
        words["held"] = t.number(abs(held), decimals)
        key = f"conditions_{_held(held, side * factor * (gap.gap.estimate or 0.0), gap)}"
        return selection.fitting(t.forms(f"explanations.{key}", **words), n, of)
    same_way = [
        row
        for row in rows
        if is_sure(row.interval) and (row.interval.estimate or 0) * (gap.gap.estimate or 0) > 0
    ]
    if not same_way:
        return selection.fitting(t.forms("explanations.parts_none", **words), n, of)
    words |= {
        "parts": t.listing(t("explanations.quoted", name=row.label.lower()) for row in same_way),
        "n": t.number(len(same_way)),
        "of": t.number(len(rows)),
    }
    return selection.fitting(t.forms("explanations.parts_in", **words), n, of)
