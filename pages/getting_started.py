"""What are the next steps for a municipality, who has taken them, and how is it done?"""

from ailaget.ui import data
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.getting_started.page import show_more, show_path, show_side
from ailaget.ui.page_top import show_controls, show_top
from ailaget.ui.page_tops import getting_started_top
from ailaget.views.getting_started.plan import plan_view


def show() -> None:
    """Show the choice of municipality, then its plan, or the path from the first level."""
    selection = chosen()
    top = getting_started_top(selection)
    show_controls(top.controls, selection.t)
    columns = show_top(top)
    plan = data.view(plan_view, selection)
    if plan is None or not plan.has_responded:
        show_path(plan, here(), selection)
        return
    with columns[1]:
        show_side(plan, here(), selection)
    show_more(plan, here(), selection)


show_view(show)
