"""Large against small over the waves: the same municipalities throughout, a verdict that holds."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.statistics.group_gap import GroupGap, Side
from ailaget.statistics.intervals import Interval
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, rounded, texts
from ailaget.views.base.selection import FEW, Selection
from ailaget.views.base.size_gap import SizeGap, panel_of, size_gap_of, tipping_words
from ailaget.views.inequality.size_gap import size_gap_view
from ailaget.views.overview.size_gap import overview_gap_view

T = texts("sv")
LONGEST = 135
"""Signs of a heading, without whom it is of."""


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **choices})


def history(demo: Database, indicator: str) -> pd.DataFrame:
    none: dict[str, Any] = {"counties": [], "skr_groups": [], "size_classes": []}
    return demo.query("indicator_history", wave="2026-10", indicator=indicator, **none)


def test_means_are_of_those_with_a_value_in_every_wave(demo: Database) -> None:
    rows = history(demo, "maturity")
    wide = rows.pivot_table(index="municipality", columns="wave", values="value").dropna()
    sizes = rows.drop_duplicates("municipality").set_index("municipality")["size_class"]
    measured = size_gap_of(demo, chosen(), codebook().indicator("maturity"))
    assert measured is not None and measured.classes == ("ge100k", "lt10k")
    for side, size in ((measured.gap.upper, "ge100k"), (measured.gap.lower, "lt10k")):
        inside = wide[sizes.reindex(wide.index) == size]
        assert (side.n, side.of) == (len(inside), (sizes == size).sum())
        assert [mean.estimate for mean in side.means] == pytest.approx(list(inside.mean()))


def test_a_rate_is_sum_over_sum_on_the_newest_population(demo: Database) -> None:
    indicator = codebook().indicator("ai_fte_per_100k")
    measured = size_gap_of(demo, chosen(), indicator)
    assert measured is not None
    rows = history(demo, "ai_fte_per_100k")
    counts = rows[rows["value"].notna()].groupby("municipality")["wave"].count()
    same = rows[rows["municipality"].isin(counts.index[counts == rows["wave"].nunique()])]
    same = same[same["size_class"] == "lt10k"]
    people = same.loc[same["wave"] == "2026-10", "denominator"].sum()
    for wave, mean in zip(measured.waves, measured.gap.lower.means, strict=True):
        posts = same.loc[same["wave"] == wave, "numerator"].sum()
        assert mean.estimate == pytest.approx(100_000 * posts / people)


def test_what_is_shown_adds_up(demo: Database) -> None:
    for key in ("maturity", "has_full_time_ai"):
        measured = size_gap_of(demo, chosen(), codebook().indicator(key))
        assert measured is not None
        panel = panel_of(measured, "")
        digits = 0 if measured.indicator.is_share else 1
        for _, point in panel.points.iterrows():
            gap = round(point["upper"], digits) - round(point["lower"], digits)
            assert T.number(gap, digits) == point["gap_text"]


@pytest.mark.parametrize("key", ["maturity", "has_full_time_ai", "ai_fte_per_100k"])
def test_what_a_table_shows_adds_up_in_each_row(demo: Database, key: str) -> None:
    """The figures of the table have a decimal that those of the picture have not."""
    table = size_gap_view(demo, chosen(indicator=key)).table
    places = {column.key: at for at, column in enumerate(table.columns)}
    for row in table.rows:
        upper, lower, gap, low, high = (
            float(row[places[name]] or 0)
            for name in ("upper", "lower", "gap", "gap_low", "gap_high")
        )
        assert rounded(rounded(upper, 1) - rounded(lower, 1), 1) == pytest.approx(gap)
        assert rounded(low, 1) <= gap <= rounded(high, 1)


@pytest.mark.parametrize(
    ("first", "last", "change", "expected"),
    [
        (10.0, 15.0, (1.0, 9.0), "grew"),
        (15.0, 10.0, (-9.0, -1.0), "shrank"),
        (10.0, 15.0, (-1.0, 11.0), "unsure"),
        (-10.0, -15.0, (-9.0, -1.0), "grew"),
        (-15.0, -10.0, (1.0, 9.0), "shrank"),
        (-5.0, 5.0, (4.0, 16.0), "turned"),
        (10.0, 15.0, (None, None), "unmeasured"),
    ],
)
def test_the_verdict_is_on_how_far_apart_they_are(
    first: float, last: float, change: tuple[float | None, float | None], expected: str
) -> None:
    low, high = change
    lower = Side((Interval(30.0, 25.0, 35.0), Interval(30.0, 25.0, 35.0)), 20, 40)
    upper = replace(lower, means=tuple(Interval(30.0 + gap, None, None) for gap in (first, last)))
    gaps = tuple(Interval(gap, None, None) for gap in (first, last))
    gap = GroupGap(upper, lower, gaps, Interval(last - first, low, high))
    maturity = codebook().indicator("maturity")
    measured = SizeGap(maturity, ("2025-10", "2026-10"), ("ge100k", "lt10k"), gap, chosen())
    assert measured.direction == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filter_and_wave_has_a_sentence_that_fits_a_heading(
    demo: Database, language: str
) -> None:
    filters: list[dict[str, Any]] = [{}]
    filters += [{"county": (county.code,)} for county in geography.counties()]
    filters += [{"size_class": (size.key,)} for size in geography.size_classes()]
    filters += [{"skr_group": (group.code,)} for group in geography.skr_groups()]
    for wave in ("2024-10", "2026-10"):
        for passing in filters:
            chart = overview_gap_view(
                demo, chosen(wave=wave, language=language, is_demo=False, **passing)
            )
            assert chart.headline and "{" not in chart.headline
            assert len(chart.headline) <= LONGEST or not chart.table.rows


def test_the_heading_says_what_each_measure_did(demo: Database) -> None:
    headline = overview_gap_view(demo, chosen()).headline
    gaps = [
        size_gap_of(demo, chosen(), codebook().indicator(key))
        for key in ("maturity", "has_full_time_ai")
    ]
    assert [(gap.direction, gap.n) for gap in gaps if gap] == [("unsure", 38), ("unsure", 43)]
    # Three large of 16 and one small of 27 have got a position: 49 small may have got others.
    unsure = "skillnaden har inte säkert ändrats i AI-mognad och egna heltidstjänster"
    assert headline == f"Bland de 38 – stora och små: {unsure} (påhittade data)"


def test_one_wave_has_a_gap_and_no_change(demo: Database) -> None:
    chart = overview_gap_view(demo, chosen(wave="2024-10"))
    assert "8,7 poäng i AI-mognad" in chart.headline
    assert "ändring med" not in chart.caveat


def test_a_filter_within_one_size_says_why_there_is_nothing(demo: Database) -> None:
    chart = overview_gap_view(demo, chosen(size_class=("lt10k",)))
    assert chart.headline == T("size_gap.few") and not chart.table.rows


def test_smaller_classes_are_compared_where_the_ends_have_too_few(demo: Database) -> None:
    measured = size_gap_of(demo, chosen(county=("14",)), codebook().indicator("maturity"))
    assert measured is not None
    assert measured.pair == T("size_gap.pair_other")
    assert min(measured.gap.upper.n, measured.gap.lower.n) >= FEW


def test_the_table_and_the_native_chart_hold_what_is_drawn(demo: Database) -> None:
    chart = overview_gap_view(demo, chosen())
    keys = [column.key for column in chart.table.columns]
    first = dict(zip(keys, chart.table.rows[0], strict=True))
    assert first["n_upper"] == "16 av 20 (80\N{NO-BREAK SPACE}%)"
    assert chart.native is not None
    assert chart.native.table.rows[0][1] == pytest.approx(first["upper"])
    one = size_gap_view(demo, chosen())
    assert one.table.rows == chart.table.rows[: len(one.table.rows)]


def test_a_sure_change_says_what_the_silent_must_have_done_for_it_to_be_none(
    demo: Database,
) -> None:
    indicator = codebook().indicator("maturity_ethics")
    gap = size_gap_of(demo, chosen(), indicator)
    assert gap is not None
    assert gap.direction == "grew"
    lower, change = gap.gap.lower, gap.gap.change.estimate
    assert change is not None
    more = change * lower.of / (lower.of - lower.n)
    words = tipping_words(gap)
    assert f"de {lower.of - lower.n} små kommuner som inte är med" in words
    assert f"stiga {gap.gap_words(more)} mer" in words
    assert words in size_gap_view(demo, chosen(indicator=indicator.key)).caveat
    first = size_gap_of(demo, chosen(wave="2024-10"), indicator)
    assert first is not None
    assert tipping_words(first) == ""


def gap_of_shares(lower: tuple[float, float], upper: tuple[float, float]) -> SizeGap:
    """Return a gap in a yes or no whose change is sure; one of 20 small is not in it."""
    change = (upper[1] - lower[1]) - (upper[0] - lower[0])
    sides = [
        Side(tuple(Interval(mean, mean, mean) for mean in means), n, of)
        for means, n, of in ((upper, 18, 20), (lower, 19, 20))
    ]
    gaps = tuple(Interval(u - low, u - low, u - low) for u, low in zip(upper, lower, strict=True))
    gap = GroupGap(sides[0], sides[1], gaps, Interval(change, change - 0.01, change + 0.01))
    indicator = codebook().indicator("has_full_time_ai")
    return SizeGap(indicator, ("2025-10", "2026-10"), ("ge100k", "lt10k"), gap, chosen())


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_nobody_could_have_turned_a_change_is_said_only_where_it_is_so(language: str) -> None:
    """By hand: one of 20 can move the mean of all by a twentieth of what it moves itself."""

    def words(lower: tuple[float, float], upper: tuple[float, float]) -> str:
        gap = gap_of_shares(lower, upper)
        return tipping_words(replace(gap, selection=chosen(language=language)))

    large = {"sv": "om de stora som inte är med", "en": "if the large ones that are not included"}
    # The gap grew by 0.06: the silent one must have risen 1.2 more than the others, who stood
    # still. None can: it holds if the large that are not in it are like those that are.
    assert large[language] in words((0.2, 0.2), (0.4, 0.46))
    # It fell with those who are in it, by 0.3: rising by 0.9 it would have turned the gap.
    assert large[language] not in words((0.5, 0.2), (0.8, 0.56))


@pytest.mark.parametrize(
    ("wave", "said"),
    [
        ("2024-10", "Talet mellan punkterna är"),
        ("2025-10", "Samma kommuner i båda mätomgångarna."),
        ("2026-10", "Samma kommuner i alla 3 mätomgångar."),
    ],
)
def test_the_subtitle_says_whose_the_lines_are(demo: Database, wave: str, said: str) -> None:
    title = overview_gap_view(demo, chosen(wave=wave)).figure.layout.title
    assert title.subtitle.text.replace("<br>", " ").startswith(said)
