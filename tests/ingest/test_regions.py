"""A row is matched to a region exactly or not at all, and whose a file is told by all its rows."""

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.matching.regions import match_region
from ailaget.ingest.matching.respondents import respondents_of_file
from ailaget.ingest.reading.raw_table import read_table
from ailaget.ingest.survey import read_survey
from ailaget.store.waves import MUNICIPALITIES, REGIONS

EVERY = [region.names["sv"] for region in geography.regions()]
SHORT = [county.short_name for county in geography.counties()]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["Region Norrbotten"], "25"),
        (["region norrbotten "], "25"),
        (["Norrbotten"], "25"),
        (["Norrbottens län"], "25"),
        (["25"], "25"),
        (["25.0"], "25"),
        (["1"], "01"),
        (["0025"], "25"),
        (["Västra Götalandsregionen"], "14"),
        (["VGR"], "14"),
        (["Region Västra Götaland"], "14"),
        (["Sörmland"], "04"),
        (["Region Jämtland Härjedalen"], "23"),
        (["Gotland"], "09"),
        (["09", "Region Gotland"], "09"),
        (["", "Region Skåne"], "12"),
    ],
)
def test_a_region_is_known_by_its_names_and_its_countys_code(cells: list[str], code: str) -> None:
    assert match_region(cells, {}).code == code


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([""], "blank_region"),
        (["Kiruna"], "municipality_not_region"),
        (["2584"], "municipality_not_region"),
        (["02"], "municipality_not_region"),
        (["Riket"], "total_row"),
        (["Region Norbotten"], "unknown_region"),
        (["25", "Region Skåne"], "region_columns_disagree"),
    ],
)
def test_what_is_no_region_says_why(cells: list[str], reason: str) -> None:
    match = match_region(cells, {})
    assert (match.code, match.reason) == (None, reason)


def test_a_misspelt_region_is_suggested_and_only_a_person_decides() -> None:
    assert match_region(["Region Norbotten"], {}).suggestions[0] == ("25", "Region Norrbotten")
    assert match_region(["Region Norbotten"], {"regionnorbotten": "25"}).code == "25"


@pytest.mark.parametrize(
    ("heading", "names", "told"),
    [
        ("Region", EVERY, REGIONS),
        ("Region", SHORT, REGIONS),
        ("Regionkod", [region.code for region in geography.regions()], REGIONS),
        ("Länskod", ["01", "25"], REGIONS),
        ("Organisation", ["Region Gotland", "Region Skåne"], REGIONS),
        ("Organisation", ["Gotland", "Mora"], MUNICIPALITIES),
        ("Kommun", ["Gotland"], MUNICIPALITIES),
        ("Kommun", ["Stockholm", "Uppsala"], MUNICIPALITIES),
        ("Kommunkod", ["14", "80"], MUNICIPALITIES),
        ("Region", ["Mora", "Region Dalarna", "Falun"], MUNICIPALITIES),
        ("Organisation", ["Gotland"], None),
        ("Region", ["Stockholm", "Örebro"], REGIONS),
        ("Kommun", EVERY, None),
        ("Organisation", [*EVERY, "Mora"], None),
    ],
)
def test_whose_a_file_is_is_told_by_its_rows_together_or_asked(
    heading: str, names: list[str], told: str | None
) -> None:
    lines = [f"{heading};ai_heltid", *(f"{name};Nej" for name in names)]
    headers = Headers(codebook())
    table = read_table("\n".join(lines).encode(), headers.knows)
    assert respondents_of_file(table, headers.match(table.header)) == told


def test_a_county_beside_the_municipality_makes_no_survey_of_regions() -> None:
    rows = ["Län;Kommun;ai_heltid", "Dalarnas län;Mora;Nej", "Gotlands län;Gotland;Nej"]
    headers = Headers(codebook())
    table = read_table("\n".join(rows).encode(), headers.knows)
    assert respondents_of_file(table, headers.match(table.header)) == MUNICIPALITIES


def test_a_file_in_the_regions_own_words_is_read() -> None:
    text = (
        "Region;Har regionen minst en heltidstjänst för AI?;Var drivs regionens AI-lösningar? "
        "Flera svar kan anges.\nRegion Skåne;Delad med annan region;"
        "Egen drift, Gemensam med andra regioner\n"
    )
    survey = read_survey(text.encode(), "r.csv", "2026-11-regions")
    assert survey.wave == "2026-11-regions"
    assert not survey.unknown_values
    given = {(a.municipality, a.question, a.value, a.choice) for a in survey.answers}
    assert given == {
        ("12", "ai_heltid", 2.0, None),
        ("12", "ai_miljo", None, "own"),
        ("12", "ai_miljo", None, "shared"),
    }
