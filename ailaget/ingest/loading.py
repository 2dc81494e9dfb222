"""Taking in a survey: read, compare with what is in force, archive, decide, build."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ailaget.errors import AilagetError, UnknownKey
from ailaget.ingest.building import build, fill_with_demo, respondents_of, waves_in_force
from ailaget.ingest.survey import Survey, read_survey
from ailaget.ingest.tables import Wave
from ailaget.store.archive import Received, keep, received_files
from ailaget.store.decisions import PUBLISH, WITHDRAW, aliases, decide, published_waves
from ailaget.store.workspace import Workspace

ALL_TAKEN, SOMETHING_HELD_BACK = 0, 3


class CannotOpen(AilagetError):
    """The survey file is not there or cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__("load.cannot_open", path=str(path))


@dataclass(frozen=True)
class Loaded:
    """What a load took in: the survey as understood, and counts against what was in force."""

    survey: Survey
    new: int
    changed: int
    unchanged: int

    @property
    def exit_code(self) -> int:
        """0 when all was taken, 3 when something was held back."""
        held_back = self.survey.held_back or self.survey.unknown_values
        return SOMETHING_HELD_BACK if held_back else ALL_TAKEN

    def report(self) -> dict[str, Any]:
        """Return the report of the load, ready for JSON."""
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        return {**self.survey.report(), **counts}


def load(
    workspace: Workspace,
    path: Path,
    *,
    wave: str | None = None,
    by: str = "",
    publish: bool = False,
    dry_run: bool = False,
) -> Loaded:
    """Read a survey file into a draft wave; raises a named error, and changes nothing, if refused.

    The file is archived before anything is built, so that nothing received is lost in a crash.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotOpen(path) from error
    # Read before anything is written: a refused file leaves even an empty folder as it was.
    survey = read_survey(data, path.name, wave, aliases(workspace))
    if not dry_run:
        fill_with_demo(workspace)
    with workspace.lock():
        loaded = _compare(survey, _in_force(workspace, survey.wave))
        if dry_run:
            return loaded
        known = any(
            entry.sha256 == survey.sha256 and entry.wave == survey.wave and not entry.is_demo
            for entry in received_files(workspace)
        )
        if not known or loaded.new or loaded.changed:
            keep(workspace, data, path.name, survey.wave, by)
        if publish and survey.wave not in published_waves(workspace, is_demo=False):
            decide(workspace, PUBLISH, by, wave=survey.wave)
    build(workspace)
    return loaded


def publish_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Show a wave to readers; raises UnknownKey for one that was never loaded."""
    _change_state(workspace, wave, by, PUBLISH)


def withdraw_wave(workspace: Workspace, wave: str, by: str = "") -> None:
    """Make a wave a draft again; raises UnknownKey for one that was never loaded."""
    _change_state(workspace, wave, by, WITHDRAW)


def _change_state(workspace: Workspace, wave: str, by: str, kind: str) -> None:
    fill_with_demo(workspace)
    with workspace.lock():
        waves = waves_in_force(workspace)
        if (wave, False) not in waves and (wave, True) not in waves:
            raise UnknownKey("wave", wave, sorted({known for known, _ in waves}))
        is_demo = (wave, False) not in waves
        is_published = wave in published_waves(workspace, is_demo=is_demo)
        if is_published != (kind == PUBLISH):
            decide(workspace, kind, by, wave=wave, is_demo=is_demo)
    build(workspace)


def _in_force(workspace: Workspace, wave: str) -> Wave:
    return waves_in_force(workspace).get((wave, False), {})


def _compare(survey: Survey, before: Wave) -> Loaded:
    source = Received(survey.sha256, survey.file, "", "", survey.wave)
    after = respondents_of(survey, source)
    new = [code for code in after if code not in before]
    changed = [
        code for code in after if code in before and _content(after, code) != _content(before, code)
    ]
    return Loaded(survey, len(new), len(changed), len(after) - len(new) - len(changed))


def _content(wave: Wave, code: str) -> set[tuple[object, ...]]:
    return {(a.question, a.value, a.choice, a.status) for a in wave[code].answers}
