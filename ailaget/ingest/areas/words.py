"""Says what a load of boundaries took in, line by line."""

import shlex
from collections.abc import Iterable
from datetime import date
from typing import Any

from ailaget.geography import municipality
from ailaget.ingest.areas.choosing import CODE, CRS, DIGITS, LAYER, NAME, Asked
from ailaget.ingest.areas.loading import AreasLoaded
from ailaget.texts import Texts

_MOST_OPTIONS = 20

_OPTIONS = {LAYER: "--layer", CRS: "--crs", DIGITS: "--digits"}
"""Questions that are answered by one of what is listed."""


def areas_lines(loaded: AreasLoaded, t: Texts, *, dry_run: bool) -> Iterable[str]:
    """Yield a load in words: what was taken, what was mended, and what is asked."""
    areas = loaded.read.areas
    if areas is not None and not loaded.read.asked:
        taken = "repeated" if loaded.is_repeated else "taken_dry" if dry_run else "taken"
        yield t(
            f"areas.{taken}",
            file=loaded.name,
            title=areas.title,
            area_set=areas.key,
            n=t.number(len(areas.names)),
            km2=t.number(sum(centre.area_km2 for centre in areas.centres.values())),
            crs=loaded.read.crs,
        )
        if not (dry_run or loaded.is_repeated):
            yield (
                t("areas.on_map")
                if areas.map_file
                else t("areas.answering", page=f"/regionerna?areas={areas.key}")
            )
        before = None if loaded.is_repeated else loaded.replaced
        if before is not None:
            yield t(
                "areas.replaces" if dry_run else "areas.replaced",
                title=before.areas.title,
                file=before.name,
                day=t.day(date.fromisoformat(before.received[:10])),
            )
    for key, params in loaded.read.remarks:
        yield _remark(key, params, t)
    for question in loaded.read.asked:
        yield t(
            f"areas.ask.{question.kind}",
            n=t.number(question.count),
            options=", ".join(_shown(question.options)) or t("areas.no_options"),
        )
        yield from (f"    {answer}" for answer in answers_to(question, t))


def _remark(key: str, params: dict[str, Any], t: Texts) -> str:
    words = {name: t.number(value) if name in _NUMBERS else value for name, value in params.items()}
    if "code" in words and key in ("split", "halved", "in_several"):
        words["place"] = municipality(str(params["code"])).name
    if "share" in words:
        words["share"] = t.in_words(t.percent(params["share"], 0))
    return t(f"areas.remark.{key}", **words)


_NUMBERS = ("n", "areas", "metres")


def _shown(options: tuple[str, ...]) -> list[str]:
    more = ["…"] if len(options) > _MOST_OPTIONS else []
    return [*options[:_MOST_OPTIONS], *more]


def answers_to(question: Asked, t: Texts) -> list[str]:
    """Return what can be written on the command line to answer a question."""
    option = _OPTIONS.get(question.kind)
    if option and question.options:
        return [f"{option} {shlex.quote(each)}" for each in question.options[:_MOST_OPTIONS]]
    if question.kind in (CODE, NAME):
        return [f"--{question.kind} {t('areas.cli.column')}"]
    return [t(f"areas.answer.{question.kind}")]
