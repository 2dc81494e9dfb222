"""The way to answer for one that has not: its own survey, what is filled in, and until when."""

from dataclasses import dataclass

from ailaget.codebook.waves import last_day
from ailaget.views.base.selection import Selection
from ailaget.views.municipality.wave import MunicipalityWave


@dataclass(frozen=True)
class Door:
    """The way to answer: `template` words the link to the survey of a municipality's own.

    `filled_in` is the wave whose answers stand in it, None where there are none. `until` is empty
    where nobody has said the last day.
    """

    code: str
    wave: str
    template: str
    filled_in: str | None
    until: str


def door(here: MunicipalityWave, selection: Selection) -> Door | None:
    """Return the way to answer the newest wave; None for one that has, or for an earlier wave."""
    if here.has_responded or here.wave != here.waves[-1]:
        return None
    t, earlier = selection.t, here.last_answered
    if earlier is None:
        template = t("municipality.door_template", name=here.name)
    else:
        words = t("municipality.door_filled_in", name=here.name, wave=t.wave(earlier))
        template = selection.marked(words)
    day = last_day(here.wave, is_demo=selection.is_demo)
    if day is None:
        return Door(here.code, here.wave, template, earlier, "")
    kind = "until" if day >= selection.day else "until_past"
    until = t(f"municipality.door_{kind}", day=t.day(day))
    return Door(here.code, here.wave, template, earlier, until)
