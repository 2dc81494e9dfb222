"""A country with chosen values: the 290 municipalities, their real places, and invented answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.views.base.selection import Selection

WAVE, EARLIER = "2026-10", "2025-10"
CODES = [place.code for place in geography.municipalities()]

CONTEXT = pd.DataFrame(
    {
        "figure": ["population", "distance", "chance"],
        "label_sv": ["Invånare", "Avstånd", "Lotter"],
        "label_en": ["Inhabitants", "Distance", "Lots"],
        "unit_sv": ["invånare", "km", "lotter"],
        "unit_en": ["inhabitants", "km", "lots"],
        "decimals": [0, 1, 0],
        "note_sv": "Om måttet.",
        "note_en": "About it.",
        "source": "SCB",
        "source_en": "Statistics Sweden (SCB)",
        "licence": "CC0 1.0",
        "licence_en": "CC0 1.0",
        "read_on": "2026-11-28",
        "is_shipped": True,
    }
)
"""Figures of others: size, kilometres from the south, and one that has nothing to do with it."""

CONTEXT_COLUMNS = [
    "municipality",
    "figure",
    "year",
    "value",
    "status",
    "newer_year",
    "newer_municipalities",
]
"""Of a figure's values, as the query gives them."""

Values = Mapping[str, Mapping[str, float | None]]
"""Values by indicator and municipality; who is not there did not answer."""


ITEM_COLUMNS = ["municipality", "indicator", "question", "status", "score"]
"""Of the questions of an index, of which nobody has answered any: a step is what is sure."""


class Planted:
    """Answers the queries of the views from values by indicator, now and in the wave before."""

    def __init__(self, now: Values, before: Values | None = None, *, has_before: bool = True):
        self.now, self.before, self.has_before = now, before or {}, has_before

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        indicator = str(params.get("indicator", "maturity"))
        answers: dict[str, Callable[[], pd.DataFrame]] = {
            "waves": lambda: pd.DataFrame({"wave": [EARLIER, WAVE] if self.has_before else [WAVE]}),
            "wave_indicators": lambda: self._every(params),
            "indicator_history": lambda: self._history(indicator, params),
            "index_items": lambda: pd.DataFrame(columns=ITEM_COLUMNS),
            "context_figures": lambda: CONTEXT,
            "context_values": lambda: _context_values(params["figures"]),
        }
        return answers.get(name, lambda: self._rows(indicator, params))()

    def _every(self, params: Mapping[str, Any]) -> pd.DataFrame:
        parts = [self._rows(key, params).assign(indicator=key) for key in codebook().indicators]
        return pd.concat(parts, ignore_index=True)

    def computed(self, key: str) -> Any | None:
        return None

    def _history(self, indicator: str, params: Mapping[str, Any]) -> pd.DataFrame:
        now = self._rows(indicator, params)
        if not self.has_before:
            return now.assign(wave=WAVE)
        earlier = now.assign(
            wave=EARLIER, value=now["previous_value"], numerator=now["previous_numerator"]
        )
        return pd.concat([earlier, now.assign(wave=WAVE)], ignore_index=True)

    def _rows(self, indicator: str, params: Mapping[str, Any]) -> pd.DataFrame:
        now, before = self.now.get(indicator, {}), self.before.get(indicator, {})
        rows = pd.DataFrame(
            {
                "municipality": place.code,
                "name": place.name,
                "county": place.county,
                "skr_group": geography.skr_group_of(place, WAVE),
                "size_class": geography.size_class_of(geography.population_for(place, WAVE)[1]),
                "population": geography.population_for(place, WAVE)[1],
                "has_responded": place.code in now,
                "value": now.get(place.code),
                "status": "ok" if now.get(place.code) is not None else "nonresponse",
                "numerator": now.get(place.code),
                "denominator": 1.0,
                "factor": 1.0,
                "previous_value": before.get(place.code),
                "previous_numerator": before.get(place.code),
                "previous_denominator": 1.0,
                "previous_wave": EARLIER if self.has_before else None,
            }
            for place in geography.municipalities()
        ).astype(
            {
                "value": float,
                "numerator": float,
                "previous_value": float,
                "previous_numerator": float,
            }
        )
        for column, key in (("county", "counties"), ("skr_group", "skr_groups")):
            if params.get(key):
                rows = rows[rows[column].isin(params[key])]
        return rows.reset_index(drop=True)


def choose(**chosen: Any) -> Selection:
    """Return a selection of the planted wave."""
    return Selection(**{"wave": WAVE, "is_demo": False, "today": "2026-11-01", **chosen})


def everyone(value: float) -> dict[str, float | None]:
    """Return the same value for all."""
    return dict.fromkeys(CODES, value)


def context_of(code: str) -> dict[str, float]:
    """Return a municipality's figures of others."""
    place = geography.municipality(code)
    return {
        "population": float(geography.population_for(place, WAVE)[1]),
        "distance": (geography.centres()[code].lat - 55) * 111,
        "chance": float(CODES.index(code) * 37 % 290),
    }


def _context_values(keys: Sequence[str]) -> pd.DataFrame:
    rows = [
        (code, key, 2025, value, "value", None, None)
        for code in CODES
        for key, value in context_of(code).items()
        if key in keys
    ]
    return pd.DataFrame(rows, columns=CONTEXT_COLUMNS)
