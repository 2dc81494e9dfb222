"""How the pages of examples, courses and first tasks begin."""

from html import escape

from ailaget.texts import Texts
from ailaget.ui import controls, data
from ailaget.ui.address import address_of
from ailaget.ui.frame import demo_html
from ailaget.ui.page_top import Caption, Count, Header, Html, PageTop, Part
from ailaget.ui.practice.cards import cards_html, group_parts
from ailaget.ui.practice.controls import choose_field, choose_search, clear_buttons
from ailaget.ui.practice.week import week_html
from ailaget.views.base.selection import Selection
from ailaget.views.courses.choosing import CHOSEN as OF_COURSES
from ailaget.views.courses.gaps import Gaps, gaps_view
from ailaget.views.courses.listing import courses_view
from ailaget.views.examples.choosing import CHOSEN as OF_EXAMPLES
from ailaget.views.examples.listing import examples_view
from ailaget.views.examples.where import where_view
from ailaget.views.managers.tasks import tasks_view

EXAMPLES_CONTROLS = (choose_search, controls.choose_municipality)
EXAMPLES_SORTING = tuple(choose_field("examples", key, of) for key, of in OF_EXAMPLES.items())
COURSES_CONTROLS = (controls.choose_municipality,)
COURSES_SORTING = tuple(choose_field("courses", key, of) for key, of in OF_COURSES.items())
MANAGERS_CONTROLS = (choose_field("tasks", "area", "area"),)
"""The choices of each page, which stand still when one of them is changed."""


def intro_of(page: str, t: Texts) -> list[Part]:
    """Return what is said of a page above its choices; För chefer says who decides."""
    words: list[Part] = [Html(f'<p class="intro">{escape(t(f"{page}.intro"))}</p>')]
    if page == "managers":
        words.append(Html(f'<p class="notice" role="note">{escape(t("managers.notice"))}</p>'))
    return words


def examples_top(selection: Selection) -> PageTop:
    """Return how the page Goda exempel begins: how many there are of the chosen, and where."""
    t, where = selection.t, data.view(where_view, selection)
    count = Count(data.view(examples_view, selection).count, "examples", selection.choices)
    above: list[Part] = [count, *clear_buttons((*OF_EXAMPLES, "search"), selection)]
    if where.table.rows:
        above.append(Header(where.headline))
    return PageTop(
        EXAMPLES_CONTROLS,
        above,
        (lambda: where) if where.table.rows else None,
        intro_of("examples", t),
        EXAMPLES_SORTING,
        single=True,
        columns=(5, 4),
        gap="medium",
        is_bare=True,
        on_select=lambda code: controls.change_elsewhere(municipality=code),
    )


def courses_top(selection: Selection) -> PageTop:
    """Return how the page Utbildningar begins: what fills a municipality's gaps, then all."""
    t = selection.t
    courses = data.view(courses_view, selection)
    count = Count(courses.count, "courses", selection.choices)
    above: list[Part] = [
        count,
        *clear_buttons(OF_COURSES, selection),
        *_suggested(selection),
        *group_parts(courses.groups, address_of(selection), t),
    ]
    intro = intro_of("courses", t)
    return PageTop(
        COURSES_CONTROLS, above, None, intro, COURSES_SORTING, single=True, of_words=True
    )


def _suggested(selection: Selection) -> list[Part]:
    """Return what fills a municipality's gaps, or what there must be before that can be said."""
    if not data.has_waves():
        return [Caption(selection.t("courses.gaps_later"))]
    gaps = data.view(gaps_view, selection)
    if gaps is None:
        return [Caption(selection.t("courses.gaps_invite"))]
    return _gap_parts(gaps, selection)


def _gap_parts(gaps: Gaps, selection: Selection) -> list[Part]:
    """Return what a municipality lacks by its answers: the one thing here that can be invented."""
    t = selection.t
    band = [Html(demo_html(address_of(selection), t))] if selection.is_demo else []
    sentence = Html(f'<p class="intro">{escape(gaps.sentence)}</p>')
    source = Caption(selection.source_line())
    groups = group_parts(gaps.groups, address_of(selection), t, level=3)
    return [*band, Header(gaps.title), sentence, source, *groups]


def managers_top(selection: Selection) -> PageTop:
    """Return how the page För chefer begins: with a week's plan."""
    t, tasks = selection.t, data.view(tasks_view, selection)
    above: list[Part] = [
        Count(tasks.count, "managers", selection.choices),
        *clear_buttons(("area",), selection),
        Header(t("managers.week_title")),
        Caption(t("managers.week_note")),
        Html(week_html(tasks.week)),
    ]
    return PageTop(
        MANAGERS_CONTROLS, above, None, intro_of("managers", t), single=True, of_words=True
    )


def task_cards(selection: Selection) -> list[Part]:
    """Return a card for each task of the chosen areas, to be printed."""
    t, cards = selection.t, data.view(tasks_view, selection).cards
    note = Caption(t("managers.cards_note" if cards else "managers.nothing"))
    shown = [Html(cards_html(cards, address_of(selection), t, "to-print"))] if cards else []
    return [Header(t("managers.cards_title")), note, *shown]
