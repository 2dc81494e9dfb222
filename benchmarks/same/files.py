"""Every chart, table and report in every format, asked of a server as the pages' links ask."""

import os
import re
from collections.abc import Iterator
from html import unescape

from .apptest import open_app, opened
from .collection import Writer
from .running import Server, command, queries, serving

PLACE = "municipality=1715&region=17&compare=0180"
LINKED_FROM = (
    ("", ""), ("karta", ""), ("region", ""), ("kommun", ""), ("rapport", ""), ("ladda-upp", ""),
    *(("ojamlikhet", f"&section={key}") for key in
      ("spread", "between", "change", "where", "left_behind", "two", "certain")),
    *(("metod", f"&method={key}") for key in ("answers", "survey", "numbers", "sources", "demo")),
)  # fmt: skip
"""Pages and sections, whose links together name every file that there is to take away."""

LINK = re.compile(r'href="((?:export|report|survey)/[^"?]+)')
PICTURES = ("png", "print.png", "svg", "pptx")
OTHER_VIEWS = (
    "wave=2025-10&municipality=0180&region=C8",
    "wave=2024-10&region=01&question=traningsdata",
    "county=17&county=20&skr_group=C7&skr_group=C8&municipality=1715&region=17",
    "indicator=ai_fte_per_100k&municipality=2026&region=09&weighted=yes&by=county",
    "indicator=has_full_time_ai&level=county&classes=natural_breaks&by=size_class&question=dpia",
    "indicator=maturity_ethics&size_class=lt10k&neighbours=nearest&bottom=10&below=2&moved=5",
    "county=09&size_class=lt10k",
)
WITHOUT_SCRIPT = ("csv", "components.csv", "xlsx")
"""Formats that are quick and small enough to be asked for in every view."""


def collect(items: Writer) -> None:
    """Collect every file that the pages link to."""
    var = items.scratch / "var"
    script = open_app(var, edits=False)
    command("build")
    paths = sorted(set(_linked(script)))
    items.add("what there is", "\n".join(paths) + "\n")
    with serving(var, items.scratch / "log") as server:
        items.note_builds()
        for path in paths:
            ending = path.partition(".")[2]
            views = OTHER_VIEWS if ending in WITHOUT_SCRIPT else ()
            for query in queries((PLACE, *views)):
                keep(items, server, f"{path}?{query}")
        for path in ("export/map.html", "export/no_such.csv", "export/map.exe", "report/no.html"):
            for query in queries(("wave=2019-01", OTHER_VIEWS[4])):
                keep(items, server, f"{path}?{query}")


def keep(items: Writer, server: Server, address: str) -> None:
    """Keep what a server answers at an address."""
    answer = server.get(address)
    refused = b"" if answer.status == 200 else f"status {answer.status}\n".encode()
    items.add(address, refused + answer.content)


def _linked(script: os.PathLike[str]) -> Iterator[str]:
    for path, section in LINKED_FROM:
        page = opened(script, path, f"{PLACE}{section}")
        for element in page.get("html"):
            yield from map(unescape, LINK.findall(str(element.value)))
