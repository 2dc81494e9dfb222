"""Which courses in AI are there, for whom, and which fill the gaps of one municipality?"""

from ailaget.ui import data
from ailaget.ui.charts import table_downloads
from ailaget.ui.frame import chosen, show_view
from ailaget.ui.page_top import show_beginning, show_top
from ailaget.ui.practice.single import show_single
from ailaget.ui.practice.tops import COURSES_CONTROLS, COURSES_SORTING, courses_top, intro_of

t = chosen().t
show_beginning(intro_of("courses", t), (COURSES_CONTROLS, COURSES_SORTING), t)


def show() -> None:
    """Show what fills the gaps of the chosen municipality, then every course that fits."""
    show_single("courses", data.entries("courses"), t)
    show_top(courses_top(chosen()))
    table_downloads("courses", t)


show_view(show)
