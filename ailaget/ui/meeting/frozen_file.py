"""A frozen picture by link, in any format: made of what was kept, never of newer data."""

from dataclasses import replace

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from ailaget.council.schema import AgendaItem
from ailaget.exports.formats import FORMATS
from ailaget.exports.makers import MAKERS
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.permalinks import short_link
from ailaget.texts import Texts, texts
from ailaget.ui import data
from ailaget.ui.address import Address, requested
from ailaget.ui.downloads import as_file
from ailaget.ui.frame import selection_with_goals
from ailaget.ui.guard.settings import root_of
from ailaget.ui.meeting.council import address_of, all_meetings, chart_of
from ailaget.ui.navigation import ORDER
from ailaget.views.base.result import Chart


def frozen_file(request: Request) -> Response:
    """Serve a frozen picture; one that is unknown or not frozen, or no such format, is not found.

    It needs no published wave: what was frozen is told for ever.
    """
    number, _, ending = request.path_params["file"].partition(".")
    items = (item for meeting in all_meetings() for item in meeting.items)
    item = next((candidate for candidate in items if str(candidate.id) == number), None)
    if item is None or item.frozen is None or ending not in FORMATS:
        return Response(status_code=404)
    t = texts(requested(request.query_params, []).lang)
    chart = chart_of(item, t.language)
    assert chart is not None  # it is frozen
    at = Address(lang=t.language, meeting=str(item.meeting_id), item=number)
    link = short_link(root_of(request), f"{ORDER['meeting']}{at.link()}")
    metadata = metadata_of(item, chart, t, link)
    return as_file(MAKERS[ending](chart, metadata), FORMATS[ending], metadata)


def metadata_of(item: AgendaItem, chart: Chart, t: Texts, link: str = "") -> ExportMetadata:
    """Return the metadata of an item's chart: as it was frozen, else as it is today."""
    view = address_of(item, t.language)
    if item.frozen is None:
        selection = selection_with_goals(view, data.source().query("waves"))
        return export_metadata(chart, selection, data.source().build, link)
    # Its wave may no longer be published, or be another than it was.
    waves = pd.DataFrame({"wave": [item.frozen.wave], "is_demo": [_is_invented(chart, t)]})
    day = item.frozen.frozen_at.date()
    selection = selection_with_goals(replace(view, wave=item.frozen.wave), waves)
    selection = replace(selection, today=day.isoformat())
    metadata = export_metadata(chart, selection, item.frozen.build, link)
    stem = f"{metadata.stem}_{t('metadata.file_frozen', day=day.isoformat())}"
    return replace(metadata, stem=stem, frozen=t.day(day))


def _is_invented(chart: Chart, t: Texts) -> bool:
    """Return whether a chart was of invented data, which its source then begins with."""
    return chart.attribution.startswith(t("source.demo", wave="\n", today="").partition("\n")[0])
