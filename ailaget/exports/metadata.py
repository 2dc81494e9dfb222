"""What travels with a chart or a table on every way out, said once for all formats."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ailaget.codebook import codebook
from ailaget.exports.names import file_stem
from ailaget.texts import Texts, texts
from ailaget.views.base.choices import USUAL
from ailaget.views.base.result import Chart, Exhibit
from ailaget.views.base.selection import Selection, low_words, place_names
from ailaget.views.catalogue import entry_of
from ailaget.views.method.codebook import formula_text, group_text
from ailaget.views.region.answers import question_of
from ailaget.views.region.scope import scope_of

LINK = re.compile(r"""(https?://[^\s<>"”]*[^\s<>"”.,;:!?)])""")
"""An address in a text, without the sign that ends its sentence; files let a reader follow it."""

EMPHASIS = re.compile(r"\*(\S[^*]*)\*")
"""A title in a text, as pages set it in italics; a file has it as it is."""

RULES = ("missing", "response", "protected")
"""The rules of counting that every method sheet says, by their texts under ``method``."""


@dataclass(frozen=True)
class ExportMetadata:
    """The metadata of a chart or a table: each field in the reader's words, but for the counts.

    Those are `n` and `of`, None where no one number stands for the whole. `demo` is empty for real
    data; `method` pairs a heading with its text; `frozen` is the day when a meeting kept it.
    `permalink` is where the view is, or what to put before its path where that is not known.
    `unit` is that of what is drawn; `units` tells those of the table, where they are others;
    `measure` names the indicator, where the chart is of the chosen one; `n_each` says how few have
    a value in each of several measures.
    """

    title: str
    headline: str
    unit: str
    n: int | None
    of: int | None
    rate: str
    wave: str
    filter: str
    caveat: str
    attribution: str
    day: str
    build: str
    demo: str
    permalink: str
    alt: str
    stem: str
    language: str
    method: tuple[tuple[str, str], ...]
    frozen: str = ""
    units: str = ""
    measure: str = ""
    n_each: str = ""

    @property
    def t(self) -> Texts:
        """The texts of the reader's language."""
        return texts(self.language)

    @property
    def version(self) -> str:
        """The data version in words, and the day when it was frozen."""
        version = self.t("metadata.version", build=self.build)
        frozen = self.t("metadata.frozen_on", day=self.frozen) if self.frozen else ""
        return f"{version} {frozen}".strip()

    @property
    def low_response(self) -> str:
        """What is said first where less than half have a value; else nothing."""
        return low_words(self.n, self.of, self.t, self.n_each)

    def lines(self) -> list[tuple[str, str | int]]:
        """Return label and value of all that must be said, in order; what is empty is left out."""
        entries: list[tuple[str, str | int | None]] = [
            ("title", self.title),
            ("finding", self.headline),
            ("demo", self.demo),
            ("low_response", self.low_response),
            ("unit", self.units or self.unit),
            ("wave", self.wave),
            ("filter", self.filter),
            ("n", self.n),
            ("of", self.of),
            ("rate", self.rate),
            ("caveat", self.caveat),
            ("source", self.attribution),
            ("day", self.day),
            ("build", self.build),
            ("frozen", self.frozen),
            ("permalink", self.permalink),
        ]
        labelled = [
            (self.t(f"metadata.{key}"), value)
            for key, value in entries
            if value is not None and value != ""
        ]
        return [(label, _without(label, value)) for label, value in labelled]

    def marked_title(self) -> str:
        """Return the title, with the mark of invented data for what is copied on its own."""
        return f"{self.title} ({self.t('metadata.invented')})" if self.demo else self.title

    def _basis(self) -> str:
        t = self.t
        if self.n_each:
            return f"{self.n_each}."
        return t("metadata.basis", n=t.number(self.n), of=t.number(self.of), rate=self.rate)

    def _basis_with_filter(self) -> str:
        return f"{self._basis()} {self.filter}." if self.filter else self._basis()

    def footer(self) -> list[str]:
        """Return what stands under a picture: n and filter, source with its mark, version, link."""
        return [
            *([] if self.n is None else [self._basis_with_filter()]),
            self.attribution,
            f"{self.version} {self.permalink}".strip(),
        ]


def _without(label: str, value: str | int) -> str | int:
    """Return what is said after a label, which the line under a chart begins with itself."""
    return value.removeprefix(f"{label}: ") if isinstance(value, str) else value


def export_metadata(
    chart: Exhibit, selection: Selection, build: str, permalink: str = ""
) -> ExportMetadata:
    """Return the metadata of a chart or a table.

    `build` is the database's name, `permalink` the view's address.
    """
    t, narrowed = selection.t, _narrowed(chart, selection)
    has_filter = chart.of_answers or any(narrowed.values())
    return ExportMetadata(
        title=chart.title,
        headline=chart.headline,
        unit=chart.unit,
        n=chart.n,
        of=chart.of,
        rate="" if chart.n is None else t.percent(chart.n / chart.of if chart.of else None),
        wave=t.wave(chart.wave),
        filter=_filter_words(chart, narrowed, selection) if has_filter else "",
        caveat=chart.caveat,
        attribution=chart.attribution,
        day=t.day(selection.day),
        build=build.removesuffix(".duckdb"),
        demo=t("demo.banner") if chart.is_invented(selection) else "",
        permalink=_where(permalink, t),
        alt=chart.alt if isinstance(chart, Chart) else "",
        stem=file_stem(chart, selection, [key for keys in narrowed.values() for key in keys]),
        language=selection.language,
        method=tuple(
            (label, EMPHASIS.sub(r"\1", text)) for label, text in _method(chart, selection)
        ),
        units=_units(chart, t),
        measure=_measure(chart, selection),
        n_each=t.in_words(chart.n_each),
    )


def _where(permalink: str, t: Texts) -> str:
    """Return a view's address; a path alone leads nowhere from a file, so it says what it is."""
    return t("metadata.path_alone", path=permalink) if permalink.startswith("/") else permalink


def _measure(chart: Exhibit, selection: Selection) -> str:
    """Return the name of the indicator that a chart is of; empty where it is of no chosen one."""
    if "indicator" not in entry_of(chart.key).about:
        return ""
    return codebook().indicator(selection.indicator).label[selection.language]


def _units(chart: Exhibit, t: Texts) -> str:
    """Return the units of a table's columns, or where those of its rows stand."""
    own = [column for column in chart.table.columns if column.key == "unit"]
    if own and chart.unit:
        return t("metadata.unit_by_row", unit=chart.unit, column=own[0].label)
    units = [f"{column.label}: {column.unit}" for column in chart.table.columns if column.unit]
    return "; ".join(units)


def _narrowed(chart: Exhibit, selection: Selection) -> Mapping[str, list[str]]:
    """Return the filter that a chart does use: not every one of them uses all of it."""
    entry = entry_of(chart.key)
    about = entry.about
    if "municipality" in about or chart.n is None or entry.is_unfiltered:
        return {}
    if "region" not in about:
        return selection.filter
    is_open = "question" not in about or question_of(selection).is_open
    return scope_of(selection).filter if is_open else {}


def _filter_words(chart: Exhibit, narrowed: Mapping[str, list[str]], selection: Selection) -> str:
    """Return the filter in words; without one, the whole country, or all areas of a set."""
    t = selection.t
    names = place_names(t.language)
    parts = [
        t(f"metadata.filter_{key}", names=t.listing(names[code] for code in codes))
        for key, codes in narrowed.items()
        if codes
    ]
    entry = entry_of(chart.key)
    if parts and entry.is_countrywide:
        listed = [t.listing(names[code] for code in codes) for codes in narrowed.values() if codes]
        return t("metadata.filter_shown", names="; ".join(listed))
    is_one = "municipality" in entry.about
    if "areas" in entry.choices and selection.areas != USUAL["areas"]:
        return t("metadata.filter_areas")
    return "; ".join(parts) or t(f"metadata.filter_{'own' if is_one else 'none'}")


def _method(chart: Exhibit, selection: Selection) -> Iterable[tuple[str, str]]:
    t, indicator = selection.t, codebook().indicator(selection.indicator)
    if chart.caveat:
        yield t("metadata.caveat"), chart.caveat
    if indicator.key in chart.file_stem:
        made = f"{formula_text(indicator, t)} {group_text(indicator, t)}"
        yield indicator.label[t.language], made
    for rule in RULES if chart.of_answers else ():
        yield t(f"method.{rule}_heading"), t(f"method.{rule}_text").strip()
    yield t("metadata.more"), t("metadata.more_text")
