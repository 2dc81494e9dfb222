"""A chart's numbers by link: the same view as on the page, made for its URL."""

from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.table_csv import chart_csv
from ailaget.ui import data
from ailaget.ui.address import parse
from ailaget.ui.frame import selection_of
from ailaget.views.catalogue import CHARTS


def chart_file(request: Request) -> Response:
    """Serve a chart's table as CSV for Swedish Excel; an unknown chart or no wave is not found.

    A plain function: the server runs it in a thread, so a slow view holds nobody up.
    """
    make = CHARTS.get(request.path_params["chart"])
    waves = data.source().query("waves")
    if make is None or waves.empty:
        return Response(status_code=404)
    params = {key: request.query_params.getlist(key) for key in request.query_params}
    selection = selection_of(parse(params, list(waves["wave"])), waves)
    chart = data.view(make, selection)
    name = f'attachment; filename="{chart.file_stem}.csv"'
    headers = {"content-disposition": name, "cache-control": "no-cache"}
    return Response(chart_csv(chart), media_type="text/csv; charset=utf-8", headers=headers)
