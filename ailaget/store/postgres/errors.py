"""What can be wrong with the PostgreSQL that `AILAGET_DATABASE_URL` names, each said in words."""

from ailaget.errors import AilagetError


class WrongDatabaseAddress(AilagetError):
    """What is to be the address of a PostgreSQL is none; the address itself may hold a password."""

    def __init__(self) -> None:
        super().__init__("database.wrong_address")


class NoDriver(AilagetError):
    """The package that speaks with PostgreSQL is not installed."""

    def __init__(self) -> None:
        super().__init__("database.no_driver")


class DatabaseUnreachable(AilagetError):
    """Nobody answers at the address, or lets nobody in."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__("database.unreachable", server=server, reason=reason)


class DatabaseBusy(AilagetError):
    """Somebody else has been writing for longer than one waits."""

    def __init__(self, server: str) -> None:
        super().__init__("database.busy", server=server)


class LostLock(AilagetError):
    """The connection that held the writers' lock is gone, so somebody else may have written."""

    def __init__(self, server: str) -> None:
        super().__init__("database.lost_lock", server=server)


class UnfitDatabase(AilagetError):
    """The server is too old, its database keeps no Unicode, or its role may not make tables."""

    def __init__(self, what: str, server: str, **params: object) -> None:
        super().__init__(f"database.unfit_{what}", server=server, **params)


class FolderNotMoved(AilagetError):
    """The database holds nothing, and the folder does: it is to be moved first."""

    def __init__(self, server: str, root: object) -> None:
        super().__init__("database.folder_not_moved", server=server, root=str(root))
