"""A slide's frame: a title as large as its length allows, and what follows below it."""

import io
import textwrap
from collections.abc import Collection, Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from ailaget.charts.style import LIGHT
from ailaget.exports.metadata import LINK
from ailaget.texts import texts
from ailaget.views.base.cells import clean

WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE, TOP, BOTTOM = Inches(0.5), Inches(0.3), Inches(7.4)
ACROSS = Inches(12.333)
"""The width between the edges."""

BODY_TOP = Inches(1.55)
"""Where what the slide is about begins, unless the words above it need more."""

TITLE_ONLY = 5
"""The place of that layout in PowerPoint's own template."""

LARGE, SMALLER = 26, 20
"""Points of a title of one line, and of a longer one."""

SIGN, BOLD_SIGN, SMALL_SIGN, LINE, INSET = 0.53, 0.68, 0.6, 1.2, 7.2
"""Width of a sign and height of a line as shares of the size; a box's own edges, in points.

Reckoned for Calibri with something to spare, as readers without it take a wider letter; small
ones stand at the slide's edge, where nothing may be one line more than reckoned.
"""

WATERMARK, ASLANT = 60, -15
"""Points of words behind a chart, and degrees that they are turned."""

Box = tuple[Emu, Emu, Emu, Emu]
"""Left, top, width and height."""


def new_show(title: str, subject: str, language: str) -> Any:
    """Return an empty presentation, wide, in a language."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    about = show.core_properties
    about.title, about.subject, about.author = clean(title)[:250], clean(subject)[:250], "AI-läget"
    about.language = texts(language).tag
    return show


def saved(show: Any) -> bytes:
    """Return a presentation as a file, each text marked with its language for who hears it."""
    for slide in show.slides:
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        notes = [slide.notes_slide] if slide.has_notes_slide else []
        for part in (slide, *notes, *charts):
            mark_language(part.element, show.core_properties.language)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def mark_language(element: Any, language: str) -> None:
    """Mark each text below an element with its language."""
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", language)
    for default in element.iter(qn("a:defRPr")):
        default.set("lang", language)


def new_slide(show: Any, title: str, width: Emu = ACROSS) -> Any:
    """Return a new slide with its title, whose box is as high as its lines."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    heading, size = slide.shapes.title, LARGE
    if lines_of([title], LARGE, width, BOLD_SIGN) > 1:
        size = SMALLER
    heading.left, heading.top, heading.width = EDGE, TOP, width
    heading.height = height_of([title], size, width, BOLD_SIGN)
    frame = heading.text_frame
    frame.word_wrap, frame.vertical_anchor, frame.text = True, MSO_ANCHOR.TOP, clean(title)
    part = frame.paragraphs[0]
    part.font.size, part.font.bold = Pt(size), True
    part.font.color.rgb = rgb(LIGHT.text)
    part.alignment = 1
    return slide


def below_title(slide: Any) -> Emu:
    """Return where a slide's title ends."""
    return Emu(slide.shapes.title.top + slide.shapes.title.height)


def body_of(slide: Any) -> Box:
    """Return the box below a slide's title, down to where a foot of one line begins."""
    top = max(BODY_TOP, below_title(slide))
    return EDGE, top, ACROSS, Emu(Inches(6.3) - top)


def add_below(slide: Any, lines: Sequence[str], top: Emu, size: float, width: Emu = ACROSS) -> Emu:
    """Add lines of text from a height on; return where they end."""
    height = height_of(lines, size, width)
    add_text(slide, lines, (EDGE, top, width, height), size)
    return Emu(top + height)


def add_foot(slide: Any, lines: Sequence[str], width: Emu = ACROSS) -> Emu:
    """Add small lines at the slide's lower edge; return where they begin."""
    height = height_of(lines, 10, width, SMALL_SIGN)
    top = Emu(BOTTOM - height)
    add_text(slide, lines, (EDGE, top, width, height), 10, colour=LIGHT.muted)
    return top


def add_text(
    slide: Any,
    lines: Sequence[str],
    box: Box,
    size: float,
    *,
    colour: str = LIGHT.text,
    bold: Collection[str] = (),
) -> None:
    """Add lines of text in a box; `bold` are those of them that are headings."""
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        part = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _write(part, clean(line))
        part.font.size, part.font.color.rgb = Pt(size), rgb(colour)
        part.font.bold = line in bold


def add_watermark(slide: Any, words: str, box: Box) -> None:
    """Write words aslant and pale across a box: what is added after them lies in front."""
    left, top, width, height = box
    band = height_of([words], WATERMARK, width)
    across = slide.shapes.add_textbox(left, Emu(top + (height - band) // 2), width, band)
    across.rotation = ASLANT
    part = across.text_frame.paragraphs[0]
    part.text, part.alignment = clean(words), PP_ALIGN.CENTER
    part.font.size, part.font.bold = Pt(WATERMARK), True
    part.font.color.rgb = rgb(LIGHT.grid)


def _write(paragraph: Any, line: str) -> None:
    """Write a line, each address in it as a link that can be followed."""
    end = 0
    for match in LINK.finditer(line):
        paragraph.add_run().text = line[end : match.start()]
        run = paragraph.add_run()
        run.text, run.hyperlink.address = match[0], match[0]
        end = match.end()
    if end < len(line):
        paragraph.add_run().text = line[end:]


def lines_of(lines: Sequence[str], size: float, width: Emu, sign: float = SIGN) -> int:
    """Return how many lines texts take in a box, as reckoned from their signs."""
    holds = max(int((Emu(width).pt - 2 * INSET) / (sign * size)), 1)
    return sum(max(len(textwrap.wrap(line, holds)), 1) for line in lines)


def height_of(lines: Sequence[str], size: float, width: Emu, sign: float = SIGN) -> Emu:
    """Return how high a box of texts is."""
    return Pt(lines_of(lines, size, width, sign) * size * LINE + INSET)


def rgb(colour: str) -> RGBColor:
    """Return ``"#1f5f86"`` as PowerPoint has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def describe(shape: Any, description: str) -> None:
    """Set what a screen reader says of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(description))
