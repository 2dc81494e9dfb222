"""What has been received and decided, with who and when: the log beside the published figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ailaget import geography
from ailaget.store.decisions import answering_areas
from ailaget.store.state import Received
from ailaget.texts import Texts
from ailaget.views.base.result import Cell, Column, Table

SWEDEN = ZoneInfo("Europe/Stockholm")
TOLD = (
    "publish",
    "withdraw",
    "discard",
    "version",
    "alias",
    "mapping",
    "duplicates",
    "context",
    "context_drop",
    "forget",
)
"""Decisions that the log tells of."""


def journal_table(
    received: Sequence[Received], decided: Sequence[Mapping[str, Any]], t: Texts
) -> Table:
    """Return what happened to real data, newest first: when, who, wave, what."""
    happened = [*_loads(received, t), *_decisions(decided, t)]
    happened.sort(key=lambda event: event[0], reverse=True)
    columns = tuple(Column(key, t(f"journal.{key}")) for key in ("when", "who", "wave", "what"))
    rows: list[tuple[Cell, ...]] = [
        (when_text(at, t), who or t("journal.nobody"), t.wave(str(wave)) if wave else "", what)
        for at, who, wave, what in happened
    ]
    return Table(columns, rows)


def when_text(at: str, t: Texts) -> str:
    """Return a moment, ISO in UTC, as a Swedish clock shows it; as it stands if it is none."""
    try:
        moment = datetime.fromisoformat(at).astimezone(SWEDEN)
    except ValueError:
        return at
    return t("journal.moment", day=t.day(moment.date()), time=moment.strftime("%H:%M"))


def _loads(received: Iterable[Received], t: Texts) -> Iterable[tuple[str, str, str, str]]:
    for entry in received:
        if not entry.is_demo:
            yield entry.received, entry.by, entry.wave, t("journal.received", name=entry.name)


def _decisions(
    decided: Sequence[Mapping[str, Any]], t: Texts
) -> Iterable[tuple[str, str, str, str]]:
    names = geography.respondent_names(t.language)
    sets = answering_areas(decided)
    for decision in decided:
        code, of_set = str(decision.get("municipality", "")), decision.get("respondents")
        places = sets.get(of_set, {code: code}) if of_set else names
        kind = decision["kind"]
        is_kept = kind == "publish" and decision.get("is_waiting")  # nobody did that
        if kind not in TOLD or decision.get("is_demo") or is_kept:
            continue
        known = {name: str(decision.get(name, "")) for name in ("text", "name", "figure")}
        place = places.get(code, "")
        key = f"{kind}_waiting" if decision.get("is_waiting") else kind
        what = t(
            f"journal.{key}",
            place=place,
            n=len(decision.get("files", ())),
            words=t(f"duplicates.{decision['rule']}") if "rule" in decision else "",
            **known,
        )
        yield decision["at"], decision["by"], decision.get("wave", ""), what
