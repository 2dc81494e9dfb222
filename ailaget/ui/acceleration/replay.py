"""A page that one reader has been shown, shown to the next who asks for the very same.

A run of a page costs six times what Streamlit needs around it, and readers who look at one figure
look at the same page. So what a run does to its session is kept, in its order: messages, widgets,
parts, and what it reads and writes of the session's state. For another session it is done again
without the run, as long as everything that it reads is as it was. Only what all may see is kept:
never a page of somebody who may edit, or whose browser says who it is.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx
from streamlit.runtime.state import SafeSessionState

from ailaget.ui import address, data
from ailaget.ui.cache import CacheOfBuilds
from ailaget.ui.editing import may_edit
from ailaget.ui.frame import reader_theme
from ailaget.ui.guard.access import session_key
from ailaget.ui.navigation import ORDER

PAGES = (
    "overview",
    "map",
    "region",
    "municipality",
    "inequality",
    "getting_started",
    "collaboration",
    "ethics",
    "examples",
    "courses",
    "managers",
)
"""Pages that are the same for all who look at the same."""

KEPT = frozenset(ORDER[name] for name in PAGES)

MOST, VARIANTS = 300, 4
"""Pages that are kept, and of each what it is for sessions of another state."""

NOTHING = object()
"""What a session's state holds under a key that it does not have."""

Step = Callable[[ScriptRunContext], bool]
"""Does again what a run did to its session; False where that would now come out otherwise."""


@dataclass
class Recording:
    """What a run has done: to its session's state, and what it then had sent and noted."""

    steps: list[Step] = field(default_factory=list)
    messages: list[ForwardMsg] = field(default_factory=list)
    parts: list[tuple[tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    widgets: frozenset[str] = frozenset()
    widget_keys: frozenset[str] = frozenset()
    part_ids: frozenset[str] = frozenset()

    def play(self, run: ScriptRunContext) -> bool:
        """Do it all again for another session, unless that has another state."""
        if not all(step(run) for step in self.steps):
            return False
        for places, names in self.parts:
            run.fragment_storage.register(*places, **names)
        for noted, kept in zip(_notes(run), self._notes(), strict=True):
            for each in kept:
                noted.check_and_add(each)
        for message in self.messages:
            run._enqueue(message)
        return True

    def note(self, run: ScriptRunContext) -> None:
        """Keep what Streamlit has noted of a run that is at its end."""
        notes = (frozenset(noted.snapshot()) for noted in _notes(run))
        self.widgets, self.widget_keys, self.part_ids = notes

    def _notes(self) -> tuple[frozenset[str], ...]:
        return self.widgets, self.widget_keys, self.part_ids


_recordings = CacheOfBuilds(MOST)


def replayed(path: str, show: Callable[[], None]) -> None:
    """Show a page by what is kept of it, else by running it, and keep that."""
    run, key = get_script_run_ctx(), _key(path)
    if run is None or key is None:
        show()
        return
    variants: list[Recording] = _recordings.get(data.source().build, key, list)
    if any(recording.play(run) for recording in tuple(variants)):
        return
    with _recorded(run) as recording:
        show()
    if not any(message.HasField("ref_hash") for message in recording.messages):
        recording.note(run)
        variants.insert(0, recording)
        del variants[VARIANTS:]


def _key(path: str) -> Hashable | None:
    """Return all that a page depends on besides its session's state; None where it is not kept."""
    if path not in KEPT or may_edit() or _is_somebody():
        return None
    database = data.source()
    waves = list(database.query("waves")["wave"])
    if not waves:
        return None
    current = address.read(waves, path)
    asked = tuple(st.query_params.get_all("wave"))
    return (data.stamp(), path, repr(current), asked, reader_theme(), date.today())


def _is_somebody() -> bool:
    """Return whether a reader has signed in, here or with Streamlit: the page has the name."""
    return bool(session_key(st.context.headers)) or any(st.user.values())


def _notes(run: ScriptRunContext) -> tuple[Any, ...]:
    shared = run.shared
    return shared.widget_ids_this_run, shared.widget_user_keys_this_run, shared.new_fragment_ids


@contextmanager
def _recorded(run: ScriptRunContext) -> Iterator[Recording]:
    """Record what is done in a run until the block ends."""
    recording = Recording()
    state, storage, enqueue = run.session_state, run.fragment_storage, run._enqueue

    def send(message: ForwardMsg) -> None:
        recording.messages.append(message)
        enqueue(message)

    run._enqueue = send
    run.session_state = _State(state, recording)
    run.fragment_storage = _Parts(storage, recording)
    try:
        yield recording
    finally:
        run.session_state, run.fragment_storage, run._enqueue = state, storage, enqueue


class _Parts:
    """A session's parts of a page, with a note of each that is made."""

    def __init__(self, storage: Any, recording: Recording) -> None:
        self._storage, self._recording = storage, recording

    def register(self, *places: Any, **names: Any) -> None:
        """Keep a part."""
        self._recording.parts.append((places, names))
        self._storage.register(*places, **names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)


class _State(SafeSessionState):
    """A session's state, with a note of all that is read and written."""

    def __init__(self, state: SafeSessionState, recording: Recording) -> None:
        super().__init__(
            object.__getattribute__(state, "_state"),
            object.__getattribute__(state, "_yield_callback"),
        )
        object.__setattr__(self, "_recording", recording)
        object.__setattr__(self, "_written", set())

    def __getitem__(self, key: str) -> Any:
        value = NOTHING
        try:
            value = super().__getitem__(key)
        finally:
            if key not in self._written:
                self._keep(lambda run: _is_same(_read(run, key), value))
        return value

    def __contains__(self, key: str) -> bool:
        is_there = super().__contains__(key)
        if key not in self._written:
            self._keep(lambda run: (key in run.session_state) == is_there)
        return is_there

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        self._written.add(key)
        self._keep(lambda run: _write(run, key, value))

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self._written.add(key)
        self._keep(lambda run: _delete(run, key))

    def reset_state_value(self, user_key: str, value: Any | None) -> None:
        super().reset_state_value(user_key, value)
        self._keep(lambda run: _reset(run, user_key, value))

    def register_widget(self, metadata: Any, user_key: str | None) -> Any:
        result = super().register_widget(metadata, user_key)
        shown = copy(result.value), result.value_changed
        if user_key is not None:
            self._written.add(user_key)

        def again(run: ScriptRunContext) -> bool:
            now = run.session_state.register_widget(metadata, user_key)
            return _is_same((now.value, now.value_changed), shown)

        self._keep(again)
        return result

    def _keep(self, step: Step) -> None:
        self._recording.steps.append(step)


def _read(run: ScriptRunContext, key: str) -> Any:
    try:
        return run.session_state[key]
    except KeyError:
        return NOTHING


def _write(run: ScriptRunContext, key: str, value: Any) -> bool:
    # A list of its own for each session: a page adds to one that it has made.
    run.session_state[key] = copy(value) if isinstance(value, list | dict | set) else value
    return True


def _reset(run: ScriptRunContext, key: str, value: Any) -> bool:
    run.session_state.reset_state_value(key, value)
    return True


def _delete(run: ScriptRunContext, key: str) -> bool:
    if key in run.session_state:
        del run.session_state[key]
    return True


def _is_same(one: object, other: object) -> bool:
    return one is other or bool(one == other)
