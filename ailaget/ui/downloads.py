"""A chart or a table by link, in any format: the same view as on the page, made for its URL."""

from dataclasses import replace

import pandas as pd
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ailaget.exports.formats import FIXED, FORMATS, TEXT, WITHOUT_FIGURE, Format
from ailaget.exports.makers import MAKERS, TABLE_MAKERS, get_ready
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.names import invented_stem
from ailaget.exports.permalinks import chart_link
from ailaget.exports.text.indicator_csv import indicator_csv
from ailaget.texts import texts
from ailaget.ui import data
from ailaget.ui.address import missing_wave, requested
from ailaget.ui.frame import selection_with_goals
from ailaget.ui.guard.settings import root_of
from ailaget.ui.navigation import ORDER, WITHOUT_ANSWERS
from ailaget.ui.previews import PICTURES, USUAL
from ailaget.ui.view_words import areas_note
from ailaget.views.base.selection import Selection, Source
from ailaget.views.catalogue import CHARTS, entry_of, table_of

AN_HOUR = "public, max-age=3600"


def exported_file(request: Request) -> Response:
    """Serve a chart or a table; an unknown one, no such format or no such wave is not found.

    A plain function: the server runs it in a thread, so a slow view holds nobody up.
    """
    key, _, ending = request.path_params["file"].partition(".")
    waves = data.source().query("waves")
    is_there = not waves.empty or entry_of(key).page in WITHOUT_ANSWERS
    if ending not in (*FORMATS, FIXED) or not is_there:
        return Response(status_code=404)
    selection = asked_selection(request, waves)
    if (refused := no_such_view(request, key, selection.language, list(waves["wave"]))) is not None:
        return refused
    get_ready(ending)
    link = chart_link(root_of(request), key, selection)
    source = data.source()
    if ending == FIXED:
        return fixed_file(key, source, selection)
    form = FORMATS[ending]
    if key in CHARTS:
        chart = data.view(CHARTS[key], selection)
        metadata = export_metadata(chart, selection, source.build, link)
        return as_file(MAKERS[ending](chart, metadata), form, metadata)
    table = table_of(key, source, selection)
    if table is None or ending not in WITHOUT_FIGURE:
        return Response(status_code=404)
    metadata = export_metadata(table, selection, source.build, link)
    return as_file(TABLE_MAKERS[ending](table, metadata), form, metadata)


def preview_picture(request: Request) -> Response:
    """Serve the picture of a page's link: its chart, as the address has chosen."""
    page, _, ending = request.path_params["file"].partition(".")
    waves = data.source().query("waves")
    if page not in ORDER or ending != "png" or waves.empty:
        return Response(status_code=404)
    selection = asked_selection(request, waves)
    key = PICTURES.get(page, USUAL)
    chart = data.view(CHARTS[key], selection)
    link = chart_link(root_of(request), key, selection)
    picture = MAKERS["png"](chart, export_metadata(chart, selection, data.source().build, link))
    return Response(picture, headers={"cache-control": AN_HOUR}, media_type="image/png")


def fixed_file(key: str, source: Source, selection: Selection) -> Response:
    """Return the chosen indicator of all municipalities, as the command line writes it."""
    if not entry_of(key).has_fixed_format:
        return Response(status_code=404)
    stem = f"ai-laget_{selection.indicator}_{selection.wave}"
    stem = invented_stem(stem, selection.t) if selection.is_demo else stem
    return _answer(indicator_csv(source, selection), f"{stem}_fixed.csv", TEXT)


def as_file(content: bytes, form: Format, metadata: ExportMetadata) -> Response:
    """Return a chart or a table in a format, as a file to save."""
    return _answer(content, form.file_name(metadata), form.media_type)


def _answer(content: bytes, name: str, media_type: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-cache",
    }
    return Response(content, media_type=media_type, headers=headers)


def asked_selection(request: Request, waves: pd.DataFrame, language: str = "") -> Selection:
    """Return what a request has chosen, in its language unless another is given."""
    address = requested(request.query_params, list(waves["wave"]))
    return selection_with_goals(replace(address, lang=language or address.lang), waves)


def no_such_view(request: Request, key: str, language: str, waves: list[str]) -> Response | None:
    """Return the answer to who asks for a wave, or for areas of one's own, that are not shown."""
    if (refused := no_such_wave(request, language, waves)) is not None:
        return refused
    asked = requested(request.query_params, waves)
    message = areas_note([key], asked, texts(language), "downloads.no_areas")
    return PlainTextResponse(message, status_code=404) if message else None


def no_such_wave(request: Request, language: str, waves: list[str]) -> Response | None:
    """Return the answer to who asks for a wave that is not shown: another would be no answer."""
    asked = missing_wave(request.query_params.getlist("wave"), waves)
    if asked is None:
        return None
    t = texts(language)
    message = t("downloads.no_wave", wave=t.wave(asked), waves=t.listing(map(t.wave, waves)))
    return PlainTextResponse(message, status_code=404)
