"""The survey to send out, by link: the Excel template and the printable codebook."""

from starlette.requests import Request
from starlette.responses import Response

from ailaget.exports.survey.codebook_html import codebook_name, printable_codebook
from ailaget.exports.survey.rows import ALL, ONE
from ailaget.exports.survey.template import survey_template, template_name
from ailaget.store.waves import is_wave
from ailaget.texts import DEFAULT_LANGUAGE, texts

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template_file(request: Request) -> Response:
    """Serve the Excel template of `wave`, in `lang`, with `rows` all or one; garbage is ignored."""
    wave, t = _wave(request), texts(request.query_params.get("lang", DEFAULT_LANGUAGE))
    rows = ONE if request.query_params.get("rows") == ONE else ALL
    headers = _headers("attachment", template_name(wave, t, rows))
    return Response(survey_template(wave, t, rows), media_type=SPREADSHEET, headers=headers)


def codebook_file(request: Request) -> Response:
    """Serve the printable codebook of `wave` in `lang`, to be read in the browser."""
    wave, t = _wave(request), texts(request.query_params.get("lang", DEFAULT_LANGUAGE))
    headers = _headers("inline", codebook_name(wave, t))
    return Response(printable_codebook(wave, t), media_type="text/html", headers=headers)


def _wave(request: Request) -> str | None:
    given = request.query_params.get("wave", "")
    return given if is_wave(given) else None


def _headers(disposition: str, name: str) -> dict[str, str]:
    return {"content-disposition": f'{disposition}; filename="{name}"', "cache-control": "no-cache"}
