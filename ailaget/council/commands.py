"""What is kept, by command: `backup`, `restore`, `drill`, `records`, `audit` and `migrate`.

What a command does is imported when it is run: the others, and `--help`, do not wait for it.
"""

import argparse
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.workspace import workspace
from ailaget.texts import Texts


def keeping_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", t: Texts
) -> None:
    """Add the commands; they raise NotABackup, FolderInUse, and what `council.moving` raises."""
    command = commands.add_parser("backup", help=t("cli.backup"))
    command.add_argument("file", type=Path, metavar=t("cli.file"), help=t("cli.backup_file"))
    command.add_argument("--keep", type=_positive, metavar="N", help=t("cli.keep"))
    command.set_defaults(run=_backup)

    command = commands.add_parser("restore", help=t("cli.restore"))
    command.add_argument("file", type=Path, metavar=t("cli.file"), help=t("cli.restore_file"))
    command.add_argument("--force", action="store_true", help=t("cli.force"))
    command.set_defaults(run=_restore)

    command = commands.add_parser("drill", help=t("cli.drill"))
    command.add_argument("file", type=Path, metavar=t("cli.file"), help=t("cli.drill_file"))
    command.set_defaults(run=_drill)

    command = commands.add_parser("records", help=t("cli.records"))
    command.add_argument(
        "--output", type=Path, required=True, metavar=t("cli.file"), help=t("cli.output")
    )
    command.set_defaults(run=_records)

    command = commands.add_parser("audit", help=t("cli.audit"))
    command.add_argument("--output", type=Path, metavar=t("cli.file"), help=t("cli.output"))
    command.set_defaults(run=_audit)

    command = commands.add_parser("migrate", help=t("cli.migrate"))
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar=t("cli.database_url"), help=t("cli.migrate_to"))
    where.add_argument(
        "--to-folder", type=Path, metavar=t("cli.folder"), help=t("cli.migrate_to_folder")
    )
    command.set_defaults(run=_migrate)


class OnlyForFolder(AilagetError):
    """A command is for a folder by itself, and there is an address of PostgreSQL; or none."""

    def __init__(self, command: str) -> None:
        super().__init__(f"database.only_folder_{command}")


def _backup(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.council.moving import as_folder
    from ailaget.store.audit import note
    from ailaget.store.backup import back_up, back_up_into

    with as_folder(workspace(), _beside(options)) as place:
        if options.keep is None:
            target, count = options.file, back_up(place, options.file)
        else:
            target, count = back_up_into(place, options.file, options.keep)
    note(workspace(), "backup")
    print(t("backup.made", n=t.number(count), path=target))
    return 0


def _beside(options: argparse.Namespace) -> Path:
    """Return what a shared folder is made beside for a while: where backups may be written."""
    file: Path = options.file
    return file if options.keep is None else file / "shared"


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _drill(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.ingest.drill import drill

    outcome = drill(options.file)
    for wave, indicator in outcome.different:
        print(t("backup.drill_different", wave=wave, indicator=indicator))
    came_to = "backup.drill_failed" if outcome.different else "backup.drill_done"
    counts = {"waves": outcome.waves, "n": t.number(outcome.figures)}
    print(t(came_to, path=outcome.backup, **counts))
    return 1 if outcome.different else 0


def _restore(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.store.audit import note
    from ailaget.store.backup import restore

    if workspace().server():
        raise OnlyForFolder("restore")
    kept = restore(workspace(), options.file, force=options.force)
    note(workspace(), "restore")
    print(t("backup.restored", root=workspace().root))
    if kept is not None:
        print(t("backup.kept", path=kept))
    return 0


def _audit(options: argparse.Namespace, _: Texts) -> int:
    import sys

    from ailaget.store.audit import note, read_audit
    from ailaget.store.files import write_output
    from ailaget.views.upload.audit import audit_csv

    note(workspace(), "audit_export")
    log = audit_csv(read_audit(workspace()))
    if options.output:
        write_output(options.output, log)
    else:
        sys.stdout.buffer.write(log)
    return 0


def _records(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.council.records_export import records_json
    from ailaget.store.files import write_output

    write_output(options.output, (records_json(workspace()) + "\n").encode())
    print(t("backup.records", path=options.output))
    return 0


def _migrate(options: argparse.Namespace, t: Texts) -> int:
    from ailaget.council.moving import move_to_folder, move_to_server
    from ailaget.store.audit import note
    from ailaget.store.workspace import Workspace

    place, is_shared = workspace(), workspace().server() is not None
    if options.to is not None:
        if is_shared:
            raise OnlyForFolder("migrate")
        moved = move_to_server(place, options.to)
        note(place, "migrate", to="postgresql")
    else:
        if not is_shared:
            raise OnlyForFolder("back")
        moved = move_to_folder(place, options.to_folder)
        for each in (place, Workspace(options.to_folder)):
            note(each, "migrate", to="folder")
    counts = {name: t.number(count) for name, count in vars(moved).items()}
    print(t("database.moved", **counts))
    if options.to_folder is not None:
        print(t("database.moved_to_folder", folder=options.to_folder))
    else:
        print(t("database.moved_to_server"))
    return 0
