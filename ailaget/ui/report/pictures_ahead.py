"""The pictures of the country's report, taken when a database comes into force.

They are what the report waits for most. A process of its own takes them: browser and memory are
gone with it.
"""

import os
from contextlib import suppress

from ailaget.council.recorded_marks import recorded_marks
from ailaget.errors import AilagetError
from ailaget.exports.pictures.images import keep_bare_svg
from ailaget.exports.report.contents import Page
from ailaget.exports.report.every.maker import new_maker
from ailaget.exports.report.every.material import gather
from ailaget.exports.report.every.order import COUNTRY, Order
from ailaget.exports.text.chart_html import has_figure
from ailaget.store.builds import current_build
from ailaget.store.code_digest import code_digest
from ailaget.store.database import Database, open_database
from ailaget.store.kept_pictures import mark_taken, taken_by
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES
from ailaget.views.base.selection import Selection

KINDLY = 10
"""How much this process yields to those that somebody waits for."""


def take_ahead(place: Workspace) -> int:
    """Take the pictures of the newest wave's report, in each language; return how many there are.

    Goals set after that change figures: whoever asks for those takes them.
    """
    build = current_build(place)
    if build is None or taken_by(place, build) == code_digest():
        return 0
    database = open_database(place, build)
    try:
        names = [
            keep_bare_svg(place, page.chart, page.metadata)
            for language in LANGUAGES
            for page in _pages(place, database, language)
            if has_figure(page.chart)
        ]
    finally:
        database.close()
    mark_taken(place, build, code_digest(), names)
    return len(names)


def _pages(place: Workspace, database: Database, language: str) -> tuple[Page, ...]:
    waves = database.query("waves")
    if waves.empty:
        return ()
    newest = waves.iloc[0]
    selection = Selection(str(newest["wave"]), bool(newest["is_demo"]), language=language)
    marks = recorded_marks(place, database, selection.wave, selection.t)
    material = gather(Order(COUNTRY, "html", selection), database, marks)
    return new_maker(material, database).contents("").pages


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(KINDLY)
    with suppress(AilagetError, OSError):
        take_ahead(workspace())
