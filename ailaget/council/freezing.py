"""Freezing: an agenda item's chart is kept as shown, with the data version and its map files."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from ailaget.council.agenda import IsFrozen, changeable_item
from ailaget.council.records import reading, writing
from ailaget.council.schema import FrozenFigure
from ailaget.geography import GEO
from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace
from ailaget.texts import DEFAULT_LANGUAGE
from ailaget.views.base.frozen import freeze, map_files, thaw
from ailaget.views.base.result import Chart


def freeze_item(
    workspace: Workspace, item_id: int, charts: Mapping[str, Chart], build: str
) -> None:
    """Keep an item's chart, one per `kept_as`, as it is shown from the data version `build`.

    Raises
    ------
    NoSuchRecord, IsApproved, IsFrozen
    """
    texts = {key: freeze(chart) for key, chart in charts.items()}
    for name in set().union(*(map_files(text) for text in texts.values())):
        if not (workspace.kept_maps / name).exists():
            write_whole(workspace.kept_maps / name, (GEO / name).read_bytes())
    with writing(workspace) as session:
        item = changeable_item(session, item_id)
        if item.frozen is not None:
            raise IsFrozen
        item.frozen = FrozenFigure(
            build=build,
            wave=next(iter(charts.values())).wave,
            frozen_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            charts=json.dumps(texts, ensure_ascii=False),
        )


def unfreeze_item(workspace: Workspace, item_id: int) -> None:
    """Let an item show how it is today again; raises NoSuchRecord and IsApproved.

    With the last of a meeting's frozen charts goes what it keeps of how things stood.
    """
    with writing(workspace) as session:
        item = changeable_item(session, item_id)
        item.frozen = None
        if not any(other.frozen for other in item.meeting.items):
            item.meeting.snapshot = None


def kept_as(language: str, theme: str) -> str:
    """Return the key of a frozen chart in a language and a theme."""
    return language if theme == "light" else f"{language}.{theme}"


def frozen_chart(
    workspace: Workspace, item_id: int, language: str, theme: str = "light"
) -> Chart | None:
    """Return an item's chart as it was frozen, None where it is not; raises NotAChart.

    One that was frozen without the theme is shown on light paper, and one that was frozen before
    there was the language in the default one.
    """
    wanted = select(FrozenFigure).where(FrozenFigure.item_id == item_id)
    with reading(workspace) as session:
        frozen = session.scalars(wanted.options(undefer(FrozenFigure.charts))).one_or_none()
    if frozen is None:
        return None
    texts = json.loads(frozen.charts)
    wishes = (kept_as(language, theme), language, DEFAULT_LANGUAGE)
    return thaw(next(texts[wish] for wish in wishes if wish in texts))
