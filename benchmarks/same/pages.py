"""Every page in both languages and at many addresses, as an editor and as a reader see it."""

from collections.abc import Iterator
from pathlib import Path

from .apptest import open_app, opened, text_of
from .collection import Writer
from .running import command, queries
from .surveys import write_surveys

PATHS = ("", "karta", "region", "kommun", "ojamlikhet", "mote", "rapport", "ladda-upp", "metod")
"""The pages' addresses; that of the start page is empty."""

INDICATORS = (
    "ai_fte_per_100k", "ai_fte_per_1000_employees", "ai_fte", "has_full_time_ai", "has_ai_position",
    "maturity_strategy", "maturity_skills", "maturity_data", "maturity_ethics", "maturity_use",
    "maturity_collaboration",
)  # fmt: skip
REGIONS = (
    "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20",
    "21", "22", "23", "24", "25", "A", "A1", "A2", "B", "B3", "B4", "B5", "C", "C6", "C7", "C8",
    "C9",
)  # fmt: skip
MUNICIPALITIES = ("0180", "0980", "1715", "1781", "2026", "2581", "1480", "0114")
QUESTIONS = ("ai_strategi", "fte_ai_total", "traningsdata", "dpia", "hinder", "samverkan")
SECTIONS = ("spread", "between", "change", "where", "left_behind", "two", "certain")
FILTERS = (
    "wave=2025-10", "wave=2024-10", "county=17&county=20&skr_group=C7&skr_group=C8",
    "county=09&size_class=lt10k", "wave=2019-01", "size_class=lt10k&indicator=ai_fte_per_100k",
)  # fmt: skip
ADDRESSES: dict[str, tuple[str, ...]] = {
    "": FILTERS,
    "karta": (
        *FILTERS, *(f"indicator={key}" for key in INDICATORS),
        *(f"indicator={key}&classes=natural_breaks" for key in INDICATORS[:4]),
        "classes=quantiles", "classes=natural_breaks&level=county", "view=stockholm",
        "view=goteborg", "level=county&wave=2025-10", "municipality=1715&county=17",
    ),
    "region": (
        *FILTERS, *(f"region={code}" for code in REGIONS),
        *(f"region=17&question={key}" for key in QUESTIONS),
        *(f"region=C8&indicator={key}" for key in INDICATORS[:6]),
    ),
    "kommun": (
        "", *(f"municipality={code}" for code in MUNICIPALITIES),
        *(f"municipality=1715&{choice}" for choice in FILTERS),
        "municipality=1715&compare=0180&compare=2026&indicator=ai_fte",
        "municipality=1715&alike=population:3&alike=fte:0",
    ),
    "ojamlikhet": (
        *(f"section={key}" for key in SECTIONS[1:]),
        *(f"section={key}&{choice}" for key in SECTIONS for choice in (
            "weighted=yes&by=county", "indicator=ai_fte_per_100k&by=size_class",
            "municipality=1715&wave=2025-10", "county=17&county=20&skr_group=C8",
        )),
        "section=where&neighbours=nearest", "section=left_behind&bottom=10&below=2",
        "section=change&moved=5", "section=certain&weight=maturity_ethics:0",
    ),
    "mote": ("part=since", "part=outcomes", "part=goals", "part=since&since=2025-10"),
    "rapport": ("wave=2025-10&municipality=1715&region=17", "report=xxxxxxxxxxxxxxxx"),
    "ladda-upp": ("review=2026-10",),
    "metod": (
        *(f"method={key}" for key in ("survey", "numbers", "sources", "demo")),
        *(f"method={key}&wave=2024-10&county=17" for key in ("answers", "numbers", "demo")),
    ),
}  # fmt: skip
"""What is asked for on each page, beside the page as it is."""


def collect(items: Writer) -> None:
    """Collect every page's words, controls and figures."""
    demo, empty = items.scratch / "var", items.scratch / "empty"
    script = open_app(empty, edits=True)
    command("build --empty")
    for path, query in _plain():
        items.add(f"empty/{path}?{query}", text_of(opened(script, path, query)))
    open_app(demo, edits=True)
    command("build")
    for path, query in _plain():
        items.add(f"editor/{path}?{query}", text_of(opened(script, path, query)))
    open_app(demo, edits=False)
    for path in PATHS:
        for query in queries(("", *(choice for choice in ADDRESSES[path] if choice))):
            items.add(f"{path}?{query}", text_of(opened(script, path, query)))
    _draft(items, script)


def _draft(items: Writer, script: Path) -> None:
    """Collect how a survey is received, reviewed and, once it is published, seen."""
    whole, *others = write_surveys(items.scratch, items.tree)
    open_app(items.scratch / "survey", edits=True)
    for path in others:
        page = opened(script, "ladda-upp", "")
        page.file_uploader[0].upload(path.name, path.read_bytes(), "text/csv").run()
        items.add(f"survey/received {path.name}", text_of(page.run()))
    for step in (f"load {whole}", "publish 2026-09", f"load {others[0]}"):
        command(step)
        items.note_builds()
        for path in ("ladda-upp", "", "karta", "kommun", "mote", "metod"):
            for query in queries(("municipality=1472",)):
                name = f"survey/{step.replace(f'{items.scratch}/', '')}/{path}?{query}"
                items.add(name, text_of(opened(script, path, query)))


def _plain() -> Iterator[tuple[str, str]]:
    return ((path, query) for path in PATHS for query in queries(("",)))
