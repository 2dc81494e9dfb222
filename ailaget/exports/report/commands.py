"""The command `report`: one ready report, of the country, a municipality, a county or a group."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ailaget.errors import AilagetError, UnknownKey
from ailaget.exports.formats import REPORT_FORMATS
from ailaget.exports.report.every.commands import KINDS, MarksOf, asked_order
from ailaget.texts import Texts

if TYPE_CHECKING:
    from ailaget.exports.report.every.order import Order

COUNTRY = "country"
UNKNOWN = {"municipality": "municipality", "county": "county", "group": "skr_group"}
"""The kind of key that a code of each kind of report is."""


class MissingCode(AilagetError):
    """A report of a place, or of none, is asked for with too few or too many words."""

    def __init__(self, kind: str) -> None:
        super().__init__("all_reports.no_code", kind=kind)


def report_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Texts, marks_of: MarksOf
) -> None:
    """Add the command; `marks_of` gives the council's goals as marks in a wave's charts."""
    command = commands.add_parser("report", help=t("cli.report"))
    command.add_argument("of", choices=(COUNTRY, *KINDS), help=t("cli.report_of"))
    command.add_argument("code", nargs="?", metavar=t("cli.code"), help=t("cli.report_code"))
    command.add_argument("--format", choices=REPORT_FORMATS, default="docx", help=t("cli.format"))
    command.add_argument("--wave", metavar=t("cli.month"), help=t("cli.shown_wave"))
    command.add_argument("--output", type=Path, metavar=t("cli.file"), help=t("cli.report_output"))
    command.add_argument("--address", metavar="URL", help=t("cli.address"))
    command.set_defaults(run=partial(_report, marks_of=marks_of))


def _report(options: argparse.Namespace, t: Texts, *, marks_of: MarksOf) -> int:
    from ailaget.exports.commands import opened_database
    from ailaget.exports.report.every.maker import new_maker
    from ailaget.exports.report.every.material import gather
    from ailaget.exports.report.makers import REPORT_MAKERS
    from ailaget.store.files import NoFolder, write_output

    if options.output and not options.output.parent.is_dir():
        raise NoFolder(options.output.parent)
    database = opened_database()
    order = asked_order(options, database, t)
    code = _checked(options.code, order)
    material = gather(order, database, marks_of(database, order.selection.wave, t))
    contents = new_maker(material, database).contents(code)
    path = options.output or Path(f"{contents.stem}.{order.ending}")
    write_output(path, REPORT_MAKERS[order.ending].make(contents))
    print(t("load.exported", path=path))
    return 0


def _checked(code: str | None, order: "Order") -> str:
    """Return the code of whom the report is of; raises MissingCode and UnknownKey."""
    if (code is None) != (order.kind == COUNTRY):
        raise MissingCode(order.kind)
    if code is not None and code not in order.names():
        raise UnknownKey(UNKNOWN[order.kind], code, list(order.names()))
    return code or ""
