"""What the silent could change, worked by hand."""

import numpy as np
import pytest

from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.native import drawable
from ailaget.views.base.selection import FEW
from ailaget.views.inequality.nonresponse import bounds_view
from tests.views.planted import CODES, Planted, choose, context_of, everyone

VARMLAND = [code for code in CODES if code.startswith("17")]


def test_bounds_of_a_county_by_hand() -> None:
    values = dict.fromkeys(VARMLAND[:8], 50.0)
    chart = bounds_view(Planted({"maturity": values}), choose(county=("17",), by="county"))
    everyone_row, county = chart.table.rows
    n, of = 8, len(VARMLAND)
    assert everyone_row[1:5] == (n, of, n / of, 50.0)
    low, high = 8 * 50 / of, (8 * 50 + (of - 8) * 100) / of
    assert everyone_row[6:] == pytest.approx((low, high))
    assert county[1:5] == everyone_row[1:5]
    assert county[5] is None


def test_the_estimate_is_of_all_by_who_tends_to_answer_and_says_so() -> None:
    """Those far ahead answered more often, in both waves: with all, the mean is lower."""
    rng = np.random.default_rng(3)
    level = {
        code: float(value) for code, value in zip(CODES, rng.uniform(0, 100, 290), strict=True)
    }
    before, now = (
        {code: value for code, value in level.items() if rng.random() < 0.3 + value / 170}
        for _ in range(2)
    )
    chart = bounds_view(Planted({"maturity": now}, {"maturity": before}), choose())
    mean, estimate = chart.table.rows[0][4:6]
    truth = sum(level.values()) / 290
    assert abs(estimate - truth) < (mean - truth) / 3
    assert chart.caveat.startswith("Med hänsyn till vilka som brukar svara blir medelvärdet")
    assert "gånger så höga" in chart.caveat


def test_with_one_wave_only_no_mechanism_is_claimed() -> None:
    source = Planted({"maturity": dict.fromkeys(CODES[::2], 10.0)}, has_before=False)
    caveat = bounds_view(source, choose()).caveat
    assert "blir medelvärdet också 10,0" in caveat
    assert "gånger så höga" not in caveat


def test_an_open_scale_states_the_bound_and_whose_it_is() -> None:
    values: dict[str, float | None] = everyone(0.0) | {"1764": 25.0, "0180": None}
    chart = bounds_view(Planted({"ai_fte_per_100k": values}), choose(indicator="ai_fte_per_100k"))
    assert "25,0 (Grums)" in chart.caveat
    assert "inte summan" not in chart.caveat
    assert chart.table.rows[0][7] == pytest.approx(50 / 290)


def test_a_share_is_read_as_per_cent() -> None:
    values = {code: float(code < "0500") for code in CODES}
    chart = bounds_view(Planted({"has_full_time_ai": values}), choose(indicator="has_full_time_ai"))
    assert chart.headline.startswith("Alla 290 har ett värde, så andelen")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["county", "skr_group", "size_class"])
def test_words_where_nobody_has_a_value(language: str, by: str) -> None:
    chart = bounds_view(Planted({}), choose(language=language, by=by))
    assert chart.headline == texts(language)("empty.no_answers")
    one = bounds_view(Planted({"maturity": {"0180": 40.0}}), choose(language=language, by=by))
    assert one.n == 1
    assert one.table.rows[0][4] == 40.0


def test_one_municipality_is_not_called_all_of_them() -> None:
    alone = bounds_view(Planted({"maturity": {"0980": 41.9}}), choose(county=("09",)))
    assert alone.headline == "Den enda valda kommunen har ett värde: 41,9"
    among = bounds_view(Planted({"maturity": {VARMLAND[0]: 41.9}}), choose(county=("17",)))
    assert among.headline.startswith("AI-mognad: bara en kommun har ett värde, 41,9; ")


def test_who_rests_on_few_is_marked_on_the_page_and_where_it_is_drawn() -> None:
    for n, name in ((5, "Värmlands län"), (4, "Värmlands län (få svar)")):
        source = Planted({"maturity": dict.fromkeys(VARMLAND[:n], 50.0)})
        chart = bounds_view(source, choose(county=("17",), by="county"))
        native = drawable(chart)
        assert native is not None
        drawn = native.table
        assert [row[0] for row in drawn.rows][1] == name
        for bar, row in zip(drawn.rows, chart.table.rows, strict=True):
            mean, low, high = row[4], *row[6:]
            assert (bar[1], bar[1] - bar[-2], bar[1] + bar[-1]) == (mean, low, high)
        assert name in {note.text for note in chart.figure.layout.annotations}
        assert (texts("sv")("map.caveat_few") in chart.caveat) == (n < FEW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_all_have_a_value_nothing_is_said_of_those_without(language: str) -> None:
    chart = bounds_view(Planted({"maturity": everyone(40.0)}), choose(language=language))
    assert chart.caveat == texts(language)("silent.method_all")


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_drawn_by_lot_are_not_said_to_be_more_or_less_like_all(language: str) -> None:
    """Of a county's few no difference is seen: neither that they are alike nor how much."""
    t = texts(language)
    by = t("silent.weighed_by_first")
    source = Planted({"maturity": dict.fromkeys(VARMLAND[::2], 50.0)})
    caveat = bounds_view(source, choose(county=("17",), language=language)).caveat
    assert t("silent.alike_chance", by=by) in caveat
    # Where the large alone answer it is another thing, and said with a number.
    large = [code for code in CODES if context_of(code)["population"] >= 30_000]
    caveat = bounds_view(
        Planted({"maturity": dict.fromkeys(large, 50.0)}), choose(language=language)
    ).caveat
    assert t("silent.alike", alike="#", by=by).partition("#")[0] in caveat
