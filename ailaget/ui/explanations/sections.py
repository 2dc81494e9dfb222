"""The sections of the page Förklaringar: which charts and controls stand together."""

from collections.abc import Callable

from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.controls import choose, choose_indicator, choose_municipality, choose_some
from ailaget.ui.frame import chosen
from ailaget.ui.page_top import Control, Notice, PageTop, show_top
from ailaget.ui.view_words import municipalities_in_order, municipality_name
from ailaget.views.base.context_figures import chosen_figure, known_figures
from ailaget.views.base.selection import Selection
from ailaget.views.explanations.scatter import scatter_view
from ailaget.views.municipality.wave import MOST_COMPARED


def choose_figure(t: Texts) -> None:
    """Show the choice of a figure of others."""
    figures = known_figures(data.source(), t.language)
    figure = chosen_figure(data.source(), chosen())
    if figure is not None:
        choose(
            "context",
            t("explanations.choose_figure"),
            lambda key: figures[key].label,
            options=list(figures),
            value=figure.key,
        )


def choose_names(t: Texts) -> None:
    """Show the choice of municipalities whose names stand beside their dots."""
    choose_some(
        "compare",
        t("explanations.choose_names"),
        municipality_name,
        t("municipality.compare_placeholder", n=t.number(MOST_COMPARED)),
        municipalities_in_order(t),
        MOST_COMPARED,
    )


CONTROLS: dict[str, tuple[Control, ...]] = {
    "against": (choose_indicator, choose_figure, choose_municipality, choose_names),
}
"""The choices above each section, of which each changes something of what it shows."""


def against_top(selection: Selection) -> PageTop:
    """Return how the page begins, which is with this section: the indicator against a figure."""
    chart = data.view(scatter_view, selection)
    controls = CONTROLS["against"]
    if not chart.of:
        return PageTop(controls, [Notice(chart.headline)])
    return PageTop(controls, chart=lambda: chart, columns=(5, 4), in_section=True)


def against() -> None:
    """Show the indicator against a figure of others."""
    show_top(against_top(chosen()))


SHOW: dict[str, Callable[[], None]] = {"against": against}
"""What shows each section."""
