"""Slides: read back by python-pptx and opened by LibreOffice; native where they can be."""

import io
import json
import textwrap
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from ailaget import geography
from ailaget.charts.goal_marks import GoalMark
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.chart_pptx import MOST, SLIDE_SCALE, chart_pptx
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.office.overlays import lines_of
from ailaget.exports.pictures.maps import AFAR, read_afar
from ailaget.views.base.cells import cell_text
from ailaget.views.base.native import (
    BAR,
    COLUMNS,
    CURVE,
    OVER_X,
    RANGE,
    SWARM,
    drawable,
    without_overlays,
)
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.catalogue import CHARTS
from tests.exports.conftest import CHOSEN, Made, Office, once

slides_of = once(chart_pptx)

WITH_PICTURE = ("map", "clusters")


def table_rows(slide: Any) -> list[list[str]]:
    """Return the texts of a slide's only table."""
    (shape,) = (shape for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in shape.table.rows]


def slide_of(data: bytes) -> Any:
    (slide,) = Presentation(io.BytesIO(data)).slides
    return slide


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def described(slide: Any) -> list[str]:
    return [s._element.xpath(".//p:cNvPr")[0].get("descr", "") for s in slide.shapes]


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_every_text_is_marked_with_its_language(made: Made, language: str, locale: str) -> None:
    data = slides_of(*made("region_trend", replace(CHOSEN, language=language)))
    assert Presentation(io.BytesIO(data)).core_properties.language == locale
    slide = slide_of(data)
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    for part in (slide, slide.notes_slide, chart):
        texts = [run for run in part.element.iter(qn("a:r")) if run.text.strip()]
        assert texts or part is chart
        assert {run.rPr.get("lang") for run in texts} <= {locale}
        assert {font.get("lang") for font in part.element.iter(qn("a:defRPr"))} <= {locale}


@pytest.mark.parametrize("key", ["movers", "region_ranking", "region_trend"])
def test_a_goal_stands_in_words_above_a_native_chart(made: Made, key: str) -> None:
    goal = GoalMark(60.0, "Målet är att alla når minst sextio", 60.0)
    without, beside = (
        words(slide_of(slides_of(*made(key, replace(CHOSEN, goals=goals)))))
        for goals in ((), (goal,))
    )
    assert goal.label in beside
    assert goal.label not in without


@pytest.mark.parametrize("key", [key for key in CHARTS if key != "map"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_plain_chart_is_native_and_can_be_edited(made: Made, key: str, language: str) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    native = drawable(chart)
    if native is None:
        return
    slide, table = slide_of(slides_of(chart, metadata)), native.table
    (on_slide,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    series = [one for plot in on_slide.plots for one in plot.series]
    names = [column.label for column in (*native.data, *lines_of(native))]
    assert [one.name for one in series] == names
    drawn = [list(one.values) for one in series]
    if native.kind in OVER_X:
        for number, values in enumerate(drawn, start=1):
            assert values == [row[number] for row in table.rows]
    else:
        assert list(on_slide.plots[0].categories) == [str(row[0]) for row in table.rows]
        for number, values in enumerate(drawn, start=1):
            expected = [row[number] for row in table.rows]
            assert [v is None for v in values] == [e is None for e in expected]
    assert on_slide.part.chart_workbook.xlsx_part is not None
    said = words(slide)
    for text in (
        metadata.title,
        metadata.attribution,
        metadata.build,
        metadata.demo,
        metadata.permalink,
    ):
        assert text in said
    assert (metadata.n_each or metadata.rate) in said
    assert chart.alt in described(slide)
    assert metadata.caveat in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("key", "indicator", "kind"),
    [
        ("inequality_spread", "maturity", COLUMNS),
        ("inequality_spread", "ai_fte_per_100k", CURVE),
        ("inequality_spread", "has_full_time_ai", BAR),
        ("region_spread", "maturity", SWARM),
        ("region_spread", "has_ai_position", BAR),
        ("robustness", "maturity", RANGE),
    ],
)
def test_order_spread_and_ranges_are_native(
    made: Made, key: str, indicator: str, kind: str
) -> None:
    chart, metadata = made(key, replace(CHOSEN, indicator=indicator))
    assert chart.native is not None and chart.native.kind == kind
    (native,) = [s.chart for s in slide_of(slides_of(chart, metadata)).shapes if s.has_chart]
    sheet = load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).active
    for series in native.plots[0].series:
        # What "Edit data" opens is what is drawn: each reference finds the series' own numbers.
        (values,) = series._element.xpath("c:yVal//c:f | c:val//c:f")
        cells = sheet[values.text.partition("!")[2].replace("$", "")]
        assert [cell.value for (cell,) in cells] == pytest.approx(list(series.values))
        (name,) = series._element.xpath("c:tx//c:f")
        assert sheet[name.text.partition("!")[2].replace("$", "")].value == series.name
    if kind in (BAR, COLUMNS, RANGE):
        assert native.value_axis.minimum_scale == 0


@pytest.mark.parametrize(("highest", "end"), [(95.0, 100), (60.0, None)])
def test_an_axis_of_shares_never_goes_beyond_all(
    made: Made, highest: float, end: int | None
) -> None:
    chart, metadata = made("region_ranking", replace(CHOSEN, indicator="has_ai_position"))
    name, value, *_ = chart.native.table.columns
    shares = Table((name, value), [("Gotland", 30.0), ("Skåne", highest), ("Uppsala", None)])
    chart = replace(chart, native=replace(chart.native, table=shares, lines=()))
    (native,) = [s.chart for s in slide_of(slides_of(chart, metadata)).shapes if s.has_chart]
    assert native.value_axis.maximum_scale == end
    book = load_workbook(io.BytesIO(chart_xlsx(chart, metadata)))
    (drawn,) = book[metadata.t("xlsx.chart")]._charts
    assert drawn.y_axis.scaling.max == end


def test_columns_as_wide_as_their_inhabitants_are_a_line_along_their_tops(
    made: Made,
) -> None:
    chart, metadata = made("inequality_spread", replace(CHOSEN, weighted=True))
    (native,) = [s.chart for s in slide_of(slides_of(chart, metadata)).shapes if s.has_chart]
    series = native.plots[0].series[0]
    across = [float(point.text) for point in series._element.xpath("c:xVal//c:pt/c:v")]
    heights = [height for height in series.values if height is not None]
    across = across[: len(heights)]
    starts, ends = across[::2], across[1::2]
    assert starts == [0.0, *ends[:-1]]
    assert ends[-1] == pytest.approx(100)
    assert heights[::2] == heights[1::2] == sorted(heights[::2])
    names = [row[0] for row in chart.native.table.rows if row[0]][::2]
    places = {place.name: place for place in geography.municipalities()}
    people = [max(places[name].population.items())[1] for name in names]
    widths = [end - start for start, end in zip(starts, ends, strict=True)]
    assert widths == pytest.approx([100 * each / sum(people) for each in people], abs=1e-5)


@pytest.mark.parametrize("key", WITH_PICTURE)
def test_what_powerpoint_cannot_draw_is_a_picture_for_print(made: Made, key: str) -> None:
    chart, metadata = made(key)
    slide = slide_of(slides_of(chart, metadata))
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    dots = picture.image.size[0] / picture.width.inches
    assert dots >= 200
    assert chart.alt in described(slide)
    assert picture.left >= 0
    assert (
        picture.top + picture.height
        <= Presentation(io.BytesIO(slides_of(chart, metadata))).slide_height
    )


def test_a_chart_without_figure_is_a_table(made: Made) -> None:
    chart, metadata = made("municipality_answers")
    slides = Presentation(io.BytesIO(slides_of(chart, metadata))).slides
    shown = [row for slide in slides for row in table_rows(slide)[1:]]
    wanted = [cell_text(row[1], chart.table.columns[1], metadata.t) for row in chart.table.rows]
    assert [row[1] for row in shown] == wanted
    assert 1 < len(slides) <= MOST
    for slide in slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert metadata.demo in "\n".join(said)


def test_zero_in_a_table_is_zero_and_missing_is_a_dash(made: Made) -> None:
    chart, metadata = made("municipality_answers")
    table = Table((Column("n", "n", "integer"),), [(0,), (None,)])
    (slide,) = Presentation(io.BytesIO(slides_of(replace(chart, table=table), metadata))).slides
    assert table_rows(slide) == [["n"], ["0"], ["–"]]


def test_of_an_endless_table_the_rest_is_said(made: Made) -> None:
    chart, metadata = made("municipality_answers")
    table = replace(chart.table, rows=list(chart.table.rows) * 20)
    slides = list(Presentation(io.BytesIO(slides_of(replace(chart, table=table), metadata))).slides)
    assert len(slides) == MOST
    rest = len(table.rows) - sum(len(table_rows(slide)) - 1 for slide in slides)
    said = [shape.text_frame.text for shape in slides[-1].shapes if shape.has_text_frame]
    assert metadata.t("pptx.more_rows", n=metadata.t.number(rest)) in said


def test_libreoffice_opens_every_slide_on_one_page_and_runs_nothing(
    made: Made, planted: tuple[Chart, ExportMetadata], opened_by_office: Office
) -> None:
    native = [key for key in CHARTS if drawable(made(key)[0]) is not None]
    files = {f"{key}.pptx": slides_of(*made(key)) for key in [*native, "map"]}
    files["planted.pptx"] = slides_of(*planted)
    opened = opened_by_office(files, "pdf")
    assert sorted(opened) == sorted(name.replace(".pptx", ".pdf") for name in files)
    assert all(data.startswith(b"%PDF") for data in opened.values())


def test_libreoffice_names_every_bar(made: Made, opened_by_office: Office) -> None:
    charts = {key: drawable(made(key)[0]) for key in CHARTS}
    bars = {key: each for key, each in charts.items() if each and each.kind in (BAR, RANGE)}
    opened = opened_by_office({f"{key}.pptx": slides_of(*made(key)) for key in bars}, "pdf")
    for key, native in bars.items():
        (page,) = pypdfium2.PdfDocument(opened[f"{key}.pdf"])
        said = "".join(page.get_textpage().get_text_range().split())
        names = ["".join(str(row[0]).split()) for row in native.table.rows]
        assert [name for name in names if name not in said] == [], key


def test_of_thin_bars_in_groups_the_own_alone_have_their_values(made: Made) -> None:
    chosen = replace(CHOSEN, compare=())
    for selection in (CHOSEN, chosen):
        own, *others = (
            native_of(made, "municipality_comparison", compare=selection.compare).plots[0].series
        )
        assert own.data_labels.show_value and own.data_labels.number_format == "#,##0.0"
        assert not any(each._element.xpath("c:dLbls") for each in others)
    for series in native_of(made, "region_answers").plots[0].series:
        assert series._element.xpath("c:dLbls")


def test_planted_texts_stay_texts(planted: tuple[Chart, ExportMetadata]) -> None:
    slide = slide_of(slides_of(*planted))
    assert "=1+1" in words(slide)
    (native,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    book = load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def bottom(shape: Any) -> int:
    return int(shape.top + shape.height)


@pytest.mark.parametrize("signs", [20, 70, 120, 200])
def test_a_long_title_and_a_long_finding_overlap_nothing(made: Made, signs: int) -> None:
    chart, metadata = made("region_answers")
    long = ("Har kommunen en fråga som är lång " * 9)[:signs]
    slide = slide_of(slides_of(chart, replace(metadata, title=long, headline=f"{long}.")))
    title = slide.shapes.title
    texts = [shape for shape in slide.shapes if shape.has_text_frame and shape != title]
    # What lies aslant behind the chart is no text to be read line by line.
    headline, foot = (shape for shape in texts if not shape.rotation)
    (body,) = (shape for shape in slide.shapes if shape.has_chart)
    size = title.text_frame.paragraphs[0].font.size.pt
    # A bold sign is some 0.52 of its size in Calibri, and wider where that letter is missing.
    lines = -(-signs * 0.55 * size // (title.width.pt - 14.4))
    assert title.height.pt >= lines * 1.2 * size
    assert bottom(title) <= headline.top
    assert bottom(headline) <= body.top
    assert bottom(body) <= foot.top
    assert bottom(foot) <= 7.5 * 914400


@pytest.mark.parametrize(
    ("counties", "height"), [((), 6), (("17",), 6), (("17", "18"), 6), (("03", "19"), 4.5)]
)
def test_a_map_has_the_height_of_its_slide_and_words_to_read(
    made: Made, counties: tuple[str, ...], height: float
) -> None:
    chart, metadata = made("map", replace(CHOSEN, county=counties, municipality=None))
    slide = slide_of(slides_of(chart, metadata))
    (picture,) = (shape for shape in slide.shapes if shape.shape_type == 13)
    assert picture.height.inches >= height
    points = AFAR * picture.width.pt * SLIDE_SCALE / picture.image.size[0]
    assert points >= 11
    words = [shape for shape in slide.shapes if shape.has_text_frame]
    is_beside = all(shape.left + shape.width <= picture.left for shape in words)
    assert is_beside or all(
        bottom(shape) <= picture.top or shape.top >= bottom(picture) for shape in words
    )


def test_maps_beside_each_other_cover_none_on_a_slide(made: Made) -> None:
    whole = json.loads(made("map_waves")[0].figure.to_json())
    layout = read_afar(whole)["layout"]
    maps = [layout[f"geo{number}"]["domain"]["x"] for number in ("", 2, 3)]
    assert all(left[1] <= right[0] for left, right in pairwise(maps))


def test_a_slide_without_a_filter_has_no_stray_full_stop(made: Made) -> None:
    said = words(slide_of(slides_of(*made("collaboration_network"))))
    assert ". ." not in said and ".." not in said


def test_a_slide_says_per_cent_where_it_is_per_cent(made: Made) -> None:
    for key in ("region_answers", "inequality_between"):
        chart, metadata = made(key)
        (native,) = (s.chart for s in slide_of(slides_of(chart, metadata)).shapes if s.has_chart)
        forms = [series.data_labels.number_format for series in native.plots[0].series][:1]
        forms.append(native.value_axis.tick_labels.number_format)
        assert all("%" in form for form in forms), key
    assert metadata.unit.startswith("Procent av skillnaderna")
    assert made("inequality_transitions")[1].unit == "Antal kommuner"


def test_a_long_address_below_a_slide_stands_on_it_whole(made: Made) -> None:
    chart, metadata = made("region_answers")
    link = f"http://localhost:8501/region?wave=2026-10&{'a' * 80}=1&section=certain"
    slide = slide_of(slides_of(chart, replace(metadata, permalink=link)))
    foot = max((s for s in slide.shapes if s.has_text_frame), key=bottom)
    # DejaVu Sans, the widest letter that stands in for Calibri: a sign is some 0.59 of its size.
    holds = int((foot.width.pt - 14.4) / 5.9)
    lines = sum(len(textwrap.wrap(line, holds)) for line in foot.text_frame.text.split("\n"))
    assert foot.height.pt >= lines * 12
    assert bottom(foot) <= 7.5 * 914400


def test_inhabitants_stand_on_an_axis_of_tenfolds(made: Made) -> None:
    chart, metadata = made("inequality_gradient")
    (native,) = (s.chart for s in slide_of(slides_of(chart, metadata)).shapes if s.has_chart)
    (scaling,) = native.category_axis._element.xpath("c:scaling")
    assert scaling[0].tag.endswith("}logBase")
    assert (native.category_axis.minimum_scale, native.category_axis.maximum_scale) == (
        1000,
        1_000_000,
    )
    (drawn,) = load_workbook(io.BytesIO(chart_xlsx(chart, metadata))).worksheets[1]._charts
    assert (drawn.x_axis.scaling.logBase, drawn.x_axis.scaling.min) == (10, 1000)


def native_of(made: Made, key: str, **choices: Any) -> Any:
    """Return the one native chart of a slide."""
    slide = slide_of(slides_of(*made(key, replace(CHOSEN, **choices))))
    (native,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    return native


@pytest.mark.parametrize("key", ["region_ranking", "region_trend", "bivariate_scatter"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_copy_of_a_chart_takes_its_mark_and_source_along(
    made: Made, key: str, language: str
) -> None:
    _, metadata = made(key, replace(CHOSEN, language=language))
    title = native_of(made, key, language=language).chart_title.text_frame.text
    assert title.split("\n")[:2] == [metadata.marked_title(), metadata.attribution]
    assert metadata.t("metadata.invented") in title


@pytest.mark.parametrize(
    ("highest", "form"), [(0.9, "#,##0.00"), (1.2, "#,##0.0"), (9.0, "#,##0.0"), (40.0, "#,##0")]
)
def test_an_axis_has_the_decimals_that_tell_its_numbers_apart(
    made: Made, highest: float, form: str
) -> None:
    chart, metadata = made("region_ranking", replace(CHOSEN, indicator="ai_fte"))
    name, value, *_ = chart.native.table.columns
    table = Table((name, replace(value, kind="number")), [("Gotland", 0.1), ("Skåne", highest)])
    chart = replace(chart, native=replace(chart.native, table=table, lines=()))
    (native,) = (s.chart for s in slide_of(slides_of(chart, metadata)).shapes if s.has_chart)
    assert native.value_axis.tick_labels.number_format == form


def test_the_axes_of_a_native_scatter_are_those_of_the_page(made: Made) -> None:
    chart, _ = made("bivariate_scatter")
    native = native_of(made, "bivariate_scatter")
    across = native.category_axis.axis_title.text_frame.text
    assert chart.figure.layout.xaxis.title.text.startswith(across)


def test_what_stands_along_x_has_its_unit(made: Made) -> None:
    for figure, unit in (("population_change_5", " (%)"), ("population", "")):
        native = native_of(made, "explanations_scatter", context=figure)
        title = native.category_axis.axis_title.text_frame.text
        assert title.endswith(unit) and "(inv" not in title


def test_the_one_in_focus_has_a_colour_of_its_own(made: Made) -> None:
    native = native_of(made, "region_ranking")
    points = native.plots[0].series[0]._element.xpath("c:dPt")
    (place,) = [int(point.xpath("c:idx/@val")[0]) for point in points]
    assert list(native.plots[0].categories)[place].startswith("Värmlands län")


def test_what_a_native_chart_lacks_is_said_below_it(made: Made) -> None:
    said = words(slide_of(slides_of(*made("left_behind"))))
    assert "visar inte värden från tidigare mätomgångar och grannarnas värden" in said
    for key in ("region_trend", "region_funnel", "inequality_sizes", "inequality_gradient"):
        assert "visar inte" not in words(slide_of(slides_of(*made(key))))


def test_of_a_chart_frozen_without_its_lines_it_is_said_that_they_are_missing(made: Made) -> None:
    chart, metadata = made("region_funnel")
    bare = replace(chart.native, table=without_overlays(chart.native), lines=())
    said = words(slide_of(slides_of(replace(chart, native=bare), metadata)))
    assert "visar inte referenslinjer och trendlinjer och gränser" in said


def test_the_address_below_a_slide_is_a_link(made: Made) -> None:
    chart, metadata = made("region_trend")
    slide = slide_of(slides_of(chart, metadata))
    runs = [
        run
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert [r.hyperlink.address for r in runs if r.hyperlink.address] == [metadata.permalink]


def test_bars_of_groups_stand_in_the_order_of_the_page(made: Made) -> None:
    values = list(native_of(made, "inequality_groups", by="skr_group").plots[0].series[0].values)
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)


def test_invented_data_is_written_behind_a_chart_that_can_be_edited(made: Made) -> None:
    for language in ("sv", "en"):
        chart, metadata = made("region_trend", replace(CHOSEN, language=language))
        mark = metadata.t("demo.watermark")
        slide = slide_of(slides_of(chart, metadata))
        shapes = list(slide.shapes)
        (behind,) = [
            number
            for number, shape in enumerate(shapes)
            if shape.has_text_frame and shape.text_frame.text == mark
        ]
        (drawn,) = [number for number, shape in enumerate(shapes) if shape.has_chart]
        assert behind < drawn
        assert shapes[behind].rotation
        # It is seen through the chart, and lies within the chart's own place.
        chart_space = shapes[drawn].chart._chartSpace
        assert chart_space.xpath("c:spPr/a:noFill")
        assert shapes[drawn].top <= shapes[behind].top
        assert mark not in words(slide_of(slides_of(chart, replace(metadata, demo=""))))
