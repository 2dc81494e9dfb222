"""The address of the pages, or a link to a view on them, as the command line is given it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from ailaget.errors import AilagetError
from ailaget.exports.permalinks import FOLDER, packed_in
from ailaget.views.base.choices import CHOICES, USUAL

WEB = re.compile(r"(?P<pages>https?://[^\s/?#]+[^\s?#]*)(?:\?(?P<query>[^\s#]*))?(?:#\S*)?")
SHORT = re.compile(rf"(?P<root>.*/){FOLDER}/(?P<key>[\w-]+)/?")


class NotAnAddress(AilagetError):
    """What is given as the address of the pages is none."""

    def __init__(self, address: str) -> None:
        super().__init__("export.not_an_address", address=address)


@dataclass(frozen=True)
class ViewLink:
    """Where the pages are, ending in a slash, and what a link to one of them chooses."""

    root: str = "/"
    wave: str | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)


def view_link(address: str) -> ViewLink:
    """Return what an address says: that of the pages, or a link to a view, long or ``/v/KEY``.

    A link's page is passed over, and so is what no view has (any longer). Raises NotAnAddress.
    """
    if not address:
        return ViewLink()
    match = WEB.fullmatch(address)
    if match is None:
        raise NotAnAddress(address)
    short = SHORT.fullmatch(match["pages"])
    view = packed_in(short["key"]) if short else None
    if short is not None and view is not None:
        return _read(short["root"], view.partition("?")[2])
    if match["query"] is None:
        return ViewLink(f"{match['pages'].rstrip('/')}/")
    return _read(f"{match['pages'].rpartition('/')[0]}/", match["query"])


def _read(root: str, query: str) -> ViewLink:
    given = parse_qs(query)
    choices: dict[str, Any] = {}
    for key, choice in CHOICES.items():
        options = choice.options()
        values = tuple(choice.read(text) for text in given.get(key, []) if text in options)
        if values:
            choices[key] = values if isinstance(USUAL[key], tuple) else values[0]
    return ViewLink(root, next(iter(given.get("wave", [])), None), choices)
