"""The demonstration waves hold what `data/demo_calibration.toml` promises of them."""

import csv
import hashlib
import itertools
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from ailaget import geography
from ailaget.codebook import DATA, NOT_APPLICABLE, Question, codebook
from ailaget.ingest.survey import read_survey
from scripts.demo_waves import SEED, WAVES, population, responses
from scripts.demo_waves.files import SHAPES, content, file_of, written
from scripts.demo_waves.measures import MEASURES, maturity
from scripts.demo_waves.model import PERSONAL
from scripts.demo_waves.places import places
from scripts.demo_waves.response import DONT_KNOW, UNANSWERED, respondents
from scripts.demo_waves.settings import SETTINGS
from scripts.demo_waves.staffing import OWN, PARTS, SHARED

NEWEST = WAVES[-1]
SIZE_CLASSES = [size.key for size in geography.size_classes()]
OWN_COLUMNS = ["Svarsid", "Starttid", "Slutförd", "Kommunkod", "Kommun"]
every_wave = pytest.mark.parametrize("wave", WAVES)


def by_size(values: pd.Series) -> pd.Series:
    return values.groupby(pd.Series(places().size_classes, values.index)).mean()[SIZE_CLASSES]


def asked(wave: str) -> dict[str, Question]:
    return {key: q for key, q in codebook().questions.items() if q.is_asked_in(wave)}


def initiatives(wave: str) -> pd.Series:
    return population(wave)[["uc_ide", "uc_pilot", "uc_bred"]].sum(axis=1)


def gap(values: pd.Series) -> float:
    return float(values.quantile(0.9) - values.quantile(0.1))


# --- The calibration -------------------------------------------------------------------------


@pytest.mark.parametrize("target", SETTINGS["target"], ids=lambda t: f"{t['measure']}-{t['wave']}")
def test_target_holds_over_all_municipalities(target):
    found = MEASURES[target["measure"]](population(target["wave"]))
    if "equals" in target:
        assert found == target["equals"]
    else:
        assert target["low"] <= found <= target["high"]


def test_every_sourced_target_names_its_benchmarks():
    with (DATA / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert all(row["source"].startswith("http") for row in rows.values())
    for entry in [*SETTINGS["target"], SETTINGS["response"]]:
        assert entry["basis"] in ("S", "A")
        assert bool(entry["benchmarks"]) == (entry["basis"] == "S")
        assert set(entry["benchmarks"]) <= set(rows)


def test_four_levels_of_maturity_occur_and_few_have_come_far():
    found = maturity(population(NEWEST))["maturity"]
    assert len({codebook().level_of(value).key for value in found}) >= 4
    assert 5 <= (found >= 60).sum() <= 30
    assert 8 <= found.quantile(0.1) <= 20
    assert 50 <= found.quantile(0.9) <= 62


@every_wave
def test_ethics_lies_below_strategy(wave):
    indices = maturity(population(wave))
    assert indices["maturity_ethics"].mean() < indices["maturity_strategy"].mean() - 5


# --- Reproducibility --------------------------------------------------------------------------


@every_wave
def test_committed_file_is_what_the_generator_writes(wave):
    assert file_of(wave).read_bytes() == content(wave)


def test_another_process_writes_the_same_bytes():
    program = (
        "import hashlib; from scripts.demo_waves import WAVES;"
        "from scripts.demo_waves.files import content;"
        "print(hashlib.sha256(b''.join(content(w) for w in reversed(WAVES))).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=DATA.parent,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(b"".join(content(wave) for wave in reversed(WAVES))).hexdigest()
    assert ran.stdout.strip() == here


def test_population_is_pure():
    changed = population(NEWEST)
    changed["uc_ide"] = 999
    assert population(NEWEST)["uc_ide"].max() < 999
    assert SETTINGS["seed"] == SEED


# --- Answers agree with the codebook and with each other --------------------------------------


@every_wave
def test_every_question_is_answered_within_its_scale(wave):
    table = population(wave)
    assert list(table.index) == [place.code for place in geography.municipalities()]
    questions = asked(wave)
    assert list(table.columns) == list(questions)
    for key, question in questions.items():
        if question.is_multi:
            allowed = {choice.key for choice in question.choices}
            assert set(table[key].explode().dropna()) <= allowed, key
        elif question.is_number:
            assert table[key].between(question.minimum, question.maximum).all(), key
        else:
            codes = {choice.value for choice in question.choices}
            assert set(table[key]) <= codes | ({NOT_APPLICABLE} if key == "dpia" else set()), key


@every_wave
def test_parts_of_the_staff_add_up(wave):
    table = population(wave)
    np.testing.assert_allclose(table[list(PARTS)].sum(axis=1), table["fte_ai_total"], atol=1e-9)
    quarters = (table["fte_ai_total"] * 4) % 1 < 1e-9
    tenths = np.isclose((table["fte_ai_total"] * 10).round(), table["fte_ai_total"] * 10)
    assert (quarters | tenths).all()


@every_wave
def test_positions_agree_with_full_time_equivalents(wave):
    table = population(wave)
    own, shared = table["ai_heltid"] == OWN, table["ai_heltid"] == SHARED
    assert (table.loc[own, "fte_ai_total"] >= 1).all()
    assert table.loc[shared, "fte_ai_total"].between(0.2, 0.8).all()
    assert (table.loc[~own, "fte_ai_total"] < 1).all()


@every_wave
def test_use_cases_agree(wave):
    table = population(wave)
    assert (table["uc_utvarderad"] <= table["uc_bred"]).all()
    assert (table.loc[table["uc_utvarderad"] > 0, "effekt"] >= 2).all()
    unused = (table["uc_pilot"] + table["uc_bred"] == 0) & (table["ai_assistent"] == 0)
    assert (table.loc[unused, "uc_omraden"] == ()).all()
    assert (table.loc[~unused, "uc_omraden"] != ()).all()
    assert (table.loc[initiatives(wave) == 0, "effekt"] == 0).all()


@every_wave
def test_choices_agree(wave):
    table = population(wave)
    assert table["hinder"].map(len).between(1, 3).all()
    for key, question in asked(wave).items():
        alone = {choice.key for choice in question.choices if choice.exclusive}
        if alone:
            assert table[key].map(lambda keys, a=alone: len(keys) == 1 or not a & set(keys)).all()
    personal = table["uc_omraden"].map(lambda areas: bool(set(areas) & set(PERSONAL)))
    assert (table.loc[personal, "dpia"] != NOT_APPLICABLE).all()
    assert 0 < (table["dpia"] == NOT_APPLICABLE).mean() < 0.7


# --- Size, place and time ----------------------------------------------------------------------


@every_wave
def test_staffing_strategy_and_law_rise_steeply_with_size(wave):
    table = population(wave)
    staffed = by_size(table["fte_ai_total"] > 0)
    assert (staffed.diff().dropna() > -0.02).all()
    assert staffed.iloc[-1] - staffed.iloc[0] > 0.6
    for key in ("ai_strategi", "skyddsvarda_rutin"):
        decided = by_size(table[key] >= 2)
        assert decided.iloc[3:].min() > decided.iloc[:2].max()


@every_wave
def test_use_of_tools_is_as_common_in_small_municipalities(wave):
    has_assistant = by_size(population(wave)["ai_assistent"] > 0)
    has_begun = by_size(initiatives(wave) > 0)
    assert has_assistant.max() - has_assistant.min() < 0.2
    assert has_begun.max() - has_begun.min() < 0.2
    assert abs(np.corrcoef(places().size, population(wave)["ai_assistent"])[0, 1]) < 0.1


def test_small_municipalities_that_share_are_ahead_of_their_size():
    table, level = population(NEWEST), maturity(population(NEWEST))["maturity"]
    shares = table["ai_heltid"] == SHARED
    small = pd.Series(places().inhabitants, table.index) < 20_000
    assert (small | ~shares).all()
    assert level[shares].median() > level[small & ~shares].median() + 10
    for group in SETTINGS["sharing"]:
        assert (table.loc[group["municipalities"], "ai_heltid"] == SHARED).all()


def test_neighbours_resemble_each_other():
    level = maturity(population(NEWEST))["maturity"]
    of_county = level.groupby(pd.Series(places().counties, level.index))
    between = ((of_county.mean() - level.mean()) ** 2 * of_county.size()).sum()
    assert 0.15 < between / ((level - level.mean()) ** 2).sum() < 0.5


def test_waves_are_one_panel():
    levels = [maturity(population(wave))["maturity"] for wave in WAVES]
    for before, after in itertools.pairwise(levels):
        assert np.corrcoef(before, after)[0, 1] > 0.8
        assert after.median() > before.median() + 3
        assert 5 <= (after < before - 5).sum() <= 30, "some fall back, most do not"


def test_gap_widens_in_staffing_and_narrows_in_use():
    inhabitants = np.array(places().inhabitants)
    staff = [gap(population(wave)["fte_ai_total"] / inhabitants) for wave in WAVES]
    use = [gap(maturity(population(wave))["maturity_use"]) for wave in WAVES]
    assert staff == sorted(staff)
    assert use[-1] < use[0]


def test_those_behind_gain_less_staff_and_as_much_use_of_tools():
    first, last = population(WAVES[0]), population(NEWEST)
    behind = maturity(first)["maturity"] < maturity(first)["maturity"].median()
    staff = last["fte_ai_total"] - first["fte_ai_total"]
    tool = last["ai_assistent"] - first["ai_assistent"]
    assert staff[behind].mean() < 0.5 * staff[~behind].mean()
    assert tool[behind].mean() > 0.8 * tool[~behind].mean()


# --- Non-response --------------------------------------------------------------------------------


@every_wave
def test_as_many_answer_as_promised(wave):
    count = SETTINGS["response"]["respondents"][wave]
    assert len(respondents(wave)) == len(responses(wave)) == len(written(wave)) == count


def test_newest_wave_has_241_of_290():
    assert len(respondents(NEWEST)) == 241


@every_wave
def test_non_response_is_selective(wave):
    level = maturity(population(wave))["maturity"]
    answers = level.index.isin(respondents(wave))
    assert level[answers].mean() > level[~answers].mean() + 3
    rate = by_size(pd.Series(answers, level.index))
    assert rate.iloc[-1] > rate.iloc[0] + 0.2


def test_enough_answer_every_wave_to_be_compared():
    assert len(set.intersection(*(set(respondents(wave)) for wave in WAVES))) > 140


@every_wave
def test_few_answers_are_missing(wave):
    answers = responses(wave)
    dont_know, unanswered = (answers == DONT_KNOW).mean(), (answers == UNANSWERED).mean()
    assert 0.02 <= dont_know.mean() <= 0.06
    assert dont_know.max() < 0.10
    assert 0.01 <= unanswered.mean() <= 0.04


# --- The files -----------------------------------------------------------------------------------


def test_the_three_files_differ_in_shape():
    received = [file_of(wave).read_bytes() for wave in WAVES]
    assert b"\r\n" in received[0]
    with pytest.raises(UnicodeDecodeError):
        received[0].decode("utf-8")
    assert received[1].decode("utf-8").startswith("Svarsid;")
    assert received[2].startswith("\ufeffSvarsid;".encode())
    assert b"\r" not in received[1] + received[2]


@every_wave
def test_headers_are_the_codebooks_own(wave):
    texts = "label" if SHAPES[wave].header == "label" else "wording"
    headers = [getattr(question, texts)["sv"] for question in asked(wave).values()]
    assert list(written(wave).columns) == [*OWN_COLUMNS, *headers]


@every_wave
def test_no_person_and_no_address_is_in_the_file(wave):
    text = file_of(wave).read_bytes().decode(SHAPES[wave].encoding)
    assert "@" not in text
    assert "http" not in text
    official = {form for place in geography.municipalities() for form in _names(place)}
    assert set(written(wave)["Kommun"]) <= official


def _names(place: geography.Municipality) -> tuple[str, str]:
    return place.name, geography.official_name(place)


@every_wave
def test_numbers_have_a_decimal_comma(wave):
    total = codebook().question("fte_ai_total")
    cells = set(written(wave)[total.label["sv"] if wave == WAVES[0] else total.wording["sv"]])
    assert any("," in cell for cell in cells)
    assert not any("." in cell for cell in cells)


@every_wave
def test_reader_takes_every_row_and_every_answer(wave):
    report = read_survey(file_of(wave).read_bytes(), file_of(wave).name).report()
    assert report["wave"] == wave
    assert report["rows"] == report["accepted"] == len(respondents(wave))
    assert report["held_back"] == report["unknown_values"] == report["duplicates"] == []
    ignored = [header for header, question in report["columns"].items() if question is None]
    assert ignored == OWN_COLUMNS
