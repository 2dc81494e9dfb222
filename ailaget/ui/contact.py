"""Whom readers turn to, as every page names it: in the footer and where a barrier is reported."""

from html import escape

from ailaget.texts import Texts
from ailaget.ui.address import Address
from ailaget.ui.navigation import ORDER
from ailaget.views.base.contact import contact


def contact_html(t: Texts) -> str:
    """Return whom to turn to, with a link, or that nobody is named."""
    turned_to = contact()
    if turned_to is None:
        return f'<p class="contact">{escape(t("accessibility.nobody"))}</p>'
    link = f'<a href="{escape(turned_to.link)}">{escape(turned_to.text)}</a>'
    return f'<p class="contact">{escape(t("accessibility.contact"))} {link}</p>'


def foot_links(current: Address, t: Texts) -> str:
    """Return the footer's links: to the page Tillgänglighet, and to whom to turn to, if anybody."""
    page = escape(f"{ORDER['accessibility']}{current.link()}")
    links = [f'<a href="{page}" target="_self">{escape(t("accessibility.title"))}</a>']
    if turned_to := contact():
        links.append(f'<a href="{escape(turned_to.link)}">{escape(t("footer.feedback"))}</a>')
    return " · ".join(links)
