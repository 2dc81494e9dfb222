"""The minutes of a meeting: what is said in them, whichever file they become."""

import json
from dataclasses import asdict, dataclass

from ailaget.exports.report.contents import shortened
from ailaget.texts import Texts
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.selection import low_words


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph: its heading, what is said, and lists, each under a heading or none."""

    heading: str
    texts: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class MinutesPicture:
    """A chart of the agenda, after all that is said: its words, and the note at the very end.

    `image` is PNG; without it the chart's table stands in its place. `values_at` is the address of
    all its values.
    """

    item: int
    heading: str
    note: str
    chart: Chart | None = None
    image: bytes | None = None
    values_at: str = ""

    def low_response(self, t: Texts) -> str:
        """Return what is said first where less than half have a value; else nothing."""
        if (chart := self.chart) is None:
            return ""
        return low_words(chart.n, chart.of, t, chart.n_each)

    @property
    def has_values(self) -> bool:
        """Whether it is a picture whose values stand in a table at the end."""
        return self.chart is not None and self.image is not None and bool(self.chart.table.columns)

    def on_paper(self, t: Texts) -> tuple[Table, str]:
        """Return the values behind the picture as paper has them, and where the rest of many are.

        The table of a map alone would take more pages than all that was said.
        """
        assert self.chart is not None
        table, more = shortened(self.chart.table)
        if not more:
            return table, ""
        return table, t("minutes.more_rows", n=t.number(more), address=self.values_at)

    def source_on_paper(self, t: Texts) -> str:
        """Return the line under the picture on paper: its source, and where its values stand."""
        if self.chart is None:
            return ""
        if not self.has_values:
            return self.chart.attribution
        table, rest = self.on_paper(t)
        key = "minutes.first_in_appendix" if rest else "minutes.in_appendix"
        return f"{self.chart.attribution} {t(key, n=t.number(len(table.rows)))}"


@dataclass(frozen=True)
class Minutes:
    """A meeting's minutes, in the reader's words.

    `mark` says that the data is invented, and is empty for real data; `signatures` are who signs;
    `approved` says that they are approved, and when, once they are.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]
    pictures: tuple[MinutesPicture, ...]
    signatures: tuple[str, ...]
    t: Texts
    mark: str = ""
    approved: str = ""

    def numbered(self) -> list[tuple[str, Paragraph]]:
        """Return the paragraphs, each with its number and heading."""
        return [
            (self.t("minutes.paragraph", number=number, heading=paragraph.heading), paragraph)
            for number, paragraph in enumerate(self.paragraphs, start=1)
        ]

    def captions(self) -> list[tuple[str, MinutesPicture]]:
        """Return the pictures, each with its number and heading."""
        return [
            (self.t("minutes.picture", number=number, heading=picture.heading), picture)
            for number, picture in enumerate(self.pictures, start=1)
        ]

    def drawn(self) -> list[tuple[str, MinutesPicture, Chart]]:
        """Return those whose values stand in a table, each with its number, heading and chart."""
        return [
            (
                self.t("minutes.table", number=number, heading=picture.heading),
                picture,
                picture.chart,
            )
            for number, picture in enumerate(self.pictures, start=1)
            if picture.chart is not None and picture.has_values
        ]

    def notes(self) -> list[str]:
        """Return what is noted on each picture, in their order."""
        return [
            self.t("minutes.picture_note", number=number, note=picture.note)
            for number, picture in enumerate(self.pictures, start=1)
        ]


def minutes_json(minutes: Minutes) -> str:
    """Return minutes to be kept: every word of them, without the pictures."""
    words = {
        "title": minutes.title,
        "facts": minutes.facts,
        "paragraphs": [asdict(paragraph) for paragraph in minutes.paragraphs],
        "pictures": [
            {"item": picture.item, "heading": picture.heading, "note": picture.note}
            for picture in minutes.pictures
        ],
        "signatures": minutes.signatures,
        "mark": minutes.mark,
    }
    return json.dumps(words, ensure_ascii=False)


def read_minutes(text: str, t: Texts) -> Minutes:
    """Return minutes that were kept; their pictures are still to come."""
    words = json.loads(text)
    return Minutes(
        title=words["title"],
        facts=tuple((label, value) for label, value in words["facts"]),
        paragraphs=tuple(
            Paragraph(
                paragraph["heading"],
                tuple(paragraph["texts"]),
                tuple((heading, tuple(lines)) for heading, lines in paragraph["lists"]),
            )
            for paragraph in words["paragraphs"]
        ),
        pictures=tuple(MinutesPicture(**picture) for picture in words["pictures"]),
        signatures=tuple(words["signatures"]),
        t=t,
        mark=words["mark"],
    )
