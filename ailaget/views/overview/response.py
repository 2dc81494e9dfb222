"""How many have answered in the chosen wave and filter, where they are too few to stand for all."""

from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source, is_low
from ailaget.views.overview.nonresponse import MEASURE


def low_response_view(source: Source, selection: Selection) -> str:
    """Return in words how few have answered; empty where at least half have, or hardly anyone."""
    answered = chosen_rows(source, selection, MEASURE)["has_responded"]
    n, of = int(answered.sum()), len(answered)
    if not is_low(n, of):
        return ""
    t = selection.t
    text = t("low_response.page", n=t.number(n), of=t.number(of), rate=t.percent(n / of))
    return t.in_words(text)
