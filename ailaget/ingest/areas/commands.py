"""Boundaries of one's own, on the command line: `areas`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.texts import Texts

TEXTS = (
    "code",
    "name",
    "population",
    "title",
    "key",
    "layer",
    "crs",
    "digits",
    "source",
    "source-url",
    "licence",
    "read-on",
    "source-date",
)
"""Options that say something of a file in words of their own."""

COLUMNS = ("code", "name", "population")
"""Those that are the name of a column."""


class WrongOption(AilagetError):
    """An option cannot be read; `key` says which, and its text how it is written."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(f"areas.{key}", **params)


def areas_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    t: Texts,
    who: Callable[[], str],
    after: Callable[[], None],
) -> None:
    """Add the command; `who` names who runs it, and `after` is run when something has changed."""
    command = commands.add_parser("areas", help=t("cli.areas"))
    command.add_argument(
        "file", type=Path, nargs="?", metavar=t("cli.file"), help=t("areas.cli.file")
    )
    for name in TEXTS:
        key = name.replace("-", "_")
        metavar = t("areas.cli.column") if name in COLUMNS else t("areas.cli.text")
        command.add_argument(f"--{name}", default="", metavar=metavar, help=t(f"areas.cli.{key}"))
    command.add_argument("--without-code", choices=("skip",), help=t("areas.cli.without_code"))
    command.add_argument("--repeated", choices=("join",), help=t("areas.cli.repeated"))
    command.add_argument("--answers", choices=("own",), help=t("areas.cli.answers"))
    command.add_argument("--drop", metavar=t("areas.cli.set"), help=t("areas.cli.drop"))
    command.add_argument("--report", type=Path, metavar="R.json", help=t("cli.load_report"))
    command.add_argument("--dry-run", action="store_true", help=t("cli.dry_run"))
    command.set_defaults(run=partial(_areas, who, after))


def _areas(
    who: Callable[[], str], after: Callable[[], None], options: argparse.Namespace, t: Texts
) -> int:
    import json

    from ailaget.ingest.areas.choosing import AreaChoices
    from ailaget.ingest.areas.loading import drop_areas, load_areas
    from ailaget.ingest.areas.words import areas_lines
    from ailaget.store.files import NoFolder, write_output

    if (options.file is None) == (options.drop is None):
        raise WrongOption("file_or_drop")
    if options.drop is not None:
        drop_areas(workspace(), options.drop, who())
        print(t("areas.dropped", area_set=options.drop))
        after()
        return 0
    if options.report and not options.report.parent.is_dir():
        raise NoFolder(options.report.parent)
    _check(options)
    texts = {name.replace("-", "_"): getattr(options, name.replace("-", "_")) for name in TEXTS}
    choices = AreaChoices(
        **texts,
        without_code=options.without_code or "",
        repeated=options.repeated or "",
        answers=options.answers or "",
    )
    loaded = load_areas(workspace(), options.file, choices, by=who(), dry_run=options.dry_run)
    if options.report:
        text = json.dumps(loaded.report(), ensure_ascii=False, indent=2)
        write_output(options.report, (text + "\n").encode())
    for line in areas_lines(loaded, t, dry_run=options.dry_run):
        print(line)
    if not options.dry_run and not loaded.exit_code:
        after()
    return loaded.exit_code


def _check(options: argparse.Namespace) -> None:
    """Raise WrongOption for what cannot be read."""
    import re
    from datetime import date

    for key in ("read_on", "source_date"):
        try:
            date.fromisoformat(getattr(options, key) or "2000-01-01")
        except ValueError:
            raise WrongOption("wrong_date", text=getattr(options, key)) from None
    if options.population and not options.answers:
        raise WrongOption("population_of_whom")
    if options.key and not re.fullmatch(r"[a-z0-9_]{1,40}", options.key):
        raise WrongOption("wrong_key", text=options.key)
    if options.digits and not re.fullmatch(r"\d{1,2}", options.digits):
        raise WrongOption("wrong_digits", text=options.digits)
