"""What is kept, on the command line: `backup`, `restore` and `records`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from pathlib import Path

from ailaget.store.workspace import workspace
from ailaget.texts import Texts


def keeping_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Texts
) -> None:
    """Add the commands; they raise NotABackup and FolderInUse."""
    command = commands.add_parser("backup", help=t("cli.backup"))
    command.add_argument("file", type=Path, metavar=t("cli.file"), help=t("cli.backup_file"))
    command.set_defaults(run=_backup)

    command = commands.add_parser("restore", help=t("cli.restore"))
    command.add_argument("file", type=Path, metavar=t("cli.file"), help=t("cli.restore_file"))
    command.add_argument("--force", action="store_true", help=t("cli.force"))
    command.set_defaults(run=_restore)

    command = commands.add_parser("records", help=t("cli.records"))
    command.add_argument(
        "--output", type=Path, required=True, metavar=t("cli.file"), help=t("cli.output")
    )
    command.set_defaults(run=_records)


def _backup(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.store.backup import back_up

    count = back_up(workspace(), options.file)
    print(t("backup.made", n=t.number(count), path=options.file))
    return 0


def _restore(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.store.backup import restore

    kept = restore(workspace(), options.file, force=options.force)
    print(t("backup.restored", root=workspace().root))
    if kept is not None:
        print(t("backup.kept", path=kept))
    return 0


def _records(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.council.records_export import records_json
    from ailaget.store.files import write_output

    write_output(options.output, (records_json(workspace()) + "\n").encode())
    print(t("backup.records", path=options.output))
    return 0
