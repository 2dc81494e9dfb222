"""The council's records as tables: meetings, agendas, frozen figures, notes, decisions, actions.

People are known by role and municipality alone; nobody's name is asked for or kept.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

CASCADE = "all, delete-orphan"
MEETING, ITEM = "meeting.id", "agenda_item.id"

NAMING = {
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What all tables share: names of their constraints, so that a migration can change them."""

    metadata = MetaData(naming_convention=NAMING)


class Meeting(Base):
    """One meeting; `snapshot` is how things stood, as JSON, once its figures were frozen.

    From the day that it is `approved_on` nothing of it is changed, and its `minutes`, as JSON by
    language, are read as they were then. One made by mistake is kept, with the day that it was
    `deleted_on`.
    """

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    place: Mapped[str]
    place_words: Mapped[str] = mapped_column(default="")
    snapshot: Mapped[str | None] = mapped_column(default=None)
    approved_on: Mapped[date | None] = mapped_column(default=None)
    minutes: Mapped[str | None] = mapped_column(default=None, deferred=True)
    deleted_on: Mapped[date | None] = mapped_column(default=None)

    present: Mapped[list["Presence"]] = relationship(
        cascade=CASCADE, lazy="selectin", order_by="Presence.id"
    )
    items: Mapped[list["AgendaItem"]] = relationship(
        cascade=CASCADE, lazy="selectin", order_by="AgendaItem.position", back_populates="meeting"
    )


class Presence(Base):
    """One who was present: a role's key, and a municipality's code unless from elsewhere."""

    __tablename__ = "presence"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING, ondelete="CASCADE"))
    role: Mapped[str]
    municipality: Mapped[str | None] = mapped_column(default=None)


class AgendaItem(Base):
    """One item of the agenda: a view, a text of the meeting's own, or one that always comes back.

    Of a view there is a `chart`'s key, and the `address` that chooses what it shows; of a text its
    `words`; of a standing item its `kind` alone.
    """

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING, ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(default="view")
    chart: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(back_populates="items", lazy="joined")
    frozen: Mapped["FrozenFigure | None"] = relationship(cascade=CASCADE, lazy="selectin")


class FrozenFigure(Base):
    """An agenda item's chart as it was shown; `charts` is JSON, by language and theme."""

    __tablename__ = "frozen_figure"

    item_id: Mapped[int] = mapped_column(ForeignKey(ITEM, ondelete="CASCADE"), primary_key=True)
    build: Mapped[str]
    wave: Mapped[str]
    frozen_at: Mapped[datetime]
    charts: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=True)


class Note(Base):
    """A note on a meeting, or there on a view or a municipality; `version` counts its texts."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING, ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey(ITEM, ondelete="CASCADE"), default=None)
    municipality: Mapped[str | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(lazy="joined")
    item: Mapped[AgendaItem | None] = relationship(lazy="joined")
    texts: Mapped[list["NoteText"]] = relationship(
        cascade=CASCADE, lazy="selectin", order_by="NoteText.id"
    )


class NoteText(Base):
    """A text that somebody saved, kept for ever; `version` counts a note's texts from 1.

    `stands` is False for a text set aside, because another had been saved since its writer began
    from version `began_at`. `build` and `is_demo` are as a decision's. It is `settled` once
    somebody has seen all and written what stands.
    """

    __tablename__ = "note_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"))
    version: Mapped[int]
    began_at: Mapped[int]
    text: Mapped[str]
    stands: Mapped[bool]
    settled: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime]
    build: Mapped[str | None] = mapped_column(default=None)
    is_demo: Mapped[bool | None] = mapped_column(default=None)


class Decision(Base):
    """What a meeting decided, on an item of its agenda, a municipality, or as a whole.

    An owner by role sees to it, until `due` where there is such a day. It is in force until the day
    that it is struck out, as written by mistake. `build` and `is_demo` are of the data that its
    writer had, None where that is not known.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING, ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey(ITEM, ondelete="SET NULL"), default=None)
    municipality: Mapped[str | None] = mapped_column(default=None)
    text: Mapped[str]
    owner_role: Mapped[str | None] = mapped_column(default=None)
    owner_municipality: Mapped[str | None] = mapped_column(default=None)
    due: Mapped[date | None] = mapped_column(default=None)
    struck_on: Mapped[date | None] = mapped_column(default=None)
    build: Mapped[str | None] = mapped_column(default=None)
    is_demo: Mapped[bool | None] = mapped_column(default=None)

    meeting: Mapped[Meeting] = relationship(lazy="joined")
    item: Mapped[AgendaItem | None] = relationship(lazy="joined")


class Action(Base):
    """What somebody is to do: an owner by role, a due date, and the day that it was done.

    It is in force until the day that it is struck out, as a decision.
    """

    __tablename__ = "action"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING, ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey(ITEM, ondelete="SET NULL"), default=None)
    municipality: Mapped[str | None] = mapped_column(default=None)
    text: Mapped[str]
    owner_role: Mapped[str]
    owner_municipality: Mapped[str | None] = mapped_column(default=None)
    due: Mapped[date | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    struck_on: Mapped[date | None] = mapped_column(default=None)
    build: Mapped[str | None] = mapped_column(default=None)
    is_demo: Mapped[bool | None] = mapped_column(default=None)

    meeting: Mapped[Meeting] = relationship(lazy="joined")
    item: Mapped[AgendaItem | None] = relationship(lazy="joined")


class PracticeRevision(Base):
    """An entry of `ailaget.practice` as an editor saved it; a line is added, and none is changed.

    `content` is its row as JSON. `state` is draft, reviewed, published or withdrawn: the latest of
    the last two says what readers see, and what comes after it is not yet decided.
    """

    __tablename__ = "practice_revision"
    __table_args__ = (Index("ix_practice_revision_kind", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    state: Mapped[str]
    content: Mapped[str]
    saved_at: Mapped[datetime]


class Goal(Base):
    """What the council wants to see: an indicator at or above a threshold, where and by when.

    `measure` is all, share (at least `share`, 0 to 1, of the municipalities), median, gap (between
    P90 and P10) or size_gap (between the largest municipalities' mean and the smallest ones');
    `threshold` is in the indicator's unit, of a gap the most that it may be; `due` a month,
    YYYY-MM; `scope` a county, an SKR group or a size class by its key, None for the whole country.
    """

    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey(MEETING, ondelete="SET NULL"), default=None
    )
    indicator: Mapped[str]
    measure: Mapped[str]
    threshold: Mapped[float]
    share: Mapped[float | None] = mapped_column(default=None)
    due: Mapped[str]
    scope: Mapped[str | None] = mapped_column(default=None)
