"""The command line: load, publish and build, and figures as tables and files.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ailaget.council.commands import keeping_commands
from ailaget.errors import AilagetError
from ailaget.exports.commands import figure_commands
from ailaget.exports.report.commands import report_command
from ailaget.exports.report.every.commands import reports_command
from ailaget.exports.survey.commands import survey_commands
from ailaget.ingest.areas.commands import areas_command
from ailaget.ingest.context.commands import context_command
from ailaget.ingest.forgetting.commands import forget_command
from ailaget.store.disk import DiskFull, room_in
from ailaget.store.waves import MUNICIPALITIES, REGIONS, asked_in
from ailaget.store.workspace import workspace
from ailaget.texts import Texts, texts

if TYPE_CHECKING:
    from ailaget.exports.report.every.material import PlacedMarks
    from ailaget.store.database import Database

FAULT = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code and speaks plainly of what went wrong."""
    t = texts(os.environ.get("AILAGET_LANG", "sv"))
    options = _parser(t).parse_args(arguments)
    try:
        with room_in(workspace().root):
            code: int = options.run(options, t)
    except AilagetError as error:
        return _refused(error, t)
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        sys.stdout = None
        return 0
    except OSError as error:
        if error.filename and not Path(error.filename).parent.is_dir():
            from ailaget.store.files import NoFolder

            return _refused(NoFolder(Path(error.filename).parent), t)
        print(t("errors.load.cannot_open", path=error.filename), file=sys.stderr)
        return FAULT
    return code


def _refused(error: AilagetError, t: Texts) -> int:
    print(t.error(error), file=sys.stderr)
    return error.exit_code


def _load(options: argparse.Namespace, t: Texts) -> int:
    import json

    from ailaget.exports.office.correction_report import correction_report
    from ailaget.ingest.load_words import load_lines
    from ailaget.ingest.loading import load
    from ailaget.store.files import NoFolder, write_output

    if options.report and not options.report.parent.is_dir():
        raise NoFolder(options.report.parent)
    loaded = load(
        workspace(),
        options.file,
        wave=options.wave,
        by=_who(),
        publish=options.publish,
        dry_run=options.dry_run,
        mapping=options.mapping,
        duplicates=options.duplicates,
        means=options.means,
        respondents=options.respondents,
    )
    report = loaded.report()
    if options.report and options.report.suffix.casefold() == ".xlsx":
        write_output(options.report, correction_report(report))
    elif options.report:
        text = json.dumps(report, ensure_ascii=False, indent=2)
        write_output(options.report, (text + "\n").encode())
    for line in load_lines(loaded, t, dry_run=options.dry_run):
        print(line)
    if not options.dry_run:
        _ahead()
    return loaded.exit_code


def _publish(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.ingest.publishing import publish_wave
    from ailaget.store.database import open_database
    from ailaget.views.method.protected import withheld_words

    publish_wave(workspace(), options.wave, _who())
    print(t("load.published", wave=options.wave))
    if asked_in(options.wave) == MUNICIPALITIES:
        database = open_database(workspace())
        print(withheld_words(database, options.wave, t))
        database.close()
    elif asked_in(options.wave) == REGIONS:
        print(t("load.protected_of_regions"))
    else:
        print(t("load.protected_of_areas"))
    _ahead()
    return 0


def _withdraw(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.ingest.publishing import withdraw_wave

    withdraw_wave(workspace(), options.wave, _who())
    print(t("load.withdrawn", wave=options.wave))
    _ahead()
    return 0


def _discard(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.ingest.publishing import discard_draft

    discard_draft(workspace(), options.wave, _who())
    print(t("load.discarded", wave=options.wave))
    _ahead()
    return 0


def _build(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.ingest.building import build

    print(t("load.built", name=build(workspace(), empty=options.empty)))
    _ahead()
    return 0


def _ahead() -> None:
    """Compute what pages would wait for; where it cannot be written, they compute it themselves."""
    from ailaget.views.precompute import compute_ahead

    with suppress(OSError, DiskFull):
        compute_ahead(workspace())


def _goal_marks(database: "Database", wave: str, t: Texts) -> "PlacedMarks":
    from ailaget.council.recorded_marks import recorded_marks

    return recorded_marks(workspace(), database, wave, t)


def _doctor(_: argparse.Namespace, t: Texts) -> int:
    from datetime import date

    from ailaget.council.practice import examine_entries
    from ailaget.council.records_export import examine_records
    from ailaget.exports.pictures.finding import picture_finding
    from ailaget.ingest.doctor import examine, examine_environment
    from ailaget.ingest.doctor_settings import examine_audit, examine_settings
    from ailaget.ingest.forgetting.doctor import examine_respondents

    findings = [
        *examine_environment(os.environ),
        *examine(workspace()),
        *examine_respondents(workspace()),
        *examine_records(workspace()),
        *examine_entries(workspace(), date.today()),
        picture_finding(),
        *examine_settings(),
        *examine_audit(workspace()),
    ]
    for finding in findings:
        print(f"{t(f'doctor.state_{finding.state}')}: {t(finding.key, **finding.params)}")
    return FAULT if any(finding.state == "fault" for finding in findings) else 0


def _who() -> str:
    from ailaget.store.audit import on_this_machine

    return on_this_machine().account


def _speak(t: Texts) -> None:
    """Let argparse say its own words in a language; words that the texts lack stay English."""

    def word(english: str) -> str:
        return t.entries.get(f"argparse.{english}", english)

    def counted(one: str, other: str, n: int) -> str:
        return word(one if n == 1 else other)

    # argparse asks gettext for each word, and takes no other translation than compiled files.
    vars(argparse).update(_=word, ngettext=counted)


def _parser(t: Texts) -> argparse.ArgumentParser:
    _speak(t)
    parser = argparse.ArgumentParser(prog="python -m ailaget", description=t("cli.about"))
    commands = parser.add_subparsers(required=True, metavar=t("cli.command"))

    command = commands.add_parser("load", help=t("cli.load"))
    command.add_argument("file", type=Path, metavar=t("cli.file"), help=t("cli.load_file"))
    command.add_argument("--wave", metavar=t("cli.month"), help=t("cli.load_wave"))
    command.add_argument("--report", type=Path, metavar="R.json", help=t("cli.load_report"))
    command.add_argument("--dry-run", action="store_true", help=t("cli.dry_run"))
    command.add_argument("--publish", action="store_true", help=t("cli.load_publish"))
    command.add_argument("--mapping", metavar=t("cli.name"), help=t("cli.mapping"))
    command.add_argument("--duplicates", metavar=t("cli.rule"), help=t("cli.duplicates"))
    command.add_argument(
        "--means", action="append", default=[], metavar=t("cli.meaning"), help=t("cli.means")
    )
    command.add_argument("--respondents", metavar=t("cli.who"), help=t("cli.respondents"))
    command.set_defaults(run=_load)

    for name, run in (("publish", _publish), ("withdraw", _withdraw), ("discard", _discard)):
        command = commands.add_parser(name, help=t(f"cli.{name}"))
        command.add_argument("wave", metavar=t("cli.month"), help=t("cli.which_wave"))
        command.set_defaults(run=run)

    command = commands.add_parser("build", help=t("cli.build"))
    command.add_argument("--empty", action="store_true", help=t("cli.empty"))
    command.set_defaults(run=_build)

    context_command(commands, t, _who, _ahead)
    forget_command(commands, t, _who, _ahead)
    areas_command(commands, t, _who, _ahead)
    figure_commands(commands, t)
    report_command(commands, t, _goal_marks)
    reports_command(commands, t, _goal_marks)
    survey_commands(commands, t)
    keeping_commands(commands, t)

    command = commands.add_parser("doctor", help=t("cli.doctor"))
    command.set_defaults(run=_doctor)
    return parser


if __name__ == "__main__":
    sys.exit(main())
