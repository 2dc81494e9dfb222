"""Refusals of a role in the audit log: somebody who has signed in asked for what is not theirs."""

from collections.abc import Mapping
from contextlib import suppress

from starlette.concurrency import run_in_threadpool

from ailaget.store.audit import note
from ailaget.store.disk import DiskFull
from ailaget.store.workspace import workspace
from ailaget.ui.account.actor import actor_of
from ailaget.ui.guard.access import current_session, room_of_editors
from ailaget.ui.guard.refusals import Seldom

_seldom = Seldom()


async def note_refused(headers: Mapping[str, str], path: str) -> None:
    """Note who was refused and where, once in a while: whoever asks over and over fills no disk."""
    if current_session(headers) is None:
        return
    actor, room = actor_of(headers), room_of_editors(path)
    left_out = _seldom.due(f"{actor.account} {room}")
    if left_out is not None:
        with suppress(DiskFull):  # the refusal stands, whether or not there is room to say so
            about = {"address": room, "left_out": left_out}
            await run_in_threadpool(note, workspace(), "refused", actor, **about)
