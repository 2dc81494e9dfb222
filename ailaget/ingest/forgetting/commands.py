"""Forgetting who answered, on the command line: `forget`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from collections.abc import Callable
from functools import partial

from ailaget.store.workspace import workspace
from ailaget.texts import Texts


def forget_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    t: Texts,
    who: Callable[[], str],
    after: Callable[[], None],
) -> None:
    """Add the command; `who` names who runs it, and `after` is run when something has changed."""
    command = commands.add_parser("forget", help=t("cli.forget"))
    command.add_argument("wave", nargs="?", metavar=t("cli.month"), help=t("cli.forget_wave"))
    command.add_argument("--dry-run", action="store_true", help=t("cli.forget_dry_run"))
    command.set_defaults(run=partial(_forget, who, after))


def _forget(
    who: Callable[[], str], after: Callable[[], None], options: argparse.Namespace, t: Texts
) -> int:
    from ailaget.ingest.forgetting.files import forget
    from ailaget.ingest.forgetting.words import forget_lines
    from ailaget.store.archive import unlisted

    outcome = forget(workspace(), wave=options.wave, by=who(), dry_run=options.dry_run)
    for line in forget_lines(outcome, options.wave, t, dry_run=options.dry_run):
        print(line)
    if never_loaded := unlisted(workspace(), workspace().state()):
        print(t("forget.unlisted", n=len(never_loaded)))
    if outcome and not options.dry_run:
        after()
    return 1 if any(each.what is None for each in outcome) else 0
