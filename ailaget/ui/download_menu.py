"""The menu of the ways out under a chart or a table: closed until somebody wants it."""

from collections.abc import Collection
from html import escape

from ailaget.exports.formats import FIXED, FORMATS
from ailaget.texts import Texts
from ailaget.ui.guard.settings import framed_by, public_address

GROUPS = {
    "picture": ("png", "print.png", "svg"),
    "office": ("pptx", "xlsx", "docx"),
    "data": ("csv", "metadata.csv", FIXED),
    "web": ("html", "components.csv"),
}
"""Formats that belong together, as they are looked for."""


EMBED = "embed"
"""Where a chart lies for others to frame: ``/embed/<key>``."""

HEIGHT = 760
"""Pixels of a frame: a map with its heading and its source."""


def menu_html(
    path: str,
    query: str,
    t: Texts,
    kinds: Collection[str] = FORMATS,
    *,
    embedded: str = "",
) -> str:
    """Return the menu of what lies at a path, such as ``export/map``, in so many formats.

    The page's script says when one takes its time. `embedded` is the title of a chart that others
    may frame, if configuration lets anybody.
    """
    groups = "".join(
        f"<li><span>{escape(t(f'downloads.{group}'))}</span><span>"
        + " ".join(
            link_html(f"{path}.{kind}{query}", _words(kind, kinds, t), t)
            for kind in inside
            if kind in kinds
        )
        + "</span>"
        for group, inside in GROUPS.items()
        if set(inside) & set(kinds)
    )
    groups += _embed_html(f"{EMBED}/{path.rpartition('/')[2]}{query}", embedded, t)
    return f"<details><summary>{escape(t('chart.download'))}</summary><ul>{groups}</ul></details>"


def _embed_html(path: str, title: str, t: Texts) -> str:
    """Return the line of HTML to copy; empty where nobody else may frame a chart.

    Where readers find the pages is known only where it is configured.
    """
    address = public_address()
    if not title or not address or not framed_by():
        return ""
    frame = (
        f'<iframe src="{escape(address + path)}" title="{escape(title)}" width="100%" '
        f'height="{HEIGHT}" style="border:0" loading="lazy"></iframe>'
    )
    label, code = escape(t("embed.code"), quote=True), escape(frame, quote=True)
    return (
        f"<li><span>{escape(t('embed.menu'))}</span><span>"
        f'<input class="embed-code" readonly aria-label="{label}" value="{code}"></span></li>'
    )


def link_html(address: str, label: str, t: Texts) -> str:
    """Return a link to a file, whose words say so when it takes its time."""
    wait = escape(t("downloads.wait"), quote=True)
    return f'<a href="{escape(address)}" data-wait="{wait}" download>{escape(label)}</a>'


def _words(kind: str, kinds: Collection[str], t: Texts) -> str:
    if kind == "html" and "svg" not in kinds:  # without a figure nothing in it moves
        return t("downloads.table_html")
    return t(f"downloads.{kind.replace('.', '_')}")
