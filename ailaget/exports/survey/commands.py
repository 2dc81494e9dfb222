"""The survey on the command line: `template` and `codebook`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from pathlib import Path

from ailaget.exports.survey.rows import ALL, ONE
from ailaget.store.waves import MUNICIPALITIES, RESPONDENTS
from ailaget.texts import Texts


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
            "--respondents", choices=RESPONDENTS, default=MUNICIPALITIES, help=t("survey.cli_asked")
        )
        command.set_defaults(run=run)


def _template(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.exports.survey.template import survey_template
    from ailaget.ingest.waves import check_wave
    from ailaget.store.files import write_output

    wave = check_wave(options.wave) if options.wave else None
    write_output(options.output, survey_template(wave, t, options.rows, kind=options.respondents))
    print(t("load.exported", path=options.output))
    return 0


def _codebook(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.exports.survey.codebook_html import printable_codebook
    from ailaget.ingest.waves import check_wave
    from ailaget.store.files import write_output

    wave = check_wave(options.wave) if options.wave else None
    write_output(options.output, printable_codebook(wave, t, options.respondents).encode())
    print(t("load.exported", path=options.output))
    return 0
