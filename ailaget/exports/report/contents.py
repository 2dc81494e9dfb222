"""What a report holds, whatever it becomes: an opening, and charts with their metadata."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ailaget.exports.metadata import ExportMetadata
from ailaget.texts import Texts, at_beginning, texts
from ailaget.views.base.result import Chart, KeyFigure, Table

LONGEST_TABLE, SHOWN = 24, 10
"""Rows of a table that a report has whole, and rows that it has of a longer one."""


def shortened(table: Table) -> tuple[Table, int]:
    """Return a table, or the first rows of a long one, and how many more rows there are."""
    if len(table.rows) <= LONGEST_TABLE:
        return table, 0
    shown = replace(table, rows=table.rows[:SHOWN], codes=(), swatches=())
    return shown, len(table.rows) - SHOWN


@dataclass(frozen=True)
class Page:
    """One chart in a report; without a heading of its own it has the chart's headline.

    `words` pairs headings with sentences that stand after the chart; `note` must be read first.
    """

    chart: Chart
    metadata: ExportMetadata
    heading: str = ""
    text: str = ""
    note: str = ""
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def title(self) -> str:
        """The heading: the writer's, else what the chart says."""
        return self.heading or self.chart.headline

    def notes(self) -> list[str]:
        """Return what must be read first: the note, and that less than half have a value."""
        return [note for note in (self.note, self.metadata.low_response) if note]

    def small_print(self) -> str:
        """Return what stands under the chart: unit and wave, n, source, version, link, caveat."""
        metadata = self.metadata
        wave = at_beginning(metadata.wave)
        unit = [f"{metadata.unit}."] if metadata.unit else []
        lines = [" ".join([*unit, f"{wave}."]), *metadata.footer(), metadata.caveat]
        return " ".join(line for line in lines if line)

    def shown_table(self) -> tuple[Table, str]:
        """Return the table, or the first rows of a long one and how many more there are."""
        (table, more), t = shortened(self.chart.table), self.metadata.t
        return table, t("report.more_rows", n=t.number(more)) if more else ""


@dataclass(frozen=True)
class Contents:
    """A whole report; a short one has no contents and no appendix.

    `notes` must be read before all else, such as that a chart is not in it.
    """

    title: str
    language: str
    stem: str
    pages: tuple[Page, ...]
    sentences: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    is_short: bool = False
    notes: tuple[str, ...] = ()

    @property
    def t(self) -> Texts:
        """The texts of the report's language."""
        return texts(self.language)

    @property
    def demo(self) -> str:
        """The mark of invented data, empty where no chart rests on any."""
        return next((page.metadata.demo for page in self.pages if page.metadata.demo), "")

    def sections(self) -> list[tuple[str, str]]:
        """Return the name and the heading of each section, as its contents have them."""
        t = self.t
        charts = [(f"chart-{number}", page.title) for number, page in enumerate(self.pages, 1)]
        ending = [(name, t(f"report.{name}")) for name in ("sources", "method")]
        return [*charts, *ending]

    def caption(self, kind: str, number: int) -> str:
        """Return the caption of a chart's figure or table: what it is, its number, its title."""
        return f"{self.t(f'report.{kind}')} {number}. {self.pages[number - 1].metadata.title}"

    def facts(self) -> list[tuple[str, str]]:
        """Return what the cover says of the figures: their day, waves and data version."""
        t, metadata = self.t, [page.metadata for page in self.pages]
        return [
            (t(f"metadata.{key}"), t.listing(dict.fromkeys(getattr(one, key) for one in metadata)))
            for key in ("day", "wave", "build")
            if metadata
        ]

    def sources(self) -> list[str]:
        """Return each source with its data version once, after it the charts from it with links.

        A short report has the links at its charts alone.
        """
        charts_by_source: dict[str, list[str]] = {}
        for metadata in (page.metadata for page in self.pages):
            charts = charts_by_source.setdefault(f"{metadata.attribution} {metadata.version}", [])
            charts.append(f"{metadata.title}: {metadata.permalink}")
        if self.is_short:
            return list(charts_by_source)
        return [line for source, charts in charts_by_source.items() for line in (source, *charts)]

    def method(self) -> list[tuple[str, str]]:
        """Return the method of every chart, each paragraph once; caveats stand at their charts."""
        return list(dict.fromkeys(_paragraphs(self.pages)))


def _paragraphs(pages: Iterable[Page]) -> Iterable[tuple[str, str]]:
    for page in pages:
        for label, text in page.metadata.method:
            if text != page.metadata.caveat:
                yield label, text
