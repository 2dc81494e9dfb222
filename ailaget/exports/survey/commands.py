"""The survey on the command line: `template` and `codebook`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ailaget.exports.survey.rows import ALL, ONE
from ailaget.store.waves import MUNICIPALITIES
from ailaget.texts import Texts

if TYPE_CHECKING:
    from ailaget.exports.survey.asked import Asked


def survey_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Texts
) -> None:
    """Add the commands that write the survey; each raises LoadRefused for a wave that is none."""
    for name, run in (("template", _template), ("codebook", _codebook)):
        command = commands.add_parser(name, help=t(f"survey.cli_{name}"))
        command.add_argument("--wave", metavar=t("cli.month"), help=t("cli.survey_wave"))
        command.add_argument(
            "--output", type=Path, required=True, metavar=t("cli.file"), help=t("cli.output")
        )
        if name == "template":
            command.add_argument("--rows", choices=[ALL, ONE], default=ALL, help=t("cli.rows"))
        command.add_argument(
            "--respondents",
            default=MUNICIPALITIES,
            metavar=t("cli.who"),
            help=t("survey.cli_asked"),
        )
        command.set_defaults(run=run)


def _template(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.exports.survey.template import survey_template
    from ailaget.ingest.waves import check_wave
    from ailaget.store.files import write_output

    wave = check_wave(options.wave) if options.wave else None
    write_output(options.output, survey_template(wave, t, options.rows, kind=_asked(options, t)))
    print(t("load.exported", path=options.output))
    return 0


def _codebook(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.exports.survey.codebook_html import printable_codebook
    from ailaget.ingest.waves import check_wave
    from ailaget.store.files import write_output

    wave = check_wave(options.wave) if options.wave else None
    write_output(options.output, printable_codebook(wave, t, _asked(options, t)).encode())
    print(t("load.exported", path=options.output))
    return 0


def _asked(options: argparse.Namespace, t: Texts) -> "Asked":
    """Return whom the survey is for; raises UnknownKey for nobody who can answer."""
    from ailaget.errors import UnknownKey
    from ailaget.exports.survey.asked import areas_asked
    from ailaget.store.database import open_database
    from ailaget.store.waves import RESPONDENTS
    from ailaget.store.workspace import workspace
    from ailaget.views.base.respondents import respondents_of, set_titles

    key: str = options.respondents
    if key in RESPONDENTS:
        return key
    database = open_database(workspace())
    try:
        sets = set_titles(database)
        if key not in sets:
            raise UnknownKey("respondents", key, [*RESPONDENTS, *sets])
        return areas_asked(respondents_of(database, key, t.language))
    finally:
        database.close()
