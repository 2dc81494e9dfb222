"""What a report holds, whatever it becomes: an opening, and charts with their metadata."""

from collections.abc import Iterable
from dataclasses import dataclass

from ailaget.exports.metadata import ExportMetadata
from ailaget.texts import Texts, texts
from ailaget.views.base.result import Chart, KeyFigure


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

    def sources(self) -> list[str]:
        """Return each source with its data version once, after it the charts from it with links."""
        charts_by_source: dict[str, list[str]] = {}
        for metadata in (page.metadata for page in self.pages):
            charts = charts_by_source.setdefault(f"{metadata.attribution} {metadata.version}", [])
            charts.append(f"{metadata.title}: {metadata.permalink}")
        return [line for source, charts in charts_by_source.items() for line in (source, *charts)]

    def method(self) -> list[tuple[str, str]]:
        """Return the method of every chart, each paragraph once; caveats stand at their charts."""
        return list(dict.fromkeys(_paragraphs(self.pages)))


def _paragraphs(pages: Iterable[Page]) -> Iterable[tuple[str, str]]:
    for page in pages:
        yield from (pair for pair in page.metadata.method if pair[1] != page.metadata.caveat)
