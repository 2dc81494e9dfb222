"""Is it size, money, distance or will: what goes together with AI in the municipalities?"""

from ailaget.ui import controls, parts
from ailaget.ui.address import EXPLAINED
from ailaget.ui.explanations.sections import CONTROLS, SHOW
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.page_top import show_controls

t = chosen().t
opened = here().explained

parts.draw_part("choices", lambda: show_controls(CONTROLS[opened], t))
tabs = controls.choose_explained(here(), t)

with tabs[EXPLAINED.index(opened)]:
    show_view(SHOW[opened])
