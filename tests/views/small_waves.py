"""Thirteen small surveys, each with something that a sentence can go wrong on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ailaget import geography
from ailaget.ingest.loading import load
from ailaget.store.workspace import Workspace
from tests.conftest import Rows, copied, write_csv

NOW, BEFORE, LONG_BEFORE = "2026-10", "2025-10", "2022-10"
CODES = [place.code for place in geography.municipalities()]
VARMLAND = [code for code in CODES if code.startswith("17")]
GRUMS, KIL, KARLSTAD, GOTLAND = "1764", "1715", "1780", "0980"

LOW: Mapping[str, object] = {
    "ai_strategi": 0,
    "ai_riktlinjer": 0,
    "ai_ansvarig": 0,
    "ledning_prio": 1,
    "utb_medarb_pct": 0,
    "utb_chef_pct": 0,
    "kompetens_niva": 1,
    "ai_kunnighet": 0,
    "data_kvalitet": 1,
    "data_delning": 1,
    "ai_assistent": 0,
    "ai_register": 0,
    "uc_pilot": 0,
    "uc_bred": 0,
    "uc_utvarderad": 0,
    "uc_omraden": "Annat",
    "effekt": 0,
    "samverkan": "Ingen",
    "delade_losningar": 0,
    "fte_ai_total": 0,
    "ai_heltid": "Nej",
}
MIDDLE = {
    **LOW,
    "ledning_prio": 3,
    "utb_medarb_pct": 50,
    "utb_chef_pct": 50,
    "kompetens_niva": 3,
    "data_kvalitet": 3,
    "data_delning": 3,
    "uc_pilot": 1,
    "fte_ai_total": 1,
    "ai_heltid": "Ja, egen",
}
HIGH = {
    **MIDDLE,
    "ai_strategi": 3,
    "ai_riktlinjer": 3,
    "ai_ansvarig": 2,
    "ledning_prio": 5,
    "utb_medarb_pct": 100,
    "utb_chef_pct": 100,
    "kompetens_niva": 5,
    "ai_kunnighet": 3,
    "data_kvalitet": 5,
    "data_delning": 5,
    "ai_register": 1,
    "uc_bred": 1,
    "uc_utvarderad": 1,
    "delade_losningar": 4,
    "fte_ai_total": 5,
}
Answers = Mapping[str, object]


@dataclass(frozen=True)
class SmallWave:
    """A survey and, where there is one, an earlier: each municipality's answers, by its code."""

    now: Mapping[str, Answers]
    before: Mapping[str, Answers] = field(default_factory=dict)
    earlier: str = BEFORE

    def opened(self, empty: Workspace, folder: Path) -> Workspace:
        """Publish the surveys in a copy of an empty working folder."""
        place = copied(empty, folder / "var")
        for wave, answers in ((self.earlier, self.before), (NOW, self.now)):
            if answers:
                rows: Rows = [{"kommunkod": code, **given} for code, given in answers.items()]
                load(place, write_csv(folder / f"enkat_{wave}.csv", rows), publish=True)
        return place


def _same(answers: Answers, codes: list[str] = CODES) -> dict[str, Answers]:
    return dict.fromkeys(codes, answers)


def _graded(codes: list[str] = CODES) -> dict[str, Answers]:
    """Return answers that all differ, in no order of size or place."""
    return {
        code: {
            **LOW,
            "utb_medarb_pct": 7 * at % 101,
            "utb_chef_pct": 11 * at % 101,
            "kompetens_niva": 1 + at % 5,
            "fte_ai_total": at % 7,
            "ai_heltid": "Ja, egen" if at % 3 else "Nej",
        }
        for at, code in enumerate(codes)
    }


def _tied() -> dict[str, Answers]:
    """Return answers of which a tenth is at each end, and all between alike."""
    ends = {**_same(LOW, CODES[:29]), **_same(HIGH, CODES[-29:])}
    return {**_same(MIDDLE), **ends}


def _half() -> dict[str, Answers]:
    """Return every second municipality, of whom every second has left half its answers out."""
    return {
        code: given if at % 4 else {key: given[key] for key in list(LOW)[:9]}
        for at, (code, given) in enumerate(_graded().items())
        if at % 2 == 0
    }


def _silent_neighbours() -> dict[str, Answers]:
    """Return everyone but those around Grums, which alone is low."""
    around = set(geography.neighbours().get(GRUMS, ())) - {KIL}
    given = {**_same(MIDDLE), GRUMS: LOW}
    return {code: answers for code, answers in given.items() if code not in around}


MADE: Mapping[str, Callable[[], SmallWave]] = {
    "all zero": lambda: SmallWave(_same(LOW), _same(LOW)),
    "all equal": lambda: SmallWave(_same(MIDDLE), _same(MIDDLE)),
    "one municipality": lambda: SmallWave({GRUMS: MIDDLE}),
    "two municipalities": lambda: SmallWave({GRUMS: MIDDLE, KIL: LOW}, {GRUMS: LOW, KIL: LOW}),
    "one county": lambda: SmallWave(_graded(VARMLAND), _same(LOW, VARMLAND)),
    "everyone answering": lambda: SmallWave(_graded(), _graded()),
    "ties at every limit": lambda: SmallWave(_tied(), _same(MIDDLE)),
    "an outlier": lambda: SmallWave({**_same(LOW), GRUMS: HIGH}, _same(LOW)),
    "grouping change": lambda: SmallWave(_graded(), _graded(), LONG_BEFORE),
    "half empty": lambda: SmallWave(_half(), _half()),
    "others each time": lambda: SmallWave(_graded(CODES[::2]), _graded(CODES[1::2])),
    "four in the country": lambda: SmallWave(_graded([GRUMS, KIL, KARLSTAD, GOTLAND])),
    "silent neighbours": lambda: SmallWave(_silent_neighbours(), _silent_neighbours()),
}
