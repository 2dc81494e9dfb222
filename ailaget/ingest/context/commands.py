"""Figures of others, on the command line: `context`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.texts import Texts

if TYPE_CHECKING:
    from ailaget.ingest.context.choosing import Choices

TEXTS = (
    "year",
    "source",
    "source-url",
    "licence",
    "unit",
    "read-on",
    "source-date",
    "sheet",
    "name",
)
"""Options that say something of a file in words of their own."""


class WrongOption(AilagetError):
    """An option cannot be read; `key` says which, and its text how it is written."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(f"context.{key}", **params)


def context_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    t: Texts,
    who: Callable[[], str],
    after: Callable[[], None],
) -> None:
    """Add the command; `who` names who runs it, and `after` is run when something has changed."""
    command = commands.add_parser("context", help=t("cli.context"))
    command.add_argument(
        "file", type=Path, nargs="?", metavar=t("cli.file"), help=t("context.cli.file")
    )
    command.add_argument(
        "--figure",
        action="append",
        default=[],
        metavar=t("context.cli.key"),
        help=t("context.cli.figure"),
    )
    command.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar=t("context.cli.pair"),
        help=t("context.cli.choose"),
    )
    command.add_argument("--dash", choices=("zero", "missing"), help=t("context.cli.dash"))
    for name in TEXTS:
        key = name.replace("-", "_")
        command.add_argument(
            f"--{name}", default="", metavar=t("context.cli.text"), help=t(f"context.cli.{key}")
        )
    command.add_argument("--fetch", metavar=t("context.cli.address"), help=t("context.cli.fetch"))
    command.add_argument("--drop", metavar=t("context.cli.key"), help=t("context.cli.drop"))
    command.add_argument("--report", type=Path, metavar="R.json", help=t("cli.load_report"))
    command.add_argument("--dry-run", action="store_true", help=t("cli.dry_run"))
    command.set_defaults(run=partial(_context, who, after))


def _context(
    who: Callable[[], str], after: Callable[[], None], options: argparse.Namespace, t: Texts
) -> int:
    import json
    from dataclasses import replace

    from ailaget.ingest.context.loading import load_context, load_context_data
    from ailaget.ingest.context.words import context_lines
    from ailaget.store.files import NoFolder, write_output

    if options.drop is not None:
        return _drop(options.drop, who, after, t)
    if options.report and not options.report.parent.is_dir():
        raise NoFolder(options.report.parent)
    if (options.file is None) == (options.fetch is None):
        raise WrongOption("file_or_fetch")
    said: dict[str, Any] = {"choices": _choices(options), "by": who(), "dry_run": options.dry_run}
    if options.fetch is not None:
        from ailaget.ingest.context.fetching import fetch

        data, name = fetch(options.fetch, options.figure, options.year)
        said["choices"] = replace(_choices(options), year="")
        loaded = load_context_data(workspace(), data, name, **said)
    else:
        loaded = load_context(workspace(), options.file, **said)
    if options.report:
        text = json.dumps(loaded.report(), ensure_ascii=False, indent=2)
        write_output(options.report, (text + "\n").encode())
    for line in context_lines(loaded, t, dry_run=options.dry_run):
        print(line)
    if not options.dry_run and loaded.chosen.values:
        after()
    return loaded.exit_code


def _drop(figure: str, who: Callable[[], str], after: Callable[[], None], t: Texts) -> int:
    from ailaget.ingest.context.loading import drop_figure

    drop_figure(workspace(), figure, who())
    print(t("context.dropped", name=figure))
    after()
    return 0


def _choices(options: argparse.Namespace) -> "Choices":
    """Return what the options say; raises WrongOption for what cannot be read."""
    from datetime import date

    from ailaget.ingest.context.choosing import Choices

    groups = {}
    for pair in options.choose:
        name, sign, category = pair.partition("=")
        if not (sign and name.strip() and category.strip()):
            raise WrongOption("wrong_choice", text=pair)
        groups[name.strip()] = category.strip()
    for key in ("read_on", "source_date"):
        try:
            date.fromisoformat(getattr(options, key) or "2000-01-01")
        except ValueError:
            raise WrongOption("wrong_date", text=getattr(options, key)) from None
    texts = {name.replace("-", "_"): getattr(options, name.replace("-", "_")) for name in TEXTS}
    return Choices(tuple(options.figure), groups, dash=options.dash or "", **texts)
