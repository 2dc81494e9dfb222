"""Who lies highest and lowest: ties are said as ties, in Swedish order, and one value as one."""

import pandas as pd
import pytest

from ailaget.texts import texts
from ailaget.views.base.ends import ends_sentences


def said(values: dict[str, float | None], language: str = "sv", **how: str) -> str:
    t = texts(language)
    rows = pd.DataFrame({"name": values.keys(), "value": values.values()}).astype({"value": float})
    return ends_sentences(rows, lambda value: t.number(value, 1), t, measure="Mått", **how)[0]


def test_one_at_either_end_is_named() -> None:
    found = said({"Arboga": 1, "Borås": 2, "Ale": 3, "Dals-Ed": None})
    assert found == "Mått bland de 3 som har värde: högst i Ale (3,0), lägst i Arboga (1,0)"
    found = said({"Arboga": 1, "Borås": 2, "Ale": 3})
    assert found == "Mått: högst i Ale (3,0), lägst i Arboga (1,0)"


def test_two_or_three_that_tie_are_all_named_in_swedish_order() -> None:
    found = said({"Örebro": 0, "Åre": 0, "Älmhult": 0, "Ale": 5})
    assert found == "Mått: högst i Ale (5,0), lägst i Åre, Älmhult och Örebro (0,0)"


def test_many_that_tie_are_counted() -> None:
    zeros = dict.fromkeys("abcd", 0.0)
    assert said({**zeros, "e": 1}).endswith("lägst i 4 kommuner (0,0)")
    assert said({**zeros, "e": 1}, kind="county").endswith("lägst i 4 län (0,0)")
    found = said({**zeros, "e": 1}, "en")
    assert found == "Mått: highest in e (1.0), lowest in 4 municipalities (0.0)"


def test_the_same_sum_in_another_order_is_a_tie() -> None:
    assert said({"a": 0.1 + 0.2, "b": 0.3, "c": 0}).startswith("Mått: högst i a och b (")


@pytest.mark.parametrize(
    ("values", "how", "expected"),
    [
        ({"Gotlands län": 4, "x": None}, {"kind": "county"}, "Mått: 4,0 i Gotlands län"),
        ({"a": 4, "b": 4}, {"kind": "county"}, "Mått: 4,0 i alla 2 län som har minst fem svar"),
        ({"a": 4.01, "b": 4.02}, {}, "Mått: 4,0 i alla 2 kommuner som har värde"),
        (
            {"Visby": 4},
            {"place": "Gotlands län"},
            "Mått i Gotlands län: bara Visby har ett värde (4,0)",
        ),
        (
            {"a": 4, "b": 4},
            {"place": "Gotlands län"},
            "Mått i Gotlands län: 4,0 i alla 2 kommuner som har värde",
        ),
    ],
)
def test_one_value_is_said_as_one(
    values: dict[str, float | None], how: dict[str, str], expected: str
) -> None:
    assert said(values, **how) == expected


def test_figures_that_differ_by_their_rounding_alone_tie() -> None:
    thirds = {"Ale": 33.333333333, "Borås": 33.3333333325, "Kil": 1.0}
    assert said(thirds) == "Mått: högst i Ale och Borås (33,3), lägst i Kil (1,0)"


def test_what_is_shorter_counts_those_that_tie_and_then_leaves_out_the_measure() -> None:
    t = texts("sv")
    rows = pd.DataFrame({"name": ["Ale", "Kil", "Ed", "Bo"], "value": [5.0, 5.0, 1.0, None]})
    assert ends_sentences(rows, t.number, t, measure="Mått") == [
        "Mått bland de 3 som har värde: högst i Ale och Kil (5), lägst i Ed (1)",
        "Mått, 3 med värde: högst i Ale och Kil (5), lägst i Ed (1)",
        "Mått, 3 med värde: högst Ale och Kil (5), lägst Ed (1)",
        "Mått bland de 3 som har värde: högst i 2 kommuner (5), lägst i Ed (1)",
        "Mått, 3 med värde: högst i 2 kommuner (5), lägst i Ed (1)",
        "Mått, 3 med värde: högst 2 kommuner (5), lägst Ed (1)",
        "3 med värde: högst i Ale och Kil (5), lägst i Ed (1)",
        "3 med värde: högst i 2 kommuner (5), lägst i Ed (1)",
    ]
