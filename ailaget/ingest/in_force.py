"""The database in force for a server that starts: as it is, or built first of what it lacks."""

import logging

from ailaget.ingest.stamp import is_current
from ailaget.store.builds import current_build
from ailaget.store.disk import own_folder, tighten
from ailaget.store.workspace import Workspace

logger = logging.getLogger(__name__)


def build_in_force(workspace: Workspace) -> str:
    """Build what is missing, and return the database in force; for a server that starts.

    Where it cannot be built that is the one before, as long as there is a whole one: readers keep
    what they had. Raises what kept it from being built where there is none.
    """
    tighten(own_folder(workspace.root))
    before = current_build(workspace)
    try:
        if before and is_current(workspace):
            return before
        # Late: what reads surveys and audits what is shown, where there is nothing to build.
        from ailaget.ingest.building import build

        return build(workspace)
    except Exception as error:
        if before is None:
            raise
        logger.warning("the database before stays in force: %s", error, exc_info=error)
        return before
