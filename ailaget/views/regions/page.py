"""The page Regionerna in words: who has answered, and the one that is looked at."""

from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.texts import Texts
from ailaget.views.base.respondents import Respondents, RespondentsSource, chosen_respondents
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.rows import all_rows, row_records
from ailaget.views.base.selection import (
    Selection,
    Source,
    figure_text,
    place_names,
    value_text,
)
from ailaget.views.region.scope import COUNTY, scope_of
from ailaget.views.regions.basis import (
    RegionsBasis,
    focus_among,
    regions_basis,
)
from ailaget.views.regions.summary import regions_key_figures

MOST_NAMED = 20
"""So many areas that have not answered are named; of more the first are."""


@dataclass(frozen=True)
class RegionsPage:
    """What stands around the charts; without `key_figures` no wave of regions is shown.

    `respondents` are the regions, or areas of one's own; `code` is the one looked at, `wave` their
    own among all `waves` of theirs, `silent` says which have not answered, and `to_county` leads to
    its county's municipalities; of areas it is empty. `chip` marks what is invented.
    """

    respondents: Respondents
    code: str
    wave: str | None
    waves: tuple[str, ...]
    is_demo: bool
    chip: str
    sentences: tuple[str, ...]
    key_figures: tuple[KeyFigure, ...]
    silent: str
    to_county: str
    attribution: str = ""


def regions_view(source: Source, selection: Selection) -> RegionsPage:
    """Return the page's words."""
    t, basis = selection.t, regions_basis(source, selection)
    respondents = chosen_respondents(source, selection)
    code, to_county = focus_among(respondents, selection), ""
    if respondents.is_regions:
        to_county = t("regions.to_county", county=place_names(t.language)[code])
    if basis is None:
        return RegionsPage(respondents, code, None, (), False, "", (), (), "", to_county)
    own, answers = basis.selection, RespondentsSource(source, respondents.key)
    another = respondents.words(t, "another", wave=t.wave(own.wave))
    return RegionsPage(
        respondents,
        code,
        own.wave,
        tuple(answers.query("waves")["wave"]),
        own.is_demo,
        own.chip,
        (*map(own.marked, _sentences(basis, code)), another),
        regions_key_figures(answers, own.wave, t, respondents),
        _silent(all_rows(answers, own.wave, "maturity"), respondents, t),
        to_county,
        own.source_line(),
    )


def _silent(asked: pd.DataFrame, respondents: Respondents, t: Texts) -> str:
    """Return who has not answered: by name, of many the first."""
    codes = asked.loc[~asked["has_responded"], "municipality"]
    names = sorted((respondents.names[each] for each in codes), key=t.sort_key)
    if not names:
        return respondents.words(t, "silent_none", n=t.number(len(asked)))
    if respondents.is_regions or len(names) <= MOST_NAMED:
        return t("region.silent", names=t.listing(names))
    said = {"n": t.number(len(names)), "of": t.number(len(asked))}
    return t("answering.silent_many", names=t.listing(names[:MOST_NAMED]), **said)


def _sentences(basis: RegionsBasis, code: str) -> list[str]:
    """Return the region's own value, and that of its county's municipalities as another thing."""
    t, indicator = basis.selection.t, basis.indicator
    if not basis.can_be_counted:
        return [basis.respondents.uncounted(t, indicator.formula)]
    row = next(row for row in row_records(basis.rows) if row["municipality"] == code)
    words = {"indicator": indicator.label[t.language], "name": row["name"]}
    if pd.isna(row["value"]):
        own = t("regions.sentence_none", **words, why=t(f"status.{row['status']}"))
    else:
        own = t("regions.sentence_own", **words, value=value_text(t, indicator, row["value"]))
    beside = basis.beside.get(code)
    if beside is None or basis.beside_wave is None:
        return [own]
    value = beside.interval.estimate
    of_municipalities = t(
        "regions.sentence_beside" if value is not None else "regions.sentence_beside_none",
        value=figure_text(t, indicator, value, beside.n),
        n=t.number(beside.n),
        of=t.number(beside.of),
        wave=t.wave(basis.beside_wave),
    )
    return [own, of_municipalities]


def to_regions(selection: Selection) -> str:
    """Return what leads from a county's municipalities to its region; empty from an SKR group."""
    scope = scope_of(selection)
    if scope.kind != COUNTY:
        return ""
    return selection.t(
        "regions.from_county", name=geography.respondent_names(selection.language)[scope.code]
    )
