"""The tables of an earlier revision brought to another by Alembic, and how it is set up."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from ailaget.council.engine import new_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(path: Path, to: str) -> None:
    """Bring a file of records to a revision."""
    config = alembic_config()
    with new_engine(path).connect() as connection:
        # Tables are rebuilt when a column changes; what refers to them must stay meanwhile.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def alembic_config() -> Config:
    """Return where Alembic finds the steps."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
