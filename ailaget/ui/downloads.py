"""A chart by link, in any format: the same view as on the page, made for its URL."""

from dataclasses import replace
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ailaget.exports.formats import FORMATS
from ailaget.exports.passport import passport
from ailaget.texts import texts
from ailaget.ui import data
from ailaget.ui.address import Address, missing_wave, parse
from ailaget.ui.frame import selection_of
from ailaget.ui.navigation import ORDER, link_to
from ailaget.views.catalogue import CHARTS


def chart_file(request: Request) -> Response:
    """Serve a chart in a format; an unknown chart or format, or no such wave, is not found.

    A plain function: the server runs it in a thread, so a slow view holds nobody up.
    """
    key, _, ending = request.path_params["file"].partition(".")
    make, form = CHARTS.get(key), FORMATS.get(ending)
    waves = data.source().query("waves")
    if make is None or form is None or waves.empty:
        return Response(status_code=404)
    params = {name: request.query_params.getlist(name) for name in request.query_params}
    address = parse(params, list(waves["wave"]))
    if (refused := no_such_wave(request, address, list(waves["wave"]))) is not None:
        return refused
    selection = selection_of(address, waves)
    chart = data.view(make, selection)
    view = replace(address, wave=selection.wave, report=None)
    link = root_of(request) + link_to(key, view).removeprefix(".")
    papers = passport(chart, selection, data.source().build, link)
    headers = {
        "content-disposition": f'attachment; filename="{form.file_name(papers)}"',
        "cache-control": "no-cache",
    }
    return Response(form.make(chart, papers), media_type=form.media_type, headers=headers)


def no_such_wave(request: Request, address: Address, waves: list[str]) -> Response | None:
    """Return the answer to who asks for a wave that is not shown: another would be no answer."""
    asked = missing_wave(request.query_params.getlist("wave"), waves)
    if asked is None:
        return None
    t = texts(address.lang)
    words = t("downloads.no_wave", wave=t.wave(asked), waves=t.listing(map(t.wave, waves)))
    return PlainTextResponse(words, status_code=404)


def root_of(request: Request) -> str:
    """Return the address of the start page as the reader has it.

    The page that the reader came from knows it best: a proxy may have taken its path away.
    """
    came_from = urlsplit(request.headers.get("referer", ""))
    path, _, page = came_from.path.rpartition("/")
    if came_from.scheme in {"http", "https"} and page in ORDER.values():
        return f"{came_from.scheme}://{came_from.netloc}{path}/"
    address = str(request.url.replace(query=""))
    return address.rpartition("/")[0].rpartition("/")[0] + "/"
