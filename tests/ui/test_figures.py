"""Headings and lists as HTML: no line ends within a number, or between it and its unit."""

import pytest

from ailaget.ui.figures import finding_html, key_figures_html, list_html
from ailaget.views.base.result import KeyFigure

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Avstånd till kommun med 50 000 invånare", f"50{GAP}000 invånare"),
        ("Längst i Kiruna (1 204 km)", f"1{GAP}204{GAP}km"),
        ("Högst i Malå, 44 procent (n = 39)", f"44{GAP}procent (n{GAP}={GAP}39)"),
    ],
)
def test_no_line_of_a_heading_a_list_or_a_key_figure_ends_within_a_measure(
    text: str, kept: str
) -> None:
    assert kept in finding_html(text)
    assert kept in list_html([text], "lead")
    assert key_figures_html([KeyFigure("AI-mognad", "22,0", text, text)]).count(kept) == 2
