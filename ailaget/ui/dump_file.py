"""A whole wave by link: made once for each data version, and not sent again to who has it."""

from starlette.requests import Request
from starlette.responses import Response

from ailaget.api.pages import has_tag
from ailaget.exports.dump.archive import Dump, wave_dump
from ailaget.ui import data
from ailaget.views.base.selection import Selection

MEDIA_TYPE = "application/zip"


def dump_file(request: Request) -> Response:
    """Serve the dump of the wave that the link names; one that readers do not see is not found.

    A plain function: the server runs it in a thread, so it holds nobody up.
    """
    wave, waves = request.path_params["wave"], list(data.source().query("waves")["wave"])
    if wave not in waves:
        return Response(status_code=404)
    # Without a day, filter and language: whoever asks, it is the same file.
    dump = data.view(_dump, Selection(wave, is_demo=False, today=""))
    headers = {"etag": f'"{dump.sum}"', "cache-control": "no-cache"}
    if has_tag(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{dump.name}"'
    return Response(dump.content, media_type=MEDIA_TYPE, headers=headers)


def _dump(source: data.CachedSource, selection: Selection) -> Dump:
    return wave_dump(source, source.build, selection.wave)
