"""Between large and small over the waves: whether the gap in the chosen indicator is growing."""

from ailaget.charts.gap_lines import SIDES, gap_lines
from ailaget.views.base.native import LINE, native, with_intervals
from ailaget.views.base.panel import held_caveat
from ailaget.views.base.result import Chart, Column, Native, Table
from ailaget.views.base.selection import Selection, Source, place_names, unit_text
from ailaget.views.base.size_gap import (
    SizeGap,
    change_words,
    gap_table,
    interval_ends,
    lines_subtitle,
    panel_of,
    size_gap_of,
    tipping_words,
)
from ailaget.views.inequality.basis import Basis, basis_of, blank, chart_of

PART = "sizes"


def size_gap_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator of large and of small municipalities, wave by wave."""
    t, basis = selection.t, basis_of(source, selection)
    title = t("size_gap.title_one", indicator=basis.indicator.label[t.language])
    reason = None if basis.of else t("empty.nobody_in_filter")
    size_gap = size_gap_of(source, selection, basis.indicator)
    if reason or size_gap is None:
        return blank(basis, PART, title, reason or t("size_gap.few"))
    subtitle = lines_subtitle(len(size_gap.waves), t)
    unit = unit_text(t, basis.indicator)
    names = place_names(selection.language)
    about = t("size_gap.about", classes=t.listing([names[size] for size in size_gap.classes]))
    moved = filter(None, (change_words(size_gap), tipping_words(size_gap)))
    caveat = " ".join([*moved, about, basis.indicator.caveat[t.language]])
    return chart_of(
        basis,
        PART,
        gap_lines(
            [panel_of(size_gap, unit)],
            [t.wave_short(wave) for wave in size_gap.waves],
            selection.frame(title, subtitle),
        ),
        gap_table([size_gap], t),
        title=title,
        headline=selection.fitting(_headlines(size_gap, basis), size_gap.n, size_gap.of),
        caveat=held_caveat(caveat, basis.indicator, t),
        n=size_gap.n,
        of=size_gap.of,
        unit=unit,
        goal_words=size_gap.goal_words,
        native=_native(size_gap),
    )


def _headlines(size_gap: SizeGap, basis: Basis) -> list[str]:
    """Return whether the gap has changed, and from what to what."""
    t, label = basis.selection.t, basis.indicator.label[basis.selection.language]
    first, last = (size_gap.gap_words(size_gap.shown(wave)) for wave in (0, -1))
    if len(size_gap.waves) == 1:
        return t.forms("size_gap.one_now", indicator=label, pair=size_gap.pair, gap=last)
    return t.forms(
        f"size_gap.one_{size_gap.direction}",
        indicator=label,
        pair=size_gap.pair,
        first=first,
        last=last,
    )


def _native(size_gap: SizeGap) -> Native:
    t = size_gap.selection.t
    kind = "percent" if size_gap.indicator.is_share else "number"
    columns = (
        Column("wave", t("filter.wave")),
        *(
            Column(side, t(f"size_gap.short_{size}"), kind, 1)
            for side, size in zip(SIDES, size_gap.classes, strict=True)
        ),
    )
    waves = [t.wave_short(wave) for wave in size_gap.waves]
    lines = native(LINE, Table(columns, list(zip(waves, *size_gap.means, strict=True))))
    return with_intervals(lines, dict(zip(SIDES, interval_ends(size_gap), strict=True)), t)
