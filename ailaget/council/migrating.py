"""The tables of an earlier revision brought to another by Alembic, and how it is set up."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from ailaget.council.engine import new_engine
from ailaget.store.postgres.engine import connected
from ailaget.store.workspace import Workspace

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(workspace: Workspace, to: str) -> None:
    """Bring a folder's records to a revision."""
    if workspace.server():
        with connected(workspace.database_url) as connection:
            upgrade(connection, to)
            connection.commit()
        return
    with new_engine(workspace.records).connect() as connection:
        # Tables are rebuilt when a column changes; what refers to them must stay meanwhile.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
        upgrade(connection, to)


def upgrade(connection: Connection, to: str) -> None:
    """Bring the records behind a connection to a revision, in its transaction if it has one."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def alembic_config() -> Config:
    """Return where Alembic finds the steps."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
