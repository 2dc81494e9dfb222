"""Who moved: ties as ties, yes or no as answers changed, and why there may be nobody."""

import pytest

from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES, texts
from ailaget.views.overview.largest_changes import SHOWN, largest_changes_view
from tests.views.planted import CODES, Planted, choose, everyone

T = texts("sv")
FULL_TIME = "has_full_time_ai"


def moves(*changes: float, start: float = 40.0) -> Planted:
    """Return a country where the first municipalities have moved so, and the rest are silent."""
    now = {code: start + change for code, change in zip(CODES, changes, strict=False)}
    return Planted({"maturity": now}, {"maturity": everyone(start)})


def words_in(chart: object) -> list[str]:
    return [str(note.text) for note in chart.figure.layout.annotations]  # type: ignore[attr-defined]


def test_one_that_moved_most_is_named_and_a_tie_is_said_as_one() -> None:
    names = largest_changes_view(moves(9, 5, -9, -2), choose()).headline
    # One step in one answer is 5.6 points: nine is a sure change, five is not.
    assert names.startswith("2 av 4 har säkert ändrats sedan")
    assert "mest upp Upplands Väsby, mest ned" in names
    two = largest_changes_view(moves(9, 9, -9), choose()).headline
    assert "3 av 3 säkert ändrade" in two and "mest upp Upplands Väsby och Vallentuna," in two
    many = largest_changes_view(moves(*[9] * 6, -9), choose()).headline
    assert "mest upp" in many and "och 4 till, mest ned" in many


def test_the_farthest_is_not_named_among_sure_changes_where_it_is_none() -> None:
    headline = largest_changes_view(moves(9, 5, -5, -2), choose()).headline
    assert headline.startswith("AI-mognad: 1 av de 4 har säkert stigit sedan")
    assert "mest" not in headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_sure_changes_that_all_go_one_way_are_said_to_rise_or_to_fall(language: str) -> None:
    """A heading names the measure and the direction: that ten have changed says neither."""
    t, selection = texts(language), choose(language=language)
    counts = {"sure": "2", "n": "4", "before": t.wave_short("2025-10")}
    label = codebook().indicator("maturity").label[language]
    for changes, way in (((9, 9, -5, 1), "rose"), ((-9, -9, 5, 1), "fell")):
        headline = largest_changes_view(moves(*changes), selection).headline
        assert headline == t(f"movers.finding_sure_{way}", indicator=label, **counts)


def test_changes_that_are_shown_alike_are_a_tie() -> None:
    assert "mest upp Upplands Väsby och Vallentuna, mest ned" in (
        largest_changes_view(moves(9.02, 9.01, -9), choose()).headline
    )


def test_the_chart_says_how_many_more_there_are() -> None:
    assert "Högre nu (3)" in words_in(largest_changes_view(moves(3, 2, 1, -1), choose()))
    some = words_in(largest_changes_view(moves(*range(1, 9), -1), choose()))
    assert "Mest upp (5 av 8)" in some
    tied = words_in(largest_changes_view(moves(*[4] * 8, -1), choose()))
    assert "Mest upp (5 av 8, 3 till lika mycket)" in tied


def test_the_smallest_rises_do_not_fill_up_where_few_fell() -> None:
    figure = largest_changes_view(moves(*range(1, 13), -1), choose()).figure
    assert len(figure.data[1].text) == SHOWN


def test_counts_have_their_forms_and_one_its_name() -> None:
    assert largest_changes_view(moves(3, 2), choose()).headline.startswith(
        "2 kommuner har högre tal och ingen"
    )
    assert largest_changes_view(moves(3, 0), choose()).headline.startswith(
        "1 kommun har ett högre tal och ingen"
    )
    assert largest_changes_view(moves(0, 0), choose()).headline.startswith(
        "Ingen av de 2 som har värde båda"
    )
    assert largest_changes_view(moves(3), choose()).headline.startswith(
        "Upplands Väsby har gått från 40,0"
    )
    assert "samma värde" in largest_changes_view(moves(0), choose()).headline


def test_a_yes_or_no_is_answers_changed_with_every_name_in_the_table() -> None:
    now = dict.fromkeys(CODES[:12], 1.0) | dict.fromkeys(CODES[12:18], 0.0) | {CODES[20]: 1.0}
    before = dict.fromkeys(CODES[:12], 0.0) | dict.fromkeys(CODES[12:18], 1.0) | {CODES[20]: 1.0}
    source = Planted({FULL_TIME: now}, {FULL_TIME: before})
    chart = largest_changes_view(source, choose(indicator=FULL_TIME))
    finding = T("movers.finding_answers", up="12", down="6", before="okt. 2025")
    assert chart.headline == T("low_response.heading", n="19", headline=finding)
    changes = [row[-1] for row in chart.table.rows]
    assert changes[:12] == [T("movers.no_yes")] * 12
    assert changes[12:18] == [T("movers.yes_no")] * 6
    assert changes[18:] == [T("movers.same_answer")]
    assert list(chart.figure.data[0].x) == [12, 6, 1, 0]
    plain = [(T("movers.no_yes"), 12), (T("movers.yes_no"), 6), (T("movers.same_answer"), 1)]
    assert chart.native is not None and chart.native.table.rows == plain
    assert chart.unit == "Antal kommuner"
    assert not any("procentenheter" in words for words in words_in(chart))
    assert any("Vallentuna" in words for words in words_in(chart))


@pytest.mark.parametrize("indicator", ["maturity", FULL_TIME])
def test_nobody_both_times_is_not_that_there_is_no_wave_before(indicator: str) -> None:
    source = Planted({indicator: {CODES[0]: 1.0}}, {indicator: {CODES[1]: 1.0}})
    chart = largest_changes_view(source, choose(indicator=indicator))
    assert chart.headline == T("movers.finding_none")
    assert T("movers.finding_none") in words_in(chart)
