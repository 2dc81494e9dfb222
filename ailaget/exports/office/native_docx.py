"""A chart in a Word document as Word draws it itself, its figures to be edited."""

from typing import Any

from docx.document import Document as DocumentFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Length
from pptx.util import Emu

from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.document import ACROSS, FONT
from ailaget.exports.office.native_pptx import add_native
from ailaget.exports.office.slide import mark_language, new_show, new_slide
from ailaget.views.base.cells import clean
from ailaget.views.base.native import BAR, CURVE, RANGE
from ailaget.views.base.result import Native

HEIGHT, CURVE_HEIGHT, BAR_HEIGHT, AROUND = Cm(9.0), Cm(12.5), Cm(0.55), Cm(4.5)
"""Of a chart; of one as wide as it is high; of each of its bars, and of what is around them: four
lines of title and source, as LibreOffice sets them, the axis with its name, and the legend."""

LEAST_BARS = 4
"""A chart is as high as if it had so many."""

SMALLER, SMALLEST = 0.75, 700
"""Letters beside a slide's, as a page is read from nearer; hundredths of a point at least."""


def add_native_chart(
    document: DocumentFile, native: Native, metadata: ExportMetadata, highest: Length
) -> None:
    """Add a native chart as wide as the text, at most so high, with what it shows in words."""
    height = min(_height(native), int(highest))
    made = _on_a_slide(native, metadata, height)
    part, package = document.part, document.part.package
    number = sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in part.rels.values()) + 1
    workbook = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        made.chart_workbook.xlsx_part.blob,
        package,
    )
    name = PackURI(f"/word/charts/chart{number}.xml")
    chart = Part(name, CONTENT_TYPE.DML_CHART, made.blob, package)
    for relation in made.rels.values():  # its one relation is to the workbook
        chart.load_rel(relation.reltype, workbook, relation.rId)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    drawing = parse_xml(_inline(part.relate_to(chart, RELATIONSHIP_TYPE.CHART), height))
    words = drawing.xpath(".//wp:docPr")[0]
    words.set("id", str(part.next_id))
    words.set("name", f"Chart {number}")
    words.set("descr", clean(metadata.alt))
    paragraph.add_run()._r.append(drawing)


def _on_a_slide(native: Native, metadata: ExportMetadata, height: int) -> Any:
    """Return the part of a chart as a slide has it, with the letters of a page."""
    slide = new_slide(new_show("", "", metadata.language), "")
    place = (Emu(0), Emu(0), Emu(ACROSS), Emu(height))
    add_native(slide, native, metadata, place)
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    chart.font.name = FONT
    mark_language(chart.element, metadata.t.tag)
    for element in chart.element.iter():
        if size := element.get("sz"):
            element.set("sz", str(max(int(int(size) * SMALLER), SMALLEST)))
    return chart.part


def _height(native: Native) -> int:
    if native.kind not in (BAR, RANGE):
        return int(CURVE_HEIGHT if native.kind == CURVE else HEIGHT)
    series = 1 if native.kind == RANGE else len(native.data)
    bars = max(len(native.table.rows) * series, LEAST_BARS)
    return int(bars * BAR_HEIGHT + AROUND)


def _inline(relation: str, height: int) -> str:
    return (
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}><wp:inline>"
        f'<wp:extent cx="{int(ACROSS)}" cy="{height}"/><wp:docPr id="0" name=""/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
