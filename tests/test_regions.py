"""Regions are asked apart: their waves are kept as municipalities' are, and never mixed."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.__main__ import main
from ailaget.codebook import codebook, codebook_of_regions
from ailaget.exports.dump.archive import wave_dump
from ailaget.ingest.doctor import examine
from ailaget.ingest.drill import drill
from ailaget.ingest.forgetting.files import forget
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import (
    discard_draft,
    match_municipalities,
    publish_wave,
    withdraw_wave,
)
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.store.backup import back_up
from ailaget.store.database import (
    open_database,
    query_names,
    query_of,
    query_parameters,
)
from ailaget.store.versions import histories
from ailaget.store.waves import REGIONS
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import texts
from ailaget.views.base.selection import Selection
from ailaget.views.regions.map import regions_map_view
from ailaget.views.regions.page import regions_view
from ailaget.views.regions.ranking import regions_ranking_view
from ailaget.views.upload.changes import changes_view
from tests.api.conftest import LISTS as OPEN_DATA
from tests.api.conftest import client_of
from tests.conftest import Rows, copied
from tests.test_queries import LISTS, arguments

WAVE = "2026-11-regions"
ANSWERS: Rows = [
    {"Region": "Region Norrbotten", "fte_ai_total": 4, "ai_heltid": 3, "dpia": "Några"},
    {"Region": "Västra Götalandsregionen", "fte_ai_total": 20, "ai_heltid": 3, "dpia": "Alla"},
    {"Region": "Gotland", "fte_ai_total": "0,5", "ai_heltid": 0, "dpia": "Ingen"},
]
Survey = Callable[..., Path]
EVERYWHERE: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    return empty_place


@pytest.fixture
def demo_place(demo_workspace: Workspace) -> Workspace:
    return copied(demo_workspace, workspace().root)


@pytest.fixture
def file(survey_file: Survey) -> Path:
    return survey_file(ANSWERS, "regioner_2026-11.csv")


def values(
    place: Workspace, wave: str, indicator: str = "ai_fte", respondents: str = REGIONS
) -> dict[str, float]:
    """Return the values of regions, or of others, that readers see."""
    database = open_database(place)
    rows = database.query(
        query_of(respondents, "indicator_values"), wave=wave, indicator=indicator, **EVERYWHERE
    )
    database.close()
    known = rows[rows["value"].notna()]
    return dict(zip(known["municipality"], known["value"], strict=True))


def waves_of_regions(place: Workspace) -> list[str]:
    database = open_database(place)
    waves = list(database.query(query_of(REGIONS, "waves"))["wave"])
    database.close()
    return waves


def everything(place: Workspace) -> dict[str, object]:
    """Return what every table of municipalities holds, and what every query gives of them."""
    database = open_database(place)
    kept: dict[str, object] = {}
    with database.connection.cursor() as cursor:
        tables = cursor.execute(
            "select table_name from information_schema.tables where table_schema = 'main'"
        ).fetchall()
        for (table,) in tables:
            rows = cursor.table(table).aggregate("count(*), bit_xor(hash(columns(*)))")
            kept[table] = rows.fetchall()
    for name in query_names():
        kept[name] = database.query(name, **arguments(name)).to_csv()
    database.close()
    return kept


def test_a_wave_of_regions_changes_no_figure_of_municipalities(
    demo_place: Workspace, file: Path
) -> None:
    before = everything(demo_place)
    load(demo_place, file, wave="2026-10-regions", publish=True)  # a month that they have too
    assert values(demo_place, "2026-10") == {"25": 4, "14": 20, "09": 0.5}
    assert everything(demo_place) == before


def test_regions_are_in_neither_the_open_data_nor_a_whole_wave(
    demo_workspace: Workspace,
) -> None:
    """They describe municipalities: another kind of respondent would be another resource."""
    database = open_database(demo_workspace)
    client = client_of(database)
    for name in OPEN_DATA:
        answer = client.get(f"/{name}", params={"limit": 10_000})
        assert answer.is_success
        assert "Region Norrbotten" not in answer.text, name
        assert "-regions" not in answer.text, name
    values = client.get("/values", params={"limit": 10_000}).json()["data"]
    assert all(len(record["municipality"]) == 4 for record in values)
    with zipfile.ZipFile(
        io.BytesIO(wave_dump(database, database.build, "2026-10").content)
    ) as dump:
        for name in dump.namelist():
            if name.endswith((".csv", ".json")):
                assert b"Region Norrbotten" not in dump.read(name), name
    database.close()


def test_regions_answers_count_as_municipalities_do(place: Workspace, file: Path) -> None:
    load(place, file, publish=True)
    rate = values(place, "2026-11", "ai_fte_per_100k")
    population = {region.code: region.population[2025] for region in geography.regions()}
    assert rate["25"] == pytest.approx(100_000 * 4 / population["25"])
    assert population["09"] == geography.municipality("0980").population[2025]
    assert sum(population.values()) == sum(
        each.population[2025] for each in geography.municipalities()
    )


def test_a_wave_of_regions_is_drafted_published_withdrawn_and_discarded(
    place: Workspace, file: Path
) -> None:
    assert load(place, file).survey.wave == WAVE
    assert waves_of_regions(place) == []
    publish_wave(place, WAVE)
    assert waves_of_regions(place) == ["2026-11"]
    withdraw_wave(place, WAVE)
    assert waves_of_regions(place) == []
    discard_draft(place, WAVE)
    assert not histories(place.state())[WAVE, False].draft.files


def test_a_later_file_replaces_the_regions_that_it_holds(
    place: Workspace, file: Path, survey_file: Survey
) -> None:
    load(place, file, publish=True)
    corrected = survey_file([ANSWERS[0] | {"fte_ai_total": 5}], "rattad_2026-11.csv")
    loaded = load(place, corrected)
    assert (loaded.changed, loaded.new, loaded.waits) == (1, 0, True)
    assert values(place, "2026-11")["25"] == 4
    publish_wave(place, WAVE)
    assert values(place, "2026-11") == {"25": 5, "14": 20, "09": 0.5}


def test_a_region_chosen_for_a_text_is_remembered_and_no_municipality_is_meant_by_it(
    place: Workspace, survey_file: Survey
) -> None:
    rows = [*ANSWERS, {"Region": "Norrbotten läns reg.", "fte_ai_total": 7}]
    held = load(place, survey_file(rows[1:], "r_2026-11.csv")).survey.held_back
    assert [(row.municipality_text, row.reason) for row in held] == [
        ("Norrbotten läns reg.", "unknown_region")
    ]
    match_municipalities(place, {"Norrbotten läns reg.": "25"})
    publish_wave(place, WAVE)
    assert values(place, "2026-11")["25"] == 7
    of_municipalities = [
        {"Kommun": "Norrbotten läns reg.", "fte_ai_total": 1},
        {"Kommun": "Mora", "fte_ai_total": 1},
    ]
    survey = load(place, survey_file(of_municipalities, "k_2026-11.csv")).survey
    assert survey.wave == "2026-11"
    assert list(survey.accepted) == ["2062"]


def test_who_has_answered_is_asked_where_the_file_does_not_say(
    place: Workspace, survey_file: Survey, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"Organisation": name, "fte_ai_total": 2} for name in ("Stockholm", "Gotland")]
    path = survey_file(rows, "svar_2026-11.csv")
    with pytest.raises(LoadRefused) as refused:
        load(place, path)
    assert refused.value.reason == "respondents_unclear"
    assert main(["load", str(path), "--dry-run"]) == 2
    assert "--respondents regions" in capsys.readouterr().err
    assert load(place, path, respondents="regions").survey.accepted.keys() == {"01", "09"}
    assert load(place, path, respondents="municipalities").survey.accepted.keys() == {
        "0180",
        "0980",
    }


def test_the_command_line_loads_publishes_and_reports_regions(
    place: Workspace, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.json"
    assert main(["load", str(file), "--report", str(report)]) == 0
    assert json.loads(report.read_text())["wave"] == WAVE
    assert main(["publish", WAVE]) == 0
    assert texts("sv")("load.protected_of_regions") in capsys.readouterr().out
    assert main(["table", query_of(REGIONS, "waves"), "--format", "json"]) == 0
    assert [row["respondents"] for row in json.loads(capsys.readouterr().out)] == [3]
    assert main(["withdraw", WAVE]) == 0


def test_what_publishing_regions_would_change_is_told_of_regions(
    place: Workspace, file: Path
) -> None:
    before = open_database(copied(place, place.root.with_name("before")))
    load(place, file, publish=True)
    after = open_database(place)
    changes = changes_view(before, after, WAVE, texts("sv"))
    assert changes.sentences[0] == "Mätomgången november 2026 (regioner) blir synlig för läsarna."
    assert {row[0] for row in changes.municipalities.rows} == {
        "Region Norrbotten",
        "Västra Götalandsregionen",
        "Region Gotland",
    }
    assert changes.headlines.rows[0][2] == "14\u00a0%"
    before.close()
    after.close()


def test_nothing_of_what_regions_answer_to_protected_questions_is_in_any_query(
    place: Workspace, file: Path
) -> None:
    load(place, file, publish=True)
    protected = {key for key, each in codebook().questions.items() if not each.is_open}
    database = open_database(place)
    for name in query_names():
        for question in sorted(protected) if "question" in query_parameters(name) else [""]:
            given = {**_arguments(name), **({"question": question} if question else {})}
            rows = database.query(query_of(REGIONS, name), **given)
            if "question" in rows:
                assert not protected & set(rows["question"]), name
            if name.startswith("protected") or question:
                assert rows.empty or not rows.filter(["value", "choice"]).notna().any(axis=None)
    database.close()


def test_readers_see_the_same_whatever_regions_answer_to_protected_questions(
    place: Workspace, survey_file: Survey
) -> None:
    """Two files that differ in nothing else: no query, heading or table tells them apart."""
    seen = []
    for turn in range(2):
        here = copied(place, place.root.with_name(f"turn_{turn}"))
        given = [row["dpia"] for row in ANSWERS]
        given = given[turn:] + given[:turn]
        rows = [row | {"dpia": dpia} for row, dpia in zip(ANSWERS, given, strict=True)]
        load(here, survey_file(rows, "regioner_2026-11.csv"), publish=True)
        database = open_database(here)
        of_file = ["sha256", "received"]
        told = {
            name: database.query(query_of(REGIONS, name), **_arguments(name))
            .drop(columns=of_file, errors="ignore")
            .to_csv()
            for name in query_names()
        }
        selection = Selection("2026-11", is_demo=False, region="25")
        for view in (regions_map_view, regions_ranking_view):
            for indicator in codebook().indicators:
                chart = view(database, replace(selection, indicator=indicator))
                told[f"{view.__name__} {indicator}"] = f"{chart.headline} {chart.table.rows}"
        told["page"] = repr(regions_view(database, selection))
        database.close()
        seen.append(told)
    assert seen[0] == seen[1]


def _arguments(name: str) -> dict[str, object]:
    given = arguments(name) | {"wave": "2026-11", "municipality": "25"}
    return {key: [] if key in LISTS else given[key] for key in query_parameters(name)}


def test_the_regions_demonstration_waves_are_marked_and_hidden_by_any_real_wave(
    demo_place: Workspace, survey_file: Survey
) -> None:
    database = open_database(demo_place)
    waves = database.query(query_of(REGIONS, "waves"))
    database.close()
    assert waves["is_demo"].all()
    assert list(waves["municipalities"]) == [21, 21, 21]
    withdraw_wave(demo_place, "2026-10-regions")
    assert waves_of_regions(demo_place) == ["2025-10", "2024-10"]  # and it stays so, built anew
    load(demo_place, survey_file([{"kommunkod": "0114", "fte_ai_total": 1}]), publish=True)
    assert waves_of_regions(demo_place) == []


def test_doctor_backup_and_drill_hold_with_regions(
    place: Workspace, file: Path, tmp_path: Path
) -> None:
    load(place, file, publish=True)
    assert {finding.state for finding in examine(place)} == {"ok"}
    back_up(place, tmp_path / "copy.zip")
    outcome = drill(tmp_path / "copy.zip")
    assert (outcome.waves, outcome.different) == (1, ())


def test_who_answered_for_a_region_is_forgotten_and_the_answers_are_not(
    place: Workspace, survey_file: Survey
) -> None:
    rows = [{**row, "E-post": f"{number}@example.se"} for number, row in enumerate(ANSWERS)]
    load(place, survey_file(rows, "r_2026-11.csv"), publish=True)
    before = values(place, "2026-11")
    (forgotten,) = forget(place, wave=WAVE)
    assert forgotten.what is not None
    assert forgotten.what.columns == ("E-post",)
    assert b"@" not in forgotten.what.data
    assert values(place, "2026-11") == before


def test_regions_are_asked_the_same_questions_in_their_own_words() -> None:
    book, regions = codebook(), codebook_of_regions()
    assert book.questions.keys() == regions.questions.keys()
    question = regions.question("ai_strategi")
    assert question.wording["sv"].startswith("Har regionen en AI-strategi")
    assert book.question("ai_strategi").wording["sv"] in question.earlier_wordings
    labels = {choice.key: choice.label["sv"] for choice in regions.question("samverkan").choices}
    assert labels["same_county"] == "Kommuner i länet"
    for key, each in regions.questions.items():
        for text in each.wording.values():
            assert "ommunen" not in text, key
            assert "the municipality" not in text, key


def test_every_region_has_its_countys_code_and_is_known_by_every_name() -> None:
    assert [each.code for each in geography.regions()] == [
        county.code for county in geography.counties()
    ]
    assert geography.respondent_names()["14"] == "Västra Götalandsregionen"
