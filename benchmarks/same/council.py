"""A meeting from its creation to its minutes, a goal, and a report of one's own."""

import re
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from .apptest import open_app, opened, text_of
from .collection import Writer
from .files import keep
from .running import LANGUAGES, command, queries, same_version, serving

FORMATS = ("csv", "xlsx", "pptx", "html", "png", "print.png", "svg", "components.csv")
REPORT = re.compile(r"report=([\w-]{16})")


def collect(items: Writer) -> None:
    """Collect a meeting's every step, then what readers find of it."""
    var = items.scratch / "var"
    script = open_app(var, edits=True)
    command("build")
    same_version(var)
    for name, page in _meeting(script):
        items.add(f"step/{name}", text_of(page))
    report = _own_report(items, script)
    shown = ("", "part=since", "part=outcomes", "part=goals", "item=1", "item=2", "meeting=1")
    for edits in (True, False):
        open_app(var, edits=edits)
        for path, choices in {
            "mote": shown,
            "karta": ("county=17",),
            "": ("",),
            "kommun": ("municipality=1781", "municipality=1715"),
            "region": ("region=17", "region=20"),
            "rapport": (f"report={report}",),
        }.items():
            for query in queries(choices):
                who = "editor" if edits else "reader"
                name = f"{who}/{path}?{query}".replace(report, "REPORT")
                items.add(name, text_of(opened(script, path, query)))
    for line in ("records --output records.json", "doctor"):
        items.add(line, command(line)[1])
    records = Path("records.json")
    items.add("records.json", records.read_bytes())
    records.unlink()
    with serving(var, items.scratch / "log") as server:
        for lang in LANGUAGES:
            for ending in ("docx", "html"):
                for number in (1, 2):
                    keep(items, server, f"minutes/{number}.{ending}?lang={lang}")
            for ending in FORMATS:
                keep(items, server, f"frozen/1.{ending}?lang={lang}")
            for ending in ("html", "pptx"):
                answer = server.get(f"report/own.{ending}?report={report}&lang={lang}")
                items.add(f"report/own.{ending}?lang={lang}", answer.content)
            for number in (1, 2):
                keep(items, server, f"mote?meeting={number}&present=1&lang={lang}")


def _meeting(script: Path) -> Iterator[tuple[str, AppTest]]:
    """Do at two meetings what a council does; yields what the page shows after each step."""
    page = opened(script, "mote", "county=17")
    yield "created", _press(page, "Skapa mötet")
    _choose(page, "Roll", "digitaliseringschef")
    yield "present", _press(page, "Lägg till")
    yield "view added", _press(page, "Lägg till vyn")
    yield "view frozen", _press(page, "Frys bilden")
    _write(page, "Anteckning", "Varför är <b>så få</b> svar inne?")
    yield "note written", _press(page, "Spara anteckningen")
    _write(page, "Beslut", "Vi börjar <b>här</b>")
    yield "decided", _press(page, "Spara beslutet")
    _write(page, "Vad ska göras?", "Ring runt")
    yield "agreed", _press(page, "Spara åtgärden")
    page = opened(script, "mote", "chart=region_trend&region=17")
    yield "another view", _press(page, "Lägg till vyn")
    yield "moved up", _press(page, "Flytta upp")
    page = opened(script, "mote", "part=goals")
    yield "goal set", _press(page, "Sätt målet")
    page = opened(script, "mote", "")
    _choose(page, "Plats", "Video")
    yield "second meeting", _press(page, "Skapa mötet")
    yield "second's view", _press(page, "Lägg till vyn")
    page = opened(script, "mote", "part=outcomes&meeting=2")
    yield "done", _press(page, "Klar")


def _own_report(items: Writer, script: Path) -> str:
    """Collect a report as it is put together; returns its key, which is chance."""
    page = _press(
        _press(opened(script, "", "county=17"), "Lägg till i rapporten"), "Lägg till i rapporten", 1
    )
    given = page.query_params["report"]
    key = given if isinstance(given, str) else given[0]
    page = opened(script, "rapport", f"report={key}")
    page.text_input[0].set_value("Till rådet").run()
    page.text_area[0].set_value("Text om kartan").run()
    items.add("step/report written", text_of(page))
    items.add("step/report moved", text_of(_press(page, "Flytta ned")))
    return key


def _press(page: AppTest, label: str, nth: int = 0) -> AppTest:
    """Press the nth button of that name, and run the page whole once more."""
    [button for button in page.button if button.label == label][nth].click().run()
    return page.run()


def _choose(page: AppTest, label: str, option: str) -> None:
    next(box for box in page.selectbox if box.label == label).select(option)


def _write(page: AppTest, label: str, text: str) -> None:
    next(box for box in page.text_area if box.label == label).set_value(text)
