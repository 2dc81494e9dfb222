"""What a page shows after a choice, in one sentence: a reader who does not see it is told so."""

from html import escape

from ailaget.codebook import codebook
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.navigation import WITHOUT_FILTER
from ailaget.ui.view_words import filter_names, municipality_name
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source, region_names
from ailaget.views.collaboration.groups import suggested_groups_view
from ailaget.views.collaboration.partners import pairs_view
from ailaget.views.region.scope import region_of

OF_AN_INDICATOR = ("", "karta", "region", "kommun", "ojamlikhet", "forklaringar")
"""Paths of pages whose charts are of the chosen indicator."""

OF_A_MUNICIPALITY = ("kommun", "kom-igang", "samverkan")
"""Paths of pages that are of the chosen municipality."""

MARKS_A_MUNICIPALITY = (
    "karta",
    "region",
    "ojamlikhet",
    "forklaringar",
    "exempel",
    "utbildningar",
)
"""Paths of pages that show the chosen municipality among others."""


def now_shown_html(path: str, title: str, current: Address, selection: Selection) -> str:
    """Return the sentence as an element that nobody sees; `front/now_shown.js` says it aloud."""
    words = escape(now_shown(path, title, current, selection))
    return f'<span data-now-shown="{words}"></span>'


def now_shown(path: str, title: str, current: Address, selection: Selection) -> str:
    """Return the page, its place, indicator and filter, and how many of those have a value.

    Of a page that is not filtered it is the page alone.
    """
    t = selection.t
    if path in WITHOUT_FILTER:
        return title
    names = filter_names(current, t) or [t("now_shown.everyone")]
    place = [shown] if (shown := place_shown(path, selection)) else []
    if path in MARKS_A_MUNICIPALITY and selection.municipality:
        names.append(municipality_name(selection.municipality))
    if path not in OF_AN_INDICATOR:
        what = [*place, *names]
        if path == "samverkan":
            return _of_collaboration(title, t.listing(what), selection)
        return t("now_shown.page", page=title, what=t.listing(what))
    indicator = codebook().indicator(selection.indicator).label[t.language]
    waves = [t("map.waves_said")] * (path == "karta" and selection.waves == "all")
    what = [*place, indicator, *names, *waves]
    n, of = data.view(_with_value, selection)
    basis = t.count("now_shown.basis", of, n=t.number(n), of=t.number(of))
    return t("now_shown.figures", page=title, what=", ".join(what), basis=basis)


def _of_collaboration(title: str, what: str, selection: Selection) -> str:
    """Return what Samverkan shows, with what has been found: weights change nothing else."""
    return selection.t(
        "now_shown.headlines",
        page=title,
        what=what,
        groups=data.view(suggested_groups_view, selection).headline,
        partners=data.view(pairs_view, selection).headline,
    )


def _with_value(source: Source, selection: Selection) -> tuple[int, int]:
    """Return how many of the chosen have a value, and how many they are."""
    values = chosen_rows(source, selection, selection.indicator)["value"]
    return int(values.notna().sum()), len(values)


def place_shown(path: str, selection: Selection) -> str | None:
    """Return the name of the place that a page is about; None where it is about none."""
    if path == "region":
        return region_names(selection)[region_of(selection)]
    if path in OF_A_MUNICIPALITY and selection.municipality:
        return municipality_name(selection.municipality)
    return None
