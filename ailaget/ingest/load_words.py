"""Says what a load took in, line by line, for the command line."""

from collections.abc import Iterable, Mapping
from typing import Any

from ailaget.geography import municipality
from ailaget.texts import Texts

_COUNTS = ("rows", "accepted", "new", "changed", "unchanged")


def load_lines(
    report: Mapping[str, Any], t: Texts, *, dry_run: bool, waits: bool = False
) -> Iterable[str]:
    """Yield a load report in words: the counts, then everything that a person should look at.

    `waits` says that readers see the wave, but not yet what was taken in.
    """
    counts = {key: report[key] for key in _COUNTS}
    yield t("load.taken_dry" if dry_run else "load.taken", wave=report["wave"], **counts)
    told = [row for row in report["held_back"] if row["reason"] != "no_answers"]
    if silent := len(report["held_back"]) - len(told):
        yield t.count("load.silent", silent)
    for row in told:
        names = ", ".join(suggestion["name"] for suggestion in row["suggestions"])
        hint = t("load.suggestions", names=names) if names else ""
        where = {"line": row["line"], "text": row["municipality_text"]}
        yield t("load.held_back", reason=t(f"reasons.{row['reason']}"), **where) + hint
    if report["duplicates"]:
        names = ", ".join(municipality(code).name for code in report["duplicates"])
        yield t("load.duplicates", names=names, rule=t(f"duplicates.{report['duplicate_rule']}"))
    for value in report["unknown_values"]:
        yield t("load.unknown_value", **_finding(value, t))
    for value in report["warnings"]:
        yield t("load.warning", **_finding(value, t))
    if waits:
        yield t("load.waits", wave=report["wave"])


def _finding(value: Mapping[str, Any], t: Texts) -> dict[str, Any]:
    where = {key: value[key] for key in ("line", "column", "value")}
    return {**where, "reason": t(f"reasons.{value['reason']}")}
