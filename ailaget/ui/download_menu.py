"""The menu of the ways out under a chart: closed until somebody wants it."""

from html import escape

from ailaget.texts import Texts

GROUPS = {
    "picture": ("png", "print.png", "svg"),
    "office": ("pptx", "xlsx", "csv"),
    "web": ("html", "components.csv"),
}
"""Formats that belong together, as they are looked for."""


def menu_html(key: str, query: str, t: Texts) -> str:
    """Return the menu of a chart's files; its script says when one takes its time."""
    groups = "".join(
        f"<li><span>{escape(t(f'downloads.{group}'))}</span><span>"
        + " ".join(link_html(f"export/{key}.{kind}{query}", t(f"downloads.{_key(kind)}"), t)
                   for kind in kinds) + "</span>"
        for group, kinds in GROUPS.items()
    )  # fmt: skip
    return f"<details><summary>{escape(t('chart.download'))}</summary><ul>{groups}</ul></details>"


def link_html(address: str, words: str, t: Texts) -> str:
    """Return a link to a file, whose words say so when it takes its time."""
    wait = escape(t("downloads.wait"), quote=True)
    return f'<a href="{escape(address)}" data-wait="{wait}" download>{escape(words)}</a>'


def _key(kind: str) -> str:
    return kind.replace(".", "_")
