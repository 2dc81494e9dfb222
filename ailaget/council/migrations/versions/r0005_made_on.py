"""What is written keeps which data its writer had before them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; of all that there is it is not known."""
    for table in ("decision", "action", "note_text"):
        op.add_column(table, sa.Column("build", sa.String, nullable=True))
        op.add_column(table, sa.Column("is_demo", sa.Boolean, nullable=True))
