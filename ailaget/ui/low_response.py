"""The band that says where less than half have answered, on every page with figures."""

from dataclasses import replace
from html import escape

from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection, is_low
from ailaget.views.overview.response import low_response_view


def low_response_html(selection: Selection) -> str:
    """Return the band where less than half of the chosen municipalities have answered."""
    return _band(data.view(low_response_view, selection), selection.t)


def low_country_html(selection: Selection) -> str:
    """Return the band of figures for the whole country, whatever is chosen."""
    return low_response_html(replace(selection, county=(), skr_group=(), size_class=()))


def low_exhibit_html(exhibit: Exhibit, t: Texts) -> str:
    """Return the band of a chart that may be of another choice than the page, or frozen."""
    if exhibit.n is None or exhibit.of is None:
        return ""
    if each := exhibit.n_each:
        words = t("low_response.valued_each", each=each, of=t.number(exhibit.of))
        return _band(t.in_words(words), t)
    return low_count_html("valued", exhibit.n, exhibit.of, t)


def low_count_html(what: str, n: int, of: int, t: Texts) -> str:
    """Return the band where so few of all have a value (valued), or have answered (page)."""
    return _band(_count_words(what, n, of, t), t)


def low_answers_words(n: int, of: int, t: Texts) -> str:
    """Return the band as a sentence of a slide or a paper, where so few of all have answered."""
    words = _count_words("page", n, of, t)
    return f"{t('low_response.band')} {words}" if words else ""


def _count_words(what: str, n: int, of: int, t: Texts) -> str:
    if not is_low(n, of):
        return ""
    counts = {"n": t.number(n), "of": t.number(of), "rate": t.percent(n / of)}
    return t.in_words(t(f"low_response.{what}", **counts))


def _band(words: str, t: Texts) -> str:
    if not words:
        return ""
    band = escape(t("low_response.band"))
    return f'<p class="demo low" role="note"><strong>{band}</strong> {escape(words)}</p>'
