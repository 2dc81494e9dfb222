"""Where the figures come from: reference data, published comparisons, demonstration data."""

import tomllib
from functools import cache
from typing import Any

from ailaget.codebook import DATA, codebook
from ailaget.geography.rows import read_rows
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.ethics.dates import dates_view
from ailaget.views.method.public_figures import public_table
from ailaget.views.method.response import Section

REFERENCES = ("population", "skr_groups", "employees", "boundaries", "places")
"""Each has its texts under `method.reference`; `data/README.md` says the same of the files."""


def sources_view(source: Source, selection: Selection) -> tuple[Section, ...]:
    """Return the sources of everything that the pages show beside the answers themselves."""
    t = selection.t
    return (
        Section(
            t("method.reference_heading"),
            t("method.reference_text"),
            _references(t),
            t("method.reference_caption"),
            "references",
        ),
        Section(
            t("method.ai_act_heading"),
            t("method.ai_act_text"),
            dates_view(source, selection).table,
            t("method.ai_act_caption"),
            "ai_act",
        ),
        Section(
            t("method.known_heading"),
            t("method.known_text"),
            public_table(source, selection),
            t("method.known_caption", wave=t.wave(selection.wave)),
            "known",
        ),
        Section(
            t("method.benchmarks_heading"),
            t("method.benchmarks_text"),
            _benchmarks(t),
            t("method.benchmarks_caption"),
            "benchmarks",
        ),
    )


def demo_view(_: Source, selection: Selection) -> tuple[Section, ...]:
    """Return what the demonstration data are, and what each of their figures rests on."""
    t, response = selection.t, calibration()["response"]
    counts = [
        t("method.demo_respondents_one", wave=t.wave(wave), n=t.number(n))
        for wave, n in response["respondents"].items()
    ]
    respondents = t(
        "method.demo_response_text",
        counts=t.listing(counts),
        sources=t.listing(response["benchmarks"]),
    )
    return (
        Section(t("method.demo_heading"), t("method.demo_text", seed=calibration()["seed"])),
        Section(t("method.demo_response_heading"), respondents),
        Section(
            t("method.targets_heading"),
            t("method.targets_text"),
            _targets(t),
            t("method.targets_caption"),
            "targets",
        ),
    )


@cache
def calibration() -> dict[str, Any]:
    """Return what the demonstration waves are calibrated to: `data/demo_calibration.toml`."""
    return tomllib.loads((DATA / "demo_calibration.toml").read_text(encoding="utf-8"))


def benchmarks_used() -> list[str]:
    """Return the ids of the published figures that the demonstration data rest on, in order."""
    settings = calibration()
    used = {key for target in settings["target"] for key in target["benchmarks"]}
    used |= set(settings["response"]["benchmarks"])
    return [row["id"] for row in read_rows("benchmarks.csv") if row["id"] in used]


def _references(t: Texts) -> Table:
    columns = (
        Column("what", t("method.column_what"), "name"),
        Column("source", t("method.column_source")),
        Column("date", t("method.column_date"), collapsed=CELL),
        Column("terms", t("method.column_terms")),
    )
    rows = [tuple(t(f"method.reference.{key}_{c.key}") for c in columns) for key in REFERENCES]
    return Table(columns, rows)


def _benchmarks(t: Texts) -> Table:
    columns = (
        Column("id", t("method.column_id"), "name"),
        Column("year", t("method.column_year"), collapsed=CELL),
        Column("country", t("method.column_country"), collapsed=CELL),
        Column("figure", t("method.column_figure")),
        folding(Column("evidence", t("method.column_evidence")), t),
        Column("link", t("method.column_link"), "address", collapsed=CELL),
    )
    by_id = {row["id"]: row for row in read_rows("benchmarks.csv")}
    rows = [
        (
            key,
            by_id[key]["year"].replace(" to ", "–").replace("/", "–"),
            t(f"method.country.{by_id[key]['country']}"),
            t(f"method.benchmark.{key}", value=_amount(by_id[key]["value"], t)),
            t(f"method.evidence_{_evidence(by_id[key]['evidence'])}"),
            by_id[key]["source"],
        )
        for key in benchmarks_used()
    ]
    return Table(columns, rows)


def _evidence(text: str) -> str:
    return "primary" if text.startswith("primary") else "secondary"


def _amount(value: str, t: Texts) -> str:
    """Return a published value in the language's numbers, or as it stands where it is no number."""
    number = value.removeprefix(">")
    if not number.replace(".", "", 1).isdigit():
        return value
    text = t.number(float(number), len(number.partition(".")[2]))
    return t("method.more_than", n=text) if value.startswith(">") else text


def _targets(t: Texts) -> Table:
    columns = (
        Column("target", t("method.column_target"), "name"),
        Column("wave", t("filter.wave"), collapsed=CELL),
        Column("value", t("column.value")),
        Column("basis", t("method.column_basis"), collapsed=CELL),
    )
    rows: list[tuple[Cell, ...]] = []
    for target in calibration()["target"]:
        sources = t.listing(target["benchmarks"])
        basis = t("method.basis_S", sources=sources) if sources else t("method.basis_A")
        rows.append(
            (
                t(f"method.target.{target['measure']}"),
                t.wave_short(target["wave"]),
                _target_value(target, t),
                basis,
            )
        )
    return Table(columns, rows)


def _target_value(target: dict[str, Any], t: Texts) -> str:
    if "equals" in target:
        barriers = codebook().question("hinder").choices
        names = {
            **place_names(t.language),
            **{choice.key: choice.label[t.language] for choice in barriers},
        }
        return t.listing(names[key] for key in target["equals"])
    is_share = target["unit"] == "share"
    scale = 100 if is_share else 1
    low, high = (scale * target[end] for end in ("low", "high"))
    decimals = 0 if all(float(round(end, 6)).is_integer() for end in (low, high)) else 1
    ends = [t.number(end, decimals) for end in (low, high)]
    text = ends[0] if low == high else t("classes.range", low=ends[0], high=ends[1])
    return t("method.per_cent", n=text) if is_share else text
