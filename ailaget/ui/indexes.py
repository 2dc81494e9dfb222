"""What machines ask a site for: the catalogue of its data, its map, and what to leave be."""

import os
import re
from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ailaget.texts import LANGUAGES, texts
from ailaget.ui.data import source
from ailaget.ui.guard.gate import OPEN_DATA
from ailaget.ui.guard.refusals import language_of
from ailaget.ui.guard.settings import ADDRESS, base_path, public_address
from ailaget.ui.navigation import ORDER
from ailaget.views.base.contact import contact
from ailaget.views.base.licence import licence

PUBLISHER = "AILAGET_PUBLISHER"
"""Names the variable with the name of the organisation that answers for the data."""

NUMBER = "AILAGET_PUBLISHER_NUMBER"
"""Names the variable with that organisation's number, ten digits."""

FOR_EDITORS = ("upload", "entries", "report", "meeting")
"""Pages that a search engine has nothing to show of."""

COSTLY = ("export", "dump", "frozen", "report", "minutes", "plan", "survey")
"""Folders of files that are made when they are asked for."""


def dcat(request: Request) -> Response:
    """Serve the catalogue for data portals, once address and publisher are set."""
    given = {ADDRESS: public_address(), PUBLISHER: os.environ.get(PUBLISHER, "").strip()}
    missing = [name for name, value in given.items() if not value]
    if missing:
        t = texts(language_of(request.scope["query_string"]))
        return PlainTextResponse(t("open_data.not_set", missing=t.listing(missing)), 404)
    from ailaget.api.dcat import Publisher, catalogue
    from ailaget.api.register import waves

    publisher = Publisher(given[PUBLISHER], _number(), licence())
    body = catalogue(given[ADDRESS], publisher, contact(), waves(source()))
    headers = {"cache-control": "no-cache", "access-control-allow-origin": "*"}
    return Response(body, headers=headers, media_type="application/rdf+xml")


def _number() -> str:
    number = re.sub(r"[\s-]", "", os.environ.get(NUMBER, ""))
    return number if re.fullmatch(r"\d{10}", number) else ""


def robots(_: Request) -> Response:
    """Serve what search engines should leave be, and where the site's map is."""
    left = [f"Disallow: {base_path()}/{folder}/" for folder in COSTLY]
    left += [f"Disallow: {base_path()}/{ORDER[name]}" for name in FOR_EDITORS if name in ORDER]
    left.append(f"Disallow: {base_path()}{OPEN_DATA}/")
    lines = ["User-agent: *", *left]
    if address := public_address():
        lines += ["", f"Sitemap: {address}sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n")


def sitemap(_: Request) -> Response:
    """Serve the pages in each language; without a configured address there is nothing to say."""
    address = public_address()
    if not address:
        return Response(status_code=404)
    pages = [path for name, path in ORDER.items() if name not in FOR_EDITORS]
    body = "".join(_page(escape(f"{address}{path}")) for path in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    )
    return Response(f"{head}<urlset {spaces}>{body}</urlset>\n", media_type="application/xml")


def _page(at: str) -> str:
    each = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{at}?lang={language}"/>'
        for language in LANGUAGES
    )
    return "".join(f"<url><loc>{at}?lang={language}</loc>{each}</url>\n" for language in LANGUAGES)
