"""A decision or an action that is struck out is kept, with the day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; all that there is stays in force."""
    for table in ("decision", "action"):
        op.add_column(table, sa.Column("struck_on", sa.Date, nullable=True))
