"""What a link looks like where it is shared: title, what its page answers, and a picture."""

from html import escape
from urllib.parse import parse_qsl, urlencode

from ailaget.texts import LOCALES, texts
from ailaget.ui.guard.settings import public_address
from ailaget.ui.navigation import ORDER

FOLDER = "preview"
USUAL = "size_gap"
"""The picture of a page that has none of its own."""

PICTURES = {
    "map": "map",
    "region": "region_ranking",
    "regions": "regions_ranking",
    "municipality": "municipality_comparison",
    "inequality": "inequality_spread",
    "explanations": "explanations_scatter",
    "getting_started": "getting_started_levels",
    "collaboration": "collaboration_groups",
    "ethics": "ethics_readiness",
    "examples": "examples_where",
}
"""The chart that stands for a page where its link is shared."""


def preview_html(page: str, language: str, query: str) -> str:
    """Return the Open Graph tags of a page; none where no address for readers is configured.

    A picture has to have a whole address, and one that the server itself would guess may be wrong.
    """
    address = public_address()
    if not address or page not in ORDER:
        return ""
    t = texts(language)
    about = f"preview.{page}" if f"preview.{page}" in t.entries else "preview.usual"
    kept = urlencode([(k, v) for k, v in parse_qsl(query) if k != "lang"])
    asked = f"lang={language}{'&' if kept else ''}{kept}"
    tags = {
        "og:site_name": "AI-läget",
        "og:type": "website",
        "og:title": t("preview.title", page=t(f"{page}.title")),
        "og:description": t(about),
        "og:url": f"{address}{ORDER[page]}?{asked}",
        "og:image": f"{address}{FOLDER}/{page}.png?{asked}",
        "og:image:alt": t("preview.alt", page=t(f"{page}.title")),
        "og:locale": LOCALES[language],
    }
    return "".join(
        f'<meta property="{name}" content="{escape(value, quote=True)}">'
        for name, value in tags.items()
    )
