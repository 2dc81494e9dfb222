"""The menu of the ways out under a chart or a table: closed until somebody wants it."""

from collections.abc import Collection
from html import escape

from ailaget.exports.formats import ENTRIES, FIXED, FORMATS
from ailaget.texts import Texts

GROUPS = {
    "picture": ("png", "print.png", "svg"),
    "office": ("pptx", "xlsx", ENTRIES),
    "data": ("csv", "metadata.csv", FIXED),
    "web": ("html", "components.csv"),
}
"""Formats that belong together, as they are looked for."""


def menu_html(path: str, query: str, t: Texts, kinds: Collection[str] = FORMATS) -> str:
    """Return the menu of what lies at a path, such as ``export/map``, in so many formats.

    The page's script says when one takes its time.
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
    return f"<details><summary>{escape(t('chart.download'))}</summary><ul>{groups}</ul></details>"


def link_html(address: str, label: str, t: Texts) -> str:
    """Return a link to a file, whose words say so when it takes its time."""
    wait = escape(t("downloads.wait"), quote=True)
    return f'<a href="{escape(address)}" data-wait="{wait}" download>{escape(label)}</a>'


def _words(kind: str, kinds: Collection[str], t: Texts) -> str:
    if kind == "html" and "svg" not in kinds:  # without a figure nothing in it moves
        return t("downloads.table_html")
    return t(f"downloads.{kind.replace('.', '_')}")
