"""Goals: what the council wants to see, where, and by when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table."""
    meeting = sa.ForeignKey("meeting.id", name="fk_goal_meeting_id_meeting", ondelete="SET NULL")
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("meeting_id", sa.Integer, meeting, nullable=True),
        sa.Column("indicator", sa.String, nullable=False),
        sa.Column("measure", sa.String, nullable=False),
        sa.Column("threshold", sa.Double, nullable=False),
        sa.Column("share", sa.Double, nullable=True),
        sa.Column("due", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=True),
    )
