"""Each indicator against cases worked by hand: formula, missing answers, denominators, groups."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from ailaget.ingest.loading import load
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace, workspace
from ailaget.views.base.selection import group_value

Indicators = Callable[..., pd.DataFrame]

STRATEGY = {"ai_strategi": 3, "ai_riktlinjer": 0, "ai_ansvarig": 1, "ledning_prio": 3}
SKILLS = {"utb_medarb_pct": 40, "utb_chef_pct": "60", "kompetens_niva": 5, "ai_kunnighet": 0}
DATA = {"data_kvalitet": 2, "data_delning": 3, "ai_assistent": 2}
ETHICS = {"skyddsvarda_rutin": 3, "dpia": 0, "ai_register": 3, "riskklassning": 0}
USE = {
    "uc_pilot": 7,
    "uc_bred": 1,
    "uc_utvarderad": 0,
    "uc_omraden": "Skola, Äldreomsorg, Ekonomi/HR, Annat, Kommunikation",
    "effekt": 3,
}
COLLABORATION = {"samverkan": "Akademi, Region", "delade_losningar": 9}
ALL = {**STRATEGY, **SKILLS, **DATA, **ETHICS, **USE, **COLLABORATION}
BY_HAND = {
    "maturity_strategy": (100 + 0 + 50 + 50) / 4,
    "maturity_skills": (40 + 60 + 100 + 0) / 4,
    "maturity_data": (25 + 50 + 100) / 3,
    "maturity_ethics": 100.0,
    "maturity_use": (100 + 100 + 0 + 50 + 100) / 5,
    "maturity_collaboration": (50 + 100) / 2,
}
MUNICIPALITIES = pd.read_csv(
    Path(__file__).parent.parent / "data" / "municipalities.csv", dtype={"code": str}
).set_index("code")
DONT_KNOW, NOT_APPLICABLE = "Vet ej", "Ej aktuellt"


@pytest.fixture
def indicators(empty_place: Workspace, survey_file: Callable[..., Path]) -> Indicators:
    """Return every indicator of municipalities with given answers: by municipality, indicator."""

    def of(answers: Mapping[str, Mapping[str, object]], wave: str = "2026-10") -> pd.DataFrame:
        rows = [{"kommunkod": code, **given} for code, given in answers.items()]
        loaded = load(empty_place, survey_file(rows, f"svar_{wave}.csv"), publish=True)
        assert loaded.exit_code == 0
        database = open_database(empty_place)
        found = database.query("wave_indicators", wave=wave)
        database.close()
        return found.set_index(["municipality", "indicator"])

    return of


def test_each_index_is_the_mean_of_its_rescaled_items(indicators: Indicators) -> None:
    found = indicators({"0114": ALL}).loc["0114"]
    for key, value in BY_HAND.items():
        assert found["value"][key] == pytest.approx(value), key
        assert found["status"][key] == "ok"


def test_maturity_is_the_mean_of_the_six(indicators: Indicators) -> None:
    found = indicators({"0114": ALL}).loc["0114"]
    assert found["value"]["maturity"] == pytest.approx(sum(BY_HAND.values()) / 6)


def test_the_ends_of_every_scale_are_0_and_100(indicators: Indicators) -> None:
    lowest = {
        **dict.fromkeys(ALL, 0),
        **dict.fromkeys(["ledning_prio", "kompetens_niva", "data_kvalitet", "data_delning"], 1),
        "uc_omraden": NOT_APPLICABLE,
        "samverkan": "Ingen",
    }
    highest = {
        **dict.fromkeys(ALL, 3),
        "ai_ansvarig": 2,
        "ai_assistent": 2,
        "utb_medarb_pct": 100,
        "utb_chef_pct": 100,
        **dict.fromkeys(["ledning_prio", "kompetens_niva", "data_kvalitet", "data_delning"], 5),
        "uc_omraden": "Administration/kontor, Medborgarservice, Socialtjänst, Äldreomsorg, Skola, "
        "Plan/bygg/teknik, Ekonomi/HR, Kommunikation, IT/säkerhet, Annat",
        "samverkan": "Region, Akademi, Leverantör, AI Sweden, Kommunalförbund",
        "delade_losningar": 4,
    }
    found = indicators({"0114": lowest, "0180": highest})["value"]
    assert found[("0114", "maturity")] == 0
    assert found[("0180", "maturity")] == 100


@pytest.mark.parametrize(
    ("missing", "value", "status"),
    [
        ({}, 50.0, "ok"),
        ({"ledning_prio": DONT_KNOW}, 50.0, "ok"),
        ({"ledning_prio": ""}, 50.0, "ok"),
        ({"ai_ansvarig": "", "ledning_prio": DONT_KNOW}, None, "unanswered"),
        ({"ai_ansvarig": DONT_KNOW, "ledning_prio": 9}, None, "dont_know"),
        (dict.fromkeys(STRATEGY, ""), None, "unanswered"),
        (dict.fromkeys(STRATEGY, DONT_KNOW), None, "dont_know"),
    ],
)
def test_an_index_needs_sixty_per_cent_of_its_items(
    indicators: Indicators, missing: dict[str, object], value: float | None, status: str
) -> None:
    row = indicators({"0114": {**STRATEGY, **missing}}).loc[("0114", "maturity_strategy")]
    assert row["status"] == status
    assert pd.isna(row["value"]) if value is None else row["value"] == pytest.approx(value)


def test_three_of_five_items_are_sixty_per_cent_and_enough(indicators: Indicators) -> None:
    given = {"0114": {**USE, "uc_bred": DONT_KNOW, "effekt": ""}}
    row = indicators(given).loc[("0114", "maturity_use")]
    assert (row["status"], row["value"]) == ("ok", pytest.approx((100 + 0 + 50) / 3))


@pytest.mark.parametrize(
    ("answers", "value", "status"),
    [
        ({**STRATEGY, "ai_strategi": NOT_APPLICABLE}, 100 / 3, "ok"),
        ({**STRATEGY, "ai_strategi": 8, "ai_riktlinjer": 8}, 50.0, "ok"),
        ({**dict.fromkeys(STRATEGY, NOT_APPLICABLE), "ai_strategi": 3}, 100.0, "ok"),
        ({**dict.fromkeys(STRATEGY, NOT_APPLICABLE), "ai_strategi": 9}, None, "dont_know"),
        (dict.fromkeys(STRATEGY, NOT_APPLICABLE), None, "not_applicable"),
        ({**STRATEGY, "ai_strategi": 8, "ai_riktlinjer": 9, "ai_ansvarig": 9}, None, "dont_know"),
        ({**STRATEGY, "ai_strategi": 8, "ai_riktlinjer": 9}, 50.0, "ok"),
    ],
)
def test_what_is_not_applicable_leaves_the_denominator(
    indicators: Indicators, answers: dict[str, object], value: float | None, status: str
) -> None:
    row = indicators({"0114": answers}).loc[("0114", "maturity_strategy")]
    assert row["status"] == status
    assert pd.isna(row["value"]) if value is None else row["value"] == pytest.approx(value)


@pytest.mark.parametrize("part", [STRATEGY, SKILLS, DATA, ETHICS, USE, COLLABORATION])
def test_maturity_needs_all_six(indicators: Indicators, part: dict[str, object]) -> None:
    row = indicators({"0114": {**ALL, **dict.fromkeys(part, "")}}).loc[("0114", "maturity")]
    assert pd.isna(row["value"])
    assert row["status"] == "unanswered"


@pytest.mark.parametrize(
    ("answer", "own", "any_"),
    [(0, 0, 0), (1, 0, 0), (2, 0, 1), (3, 1, 1), ("Ja, egen", 1, 1)],
)
def test_a_position_of_ones_own_is_apart_from_a_shared_one(
    indicators: Indicators, answer: object, own: int, any_: int
) -> None:
    found = indicators({"0114": {"ai_heltid": answer}}).loc["0114"]["value"]
    assert (found["has_full_time_ai"], found["has_ai_position"]) == (own, any_)


@pytest.mark.parametrize(
    ("answer", "status"), [(9, "dont_know"), ("", "unanswered"), (NOT_APPLICABLE, "not_applicable")]
)
def test_a_missing_answer_is_neither_yes_nor_no(
    indicators: Indicators, answer: object, status: str
) -> None:
    row = indicators({"0114": {"ai_heltid": answer}}).loc[("0114", "has_full_time_ai")]
    assert pd.isna(row["value"]) and row["status"] == status


def population(code: str, year: int) -> float:
    return float(MUNICIPALITIES[f"population_{year}"][code])


@pytest.mark.parametrize(
    ("wave", "year"), [("2023-10", 2022), ("2024-03", 2023), ("2026-10", 2025)]
)
def test_staffing_is_per_inhabitant_of_the_year_before_the_wave(
    indicators: Indicators, wave: str, year: int
) -> None:
    row = indicators({"0114": {"fte_ai_total": "1,5"}}, wave).loc[("0114", "ai_fte_per_100k")]
    assert row["value"] == pytest.approx(1.5 / population("0114", year) * 100_000)
    assert (row["numerator"], row["denominator"]) == (1.5, population("0114", year))


def test_a_wave_far_ahead_takes_the_newest_population_and_names_its_year(
    indicators: Indicators,
) -> None:
    indicators({"0114": {"fte_ai_total": 1}}, "2039-10")
    database = open_database(workspace())
    filters: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}
    rows = database.query("municipalities", wave="2039-10", **filters)
    database.close()
    newest = int(rows["population_year"].iloc[0])
    assert set(rows["population_year"]) == {newest}
    own = rows.set_index("municipality")["population"]["0114"]
    assert own == population("0114", newest)


def test_a_group_is_sum_over_sum_among_those_answering(indicators: Indicators) -> None:
    found = indicators(
        {
            "0114": {"fte_ai_total": 2},
            "0180": {"fte_ai_total": 30},
            "0115": {"fte_ai_total": DONT_KNOW},
        }
    )
    rows = found.xs("ai_fte_per_100k", level="indicator")
    people = population("0114", 2025) + population("0180", 2025)
    assert group_value(rows) == pytest.approx(32 / people * 100_000)
    employees = found.xs("ai_fte_per_1000_employees", level="indicator")["denominator"].dropna()
    assert group_value(found.xs("ai_fte_per_1000_employees", level="indicator")) == pytest.approx(
        32 / employees.sum() * 1000
    )
    assert len(employees) == 2


def test_a_groups_share_and_index_are_unweighted_means(indicators: Indicators) -> None:
    found = indicators(
        {"0114": {"ai_heltid": 3, **STRATEGY}, "0180": {"ai_heltid": 0}, "0115": {"ai_heltid": 9}}
    )
    assert group_value(found.xs("has_full_time_ai", level="indicator")) == 0.5
    assert group_value(found.xs("maturity_strategy", level="indicator")) == 50


def test_a_group_in_which_nobody_answered_has_no_figure(indicators: Indicators) -> None:
    found = indicators({"0114": {"fte_ai_total": DONT_KNOW}})
    assert group_value(found.xs("ai_fte_per_100k", level="indicator")) is None


def test_nonresponse_is_apart_from_every_other_missing(indicators: Indicators) -> None:
    found = indicators({"0114": {"fte_ai_total": ""}, "0115": {"fte_ai_total": DONT_KNOW}})
    status = found.xs("ai_fte", level="indicator")["status"]
    assert (status["0114"], status["0115"], status["0180"]) == (
        "unanswered",
        "dont_know",
        "nonresponse",
    )


def test_nine_positions_are_nine_and_zero_is_a_value(indicators: Indicators) -> None:
    value = indicators({"0114": {"fte_ai_total": 9}, "0115": {"fte_ai_total": 0}})["value"]
    assert value[("0114", "ai_fte")] == 9
    assert value[("0115", "ai_fte_per_100k")] == 0


@pytest.mark.parametrize(("wave", "grouping"), [("2021-10", "2017"), ("2023-01", "2023")])
def test_the_wave_chooses_its_skr_grouping(
    indicators: Indicators, wave: str, grouping: str
) -> None:
    groups = indicators({"0114": {"ai_heltid": 1}}, wave).xs("ai_fte", level="indicator")
    expected = MUNICIPALITIES[f"skr_group_{grouping}"].to_dict()
    assert groups["skr_group"].to_dict() == expected


def test_equal_answers_give_exactly_equal_indices(indicators: Indicators) -> None:
    codes = ["0114", "0115", "0117", "0120", "0180"]
    values = indicators(dict.fromkeys(codes, ALL))["value"].dropna()
    assert (
        values.groupby(level="indicator")
        .nunique()
        .drop(["ai_fte", "ai_fte_per_100k", "ai_fte_per_1000_employees"], errors="ignore")
        .max()
        == 1
    )
