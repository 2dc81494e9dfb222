"""Every command with its options on the demonstration waves, and the whole way of a survey."""

import os
import re
from itertools import product
from pathlib import Path

from .collection import Writer
from .running import LANGUAGES, command
from .surveys import write_surveys

COMMANDS = (
    "load", "publish", "withdraw", "discard", "build", "table", "inequality", "spatial", "export",
    "template", "codebook", "backup", "restore", "records", "doctor",
)  # fmt: skip
WAVES = ("2026-10", "2025-10", "2024-10")
PARAMETERS = {
    "wave": WAVES,
    "indicator": ("maturity", "ai_fte_per_100k"),
    "question": ("ai_strategi", "traningsdata"),
    "municipality": ("1715",),
    "counties": ("", "17,20"),
    "skr_groups": ("", "C7,C8"),
    "size_classes": ("",),
}
REFUSED = (
    "", "table", "table no_such", "table waves --param wave=1", "table question_answers",
    "export no_such --output x.csv", "export maturity --wave 1999-01 --output x.csv",
    "export maturity --output no/such/folder/x.csv", "inequality no_such", "spatial no_such",
    "load no_such.csv", "publish 1999-01", "withdraw 1999-01", "discard 2026-10", "no_such",
)  # fmt: skip
PARAMETER = re.compile(r"\$([a-z_]+)")
LISTED = re.compile(r": ([^:]+)\.\s*$")


def collect(items: Writer) -> None:
    """Collect what the commands say and write."""
    os.chdir(items.scratch)
    os.environ.update(COLUMNS="100", AILAGET_VAR=str(items.scratch / "var"))
    for lang in LANGUAGES:
        for line in ("--help", *(f"{name} --help" for name in COMMANDS)):
            items.add(f"{lang}/{line}", command(line, lang)[1])
    _say(items, "build")
    for lang in LANGUAGES:
        for line in REFUSED:
            items.add(f"{lang}/refused/{line}", command(line, lang)[1])
        for line in ("doctor", "table waves", "table waves --format json"):
            items.add(f"{lang}/{line}", command(line, lang)[1])
    _tables(items)
    indicators = _listed("export no_such --output x.csv")
    _figures(items, indicators)
    _exports(items, indicators)
    _way_of_a_survey(items)


def _say(items: Writer, line: str, name: str = "") -> None:
    items.add(name or line, command(line)[1])
    items.note_builds()


def _listed(line: str) -> list[str]:
    """Return the keys that a refusal lists."""
    match = LISTED.search(command(line)[1])
    assert match is not None, line
    return match[1].split(", ")


def _tables(items: Writer) -> None:
    for query in _listed("table no_such"):
        text = (Path(items.tree) / "queries" / f"{query}.sql").read_text(encoding="utf-8")
        keys = sorted(set(PARAMETER.findall(text)))
        for values in product(*(PARAMETERS[key] for key in keys)):
            given = "".join(f" --param {k}={v}" for k, v in zip(keys, values, strict=True))
            _say(items, f"table {query}{given}")
        _say(items, f"table {query}{given} --format json")


def _figures(items: Writer, indicators: list[str]) -> None:
    for indicator in indicators:
        for by, weighted in product(("county", "skr_group", "size_class"), ("", " --weighted")):
            _say(items, f"inequality {indicator} --by {by}{weighted} --json")
        _say(items, f"inequality {indicator}")
        _say(items, f"spatial {indicator} --json")
        _say(items, f"spatial {indicator}")
    for lang, wave in product(LANGUAGES, WAVES):
        for line in ("inequality maturity", "spatial maturity", "spatial has_ai_position"):
            items.add(f"{lang}/{line} {wave}", command(f"{line} --wave {wave}", lang)[1])


def _exports(items: Writer, indicators: list[str]) -> None:
    for indicator, wave, ending in product(indicators, WAVES, ("csv", "xlsx")):
        _file(items, f"export {indicator} --wave {wave} --format {ending}", ending)
    for indicator, ending in product(indicators, ("html", "svg")):
        _file(items, f"export {indicator} --format {ending} --address https://x.example", ending)
    for indicator, ending, lang in product(
        indicators[:2], ("png", "pptx", "html", "csv"), LANGUAGES
    ):
        _file(items, f"export {indicator} --format {ending}", ending, lang)
    for lang in LANGUAGES:
        for rows, wave in product(("all", "one"), ("", " --wave 2027-03")):
            _file(items, f"template --rows {rows}{wave}", "xlsx", lang)
        _file(items, "codebook", "html", lang)
        _file(items, "records", "json", lang)


def _file(items: Writer, line: str, ending: str, lang: str = "sv") -> None:
    """Collect the file that a command writes, and what it says."""
    output = items.scratch / f"output.{ending}"
    output.unlink(missing_ok=True)
    name = f"{lang}/{line}"
    items.add(name, command(f"{line} --output {output}", lang)[1])
    if output.exists():
        items.add(f"{name} (its file)", output.read_bytes())


def _way_of_a_survey(items: Writer) -> None:
    """Load files good and bad, publish, change, withdraw, keep and bring back."""
    os.environ["AILAGET_VAR"] = str(items.scratch / "survey")
    surveys = write_surveys(items.scratch, items.tree)
    steps = ["build --empty", "table waves", "doctor"]
    for path in surveys:
        steps += [f"load {path} --dry-run", f"load {path} --wave 2026-09 --dry-run"]
    whole, faulty, repeated, numbers = surveys[:4]
    steps += [
        f"load {whole}", "table wave_states", "publish 2026-09", "table waves", "doctor",
        "table indicator_values --param wave=2026-09 --param indicator=maturity",
        "table protected_counts --param wave=2026-09 --param question=traningsdata",
        f"load {faulty} --publish", f"load {repeated}", f"load {repeated} --duplicates mean",
        f"load {repeated} --duplicates latest_complete --publish",
        f"load {repeated} --duplicates no", f"load {numbers}",
        f"load {numbers} --means ai_strategi:1=Nej", f"load {numbers} --means 1=Nej",
        "table wave_states", "discard 2026-09", f"load {whole} --wave 2026-03 --publish",
        "withdraw 2026-03", "table wave_states", "publish 2026-03", "inequality ai_fte",
        "spatial ai_fte", "doctor", "table provenance --param municipality=1472",
        "backup copy.zip", "restore copy.zip", "restore copy.zip --force", "doctor", "table waves",
        "build",
    ]  # fmt: skip
    for number, line in enumerate(steps, 1):
        name = line.replace(f"{items.scratch}/", "")
        _say(items, line, f"survey/{number:02} {name}")
    for path in surveys[:4]:
        for ending in ("json", "xlsx"):
            report = items.scratch / f"report.{ending}"
            line = f"load {path} --wave 2026-08 --dry-run --report {report}"
            _say(items, line, f"survey/report of {path.name} as {ending}")
            items.add(f"survey/report of {path.name}.{ending}", report.read_bytes())
