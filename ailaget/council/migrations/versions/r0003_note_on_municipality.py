"""A note may be on a municipality."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; the notes that there are stay on their meeting or view."""
    op.add_column("note", sa.Column("municipality", sa.String, nullable=True))
