"""Makes the working folder of an earlier version: ``python -m tests.upgrade.make COMMIT NAME``.

That version's own code reads a survey, publishes it, keeps a draft, and notes what a meeting said.
What it then prints of each indicator is kept beside the folder, to be compared with today's.
"""

import csv
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(__file__).parent / "folders"
MUNICIPALITIES = 60
PUBLISHED, DRAFT = ("2027-03", "2027-09"), "2028-03"
INDICATORS = ("maturity", "ai_fte_per_100k", "maturity_data", "maturity_strategy")
KEPT = ("municipality", "value", "status")
LEFT_OUT = (".lock", ".computed.lock", "preview")

RECORDS = """
from datetime import date
from importlib import import_module
from ailaget.council.meetings import MeetingFacts, Person, create_meeting
from ailaget.council.notes import save_note
from ailaget.council.outcomes import Tie, agree, decide
from ailaget.store.workspace import workspace
from ailaget.council.goals import Goal, set_goal

place = workspace()
records = import_module("ailaget.council.records")
if not hasattr(records, "prepare_records"):
    records = import_module("ailaget.council.revisions")
records.prepare_records(place)
meeting = create_meeting(place, MeetingFacts(date(2027, 5, 4), "video", "", (Person("chair"),)))
save_note(place, meeting, None, "Anteckning från mötet", 0)
decide(place, Tie(meeting), "Ett beslut")
agree(place, Tie(meeting), "En åtgärd", Person("chair"), date(2027, 9, 1))
set_goal(place, Goal(indicator="maturity", measure="median", threshold=50.0, due="2028-12"))
"""


def main(commit: str, name: str) -> None:
    """Check the version out beside this one, let it work, and pack what it leaves."""
    with tempfile.TemporaryDirectory() as temporary:
        code, var = Path(temporary) / "code", Path(temporary) / "var"
        _run(["git", "worktree", "add", "--quiet", "--detach", str(code), commit], ROOT)
        try:
            figures = _worked(code, var)
        finally:
            _run(["git", "worktree", "remove", "--force", str(code)], ROOT)
        _pack(var, figures, FOLDER / f"{name}.tar.xz")


def _worked(code: Path, var: Path) -> dict[str, list[dict[str, object]]]:
    environment = {**os.environ, "AILAGET_VAR": str(var), "LOGNAME": "redaktor"}
    for wave, first in zip((*PUBLISHED, DRAFT), (0, 40, 80), strict=True):
        survey = var.parent / f"enkat_{wave}.csv"
        survey.write_text(_survey(code, first), encoding="utf-8")
        publish = ["--publish"] if wave in PUBLISHED else []
        command = ["-m", "ailaget", "load", str(survey), *publish]
        _run([sys.executable, *command], code, environment, (0, 3))
    if (code / "ailaget" / "council" / "meetings.py").exists():
        _run([sys.executable, "-c", RECORDS], code, environment)
    return {
        f"{wave} {indicator}": [
            {column: row[column] for column in KEPT}
            for row in json.loads(_table(code, environment, wave, indicator))
            if row["has_responded"]
        ]
        for wave in PUBLISHED
        for indicator in INDICATORS
    }


def _survey(code: Path, first: int) -> str:
    """Return some lines of that version's own demonstration wave: each column is one of its."""
    text = (code / "data" / "surveys" / "demo_2026-10.csv").read_text(encoding="utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text), delimiter=";")
    code_at = header.index("Kommunkod")
    lines = list({line[code_at]: line for line in lines}.values())
    written = io.StringIO()
    rows = [header, *lines[first : first + MUNICIPALITIES]]
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(rows)
    return written.getvalue()


def _table(code: Path, environment: dict[str, str], wave: str, indicator: str) -> str:
    asked = ["--param", f"wave={wave}", "--param", f"indicator={indicator}", "--format", "json"]
    command = [sys.executable, "-m", "ailaget", "table", "indicator_values", *asked]
    return _run(command, code, environment)


def _run(
    command: Sequence[str],
    folder: Path,
    environment: dict[str, str] | None = None,
    well: Sequence[int] = (0,),
) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in well:
        raise SystemExit(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def _pack(var: Path, figures: dict[str, list[dict[str, object]]], target: Path) -> None:
    in_force = (var / "db" / "CURRENT").read_text(encoding="utf-8").strip().removesuffix(".duckdb")

    def owned_by_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        path = Path(member.name)
        is_earlier = path.parent.name == "db" and not path.name.startswith(in_force)
        if path.name in LEFT_OUT or (is_earlier and path.name != "CURRENT"):
            return None
        member.uname = member.gname = ""
        member.uid = member.gid = 0
        return member

    (var.parent / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    with tarfile.open(target, "w:xz", preset=9) as archive:
        archive.add(var, "var", filter=owned_by_nobody)
        archive.add(var.parent / "figures.json", "figures.json", filter=owned_by_nobody)


if __name__ == "__main__":
    main(*sys.argv[1:])
