"""How the page Etik och data begins."""

from ailaget.ui import data
from ailaget.ui.figures import list_html
from ailaget.ui.page_top import Caption, Html, PageTop, Part
from ailaget.views.base.selection import Selection
from ailaget.views.ethics.dates import in_force_words
from ailaget.views.ethics.training import risk_words, training_view


def ethics_top(selection: Selection) -> PageTop:
    """Return how the page begins: the answer in a few sentences, and what AI is trained on."""
    risk = data.view(risk_words, selection)
    sentences = [each for each in (risk, *data.view(in_force_words, selection)) if each]
    above: list[Part] = [Html(list_html(sentences, "lead"))]
    if selection.is_filtered:
        above.append(Caption(selection.t("ethics.whole_country")))
    return PageTop(above=above, chart=lambda: data.view(training_view, selection))
