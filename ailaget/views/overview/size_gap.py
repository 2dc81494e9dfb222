"""Is the gap between large and small growing? In maturity and in staffing, over the waves."""

from ailaget.charts.gap_lines import SIDES, gap_lines
from ailaget.codebook import codebook
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import LINE, native, with_intervals
from ailaget.views.base.result import Chart, Column, Native, Table
from ailaget.views.base.selection import Selection, Source, is_low, place_names
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

KEY = "size_gap"
MEASURES = {"maturity": "maturity", "staff": "has_full_time_ai"}
"""What is shown, by how the texts name it: both run from 0 to 100."""


def overview_gap_view(source: Source, selection: Selection) -> Chart:
    """Return the gap between large and small in maturity and in full-time positions for AI."""
    t, book = selection.t, codebook()
    title = t("size_gap.title")
    measured = {
        name: size_gap_of(source, selection, book.indicator(key)) for name, key in MEASURES.items()
    }
    gaps = {name: size_gap for name, size_gap in measured.items() if size_gap is not None}
    if not gaps:
        of = len(source.query("municipalities", wave=selection.wave, **selection.filter))
        return worded_chart(selection, KEY, title=title, reason=t("size_gap.few"), of=of, unit="")
    first = next(iter(gaps.values()))
    (headline, of_whom), each = _headline(gaps), _each(gaps)
    subtitle = lines_subtitle(len(first.waves), t)
    figure = gap_lines(
        [panel_of(size_gap, t(f"size_gap.panel_{name}")) for name, size_gap in gaps.items()],
        [t.wave_short(wave) for wave in first.waves],
        selection.frame(title, subtitle),
    )
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        headline_of=(of_whom.n, of_whom.of),
        figure=figure,
        table=gap_table(list(gaps.values()), t),
        caveat=_caveat(gaps),
        n=first.n,
        of=first.of,
        file_stem=t("file.size_gap", wave=selection.wave),
        unit=t("size_gap.unit"),
        goal_words=" ".join(words for gap in gaps.values() if (words := gap.goal_words)),
        native=_native(gaps),
        n_each=each,
    )


CLAIMS = ("grew", "shrank", "turned")
"""Verdicts that say a gap has changed."""


def _headline(gaps: dict[str, SizeGap]) -> tuple[str, SizeGap]:
    """Return whether the gap has changed in each measure, and a gap of those whom that is of.

    Each measure has municipalities of its own: a sentence on one of them is not of the other's.
    """
    first = next(iter(gaps.values()))
    selection, sure = first.selection, _sure_headlines(gaps)
    whole = _headlines(gaps)
    if sure is None or any(selection.fits(each, first.n, first.of) for each in whole):
        return selection.fitting(whole, first.n, first.of), first
    headlines, gap = sure
    return selection.fitting(headlines, gap.n, gap.of), gap


def _each(gaps: dict[str, SizeGap]) -> str:
    """Return how few have a value in each measure, where less than half have, and not the same."""
    of_whom = {(gap.n, gap.of) for gap in gaps.values()}
    if len(of_whom) == 1 or not any(is_low(*counts) for counts in of_whom):
        return ""
    t = next(iter(gaps.values())).selection.t
    counted = [
        t(
            "low_response.each_measure",
            n=t.number(gap.n),
            of=t.number(gap.of),
            rate=t.percent(gap.n / gap.of),
            measure=t(f"size_gap.in_{name}"),
        )
        for name, gap in gaps.items()
    ]
    return t.listing(counted)


def _headlines(gaps: dict[str, SizeGap]) -> list[str]:
    """Return whether the gap has changed in each measure, in one sentence."""
    size_gap = next(iter(gaps.values()))
    t, pair = size_gap.selection.t, size_gap.pair
    if any(len(size_gap.waves) == 1 for size_gap in gaps.values()):
        parts = [
            t(f"size_gap.now_{name}", gap=size_gap.gap_words(size_gap.shown(-1)))
            for name, size_gap in gaps.items()
        ]
        return t.forms("size_gap.finding_now", pair=pair, parts=t.listing(parts))
    directions = {size_gap.direction for size_gap in gaps.values()}
    names = [t(f"size_gap.in_{name}") for name in gaps]
    if len(directions) == 1:
        key = f"size_gap.finding_{directions.pop()}"
        return t.forms(key, pair=pair, measures=t.listing(names))
    first, second = gaps.values()
    return t.forms(
        "size_gap.finding_two",
        pair=pair,
        first=t(f"size_gap.part_{first.direction}", measure=names[0]),
        second=t(f"size_gap.part_{second.direction}", measure=names[1]),
    )


def _sure_headlines(gaps: dict[str, SizeGap]) -> tuple[list[str], SizeGap] | None:
    """Return what is said of the one gap that has surely changed, if it is one of two.

    Where there is room for no more, it is the heading; what it was of both stands below.
    """
    sure = [(name, gap) for name, gap in gaps.items() if gap.direction in CLAIMS]
    if len(gaps) == 1 or len(sure) != 1 or any(len(gap.waves) == 1 for gap in gaps.values()):
        return None
    ((name, gap),) = sure
    t = gap.selection.t
    key, measures = f"size_gap.finding_{gap.direction}", t(f"size_gap.in_{name}")
    return t.forms(key, pair=gap.pair, measures=measures), gap


def _caveat(gaps: dict[str, SizeGap]) -> str:
    """Return how each gap has gone, who is in it, and what its intervals hold."""
    selection = next(iter(gaps.values())).selection
    t, names = selection.t, place_names(selection.language)
    moved = [
        sentence
        for name, size_gap in gaps.items()
        for sentence in (
            t("size_gap.measured", name=t(f"size_gap.panel_{name}"), change=change_words(size_gap)),
            tipping_words(size_gap),
        )
        if sentence
    ]
    classes = dict.fromkeys(size for size_gap in gaps.values() for size in size_gap.classes)
    about = t("size_gap.about", classes=t.listing([names[size] for size in classes]))
    return " ".join([*moved, about])


def _native(gaps: dict[str, SizeGap]) -> Native:
    """Return the lines of both measures, which both run from 0 to 100."""
    first = next(iter(gaps.values()))
    t = first.selection.t
    columns, series = [Column("wave", t("filter.wave"))], []
    ends: dict[str, list[tuple[float | None, float | None]]] = {}
    for name, size_gap in gaps.items():
        for side, size, means in zip(SIDES, size_gap.classes, size_gap.means, strict=True):
            label = t(
                "size_gap.series",
                name=t(f"size_gap.short_{size}"),
                measure=t(f"size_gap.in_{name}"),
            )
            columns.append(Column(f"{name}_{side}", label, "number", 1))
            series.append(means)
        both = zip(SIDES, interval_ends(size_gap), strict=True)
        ends |= {f"{name}_{side}": pairs for side, pairs in both}
    rows = list(zip([t.wave_short(wave) for wave in first.waves], *series, strict=True))
    return with_intervals(native(LINE, Table(tuple(columns), rows)), ends, t)
