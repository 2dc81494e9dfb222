"""Groups of municipalities that could share a position for AI: on a map, and one by one."""

from ailaget import geography
from ailaget.statistics.sample import TooFewValues
from ailaget.texts import Texts, rounded
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.result import CELL, Cell, Chart, Column, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.collaboration.basis import BY_STAFF, NOBODY
from ailaget.views.collaboration.group_map import groups_map
from ailaget.views.collaboration.group_rows import Group
from ailaget.views.collaboration.grouping import KILOMETRES, sharing_weights, sizes_of
from ailaget.views.collaboration.suggestion import Suggestion, suggestion_of

KEY = "collaboration_groups"


def suggested_groups_view(source: Source, selection: Selection) -> Chart:
    """Return the suggested groups on a map, with what each has alone and together.

    The whole country is always grouped; the filter decides which groups are shown.
    """
    t = selection.t
    title, unit = t("collaboration.groups_title"), t("unit.fte_per_100k")
    try:
        suggestion = suggestion_of(source, selection)
    except TooFewValues as error:
        of, reason = len(geography.municipalities()), t.error(error)
        return worded_chart(selection, KEY, title=title, reason=reason, of=of, unit=unit)
    n, of = int(suggestion.basis.rows["fte"].notna().sum()), len(suggestion.basis.rows)
    headline = selection.marked(headline_of(suggestion, selection))
    return make_chart(
        selection,
        KEY,
        title=title,
        headline=headline,
        figure=groups_map(suggestion, title, selection),
        table=groups_table(suggestion, selection),
        alt=t("collaboration.groups_alt", title=title, headline=headline),
        caveat=method_of(suggestion, selection),
        n=n,
        of=of,
        file_stem=t("collaboration.groups_file", wave=selection.wave),
        unit=unit,
        headline_of=(of, of),  # grouped are all, whoever has answered
    )


def headline_of(suggestion: Suggestion, selection: Selection) -> str:
    """Return how many groups there are and of whom, or that all bear a position of their own."""
    t, least_most = selection.t, selection.group_size.partition("-")
    if not suggestion.groups:
        return t("collaboration.groups_none")
    kind = "_all" if selection.bears == NOBODY else ""
    return t.count(
        f"collaboration.groups_headline{kind}",
        len(suggestion.groups),
        least=least_most[0],
        most=least_most[2],
        sharing=t.number(len(suggestion.basis.sharing)),
    )


def rule_words(selection: Selection) -> str:
    """Return who is taken to bear a position of its own, in a sentence."""
    t, rule = selection.t, selection.bears
    if rule in (NOBODY, BY_STAFF):
        return t(f"collaboration.rule_{rule}")
    return t("collaboration.rule_size", limit=t.number(int(rule)))


def method_of(suggestion: Suggestion, selection: Selection) -> str:
    """Return how the groups were found, how good they are, and what they do not say."""
    t, grouping = selection.t, suggestion.answer.grouping
    least, most = sizes_of(selection)
    weights = {
        key: t.number(weight * KILOMETRES[key])
        for key, weight in sharing_weights(selection).items()
    }
    silent = int(suggestion.basis.sharing["fte"].isna().sum())
    sentences = [
        rule_words(selection),
        t("collaboration.method_cost", least=t.number(least), most=t.number(most), **weights),
        t(
            "collaboration.method_solver",
            total=t.number(grouping.total),
            greedy=t.number(grouping.greedy),
            bound=t.number(grouping.bound),
            gap=t.percent(grouping.gap, 1),
            candidates=t.number(grouping.candidates),
            seconds=t.number(suggestion.answer.seconds, 1),
        ),
        t("collaboration.method_distance"),
        t("collaboration.method_staffing", silent=t.number(silent)),
        t("collaboration.method_country"),
    ]
    return " ".join(sentences)


def groups_table(suggestion: Suggestion, selection: Selection) -> Table:
    """Return one row for each shown group, that of the chosen municipality first."""
    t, shown = selection.t, suggestion.shown
    rate = t("unit.fte_per_100k")

    def column(
        key: str, kind: str = "text", decimals: int = 0, *, folds: bool = False, unit: str = ""
    ) -> Column:
        folded = t(f"collaboration.folded_{key}", cell=CELL) if folds else ""
        label = t(f"collaboration.column_{key}")
        return Column(key, label, kind, decimals, unit=unit, collapsed=folded)

    columns = (
        column("host", "name"),
        column("members"),
        column("population", "integer"),
        column("alone", folds=True, unit=rate),
        column("together", "number", 1, folds=True, unit=rate),
        column("added", "number", 1, folds=True, unit=rate),
        column("longest", "integer", folds=True, unit="km"),
        column("counties", "integer", folds=True),
        column("bodies", folds=True),
    )
    own = suggestion.group_of(selection.municipality)
    return Table(
        columns,
        [_record(group, t) for group in shown],
        [group.host for group in shown],
        focus=own.host if own else None,
        links={"members": [group.names for group in shown]},
    )


def _record(group: Group, t: Texts) -> tuple[Cell, ...]:
    bodies = [
        t("collaboration.body", name=entry.name, n=t.number(inside), of=t.number(len(group.names)))
        for entry, inside in group.bodies
    ]
    return (
        group.name,
        ", ".join(group.names.values()),
        group.population,
        alone_words(group, t),
        group.together,
        group.added,
        int(rounded(group.longest)),
        group.counties,
        "; ".join(bodies),
    )


def alone_words(group: Group, t: Texts) -> str:
    """Return what the members have alone, from least to most, and how many have answered."""
    n, of = t.number(len(group.alone)), t.number(len(group.names))
    if not group.alone:
        return t("collaboration.alone_unknown", of=of)
    low, high = (t.number(end(group.alone), 1) for end in (min, max))
    kind = "same" if low == high else "range"
    return t(f"collaboration.alone_{kind}", low=low, high=high, n=n, of=of)
