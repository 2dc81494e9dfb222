"""The minutes of a meeting by link: as they are approved, else as they are now, in a format."""

import logging
from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from ailaget.council.meetings import approved_minutes
from ailaget.council.minutes import Minutes, MinutesPicture, read_minutes
from ailaget.council.minutes_docx import minutes_docx
from ailaget.council.minutes_html import minutes_html
from ailaget.council.minutes_pdf import minutes_pdf
from ailaget.council.schema import AgendaItem, Meeting
from ailaget.exports.names import invented_stem
from ailaget.exports.pictures.images import SCREEN_SCALE, picture
from ailaget.texts import DEFAULT_LANGUAGE, Texts, texts
from ailaget.ui import data
from ailaget.ui.address import Address, requested
from ailaget.ui.guard.settings import root_of
from ailaget.ui.meeting.as_of_meeting import stands_on_demo
from ailaget.ui.meeting.council import address_of, all_meetings, chart_of, waves_there_are
from ailaget.ui.meeting.frozen_file import metadata_of
from ailaget.ui.meeting.minutes_text import gathered
from ailaget.views.base.result import Chart

logger = logging.getLogger(__name__)

FORMATS: dict[str, tuple[Callable[[Minutes], bytes], str]] = {
    "docx": (
        minutes_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (minutes_pdf, "application/pdf"),
    "html": (minutes_html, "text/html; charset=utf-8"),
}


def minutes_file(request: Request) -> Response:
    """Serve a meeting's minutes; an unknown meeting or format is not found."""
    number, _, ending = request.path_params["file"].partition(".")
    matches = [meeting for meeting in all_meetings() if str(meeting.id) == number]
    if not matches or ending not in FORMATS:
        return Response(status_code=404)
    t = texts(requested(request.query_params, waves_there_are()).lang)
    make, media_type = FORMATS[ending]
    stem = t("minutes.file", day=matches[0].day.isoformat())
    name = invented_stem(stem, t) if stands_on_demo(matches[0]) else stem
    headers = {
        "content-disposition": f'attachment; filename="{name}.{ending}"',
        "cache-control": "no-cache",
    }
    content = make(minutes_of(matches[0], t, root_of(request)))
    return Response(content, media_type=media_type, headers=headers)


def minutes_of(meeting: Meeting, t: Texts, root: str = "") -> Minutes:
    """Return a meeting's minutes with their pictures; approved ones as they were approved.

    `root` is where readers reach the pages: there lie the values behind each picture.
    """
    minutes = _words_of(meeting, t)
    items = {item.id: item for item in meeting.items}
    pictures = (_with_chart(each, items[each.item], t, root) for each in minutes.pictures)
    return replace(minutes, pictures=tuple(pictures))


def _words_of(meeting: Meeting, t: Texts) -> Minutes:
    if meeting.approved_on is None:
        return gathered(meeting, t)
    kept = data.records(approved_minutes, meeting.id) or {}
    # A language that there was not yet is read in the default one, as a frozen chart is.
    minutes = read_minutes(kept.get(t.language, kept[DEFAULT_LANGUAGE]), t)
    return replace(minutes, approved=t("minutes.approved", day=t.day(meeting.approved_on)))


def _with_chart(kept: MinutesPicture, item: AgendaItem, t: Texts, root: str) -> MinutesPicture:
    chart = chart_of(item, t.language)
    if chart is None:
        return kept
    address = f"{root}{_values_at(item, chart, t)}"
    note = t("minutes.values", note=kept.note, address=address)
    return replace(kept, note=note, chart=chart, image=_image(item, chart, t), values_at=address)


def _values_at(item: AgendaItem, chart: Chart, t: Texts) -> str:
    if item.frozen is not None:
        return f"frozen/{item.id}.xlsx{Address(lang=t.language).link().removesuffix('?')}"
    return f"export/{item.chart}.xlsx{address_of(item, t.language).link(wave=chart.wave)}"


def _image(item: AgendaItem, chart: Chart, t: Texts) -> bytes | None:
    """Return the chart as a picture; None where it is a table, or where none can be made."""
    if not chart.figure.data:
        return None
    try:
        return picture(chart, metadata_of(item, chart, t), "png", SCREEN_SCALE, bare=True)
    except Exception:  # whatever keeps a picture from being made, the minutes come with the table
        logger.exception("no picture of %s for the minutes", chart.key)
        return None
