"""How far ranks move with the weights: moved weights, seeded draws, and words for no weights."""

import pytest

from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES, texts
from ailaget.views.inequality.robustness import robustness_view
from ailaget.views.inequality.weighted_index import weighted_of, weights_of
from tests.views.planted import CODES, Planted, choose

PARTS = [part.key for part in codebook().dimension_indicators()]
USE = "maturity_use"


def country(codes: list[str] = CODES) -> Planted:
    """Every part rises with the code, except use, which falls: its weight decides."""
    rising = {code: 100.0 * place / len(codes) for place, code in enumerate(codes)}
    values = dict.fromkeys(PARTS, rising)
    return Planted(values | {USE: {code: 100 - value for code, value in rising.items()}})


def test_a_moved_weight_moves_the_ranks() -> None:
    equal = weighted_of(country(), choose())
    only_use = weighted_of(country(), choose(weight=tuple((p, 0.0) for p in PARTS if p != USE)))
    assert equal is not None
    assert only_use is not None
    assert equal.rows["code"].iloc[0] == CODES[-1]
    assert only_use.rows["code"].iloc[0] == CODES[0]
    assert only_use.rows.set_index("code")["equal"][CODES[-1]] == 1


def test_the_same_draws_every_time() -> None:
    first, second = (robustness_view(country(), choose()) for _ in range(2))
    assert first.table.rows == second.table.rows
    assert first.headline == second.headline


def test_weights_are_one_unless_moved() -> None:
    assert weights_of(choose(weight=((USE, 2.0),))) == dict.fromkeys(PARTS, 1.0) | {USE: 2.0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_weight_at_all_is_said_in_words(language: str) -> None:
    none = choose(language=language, weight=tuple((part, 0.0) for part in PARTS))
    assert robustness_view(country(), none).headline == texts(language)("robustness.no_weights")
    nobody = robustness_view(Planted({}), choose(language=language))
    assert nobody.headline == texts(language)("empty.no_answers")


def test_the_filter_shows_fewer_with_the_same_ranks() -> None:
    whole, part = (robustness_view(country(), choose(county=c)) for c in ((), ("17",)))
    rows = dict(zip(whole.table.codes, whole.table.rows, strict=True))
    assert part.table.codes
    assert all(
        rows[code] == row for code, row in zip(part.table.codes, part.table.rows, strict=True)
    )


@pytest.mark.parametrize("codes", [["1764"], ["1764", "1780"], CODES[:12]])
def test_few_municipalities_are_shown_once_each(codes: list[str]) -> None:
    chart = robustness_view(country(codes), choose(municipality="1764"))
    assert chart.n == len(codes)
    bars = chart.figure.data[0]
    assert len(bars.y) == len(set(bars.text)) == len(codes)
