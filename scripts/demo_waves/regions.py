"""The regions' demonstration waves: invented answers for the 21, and the files that hold them.

Much simpler than the municipalities' model, and calibrated to nothing: how far each region has come
is a lasting trait that rises with its inhabitants and from wave to wave, and each answer follows it
with a lot of its own.
"""

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

from ailaget import geography
from ailaget.codebook import Question, codebook_of_regions
from ailaget.store.waves import REGIONS, wave_key
from scripts.demo_waves.files import SHAPES, cell_of, file_of, visits
from scripts.demo_waves.response import DONT_KNOW, UNANSWERED
from scripts.demo_waves.settings import WAVES, Floats, Ints, stream
from scripts.demo_waves.staffing import PARTS, parts_of
from scripts.demo_waves.traits import places_from_top

ANSWERING = {"2024-10": 14, "2025-10": 17, "2026-10": 18}
"""How many of the 21 answer each wave."""

START, GROWTH, NOISE, CARELESS = -1.9, 0.5, 0.6, 0.008
"""Where the trait begins, what a wave adds, what a question's lot is of it, and the chance of
no answer."""

SHAPE = SHAPES["2026-10"]
OWN, SHARED, NO = 3, 2, 0
"""Codes of `ai_heltid`."""


def regions_file(wave: str) -> Path:
    """Return where a wave's file is kept."""
    return file_of(wave_key(wave, REGIONS))


def answering(wave: str) -> pd.DataFrame:
    """Return the answers of the regions that answer a wave, with what they leave out among them."""
    table = everybody(wave).astype(object)
    for key in table.columns:
        lot = stream(REGIONS, "gaps", key, wave).random(len(table))
        table[key] = table[key].mask(lot < CARELESS, DONT_KNOW).mask(lot > 1 - CARELESS, UNANSWERED)
    habit = _trait(wave) + 1.5 * _normal("habit") + 0.5 * _normal("response", wave)
    return table[places_from_top(habit) < ANSWERING[wave]]


def everybody(wave: str) -> pd.DataFrame:
    """Return what all 21 regions would answer: a row each, by code, and a column per question."""
    staff, use = _staffing(wave), _use_cases(wave)
    answers: dict[str, object] = {}
    for key, question in codebook_of_regions().questions.items():
        if key in staff or key in use:
            answers[key] = (staff | use)[key]
        elif question.is_multi:
            answers[key] = _options(question, wave)
        else:
            answers[key] = _number(question, wave)
    # Nobody has assessed, or been measured by, what is not in use.
    table = pd.DataFrame(answers, index=pd.Index([r.code for r in geography.regions()]))
    return table.assign(hogrisk_antal=np.minimum(table["hogrisk_antal"], table["uc_bred"]))


def content_of_regions(wave: str) -> bytes:
    """Return the wave's file, the same to the byte whenever it is made."""
    table = answering(wave)
    questions = [codebook_of_regions().question(str(key)) for key in table.columns]
    names = {region.code: region.names["sv"] for region in geography.regions()}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator=SHAPE.newline)
    wordings = (question.wording["sv"] for question in questions)
    writer.writerow(["Svarsid", "Starttid", "Slutförd", "Region", *wordings])
    for number, (code, started, finished) in enumerate(visits(list(table.index), wave), start=1):
        answers = [cell_of(table.loc[code, each.key], each, SHAPE) for each in questions]
        writer.writerow([5000 + number, started, finished, names[code], *answers])
    return out.getvalue().encode(SHAPE.encoding)


def _normal(*names: str) -> Floats:
    return stream(REGIONS, *names).standard_normal(len(geography.regions()))


def _inhabitants() -> Floats:
    first = int(WAVES[0][:4]) - 1
    return np.array([region.population[first] for region in geography.regions()], dtype=np.float64)


def _trait(wave: str) -> Floats:
    size = np.log(_inhabitants())
    size = (size - size.mean()) / size.std()
    return np.asarray(0.5 * size + 0.7 * _normal("own") + START + GROWTH * WAVES.index(wave))


def _share(question: str, wave: str) -> Floats:
    """Return how far along a question's scale each region is, between 0 and 1."""
    lot = 0.8 * _normal("question", question) + 0.3 * _normal("question", question, wave)
    return np.asarray(1 / (1 + np.exp(-(_trait(wave) + NOISE * lot))))


def _number(question: Question, wave: str) -> Ints:
    share = _share(question.key, wave)
    if question.kind == "percent":
        return np.asarray(5 * np.rint(14 * share), dtype=np.int64)
    if question.is_number:
        return np.asarray(np.floor(6 * share**2), dtype=np.int64)
    low, high = int(question.minimum or 0), int(question.maximum or 0)
    return np.asarray(low + np.minimum(np.floor(share * (high - low + 1)), high - low), np.int64)


def _staffing(wave: str) -> dict[str, Floats | Ints]:
    """Return positions in quarters, whose parts add up, and the money that goes with them."""
    per_inhabitant = 1.6e-5 * np.exp(0.7 * _trait(wave))
    units = np.rint(4 * _inhabitants() * per_inhabitant).astype(np.int64)
    fte, parts = units * 0.25, parts_of(units)
    answers: dict[str, Floats | Ints] = {"fte_ai_total": fte}
    answers |= {key: parts[:, place] * 0.25 for place, key in enumerate(PARTS)}
    answers["ai_heltid"] = np.select([fte >= 1, fte > 0], [OWN, SHARED], NO)
    answers["ai_vakans"] = np.floor(fte * stream(REGIONS, "vacancies", wave).random(len(fte)) / 4)
    answers["ai_budget_tkr"] = 25 * np.rint(36 * fte * np.exp(0.3 * _normal("budget")))
    return answers


def _use_cases(wave: str) -> dict[str, Ints]:
    share = _share("uc_total", wave)
    rolled_out = np.floor(9 * share**2).astype(np.int64)
    return {
        "uc_ide": np.floor(2 + 12 * share).astype(np.int64),
        "uc_pilot": np.floor(1 + 9 * share).astype(np.int64),
        "uc_bred": rolled_out,
        "uc_utvarderad": np.floor(rolled_out * _share("uc_utvarderad", wave) / 2).astype(np.int64),
    }


def _options(question: Question, wave: str) -> list[tuple[str, ...]]:
    """Return the options that each region names, the likeliest first where not all may be."""
    alone = [choice.key for choice in question.choices if choice.exclusive]
    keys = [choice.key for choice in question.choices if not choice.exclusive]
    lots = np.array(
        [
            _trait(wave) + 1.2 * _normal(question.key, key) + 0.2 * _normal(question.key, key, wave)
            for key in keys
        ]
    )
    most = question.max_choices or len(keys)
    named = [
        [keys[place] for place in np.argsort(-lots[:, i], kind="stable") if lots[place, i] > 0]
        for i in range(lots.shape[1])
    ]
    return [tuple(each[:most]) or tuple(alone or keys[:1]) for each in named]
