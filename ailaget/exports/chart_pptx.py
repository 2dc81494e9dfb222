"""A chart as a PowerPoint slide: native and editable where it can be, else a picture for print."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.util import Emu, Inches, Pt

from ailaget.charts.style import LIGHT
from ailaget.exports.chart_xlsx import figures_xlsx
from ailaget.exports.images import picture
from ailaget.exports.native_xlsx import COLOURS
from ailaget.exports.passport import Passport
from ailaget.views.cells import cell_text, clean
from ailaget.views.plots import BAR, LINE, SCATTER, Plot, plot_of, plotted
from ailaget.views.result import Chart, Table
from ailaget.views.table_pages import Room, column_shares, in_pages

WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE = Inches(0.5)
BODY = (Inches(0.5), Inches(1.55), Inches(12.333), Inches(4.75))
"""Left, top, width and height of what the slide is about."""

FOOT = (Inches(0.5), Inches(6.35), Inches(12.333), Inches(1))
"""The box of what is said below it."""

TABLE, MOST = Room(lines=26, characters=150, between=0.5), 12
"""What a slide holds of a table, and the slides that one table may take."""

TITLE_ONLY = 5
"""The place of that layout in PowerPoint's own template."""

KINDS = {
    BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    LINE: XL_CHART_TYPE.LINE_MARKERS,
    SCATTER: XL_CHART_TYPE.XY_SCATTER,
}
SLIDE_SCALE = 5.0
"""Of a picture that may fill the slide: some 300 dots to the inch."""

CROWDED = 14
"""Bars; with more of them their names and values are set smaller."""


def chart_pptx(chart: Chart, papers: Passport) -> bytes:
    """Return a presentation of one slide."""
    show = new_show(papers.title, papers.source)
    add_chart_slide(show, chart, papers)
    return saved(show)


def new_show(title: str, subject: str) -> Any:
    """Return an empty presentation, wide."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    about = show.core_properties
    about.title, about.subject, about.author = clean(title)[:250], clean(subject)[:250], "AI-läget"
    return show


def saved(show: Any) -> bytes:
    """Return a presentation as a file."""
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def add_chart_slide(show: Any, chart: Chart, papers: Passport) -> None:
    """Add a chart's slide: title, finding, the chart, and what travels with it as text."""
    slide = new_slide(show, papers.title)
    add_text(slide, [papers.finding], (EDGE, Inches(0.95), BODY[2], Inches(0.6)), 16)
    plot = plot_of(chart)
    if plot is not None:
        _add_native(slide, plot, plotted(chart), papers)
    elif chart.figure.data or chart.figure.layout.annotations:
        _add_picture(slide, chart, papers)
    else:
        _add_table(show, slide, chart, papers)
    said = [papers.demo, papers.unit and f"{papers.unit}. {papers.wave}.", *papers.footer()]
    add_text(slide, [line for line in said if line], FOOT, 10,
             colour=LIGHT.muted)  # fmt: skip
    slide.notes_slide.notes_text_frame.text = clean(
        "\n".join(f"{label}: {papers.t.plain(value)}" for label, value in papers.lines())
    )


def new_slide(show: Any, title: str) -> Any:
    """Return a new slide with its title."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = (
        EDGE,
        Inches(0.3),
        BODY[2],
        Inches(0.7),
    )
    heading.text_frame.word_wrap = True
    heading.text_frame.text = clean(title)
    part = heading.text_frame.paragraphs[0]
    part.font.size, part.font.bold = Pt(26), True
    part.font.color.rgb = rgb(LIGHT.text)
    part.alignment = 1
    return slide


def add_text(
    slide: Any, lines: Sequence[str], box: Sequence[Emu], size: float, *, colour: str = LIGHT.text
) -> None:
    """Add lines of text in a box (left, top, width, height)."""
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        part = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        part.text = clean(line)
        part.font.size, part.font.color.rgb = Pt(size), rgb(colour)


def rgb(colour: str) -> RGBColor:
    """Return ``"#1f5f86"`` as PowerPoint has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def describe(shape: Any, words: str) -> None:
    """Set what a screen reader says of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(words))


def _add_native(slide: Any, plot: Plot, table: Table, papers: Passport) -> None:
    if plot.kind == SCATTER:
        table = replace(table, rows=[row for row in table.rows if None not in row])
    frame = slide.shapes.add_chart(KINDS[plot.kind], *BODY, _chart_data(plot, table))
    # The workbook inside is ours: python-pptx's own takes a text that begins with = for a formula.
    frame.chart.part.chart_workbook.update_from_xlsx_blob(figures_xlsx(table, papers))
    describe(frame, papers.alt)
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(12), rgb(LIGHT.text)
    chart.has_title = False
    chart.has_legend = len(table.columns) > 2  # noqa: PLR2004 - a category and one series
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, categories = chart.value_axis, chart.category_axis
    values.has_major_gridlines = categories.has_major_gridlines = False
    values.has_title = True
    values.axis_title.text_frame.text = clean(papers.unit)
    if plot.kind == SCATTER:
        values.axis_title.text_frame.text = clean(table.columns[1].label)
        categories.has_title = True
        categories.axis_title.text_frame.text = clean(table.columns[0].label)
    categories.tick_label_position = TICKS.LOW
    for number, series in enumerate(chart.plots[0].series):
        _colour(series, plot, COLOURS[number % len(COLOURS)])
    if plot.kind == BAR:
        _lay_bars(chart, table)


def _chart_data(plot: Plot, table: Table) -> Any:
    decimals = max((c.decimals for c in table.columns[1:] if c.kind == "number"), default=0)
    form = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    if plot.kind == SCATTER:
        data = XyChartData(number_format=form)
        series = data.add_series(clean(table.columns[1].label))
        for x, y in table.rows:
            series.add_data_point(x, y)
        return data
    data = CategoryChartData(number_format=form)
    data.categories = [clean(str(row[0])) for row in table.rows]
    for number, column in enumerate(table.columns[1:], start=1):
        data.add_series(clean(column.label), [row[number] for row in table.rows])
    return data


def _colour(series: Any, plot: Plot, colour: str) -> None:
    if plot.kind == SCATTER:
        series.format.line.fill.background()
        series.marker.size = 6
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(colour)
    elif plot.kind == LINE:
        series.smooth = False
        series.format.line.color.rgb = rgb(colour)
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(colour)
    else:
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)


def _lay_bars(chart: Any, table: Table) -> None:
    """Put the first row at the top, and the value at each bar where there is room."""
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = TICKS.HIGH
    bars = chart.plots[0]
    bars.gap_width = 50
    size = Pt(9 if len(table.rows) * (len(table.columns) - 1) > CROWDED else 12)
    chart.category_axis.tick_labels.font.size = size
    bars.has_data_labels = len(table.rows) * (len(table.columns) - 1) <= 2 * CROWDED
    if bars.has_data_labels:
        bars.data_labels.font.size = size
        bars.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _add_picture(slide: Any, chart: Chart, papers: Passport) -> None:
    """Place the picture in its own proportions, as large as the slide's body lets it be."""
    data = io.BytesIO(picture(chart, papers, "png", SLIDE_SCALE, bare=True))
    left, top, width, height = BODY
    shape = slide.shapes.add_picture(data, left, top, height=height)
    if shape.width > width:
        shape.height, shape.width = Emu(int(shape.height * width / shape.width)), width
    shape.left = Emu(int((WIDE - shape.width) / 2))
    describe(shape, papers.alt)


def _add_table(show: Any, slide: Any, chart: Chart, papers: Passport) -> None:
    """Place the table over as many slides as it needs; what more than `MOST` leave out is said."""
    t, pages = papers.t, in_pages(chart.table, papers.t, TABLE)
    for number, page in enumerate(pages[:MOST], start=1):
        if number > 1:
            slide = new_slide(show, papers.title)
            of = t("pptx.part", number=t.number(number), of=t.number(len(pages[:MOST])))
            add_text(slide, [of], (EDGE, Inches(0.95), BODY[2], Inches(0.6)), 16)
            add_text(slide, [papers.demo, papers.source], FOOT, 10, colour=LIGHT.muted)
        _place_table(slide, page, column_shares(chart.table, t), papers)
    rest = sum(len(page.rows) for page in pages[MOST:])
    if rest:
        said = t("pptx.more_rows", n=t.number(rest))
        add_text(slide, [said], (EDGE, Inches(6.1), BODY[2], Inches(0.3)), 10)


def _place_table(slide: Any, table: Table, shares: Sequence[float], papers: Passport) -> None:
    shape = slide.shapes.add_table(len(table.rows) + 1, len(shares) or 1, *BODY[:3], Inches(0.3))
    describe(shape, papers.alt)
    for across, (column, share) in enumerate(zip(table.columns, shares, strict=True)):
        shape.table.columns[across].width = Emu(int(BODY[2] * share))
        texts = [column.label, *(cell_text(row[across], column, papers.t) for row in table.rows)]
        for down, text in enumerate(texts):
            cell = shape.table.cell(down, across)
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.text = clean(text)
            cell.text_frame.paragraphs[0].font.size = Pt(10)
