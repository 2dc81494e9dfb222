"""Examples, courses, steps, tasks, collaborations and dates of law can be changed by editors."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the table; what comes with the product is not in it until somebody changes it."""
    op.create_table(
        "practice_revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice_revision"),
    )
    op.create_index("ix_practice_revision_kind", "practice_revision", ["kind", "key"])
