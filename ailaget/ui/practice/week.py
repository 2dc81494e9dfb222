"""A week's plan as HTML: a day each, with its task, what may be put in and what never."""

from collections.abc import Sequence
from html import escape

from ailaget.ui.practice.cards import language_attribute, line_html
from ailaget.views.managers.tasks import WeekDay


def week_html(days: Sequence[WeekDay]) -> str:
    """Return the days in their order; every text is escaped."""
    return f'<ol class="week">{"".join(map(_day, days))}</ol>'


def _day(day: WeekDay) -> str:
    title, tags = day.card.title, ", ".join(day.card.tags)
    lines = "".join(line_html(line) for line in day.card.lines if line.label)
    return (
        f"<li><h3>{escape(day.day)}</h3>"
        f"<p><strong{language_attribute(title)}>{escape(title.text)}</strong></p>"
        f'<p class="small">{escape(tags)}</p>{lines}</li>'
    )
