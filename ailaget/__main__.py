"""The command line: load, publish and build, and figures as tables and files."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ailaget.codebook import codebook
from ailaget.council.care import examine_records
from ailaget.council.commands import keeping_commands
from ailaget.errors import AilagetError, UnknownKey
from ailaget.exports.correction_report import correction_report
from ailaget.exports.images import picture_finding
from ailaget.exports.indicator_file import TAKEN_OUT, indicator_file
from ailaget.exports.survey.commands import survey_commands
from ailaget.exports.table_csv import cell_text, safe_text
from ailaget.ingest.building import build, is_current
from ailaget.ingest.doctor import examine
from ailaget.ingest.load_words import load_lines
from ailaget.ingest.loading import CannotOpen, load
from ailaget.ingest.publishing import publish_wave, withdraw_wave
from ailaget.store.database import Database, coerce_parameters, open_database
from ailaget.store.workspace import workspace
from ailaget.texts import Texts, texts
from ailaget.views.ahead import compute_ahead
from ailaget.views.inequality.basis import GROUPINGS
from ailaget.views.inequality.report import inequality_lines, inequality_report
from ailaget.views.inequality.spatial_report import report_lines, spatial_report
from ailaget.views.selection import Selection

REFUSED, FAULT = 2, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code and speaks plainly of what went wrong."""
    t = texts(os.environ.get("AILAGET_LANG", "sv"))
    options = _parser(t).parse_args(arguments)
    try:
        code: int = options.run(options, t)
    except AilagetError as error:
        print(t.error(error), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        sys.stdout = None
        return 0
    except OSError as error:
        print(t("errors.load.cannot_open", path=error.filename), file=sys.stderr)
        return FAULT
    return code


def _load(options: argparse.Namespace, t: Texts) -> int:
    if options.report and not options.report.parent.is_dir():
        raise CannotOpen(options.report)
    loaded = load(
        workspace(),
        options.file,
        wave=options.wave,
        by=_who(),
        publish=options.publish,
        dry_run=options.dry_run,
        mapping=options.mapping,
        duplicates=options.duplicates,
    )
    report = loaded.report()
    if options.report and options.report.suffix.casefold() == ".xlsx":
        options.report.write_bytes(correction_report(report))
    elif options.report:
        text = json.dumps(report, ensure_ascii=False, indent=2)
        options.report.write_text(text + "\n", encoding="utf-8")
    for line in load_lines(report, t, dry_run=options.dry_run, waits=loaded.waits):
        print(line)
    if not options.dry_run:
        _ahead()
    return loaded.exit_code


def _publish(options: argparse.Namespace, t: Texts) -> int:
    publish_wave(workspace(), options.wave, _who())
    print(t("load.published", wave=options.wave))
    _ahead()
    return 0


def _withdraw(options: argparse.Namespace, t: Texts) -> int:
    withdraw_wave(workspace(), options.wave, _who())
    print(t("load.withdrawn", wave=options.wave))
    _ahead()
    return 0


def _build(options: argparse.Namespace, t: Texts) -> int:
    print(t("load.built", name=build(workspace(), empty=options.empty)))
    _ahead()
    return 0


def _ahead() -> None:
    """Compute what pages would wait for; where it cannot be written, they compute it themselves."""
    with suppress(OSError):
        compute_ahead(workspace())


def _table(options: argparse.Namespace, _: Texts) -> int:
    given = dict(pair.partition("=")[::2] for pair in options.param)
    params = coerce_parameters(options.query, given)
    rows = _database().query(options.query, **params)
    if options.format == "json":
        print(rows.to_json(orient="records", force_ascii=False, indent=2))
        return 0
    print(";".join(rows.columns))
    for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False):
        print(";".join(_csv_field(cell) for cell in row))
    return 0


def _export(options: argparse.Namespace, t: Texts) -> int:
    database = _database()
    chosen = _selection(options, database, t)
    options.output.write_bytes(indicator_file(database, chosen, options.format, options.address))
    print(t("load.exported", path=options.output))
    return 0


def _inequality(options: argparse.Namespace, t: Texts) -> int:
    database = _database()
    chosen = replace(_selection(options, database, t), by=options.by, weighted=options.weighted)
    report = inequality_report(database, chosen)
    if options.json:
        print(json.dumps(report, indent=2, allow_nan=False))
        return 0
    print("\n".join(inequality_lines(report, database, chosen)))
    return 0


def _spatial(options: argparse.Namespace, t: Texts) -> int:
    database = _database()
    chosen = _selection(options, database, t)
    report = spatial_report(database, chosen)
    if options.json:
        print(json.dumps(report, indent=2))
        return 0
    print("\n".join(report_lines(report, chosen)))
    return 0


def _selection(options: argparse.Namespace, database: Database, t: Texts) -> Selection:
    """Return the indicator and wave asked for, the newest if none; raises UnknownKey."""
    codebook().indicator(options.indicator)
    waves = database.query("waves")
    wave = options.wave or (str(waves["wave"].iloc[0]) if len(waves) else "")
    if wave not in set(waves["wave"]):
        raise UnknownKey("wave", wave, list(waves["wave"]))
    is_demo = bool(waves.set_index("wave")["is_demo"][wave])
    return Selection(wave, is_demo, indicator=options.indicator, language=t.language)


def _doctor(_: argparse.Namespace, t: Texts) -> int:
    findings = [*examine(workspace()), *examine_records(workspace()), picture_finding()]
    for finding in findings:
        print(f"{t(f'doctor.state_{finding.state}')}: {t(finding.key, **finding.params)}")
    return FAULT if any(finding.state == "fault" for finding in findings) else 0


def _database() -> Database:
    if not is_current(workspace()):
        build(workspace())
    return open_database(workspace())


def _csv_field(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    text = cell_text(cell) if isinstance(cell, float | int | None) else safe_text(str(cell))
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(';"\r\n') else text


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _parser(t: Texts) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ailaget", description=t("cli.about"))
    commands = parser.add_subparsers(required=True, metavar=t("cli.command"))

    command = commands.add_parser("load", help=t("cli.load"))
    command.add_argument("file", type=Path)
    command.add_argument("--wave", metavar="YYYY-MM")
    command.add_argument("--report", type=Path, metavar="R.json")
    command.add_argument("--dry-run", action="store_true")
    command.add_argument("--publish", action="store_true")
    command.add_argument("--mapping", metavar="NAME", help=t("cli.mapping"))
    command.add_argument("--duplicates", metavar="RULE", help=t("cli.duplicates"))
    command.set_defaults(run=_load)

    for name, run in (("publish", _publish), ("withdraw", _withdraw)):
        command = commands.add_parser(name, help=t(f"cli.{name}"))
        command.add_argument("wave", metavar="YYYY-MM")
        command.set_defaults(run=run)

    command = commands.add_parser("build", help=t("cli.build"))
    command.add_argument("--empty", action="store_true")
    command.set_defaults(run=_build)

    command = commands.add_parser("table", help=t("cli.table"))
    command.add_argument("query")
    command.add_argument("--param", action="append", default=[], metavar="k=v")
    command.add_argument("--format", choices=["csv", "json"], default="csv")
    command.set_defaults(run=_table)

    command = commands.add_parser("inequality", help=t("cli.inequality"))
    command.add_argument("indicator")
    command.add_argument("--wave", metavar="YYYY-MM")
    command.add_argument("--by", choices=GROUPINGS, default="skr_group")
    command.add_argument("--weighted", action="store_true")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_inequality)

    command = commands.add_parser("spatial", help=t("cli.spatial"))
    command.add_argument("indicator")
    command.add_argument("--wave", metavar="YYYY-MM")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_spatial)

    command = commands.add_parser("export", help=t("cli.export"))
    command.add_argument("indicator")
    command.add_argument("--wave", metavar="YYYY-MM")
    command.add_argument("--format", choices=TAKEN_OUT, default="csv")
    command.add_argument("--output", type=Path, required=True)
    command.add_argument("--address", metavar="URL", help=t("cli.address"))
    command.set_defaults(run=_export)

    survey_commands(commands, t)
    keeping_commands(commands, t)

    command = commands.add_parser("doctor", help=t("cli.doctor"))
    command.set_defaults(run=_doctor)
    return parser


if __name__ == "__main__":
    sys.exit(main())
