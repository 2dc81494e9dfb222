"""A chart as a PowerPoint slide: native and editable where it can be, else a picture for print."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image
from pptx.util import Emu, Inches, Pt

from ailaget.charts.goal_marks import target_words
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.native_pptx import add_native
from ailaget.exports.office.not_drawn import not_drawn
from ailaget.exports.office.slide import (
    ACROSS,
    BODY_TOP,
    BOTTOM,
    EDGE,
    TOP,
    WIDE,
    Box,
    add_below,
    add_foot,
    add_text,
    add_watermark,
    below_title,
    body_of,
    describe,
    new_show,
    new_slide,
    saved,
)
from ailaget.exports.pictures.images import picture
from ailaget.exports.text.chart_html import has_figure
from ailaget.views.base.cells import cell_text, clean
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.table_pages import Room, in_pages, shares_by_words

GAP, WIDEST = Inches(0.3), 0.66
"""Between words and the picture beside them; the share of the width that one may take there."""

TABLE, MOST = Room(lines=26, characters=150, between=0.5), 12
"""What a slide holds of a table, and the slides that one table may take."""

SLIDE_SCALE = 5.0
"""Of a picture that may fill the slide: some 300 dots to the inch."""


def chart_pptx(chart: Chart, metadata: ExportMetadata) -> bytes:
    """Return a presentation of one slide."""
    show = new_show(metadata.title, metadata.attribution, metadata.language)
    add_chart_slide(show, chart, metadata)
    return saved(show)


def add_chart_slide(
    show: Any,
    chart: Chart,
    metadata: ExportMetadata,
    notes: Sequence[str] = (),
    heading: str = "",
) -> None:
    """Add a chart's slide: title, headline, the chart, and what travels with it as text.

    A picture that is taller than wide, such as a map, stands beside the words and has the whole
    slide's height; `notes` are read before it. A writer's `heading` is the slide's title, and then
    the chart's own title stands where else its headline does.
    """
    native = drawable(chart)
    image = _drawn(chart, metadata) if native is None and has_figure(chart) else None
    width = ACROSS if image is None or not image.is_tall else Emu(ACROSS - image.width - GAP)
    title, lead = (heading, metadata.title) if heading else (metadata.title, metadata.headline)
    slide = new_slide(show, title, width)
    # PowerPoint's own chart has no line for a goal: its words stand above it.
    goals = target_words(chart.figure) if native is not None else []
    above = (lead, *notes, metadata.low_response, *goals)
    lines = [line for line in above if line and line != title]
    below = below_title(slide)
    if lines:
        below = add_below(slide, lines, below, 16, width)
    footer = [
        metadata.demo,
        metadata.unit and f"{metadata.unit}. {metadata.wave}.",
        "" if native is None else not_drawn(chart, native, metadata.t),
        *metadata.footer(),
    ]
    foot = add_foot(slide, [line for line in footer if line], width)
    top = max(BODY_TOP, below)
    body = (EDGE, top, ACROSS, Emu(foot - top))
    if native is not None:
        if metadata.demo:
            add_watermark(slide, metadata.t("demo.watermark"), body)
        add_native(slide, native, metadata, body)
    elif image is not None:
        _add_picture(slide, image, metadata, body)
    else:
        _add_table(show, slide, chart, metadata, body)
    slide.notes_slide.notes_text_frame.text = clean(
        "\n".join(f"{label}: {metadata.t.plain(value)}" for label, value in metadata.lines())
    )


@dataclass(frozen=True)
class Drawn:
    """A picture and its size on a slide, were it as high as the slide."""

    data: bytes
    width: Emu
    height: Emu

    @property
    def is_tall(self) -> bool:
        """Whether it stands better beside the words than below them."""
        return bool(self.width < WIDEST * ACROSS)


def _drawn(chart: Chart, metadata: ExportMetadata) -> Drawn:
    data = picture(chart, metadata, "png", SLIDE_SCALE, bare=True, is_slide=True)
    with Image.open(io.BytesIO(data)) as image:
        across, up = image.size
    height = Emu(BOTTOM - TOP)
    return Drawn(data, Emu(int(height * across / up)), height)


def _add_picture(slide: Any, image: Drawn, metadata: ExportMetadata, body: Box) -> None:
    """Place the picture in its own proportions, as large as its place lets it be."""
    left, top, width, height = body
    if image.is_tall:
        left, top, width, height = Emu(WIDE - EDGE - image.width), TOP, image.width, image.height
    share = min(width / image.width, height / image.height)
    size = Emu(int(image.width * share)), Emu(int(image.height * share))
    middle = Emu(int(left + (width - size[0]) / 2))
    describe(slide.shapes.add_picture(io.BytesIO(image.data), middle, top, *size), metadata.alt)


def _add_table(show: Any, slide: Any, chart: Chart, metadata: ExportMetadata, body: Box) -> None:
    """Place the table over as many slides as it needs; what more than `MOST` leave out is said."""
    t, pages = metadata.t, in_pages(chart.table, metadata.t, TABLE)
    for number, page in enumerate(pages[:MOST], start=1):
        if number > 1:
            slide = new_slide(show, metadata.title)
            of = t("pptx.part", number=t.number(number), of=t.number(len(pages[:MOST])))
            add_below(slide, [of], below_title(slide), 16)
            add_foot(slide, [line for line in (metadata.demo, metadata.attribution) if line])
        top = body[1] if number == 1 else body_of(slide)[1]
        shares = shares_by_words(chart.table, t, TABLE.characters)
        _place_table(slide, page, shares, metadata, top)
    rest = sum(len(page.rows) for page in pages[MOST:])
    if rest:
        remark = t("pptx.more_rows", n=t.number(rest))
        add_text(slide, [remark], (EDGE, Inches(6.1), ACROSS, Inches(0.3)), 10)


def _place_table(
    slide: Any, table: Table, shares: Sequence[float], metadata: ExportMetadata, top: Emu
) -> None:
    shape = slide.shapes.add_table(
        len(table.rows) + 1, len(shares) or 1, EDGE, top, ACROSS, Inches(0.3)
    )
    describe(shape, metadata.alt)
    for across, (column, share) in enumerate(zip(table.columns, shares, strict=True)):
        shape.table.columns[across].width = Emu(int(ACROSS * share))
        texts = [column.label, *(cell_text(row[across], column, metadata.t) for row in table.rows)]
        for down, text in enumerate(texts):
            cell = shape.table.cell(down, across)
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.text = clean(text)
            cell.text_frame.paragraphs[0].font.size = Pt(10)
