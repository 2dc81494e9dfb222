"""Rows about other Nordic municipalities are told apart, and Swedish ones never taken for them."""

import pytest

from ailaget.geography import foreign_municipalities, municipalities, official_forms
from ailaget.ingest.matching.municipalities import match_municipality


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["Oslo"], "norwegian_row"),
        (["0301"], "norwegian_row"),
        (["301", "Oslo kommune"], "norwegian_row"),
        (["1112 Lund"], "norwegian_row"),
        (["Københavns Kommune"], "danish_row"),
        (["461 Odense"], "danish_row"),
        (["0461", "Odense"], "danish_row"),
        (["Helsingfors"], "finnish_row"),
        (["Vasa stad"], "finnish_row"),
        (["ÅBO"], "finnish_row"),
        (["Uusikaupunki"], "finnish_row"),
        (["5001"], "norwegian_row"),
        (["0125", "Eidsberg"], "code_and_name_disagree"),
        (["9999"], "foreign_code"),
        (["Riket"], "total_row"),
        (["Skåne län"], "county_not_municipality"),
        (["J\ufffdrf\ufffdlla"], "damaged_text"),
        (["JÃ¤rfÃ¤lla"], "damaged_text"),
    ],
)
def test_the_reason_is_told(texts: list[str], reason: str) -> None:
    assert match_municipality(texts).reason == reason


def test_a_row_from_abroad_has_no_suggestions_and_a_damaged_name_has() -> None:
    assert match_municipality(["Bergen"]).suggestions == ()
    for damaged in ("J\ufffdrf\ufffdlla", "JÃ¤rfÃ¤lla", "J?rf?lla"):
        assert match_municipality([damaged]).suggestions[0] == ("0123", "Järfälla")


def test_every_swedish_form_is_still_swedish() -> None:
    for place in municipalities():
        for form in official_forms(place):
            assert match_municipality([form]).code == place.code, form
            assert match_municipality([place.code, form]).code == place.code


def test_an_alias_decides_over_a_name_from_abroad() -> None:
    assert match_municipality(["Lundo"], {"lundo": "1281"}).code == "1281"


def test_the_list_is_whole() -> None:
    counts = dict.fromkeys(("NO", "DK", "FI"), 0)
    for place in foreign_municipalities():
        counts[place.country] += 1
    assert counts["DK"] == 98
    assert counts["NO"] >= 356 and counts["FI"] >= 308
