"""Every way to write each municipality is matched; all else is told apart and never guessed."""

import unicodedata

import pytest

from ailaget.geography import Municipality, counties, municipalities, official_forms
from ailaget.ingest.matching.municipalities import fold_alias, match_municipality
from ailaget.ingest.reading.normalisation import fold_name
from ailaget.ingest.reading.refusals import ROW_REASONS

ALL = [pytest.param(place, id=place.code) for place in municipalities()]


def variants(place: Municipality) -> list[str]:
    code, name = place.code, place.name
    forms = [*official_forms(place), f"{name} kommun", f"{name} stad", f"{name}s kommun"]
    forms += [code, f"{int(code)}", f'="{code}"', f"{int(code)}.0"]
    forms += [f"{code} {name}", f"{int(code)} {name}", f"{name} ({code})", f"{code}: {name} kommun"]
    forms += [name.replace("-", " "), name.replace(" ", "-"), name.replace("-", "\N{EN DASH}")]
    return forms


@pytest.mark.parametrize("place", ALL)
def test_every_form_of_every_municipality_is_matched(place: Municipality) -> None:
    for form in variants(place):
        spaced = form.replace(" ", "\u00a0 ")
        decorated = (
            form,
            form.upper(),
            form.lower(),
            f"\u00a0 {spaced}\t",
            unicodedata.normalize("NFD", form),
        )
        for text in decorated:
            assert match_municipality([text]).code == place.code, text


def test_no_form_means_two_municipalities() -> None:
    meant: dict[str, set[str]] = {}
    for place in municipalities():
        for form in variants(place):
            meant.setdefault(fold_name(form), set()).add(place.code)
    assert [form for form, codes in meant.items() if len(codes) > 1] == []


@pytest.mark.parametrize("county", [pytest.param(c, id=c.code) for c in counties()])
def test_a_county_is_no_municipality_unless_it_bears_ones_bare_name(county) -> None:  # type: ignore[no-untyped-def]
    for text in (county.name, f"{county.code} {county.name}", f"00{county.code} {county.name}"):
        assert match_municipality([text]).reason == "county_not_municipality", text
    bare = match_municipality([county.short_name])
    named = {place.name: place.code for place in municipalities()}
    assert bare.code == named.get(county.short_name)


def test_six_bare_names_are_municipalities() -> None:
    for name in ("Stockholm", "Uppsala", "Jönköping", "Kalmar", "Gotland", "Örebro"):
        assert match_municipality([name]).code is not None
    assert match_municipality(["Region Gotland"]).code == "0980"
    assert match_municipality(["Region Stockholm"]).reason == "county_not_municipality"


def test_a_countys_row_gets_no_municipality_as_a_suggestion() -> None:
    assert match_municipality(["Stockholms län"]).suggestions == ()
    coded = match_municipality(["0180", "Stockholms län"])
    assert coded.reason == "county_not_municipality"
    assert ("0180", "Stockholm") in coded.suggestions


def test_habo_and_habo_with_a_ring_are_never_confused() -> None:
    assert match_municipality(["Habo"]).code == "0643"
    assert match_municipality(["HÅBO KOMMUN"]).code == "0305"
    near = match_municipality(["Haabo"])
    assert near.code is None
    assert {code for code, _ in near.suggestions} == {"0643", "0305"}


@pytest.mark.parametrize(
    ("texts", "reason", "first_suggestion"),
    [
        ([""], "blank_municipality", None),
        (["  ", "\u00a0"], "blank_municipality", None),
        (["0125 Eidsberg"], "code_and_name_disagree", "0125"),
        (["0125", "Eidsberg"], "code_and_name_disagree", "0125"),
        (["0180", "Malmö"], "code_and_name_disagree", "0180"),
        (["0181", "Stockholm"], "code_and_name_disagree", "0181"),
        (["186 Järvenpää"], "finnish_row", None),
        (["0643", "Håbo"], "code_and_name_disagree", "0643"),
        (["0301 Oslo"], "norwegian_row", None),
        (["091", "Helsinki"], "finnish_row", None),
        (["9999"], "foreign_code", None),
        (["01"], "county_not_municipality", None),
        (["0012 Region Skåne"], "county_not_municipality", None),
        (["Dalarna"], "county_not_municipality", None),
        (["Riket"], "total_row", None),
        (["00 Riket"], "total_row", None),
        (["0000"], "total_row", None),
        (["ALLA"], "total_row", None),
        (["Totalt"], "total_row", None),
        (["Hela landet"], "total_row", None),
        (["Antal svar: 2"], "total_row", None),
        (["Antal svar 290"], "total_row", None),
        (["Enhet 2"], "unknown_municipality", None),
        (["2"], "foreign_code", None),
        (["9999 Enhet"], "foreign_code", None),
        (["J\ufffdrf\ufffdlla"], "damaged_text", "0123"),
        (["J?rf?lla"], "damaged_text", "0123"),
        (["JÃ¤rfÃ¤lla"], "damaged_text", "0123"),
        (["0123", "J?rf?lla"], "damaged_text", "0123"),
        (["Malm\ufffd stad"], "damaged_text", "1280"),
        (["Mörbylänga"], "unknown_municipality", "0840"),
        (["Nortällje"], "unknown_municipality", "0188"),
        (["Socialförvaltningen, Göteborgs Stad"], "unknown_municipality", "1480"),
        (["Falun, Dalarnas län"], "unknown_municipality", "2080"),
        (["Källa: SCB"], "unknown_municipality", None),
        (["Kommun"], "unknown_municipality", None),
        (["-" * 100_000], "unknown_municipality", None),
    ],
)
def test_what_is_not_matched_is_told_apart(
    texts: list[str], reason: str, first_suggestion: str | None
) -> None:
    match = match_municipality(texts)
    assert match.code is None
    assert match.reason == reason
    assert reason in ROW_REASONS
    assert len(match.suggestions) <= 3
    if first_suggestion:
        assert match.suggestions[0][0] == first_suggestion


def test_a_blank_cell_beside_a_code_says_nothing_against_it() -> None:
    assert match_municipality(["0180", ""]).code == "0180"
    assert match_municipality(["", "Falu kommun"]).code == "2080"


def test_a_persons_decision_fills_in_but_never_overrules_an_exact_match() -> None:
    decided = {fold_alias("Nortällje  KOMMUN"): "0188", fold_alias("Habo"): "0305", "x": "0000"}
    assert match_municipality(["nortällje kommun"], decided).code == "0188"
    assert match_municipality(["Habo"], decided).code == "0643"
    assert match_municipality(["x"], decided).reason == "unknown_municipality"
    joined = {fold_alias("0125 Eidsberg"): "0125"}
    assert match_municipality(["0125", "Eidsberg"], joined).code == "0125"
