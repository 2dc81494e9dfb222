"""The survey to send out, by link: the Excel template and the printable codebook."""

from starlette.requests import Request
from starlette.responses import Response

from ailaget import geography
from ailaget.exports.survey.asked import Asked, areas_asked
from ailaget.exports.survey.codebook_html import codebook_name, printable_codebook
from ailaget.exports.survey.filled_in import FilledIn, latest_answers
from ailaget.exports.survey.rows import ALL, ONE
from ailaget.exports.survey.template import survey_template, template_name
from ailaget.store.waves import MUNICIPALITIES, RESPONDENTS, is_wave
from ailaget.texts import DEFAULT_LANGUAGE, texts
from ailaget.ui import data
from ailaget.views.base.respondents import respondents_of, set_titles
from ailaget.views.municipality.answer_words import given_answers

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template_file(request: Request) -> Response:
    """Serve the Excel template of `wave`, in `lang`, with `rows` all or one; garbage is ignored.

    `respondents` says who is asked: municipalities, regions, or the key of a set of areas.

    With `municipality` it is that one's own, with the answers that readers have seen last.
    """
    wave, t = _wave(request), texts(request.query_params.get("lang", DEFAULT_LANGUAGE))
    rows = ONE if request.query_params.get("rows") == ONE else ALL
    kind = _respondents(request, t.language)
    municipality = request.query_params.get("municipality", "")
    filled_in = _filled_in(municipality, wave) if kind == MUNICIPALITIES else None
    headers = _headers("attachment", template_name(wave, t, rows, filled_in, kind))
    template = survey_template(wave, t, rows, filled_in, kind)
    return Response(template, media_type=SPREADSHEET, headers=headers)


def codebook_file(request: Request) -> Response:
    """Serve the printable codebook of `wave` in `lang`, to be read in the browser."""
    wave, t = _wave(request), texts(request.query_params.get("lang", DEFAULT_LANGUAGE))
    kind = _respondents(request, t.language)
    headers = _headers("inline", codebook_name(wave, t, kind))
    return Response(printable_codebook(wave, t, kind), media_type="text/html", headers=headers)


def _filled_in(code: str, wave: str | None) -> FilledIn | None:
    if code not in {place.code for place in geography.municipalities()}:
        return None
    source = data.source()
    answered, answers = latest_answers(given_answers(source, code), wave)
    waves = source.query("waves")
    is_demo = bool(waves.loc[waves["wave"] == answered, "is_demo"].any())
    return FilledIn(code, geography.municipality(code).name, answered, is_demo, answers)


def _respondents(request: Request, language: str) -> Asked:
    given = request.query_params.get("respondents", MUNICIPALITIES)
    if given not in RESPONDENTS and given in set_titles(data.source()):
        return areas_asked(respondents_of(data.source(), given, language))
    return given if given in RESPONDENTS else MUNICIPALITIES


def _wave(request: Request) -> str | None:
    given = request.query_params.get("wave", "")
    return given if is_wave(given) else None


def _headers(disposition: str, name: str) -> dict[str, str]:
    return {"content-disposition": f'{disposition}; filename="{name}"', "cache-control": "no-cache"}
