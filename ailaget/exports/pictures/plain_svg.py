"""An SVG in the plain words that every reader of SVG has, not browsers alone.

LibreOffice draws a colour such as ``rgba(0, 0, 0, 0)`` black, lets the opacity of a group count
once more for each group and mark within, puts lines of one text upon each other, and has no font
of ours: a wider one would be cut where the browser's letters ended, or at the picture's edge.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
TEXT, TSPAN, GROUP = f"{SVG}text", f"{SVG}tspan", f"{SVG}g"
INKS = ("fill", "stroke")

RGBA = re.compile(r"rgba\((?P<rgb>[^)]*),\s*(?P<alpha>[\d.]+)\)")
LENGTH = re.compile(r"(?P<number>-?[\d.]+)(?P<unit>em|px)?")

MOVE = re.compile(r"translate\(\s*(?P<right>-?[\d.e-]+)[^)]*\)")
STILL = re.compile(r"rotate\(\s*-?0\b[^)]*\)|scale\(1(,1)?\)")
"""What moves a group to the right, and what leaves its texts level and as large as they are."""

USUAL_SIZE = 16.0
"""Pixels of a text whose size is said nowhere."""

BOLD = 600
"""The weight from which letters are as wide as bold ones."""

WIDER, ROOM, WIDEST = 1.3, 1.0, 0.75
"""How much wider a reader's own font may be; pixels between a text and an edge; and how wide a
letter is at most in the mean of a text, in sizes of the font, before it is measured."""

START, MIDDLE, END = "start", "middle", "end"
PART_BEFORE = {START: 0.0, MIDDLE: 0.5, END: 1.0}
"""How much of a text stands before the point that it is anchored at."""

ET.register_namespace("", SVG[1:-1])
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def plain_svg(svg: bytes, title: str, description: str, language: str) -> bytes:
    """Return an SVG with plain colours, a place for each line, no cut text, and its own name."""
    root = ET.fromstring(svg)  # noqa: S314 - made here
    for element in root.iter():
        _use_plain_colours(element)
    _let_marks_through(root, 1.0)
    _place_lines(root, USUAL_SIZE)
    _spare_texts(root)
    if (edge := _pixels(root.get("width", "0"), USUAL_SIZE)) > 0:
        _keep_inside(root, edge, 0.0, USUAL_SIZE)
    root.set("role", "img")
    root.set("lang", language)
    # A name of an earlier maker, such as matplotlib's, must not come first.
    for place, (name, text) in enumerate((("title", title), ("desc", description))):
        about = Element(f"{SVG}{name}")
        about.text = text
        root.insert(place, about)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _use_plain_colours(element: Element) -> None:
    """Write a colour that lets through as a colour and an opacity, none at all as ``none``."""
    style = _style(element)
    for ink in INKS:
        for said in (element.attrib, style):
            match = RGBA.fullmatch(said.get(ink, "").strip())
            if match is None:
                continue
            alpha = float(match["alpha"])
            said[ink] = f"rgb({match['rgb']})" if alpha else "none"
            if alpha:
                said[f"{ink}-opacity"] = match["alpha"]
    if style:
        _write_style(element, style)


def _let_marks_through(element: Element, opacity: float) -> None:
    """Give each mark below an element the opacity that its groups have together, and them none."""
    style = _style(element)
    if element.tag == GROUP and "opacity" in {*style, *element.attrib}:
        own = style.pop("opacity", None) or element.get("opacity") or "1"
        element.attrib.pop("opacity", None)
        _write_style(element, style)
        opacity *= float(own)
    elif opacity < 1 and (element.tag == TEXT or not len(element)):
        for name in (f"{ink}-opacity" for ink in INKS):
            said = style.get(name) or element.attrib.pop(name, None) or "1"
            style[name] = f"{float(said) * opacity:g}"
        _write_style(element, style)
        return
    for child in element:
        _let_marks_through(child, opacity)


def _place_lines(element: Element, size: float) -> None:
    """Give every line of text below an element a text and a height of its own."""
    size = _size(element, size)
    for place, child in reversed(list(enumerate(element))):
        if child.tag != TEXT:
            _place_lines(child, size)
            continue
        lines = list(_lines(child, size))
        element[place : place + 1] = lines
        lines[-1].tail = child.tail


def _lines(text: Element, size: float) -> Iterator[Element]:
    """Yield each line of a text as a text; one of a single line is moved to where it stands."""
    size = _size(text, size)
    spans = [child for child in text if child.tag == TSPAN and "y" in child.attrib]
    if len(spans) != len(text) or not spans:
        line = deepcopy(text)
        _move(line, line, size)
        yield line
        return
    for span in spans:
        line = Element(TEXT, {k: v for k, v in text.attrib.items() if k != "dy"})
        line.text, line[:] = span.text, list(span)
        _write_style(line, _style(text) | _style(span))
        _move(line, span, _size(span, size))
        yield line


def _move(line: Element, span: Element, size: float) -> None:
    """Place a line where a span's height and what it is moved down by put it."""
    if "x" in span.attrib:
        line.set("x", span.attrib["x"])
    if "dy" in span.attrib:
        height = _pixels(span.get("y", "0"), size) + _pixels(span.attrib["dy"], size)
        line.set("y", f"{height:g}")
        line.attrib.pop("dy", None)
    elif "y" in span.attrib:
        line.set("y", span.attrib["y"])


def _spare_texts(element: Element) -> None:
    """Let what cuts a group cut its marks alone: a text in another font may be wider."""
    if "clip-path" in element.attrib and any(True for _ in element.iter(TEXT)):
        _hand_down(element, element.attrib.pop("clip-path"))
    for child in element:
        _spare_texts(child)


def _hand_down(element: Element, cut: str) -> None:
    """Cut those of an element's children that hold no text; what is moved is cut no more."""
    children: list[Element] = []
    for has_text, run in groupby(element, key=lambda child: any(True for _ in child.iter(TEXT))):
        if not has_text:
            marks = Element(GROUP, {"clip-path": cut})
            marks[:] = list(run)
            children.append(marks)
            continue
        for child in run:
            if child.tag != TEXT and "transform" not in child.attrib:
                _hand_down(child, cut)
            children.append(child)
    element[:] = children


def _keep_inside(element: Element, edge: float, left: float, size: float) -> None:
    """Anchor each text that a wider font would take over an edge at that edge: it grows inward."""
    size = _size(element, size)
    shift = _shift(element.get("transform", ""))
    if shift is None:
        return
    if element.tag == TEXT:
        _anchor(element, edge, left + shift, size)
        return
    for child in element:
        _keep_inside(child, edge, left + shift, size)


def _shift(transform: str) -> float | None:
    """Return how far right a transform moves; None where it turns, stretches or does more."""
    if MOVE.sub("", STILL.sub("", transform)).strip(" ,"):
        return None
    return sum(float(match["right"]) for match in MOVE.finditer(transform))


def _anchor(text: Element, edge: float, left: float, size: float) -> None:
    style = _style(text)
    anchor = style.get("text-anchor") or text.get("text-anchor") or START
    x = left + _pixels(text.get("x", "0"), size)
    before = PART_BEFORE[anchor]
    most = WIDEST * size * len("".join(text.itertext()))
    if x - most * before > 0 and x + most * (1 - before) < edge:
        return
    wide = _wide(text, size)
    begins, more = x - wide * before, wide * (WIDER - 1)
    over = begins + wide + more * (1 - before) - (edge - ROOM)
    if over > 0 and begins > more:
        # A text of several looks is anchored look by look in LibreOffice: it is moved instead.
        chosen, moved = (END, 0.0) if _looks(text) == 1 else (START, min(over, more))
    elif begins - more * before < ROOM:
        chosen, moved = START, 0.0
    else:
        return
    text.set("x", f"{begins - left + wide * PART_BEFORE[chosen] - moved:g}")
    text.set("text-anchor", chosen)
    if style.pop("text-anchor", None):
        _write_style(text, style)


def _looks(text: Element) -> int:
    """Return of how many parts, each in letters of its own, a text consists."""
    parts = [text.text, *(part for span in text for part in ("".join(span.itertext()), span.tail))]
    return sum(bool(part) for part in parts)


def _wide(text: Element, size: float) -> float:
    """Return how wide a text is in the font that it was drawn in, in pixels."""
    from ailaget.exports.pictures.drawn.texts import width  # not where no text is at an edge

    is_bold = _is_bold(text)
    total = width(text.text or "", size, is_bold)
    for span in text:
        total += width("".join(span.itertext()), _size(span, size), is_bold or _is_bold(span))
        total += width(span.tail or "", size, is_bold)
    return total


def _is_bold(element: Element) -> bool:
    weight = _style(element).get("font-weight") or element.get("font-weight") or ""
    return weight == "bold" or (weight.isdecimal() and int(weight) >= BOLD)


def _style(element: Element) -> dict[str, str]:
    """Return the parts of an element's style by their names."""
    parts = (part.partition(":") for part in element.get("style", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, _, value in parts}


def _write_style(element: Element, style: dict[str, str]) -> None:
    element.set("style", "; ".join(f"{name}: {value}" for name, value in style.items()))


def _size(element: Element, inherited: float) -> float:
    """Return the size of an element's letters, in pixels."""
    own = _style(element).get("font-size") or element.get("font-size")
    return _pixels(own, inherited) if own else inherited


def _pixels(length: str, size: float) -> float:
    match = LENGTH.match(length)
    if match is None:
        return 0.0
    return float(match["number"]) * (size if match["unit"] == "em" else 1)
