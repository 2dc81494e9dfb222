"""Minutes as a tagged PDF on A4, to be signed, sent and kept: PDF/UA-1."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ailaget.council.minutes import Minutes, MinutesPicture, Paragraph
from ailaget.exports.report.typeset import page_look, table_contents, typeset
from ailaget.texts import Texts

LAYOUT = Path(__file__).parent / "minutes.typ"


def minutes_pdf(minutes: Minutes) -> bytes:
    """Return the minutes as a file."""
    pictures = {
        _name(picture): picture.image for picture in minutes.pictures if picture.image is not None
    }
    return typeset(LAYOUT, _contents(minutes), pictures)


def _contents(minutes: Minutes) -> Mapping[str, Any]:
    """Return what the layout reads."""
    t = minutes.t
    return {
        **page_look(minutes.title, minutes.mark, t),
        "facts": minutes.facts,
        "paragraphs": [_paragraph(*each) for each in minutes.numbered()],
        "signatures_heading": t("minutes.signatures"),
        "signatures": minutes.signatures,
        "approved": minutes.approved,
        "pictures_heading": t("minutes.pictures"),
        "pictures": [_picture(caption, picture, t) for caption, picture in minutes.captions()],
        "notes_heading": t("minutes.notes"),
        "notes": minutes.notes(),
        "appendix_heading": t("minutes.appendix"),
        "tables": [_values(caption, picture, t) for caption, picture, _ in minutes.drawn()],
    }


def _paragraph(heading: str, paragraph: Paragraph) -> Mapping[str, Any]:
    return {
        "heading": heading,
        "texts": [part for text in paragraph.texts for part in text.split("\n\n")],
        "lists": [{"heading": heading, "lines": lines} for heading, lines in paragraph.lists],
    }


def _values(caption: str, picture: MinutesPicture, t: Texts) -> Mapping[str, Any]:
    table, rest = picture.on_paper(t)
    return {**table_contents(table, caption, t), "rest": rest}


def _picture(caption: str, picture: MinutesPicture, t: Texts) -> Mapping[str, Any]:
    chart, has_image = picture.chart, picture.image is not None
    table = chart.table if chart is not None and not has_image else None
    return {
        "caption": caption,
        "low": picture.low_response(t),
        "headline": "" if chart is None else chart.headline,
        "picture": _name(picture) if has_image else None,
        "alt": "" if chart is None else chart.alt,
        "table": table_contents(table, caption, t) if table and table.columns else None,
        "source": picture.source_on_paper(t),
    }


def _name(picture: MinutesPicture) -> str:
    return f"picture-{picture.item}.png"
