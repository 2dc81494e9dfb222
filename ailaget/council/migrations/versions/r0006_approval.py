"""Meetings are approved or deleted, agendas hold texts, and decisions have an owner and a day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; every meeting there is stays open, and every item of an agenda is a view."""
    for column, kind in (("approved_on", sa.Date), ("minutes", sa.String), ("deleted_on", sa.Date)):
        op.add_column("meeting", sa.Column(column, kind, nullable=True))
    for column, usual in (("kind", "view"), ("words", "")):
        op.add_column(
            "agenda_item", sa.Column(column, sa.String, nullable=False, server_default=usual)
        )
    for column, kind in (
        ("owner_role", sa.String),
        ("owner_municipality", sa.String),
        ("due", sa.Date),
    ):
        op.add_column("decision", sa.Column(column, kind, nullable=True))
