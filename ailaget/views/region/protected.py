"""Answers to protected questions: whole counties or SKR groups, and no way round what is hidden.

Groups in which fewer than five answered never leave the database. More are hidden here, so that
no total minus what is shown gives a hidden group away; where nothing helps, the total is withheld.
"""

from dataclasses import dataclass

import pandas as pd

from ailaget.statistics.suppression import suppress
from ailaget.views.region.scope import COUNTY, MAIN_GROUP, SKR_GROUP
from ailaget.views.selection import Source

ANSWER = ["value", "choice", "status"]


@dataclass(frozen=True, eq=False)
class ShownAnswers:
    """What may be shown of a protected question.

    `by_region` has region, value, choice, status, respondents and answering, of shown regions only;
    `hidden` names the others that somebody answered in; `total` is the whole country's, without
    region, None where it is withheld.
    """

    by_region: pd.DataFrame
    hidden: frozenset[str]
    total: pd.DataFrame | None


def shown_answers(source: Source, wave: str, question: str, kind: str) -> ShownAnswers:
    """Return the answers by county, SKR group or main group that may be shown.

    The country's total can be had from either division of it, so both must keep it safe. A main
    group is shown when all its groups are.
    """
    total = source.query("protected_answer_totals", wave=wave, question=question)
    counts = {
        by: source.query("protected_answer_counts", wave=wave, question=question, by=by)
        for by in (COUNTY, SKR_GROUP)
    }
    found = {by: _hidden(rows, total) for by, rows in counts.items()}
    by = COUNTY if kind == COUNTY else SKR_GROUP
    hidden, rows = found[by][0], counts[by].rename(columns={"grp": "region"})
    shown = rows[~rows["region"].isin(hidden)]
    if kind == MAIN_GROUP:
        hidden = frozenset(region[0] for region in hidden)
        shown = _by_main_group(shown, hidden)
    is_withheld = total.empty or any(hide_total for _, hide_total in found.values())
    return ShownAnswers(shown, hidden, None if is_withheld else total)


def _hidden(rows: pd.DataFrame, total: pd.DataFrame) -> tuple[frozenset[str], bool]:
    """Return the regions to hide, and whether the total must be withheld too.

    The database tells only that fewer than five answered in a region, and the total; how their
    answers are divided between such regions makes no difference to what a reader could work out.
    """
    answering = rows.groupby("grp")["answering"].first().astype("Float64").astype(float)
    unknown = answering.isna()
    national = 0 if total.empty else int(total["answering"].iloc[0])
    each, more = divmod(national - int(answering.sum()), max(int(unknown.sum()), 1))
    guess = each + (unknown.cumsum() <= more).astype(float)
    found = suppress(answering.fillna(guess))
    return frozenset(map(str, answering.index[found.hidden | unknown])), found.hide_total


def _by_main_group(shown: pd.DataFrame, hidden: frozenset[str]) -> pd.DataFrame:
    main = shown.assign(region=shown["region"].str[0])
    main = main[~main["region"].isin(hidden)]
    answering = shown.groupby("region")["answering"].first()
    totals = answering.groupby(answering.index.str[0]).sum()
    summed = main.groupby(["region", *ANSWER], dropna=False, as_index=False)["respondents"].sum()
    result: pd.DataFrame = summed.assign(answering=summed["region"].map(totals))
    return result
