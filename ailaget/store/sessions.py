"""Sessions of those who have signed in: a small file each, named by its key's hash.

Files, so that every process that serves the folder knows at once of a session that has begun or
ended. Whoever reads the folder cannot sign in with it: it holds the keys' hashes alone.
"""

import json
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from ailaget.access.roles import Identity
from ailaget.access.settings import IDLE, LONGEST, minutes
from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace

SECONDS = 60
SELDOM = 20.0
"""Seconds between two notes of when a session was last used."""


@dataclass(frozen=True)
class Session:
    """Who signed in, when, and the provider's own token, with which to sign out there."""

    identity: Identity
    started: float
    id_token: str = ""


def begin_session(workspace: Workspace, identity: Identity, id_token: str = "") -> str:
    """Begin a session and return its key: 256 random bits, kept by the browser alone."""
    sweep_sessions(workspace)
    key = secrets.token_urlsafe(32)
    session = Session(identity, time.time(), id_token)
    write_whole(_path(workspace, key), json.dumps(asdict(session)).encode())
    return key


def read_session(workspace: Workspace, key: str) -> Session | None:
    """Return the session of a key, and note that it is used; None once it has ended."""
    if not key:
        return None
    path = _path(workspace, key)
    try:
        session, used = _read(path), path.stat().st_mtime
    except (OSError, ValueError, KeyError, TypeError):
        return None
    now = time.time()
    if _is_over(session, used, now):
        path.unlink(missing_ok=True)
        return None
    if now - used > SELDOM:
        try:
            os.utime(path)
        except FileNotFoundError:  # signed out in this very moment
            return None
    return session


def end_session(workspace: Workspace, key: str) -> None:
    """End a session, for every process and every open page."""
    _path(workspace, key).unlink(missing_ok=True)


def sweep_sessions(workspace: Workspace) -> None:
    """Remove the sessions that have ended without anybody signing out."""
    now = time.time()
    for path in _files(workspace):
        with suppress(OSError):
            if _is_stale(path, now):
                path.unlink(missing_ok=True)


def _files(workspace: Workspace) -> Iterable[Path]:
    return workspace.sessions.glob("[0-9a-f]*") if workspace.sessions.is_dir() else ()


def _is_stale(path: Path, now: float) -> bool:
    try:
        return _is_over(_read(path), path.stat().st_mtime, now)
    except (ValueError, KeyError, TypeError):
        return True


def _read(path: Path) -> Session:
    kept = json.loads(path.read_bytes())
    who = kept["identity"]
    identity = Identity(**{**who, "groups": tuple(who["groups"])})
    return Session(identity, float(kept["started"]), kept["id_token"])


def _is_over(session: Session, used: float, now: float) -> bool:
    is_idle = now - used > SECONDS * minutes(IDLE)
    return is_idle or now - session.started > SECONDS * minutes(LONGEST)


def _path(workspace: Workspace, key: str) -> Path:
    return workspace.sessions / sha256(key.encode()).hexdigest()
