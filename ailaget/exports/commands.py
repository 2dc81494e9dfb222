"""Figures on the command line: `table`, `export`, `dump`, `inequality` and `spatial`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ailaget.exports.formats import ON_THE_COMMAND_LINE, PICTURES
from ailaget.exports.pictures.at_work import AT_WORK
from ailaget.texts import Texts
from ailaget.views.base.groupings import GROUPINGS

if TYPE_CHECKING:
    from ailaget.store.database import Database
    from ailaget.views.base.selection import Selection


def figure_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Texts
) -> None:
    """Add the commands; they raise UnknownKey, and NoWaves where readers see none."""
    command = commands.add_parser("table", help=t("cli.table"))
    command.add_argument("query", metavar=t("cli.query"), help=t("cli.which_query"))
    command.add_argument(
        "--param", action="append", default=[], metavar=t("cli.pair"), help=t("cli.param")
    )
    command.add_argument("--format", choices=["csv", "json"], default="csv", help=t("cli.format"))
    command.set_defaults(run=_table)

    command = commands.add_parser("inequality", help=t("cli.inequality"))
    _of_indicator(command, t)
    command.add_argument("--by", choices=GROUPINGS, default="skr_group", help=t("cli.by"))
    command.add_argument("--weighted", action="store_true", help=t("cli.weighted"))
    command.add_argument("--json", action="store_true", help=t("cli.json"))
    command.set_defaults(run=_inequality)

    command = commands.add_parser("spatial", help=t("cli.spatial"))
    _of_indicator(command, t)
    command.add_argument("--json", action="store_true", help=t("cli.json"))
    command.set_defaults(run=_spatial)

    command = commands.add_parser("export", help=t("cli.export"))
    _of_indicator(command, t)
    command.add_argument(
        "--format", choices=ON_THE_COMMAND_LINE, default="csv", help=t("cli.format")
    )
    command.add_argument(
        "--output", type=Path, required=True, metavar=t("cli.file"), help=t("cli.output")
    )
    command.add_argument("--address", metavar="URL", help=t("cli.address"))
    command.set_defaults(run=_export)

    command = commands.add_parser("dump", help=t("dump.cli"))
    command.add_argument("wave", metavar=t("cli.month"), help=t("cli.which_wave"))
    command.add_argument("--output", type=Path, metavar=t("cli.file"), help=t("dump.cli_output"))
    command.set_defaults(run=_dump)


def _of_indicator(command: argparse.ArgumentParser, t: Texts) -> None:
    command.add_argument("indicator", metavar=t("cli.indicator"), help=t("cli.which_indicator"))
    command.add_argument("--wave", metavar=t("cli.month"), help=t("cli.shown_wave"))


def _table(options: argparse.Namespace, _: Texts) -> int:
    from ailaget.store.database import coerce_parameters

    given = dict(pair.partition("=")[::2] for pair in options.param)
    params = coerce_parameters(options.query, given)
    rows = opened_database().query(options.query, **params)
    if options.format == "json":
        print(rows.to_json(orient="records", force_ascii=False, indent=2))
        return 0
    print(";".join(rows.columns))
    for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False):
        print(";".join(_csv_field(cell) for cell in row))
    return 0


def _export(options: argparse.Namespace, t: Texts) -> int:
    if options.format in PICTURES:
        _start_browser()
    from ailaget.exports.indicator_file import indicator_file
    from ailaget.exports.view_link import view_link
    from ailaget.store.files import NoFolder, write_output

    database = opened_database()
    link = view_link(options.address or os.environ.get("AILAGET_ADDRESS", ""))
    options.wave = options.wave or link.wave
    choices = {**link.choices, "indicator": options.indicator}
    chosen = replace(_selection(options, database, t), **choices)
    if not options.output.parent.is_dir():
        raise NoFolder(options.output.parent)
    data = indicator_file(database, chosen, options.format, link.root)
    write_output(options.output, data)
    print(t("load.exported", path=options.output))
    return 0


def _dump(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.exports.dump.archive import wave_dump
    from ailaget.store.files import NoFolder, write_output

    if options.output and not options.output.parent.is_dir():
        raise NoFolder(options.output.parent)
    database = opened_database()
    dump = wave_dump(database, database.build, options.wave)
    path = options.output or Path(dump.name)
    write_output(path, dump.content)
    print(t("load.exported", path=path))
    return 0


def _start_browser() -> None:
    """Let the browser start, for one picture, while its chart is made."""
    os.environ.setdefault(AT_WORK, "1")
    from ailaget.exports.pictures.browser import start_early

    start_early()


def _inequality(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.views.inequality.report import inequality_lines, inequality_report

    database = opened_database()
    chosen = replace(_selection(options, database, t), by=options.by, weighted=options.weighted)
    report = inequality_report(database, chosen)
    if options.json:
        print(json.dumps(report, indent=2, allow_nan=False))
        return 0
    print("\n".join(inequality_lines(report, database, chosen)))
    return 0


def _spatial(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.views.inequality.spatial_report import report_lines, spatial_report

    database = opened_database()
    chosen = _selection(options, database, t)
    report = spatial_report(database, chosen)
    if options.json:
        print(json.dumps(report, indent=2))
        return 0
    print("\n".join(report_lines(report, chosen)))
    return 0


def _selection(options: argparse.Namespace, database: "Database", t: Texts) -> "Selection":
    """Return the indicator and wave asked for, the newest if none; raises UnknownKey."""
    from ailaget.codebook import codebook
    from ailaget.views.base.selection import Selection

    codebook().indicator(options.indicator)
    wave, is_demo = chosen_wave(options.wave, database)
    return Selection(wave, is_demo, indicator=options.indicator, language=t.language)


def chosen_wave(wave: str | None, database: "Database") -> tuple[str, bool]:
    """Return a wave, the newest where none is asked for, and whether it is invented.

    Raises UnknownKey, and NoWaves where readers see none.
    """
    from ailaget.errors import UnknownKey
    from ailaget.store.database import NoWaves

    waves = database.query("waves")
    if waves.empty:
        raise NoWaves("published")
    chosen = wave or str(waves["wave"].iloc[0])
    if chosen not in set(waves["wave"]):
        raise UnknownKey("wave", chosen, list(waves["wave"]))
    return chosen, bool(waves.set_index("wave")["is_demo"][chosen])


def opened_database() -> "Database":
    """Return the database in force; what was received or decided since is built into it first."""
    from ailaget.ingest.stamp import is_current
    from ailaget.store.database import open_database
    from ailaget.store.workspace import workspace

    if not is_current(workspace()):
        from ailaget.ingest.building import build

        build(workspace())
    return open_database(workspace())


def _csv_field(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    from ailaget.exports.text.csv_cells import cell_text
    from ailaget.views.base.formulas import safe_text

    text = cell_text(cell) if isinstance(cell, float | int | None) else safe_text(str(cell))
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(';"\r\n') else text
