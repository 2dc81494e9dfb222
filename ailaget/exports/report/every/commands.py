"""The command `reports`: one report for each municipality, county or group, in a zip."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from ailaget.errors import AilagetError
from ailaget.exports.formats import REPORT_FORMATS
from ailaget.texts import Texts

if TYPE_CHECKING:
    from ailaget.exports.report.every.material import Material, PlacedMarks
    from ailaget.exports.report.every.order import Order
    from ailaget.exports.report.every.progress import Progress
    from ailaget.exports.report.every.run import Workers
    from ailaget.store.database import Database

KINDS = ("municipality", "county", "group")
SOME_FAILED, INTERRUPTED = 3, 130
SELDOM = 10.0
"""Seconds between two lines on how far it is, where lines stay; a terminal has one that changes."""


class NoDask(AilagetError):
    """The optional packages that speak with a scheduler are not installed."""

    def __init__(self) -> None:
        super().__init__("all_reports.no_dask")


MarksOf = Callable[["Database", str, Texts], "PlacedMarks"]


def reports_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Texts, marks_of: MarksOf
) -> None:
    """Add the command; `marks_of` gives the council's goals as marks in a wave's charts."""
    command = commands.add_parser("reports", help=t("cli.reports"))
    command.add_argument("--all", action="store_true", required=True, help=t("cli.reports_all"))
    command.add_argument("--of", choices=KINDS, default=KINDS[0], help=t("cli.reports_of"))
    command.add_argument("--format", choices=REPORT_FORMATS, default="pptx", help=t("cli.format"))
    command.add_argument("--wave", metavar=t("cli.month"), help=t("cli.shown_wave"))
    who = command.add_mutually_exclusive_group()
    who.add_argument("--jobs", type=_jobs, metavar=t("cli.number"), help=t("cli.jobs"))
    who.add_argument("--scheduler", metavar=t("cli.at"), help=t("cli.scheduler"))
    command.add_argument("--output", type=Path, metavar=t("cli.file"), help=t("cli.reports_output"))
    command.add_argument("--address", metavar="URL", help=t("cli.address"))
    command.set_defaults(run=partial(_reports, marks_of=marks_of))


def _jobs(text: str) -> int:
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def _reports(options: argparse.Namespace, t: Texts, *, marks_of: MarksOf) -> int:
    from ailaget.exports.commands import opened_database
    from ailaget.exports.report.every.material import gather
    from ailaget.exports.report.every.package import package_name
    from ailaget.exports.report.every.run import make_all
    from ailaget.store.files import NoFolder
    from ailaget.store.workspace import workspace

    database = opened_database()
    order = asked_order(options, database, t)
    target = options.output or Path(package_name(order))
    if not target.parent.is_dir():
        raise NoFolder(target.parent)
    material = gather(order, database, marks_of(database, order.selection.wave, t))
    teller = _Teller(t)
    try:
        progress = make_all(workspace(), material, _engage(options), target, teller.tell)
    except KeyboardInterrupt:
        print(t("all_reports.interrupted"), file=sys.stderr)
        return INTERRUPTED
    for failure in progress.failures:
        print(f"{failure.code} {failure.name}: {failure.reason}", file=sys.stderr)
    print(t("load.exported", path=target))
    if progress.failures:
        print(t("all_reports.again"), file=sys.stderr)
    return SOME_FAILED if progress.failures else 0


def asked_order(options: argparse.Namespace, database: "Database", t: Texts) -> "Order":
    """Return what reports are asked for: raises UnknownKey, and NoWaves where readers see none."""
    from ailaget.exports.commands import chosen_wave
    from ailaget.exports.report.every.order import Order
    from ailaget.exports.view_link import view_link
    from ailaget.views.base.selection import Selection

    link = view_link(options.address or os.environ.get("AILAGET_ADDRESS", ""))
    wave, is_demo = chosen_wave(options.wave, database)
    selection = Selection(wave, is_demo, language=t.language)
    return Order(options.of, options.format, selection, link.root)


def _engage(options: argparse.Namespace) -> "Callable[[Material], Workers]":
    """Return who makes the reports: a scheduler's workers, else processes of this machine."""
    from ailaget.store.workspace import workspace

    def engaged(material: "Material") -> "Workers":
        if options.scheduler:
            if find_spec("distributed") is None:
                raise NoDask
            from ailaget.exports.report.every.cluster import Cluster

            return Cluster(material, workspace(), options.scheduler)
        from ailaget.exports.report.every.processes import Processes, processes_at_once

        return Processes(material, workspace(), options.jobs or processes_at_once())

    return engaged


class _Teller:
    """Says on standard error how far it is: a line that changes, or now and then a new one."""

    def __init__(self, t: Texts) -> None:
        self._t, self._said, self._length = t, 0.0, 0

    def tell(self, progress: "Progress") -> None:
        """Say how far it is."""
        from ailaget.exports.report.every.progress import MAKING, REFUSED, progress_words

        if progress.state == REFUSED:  # what is wrong is said next
            return
        words, is_over = progress_words(progress, self._t), progress.state != MAKING
        if sys.stderr.isatty():
            line = f"\r{words:<{self._length}}"
            print(line, end="\n" if is_over else "", file=sys.stderr, flush=True)
            self._length = len(words)
        elif is_over or monotonic() - self._said >= SELDOM:
            print(words, file=sys.stderr, flush=True)
            self._said = monotonic()
