"""Which reports are asked for: the kind, the wave and the format, and of whom there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ailaget import geography
from ailaget.exports.report.ready import report_stem
from ailaget.views.base.selection import Selection, place_names

KINDS = ("municipality", "county", "group")
COUNTRY = "country"
"""The kind of the one report that is of no place."""


@dataclass(frozen=True)
class Order:
    """What is asked for, whoever makes it; `root` is where readers find the pages.

    `selection` has the wave, the language and the day that every report says.
    """

    kind: str
    ending: str
    selection: Selection
    root: str = ""

    @property
    def report_kind(self) -> str:
        """The kind of report: a group has the one that a county has."""
        return self.kind if self.kind in {COUNTRY, "municipality"} else "county"

    def names(self) -> Mapping[str, str]:
        """Return the name of each that there is a report of, by code and in order."""
        if self.kind == "municipality":
            return {place.code: place.name for place in geography.municipalities()}
        if self.kind == "county":
            codes = [county.code for county in geography.counties()]
        else:
            groups = (*geography.skr_main_groups(), *geography.skr_groups())
            codes = sorted(group.code for group in groups)
        names = place_names(self.selection.language)
        return {code: names[code] for code in codes}

    def chosen(self, code: str) -> Selection:
        """Return the selection that a report is of."""
        if self.kind == COUNTRY:
            return self.selection
        if self.kind == "municipality":
            return replace(self.selection, municipality=code)
        return replace(self.selection, region=code)

    def file_name(self, code: str) -> str:
        """Return the name of a report's file; they lie in the order of their codes."""
        return f"{code}_{report_stem(self.report_kind, self.chosen(code))}.{self.ending}"
