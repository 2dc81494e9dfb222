"""The first tables: meetings, agendas, frozen figures, notes, decisions and actions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER, TEXT, DAY, TIME = sa.Integer, sa.String, sa.Date, sa.DateTime


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "meeting",
        _id(),
        sa.Column("day", DAY, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("place_words", TEXT, nullable=False),
        sa.Column("snapshot", TEXT, nullable=True),
    )
    op.create_table(
        "presence",
        _id(),
        _of("presence", "meeting"),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("municipality", TEXT, nullable=True),
    )
    op.create_table(
        "agenda_item",
        _id(),
        _of("agenda_item", "meeting"),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("chart", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
    )
    op.create_table(
        "frozen_figure",
        _of("frozen_figure", "agenda_item", "item_id", is_key=True),
        sa.Column("build", TEXT, nullable=False),
        sa.Column("wave", TEXT, nullable=False),
        sa.Column("frozen_at", TIME, nullable=False),
        sa.Column("charts", TEXT, nullable=False),
    )
    op.create_table(
        "note",
        _id(),
        _of("note", "meeting"),
        _of("note", "agenda_item", "item_id", nullable=True),
        sa.Column("version", NUMBER, nullable=False),
    )
    op.create_table(
        "note_text",
        _id(),
        _of("note_text", "note"),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("began_at", NUMBER, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
    )
    op.create_table(
        "decision",
        _id(),
        _of("decision", "meeting"),
        _of("decision", "agenda_item", "item_id", nullable=True, ondelete="SET NULL"),
        sa.Column("municipality", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=False),
    )
    op.create_table(
        "action",
        _id(),
        _of("action", "meeting"),
        _of("action", "agenda_item", "item_id", nullable=True, ondelete="SET NULL"),
        sa.Column("municipality", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("owner_role", TEXT, nullable=False),
        sa.Column("owner_municipality", TEXT, nullable=True),
        sa.Column("due", DAY, nullable=True),
        sa.Column("done_on", DAY, nullable=True),
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True)


def _of(
    table: str,
    other: str,
    column: str | None = None,
    *,
    nullable: bool = False,
    is_key: bool = False,
    ondelete: str = "CASCADE",
) -> sa.Column[int]:
    name = column or f"{other}_id"
    key = f"fk_{table}_{name}_{other}"
    return sa.Column(
        name,
        NUMBER,
        sa.ForeignKey(f"{other}.id", name=key, ondelete=ondelete),
        primary_key=is_key,
        nullable=nullable,
    )
