"""The complete population: every question's answer from every municipality, before non-response."""

from functools import cache

import numpy as np
import pandas as pd

from ailaget.codebook import NOT_APPLICABLE, codebook
from scripts.demo_waves.choices import barriers, levels, options, percentages
from scripts.demo_waves.places import places
from scripts.demo_waves.settings import SETTINGS, Ints
from scripts.demo_waves.staffing import budget, staffing
from scripts.demo_waves.use_cases import use_cases

SENSITIVE = ("social_services", "elderly_care", "school")
PERSONAL = ("citizen_service", "finance_hr", *SENSITIVE)
"""Service areas whose AI processes personal data; a staff assistant in wide use does too."""


def population(wave: str) -> pd.DataFrame:
    """Return all 290 municipalities' answers: one row each, by code, and one column per question.

    Numbers are numbers, coded answers their codes (8 for not applicable) and several choices a
    tuple of option keys, empty for not applicable. Pure: the same wave always gives the same.
    """
    return _population(wave).copy()


@cache
def _population(wave: str) -> pd.DataFrame:
    answers: dict[str, object] = {}
    answers |= staffing(wave)
    answers |= use_cases(wave)
    answers |= {key: percentages(key, wave) for key in SETTINGS["percent"]}
    evaluated = np.asarray(answers["uc_utvarderad"]) > 0
    for key in SETTINGS["levels"]:
        lowest = codebook().question(key).minimum or 0
        answers[key] = levels(key, wave, evaluated if key == "effekt" else None) + int(lowest)
    tried = np.asarray(answers["uc_pilot"]) + np.asarray(answers["uc_bred"])
    in_use = (tried > 0) | (np.asarray(answers["ai_assistent"]) > 0)
    answers |= {
        key: options(key, wave, in_use if key == "uc_omraden" else None)
        for key in SETTINGS["options"]
    }
    answers["hinder"] = barriers(wave)
    initiatives = tried + np.asarray(answers["uc_ide"])
    answers["ai_budget_tkr"] = budget(wave, np.asarray(answers["fte_ai_total"]), initiatives)
    table = pd.DataFrame(answers, index=pd.Index(places().codes, name="municipality"))
    _settle(table, initiatives)
    return table[[key for key in codebook().questions if key in table]]


def _settle(table: pd.DataFrame, initiatives: Ints) -> None:
    """Make the answers agree with each other, as one respondent's would."""
    begun = pd.Series(initiatives > 0, index=table.index)
    table.loc[~begun, ["effekt", "ai_register", "riskklassning"]] = 0
    with_persons = table["uc_omraden"].map(lambda areas: any(area in PERSONAL for area in areas))
    with_persons |= table["ai_assistent"] == codebook().question("ai_assistent").maximum
    table.loc[~with_persons, "dpia"] = NOT_APPLICABLE
    sensitive = table["uc_omraden"].map(lambda areas: sum(area in SENSITIVE for area in areas))
    table["hogrisk_antal"] = np.minimum(sensitive, (table["uc_bred"] - 1).clip(lower=0))
