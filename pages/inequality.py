"""How unequal is AI in the municipalities, between whom, and is it growing or shrinking?"""

from ailaget.ui import controls
from ailaget.ui.address import SECTIONS
from ailaget.ui.frame import chosen, here, show_view
from ailaget.ui.inequality.sections import SHOW, show_choices

t = chosen().t
opened = here().section
show_choices(opened)
tabs = controls.choose_section(here(), t)

with tabs[SECTIONS.index(opened)]:
    show_view(SHOW[opened])
