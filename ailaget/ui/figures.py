"""Key figures and lists as plain HTML; every text is escaped."""

from collections.abc import Iterable
from html import escape

from ailaget.texts import in_html
from ailaget.views.base.result import KeyFigure

ARROWS = {1: "▲", -1: "▼", 0: "", None: ""}


def key_figures_html(figures: Iterable[KeyFigure]) -> str:
    """Return headline figures as a definition list: label, value, change, basis."""
    return f'<dl class="figures">{"".join(_figure(figure) for figure in figures)}</dl>'


def list_html(items: Iterable[str], css_class: str) -> str:
    """Return texts as a list."""
    rows = "".join(f"<li>{in_html(item)}</li>" for item in items)
    return f'<ul class="{css_class}">{rows}</ul>'


def finding_html(finding: str, chip: str = "") -> str:
    """Return a chart's heading, and beside its last word a chip, which is no part of it."""
    beside = f'\N{NO-BREAK SPACE}<span class="chip">{escape(chip)}</span>' if chip else ""
    return f'<div class="finding"><h2>{in_html(finding)}</h2>{beside}</div>'


def facts_html(facts: Iterable[tuple[str, str]]) -> str:
    """Return facts as a definition list that fills the width: what, and how it is."""
    rows = "".join(
        f"<div><dt>{escape(what)}</dt><dd>{in_html(how)}</dd></div>" for what, how in facts
    )
    return f'<dl class="facts">{rows}</dl>'


def _figure(figure: KeyFigure) -> str:
    arrow = ARROWS[figure.direction]
    mark = f'<span aria-hidden="true">{arrow}</span> ' if arrow else ""
    change = f'<dd class="small">{mark}{in_html(figure.change)}</dd>' if figure.change else ""
    return (
        f'<div><dt>{escape(figure.label)}</dt><dd class="value">{escape(figure.value)}</dd>'
        f'{change}<dd class="small">{in_html(figure.basis)}</dd></div>'
    )
