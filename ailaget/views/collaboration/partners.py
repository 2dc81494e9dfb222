"""Who could work together: the same gap near each other, and one ahead in what the other lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.statistics.sample import TooFewValues
from ailaget.texts import Texts, within_sentence
from ailaget.views.base.cells import folding
from ailaget.views.base.result import Cell, Column, Exhibit, Table
from ailaget.views.base.selection import Selection, Source, short_label
from ailaget.views.collaboration.basis import collaborations_of
from ailaget.views.collaboration.gaps import Gaps, Near, ahead_in_gap, gaps_of, same_gap
from ailaget.views.collaboration.suggestion import suggestion_of
from ailaget.views.municipality.milestones import had_words, index_of, lacked, milestones

KEY = "collaboration_pairs"


@dataclass(frozen=True)
class Partners:
    """A municipality's group, who near it has the same gap, and who is ahead in it, in words."""

    title: str
    sentences: tuple[str, ...]


def partners_view(source: Source, selection: Selection) -> Partners | None:
    """Return whom the chosen municipality could work with; None where none is chosen."""
    code = selection.municipality
    if code is None:
        return None
    t, name = selection.t, geography.municipality(code).name
    sentences = [
        _group(source, selection, code, name),
        *_near(source, selection, code, name),
        _today(source, code, name, t),
    ]
    return Partners(t("collaboration.partners_title", name=name), tuple(sentences))


def pairs_view(source: Source, selection: Selection) -> Exhibit:
    """Return each municipality of the filter that lags in a part, with who near could help.

    Those near may lie outside the filter.
    """
    t, gaps = selection.t, gaps_of(source, selection.wave)
    places = source.query("municipalities", wave=selection.wave, **selection.filter)
    rows = {
        str(code): str(name)
        for code, name in zip(places["municipality"], places["name"], strict=True)
        if code in gaps.worst.index
    }
    codes = sorted(rows, key=lambda code: (code != selection.municipality, t.sort_key(rows[code])))
    same = [_labels(same_gap(gaps, code, selection.near), t) for code in codes]
    ahead = [_labels(ahead_in_gap(gaps, code, selection.near), t) for code in codes]
    headline = _headline([rows[code] for code in codes], list(map(bool, ahead)), len(places), t)
    values, sure = gaps.parts.reindex(places["municipality"]), gaps.sure.values()
    return Exhibit(
        key=KEY,
        title=t("collaboration.pairs_title"),
        headline=selection.marked(headline) if codes else headline,
        table=_table(codes, rows, gaps, same, ahead, selection),
        attribution=selection.source_line(),
        caveat=t(
            "collaboration.pairs_method",
            near=t.number(selection.near),
            least=t.number(min(sure)),
            most=t.number(max(sure)),
        ),
        n=int(values.notna().any(axis=1).sum()),
        of=len(places),
        file_stem=t("collaboration.pairs_file", wave=selection.wave),
        wave=selection.wave,
        unit=t("unit.index"),
    )


def _headline(names: Sequence[str], has_near: Sequence[bool], of: int, t: Texts) -> str:
    """Return how many of those that lag have somebody near who is ahead; of one whether it has."""
    if not names:
        return t("collaboration.pairs_nobody" if of else "empty.nobody_in_filter")
    if len(names) == 1:
        return t(f"collaboration.pairs_alone.{'yes' if has_near[0] else 'no'}", name=names[0])
    return t.count("collaboration.pairs_headline", sum(has_near), of=t.number(len(names)))


def _table(
    codes: Sequence[str],
    names: dict[str, str],
    gaps: Gaps,
    same: list[dict[str, str]],
    ahead: list[dict[str, str]],
    selection: Selection,
) -> Table:
    t = selection.t
    columns = (
        Column("name", t("column.municipality"), "name"),
        folding(Column("gap", t("collaboration.column_gap")), t),
        folding(Column("points", t("collaboration.column_points"), "number", 0), t),
        Column("same", t("collaboration.column_same")),
        Column("ahead", t("collaboration.column_ahead")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            names[code],
            _part(gaps, code, selection),
            round(float(gaps.below.loc[code, gaps.worst[code]]), 6),
            ", ".join(alike.values()),
            ", ".join(before.values()),
        )
        for code, alike, before in zip(codes, same, ahead, strict=True)
    ]
    links = {"same": same, "ahead": ahead}
    return Table(columns, rows, tuple(codes), focus=selection.municipality, links=links)


def _part(gaps: Gaps, code: str, selection: Selection) -> str:
    return short_label(codebook().indicator(gaps.worst[code]), selection.language)


def _labels(near: Sequence[Near], t: Texts) -> dict[str, str]:
    """Return each with how far it is, by its code."""
    return {
        each.code: t(
            "collaboration.near",
            name=geography.municipality(each.code).name,
            kilometres=t.number(each.kilometres),
        )
        for each in near
    }


def _group(source: Source, selection: Selection, code: str, name: str) -> str:
    t = selection.t
    try:
        suggestion = suggestion_of(source, selection)
    except TooFewValues as error:
        return t.error(error)
    group = suggestion.group_of(code)
    if group is None:
        bears = suggestion.basis.bears(code)
        return selection.marked(t(f"collaboration.partners_{bears}", name=name))
    others = [each for other, each in group.names.items() if other != code]
    return selection.marked(
        t(
            "collaboration.partners_group",
            name=name,
            others=t.listing(sorted(others, key=t.sort_key)),
            host=group.name,
            population=t.number(group.population),
            added=t.number(group.added, 1),
        )
    )


def _near(source: Source, selection: Selection, code: str, name: str) -> list[str]:
    """Return who near has the same gap and who is ahead in it, and what the nearest has."""
    t, gaps = selection.t, gaps_of(source, selection.wave)
    if code not in gaps.worst.index:
        is_known = code in gaps.parts.dropna(how="all").index
        return [t(f"collaboration.partners_{'no_gap' if is_known else 'unknown'}", name=name)]
    part, near = _part(gaps, code, selection), t.number(selection.near)
    sentences = []
    for kind, partners in (
        ("same", same_gap(gaps, code, selection.near)),
        ("ahead", ahead_in_gap(gaps, code, selection.near)),
    ):
        names = t.listing(_labels(partners, t).values())
        key = kind if partners else f"{kind}_nobody"
        sentence = t(
            f"collaboration.partners_{key}", gap=within_sentence(part), names=names, near=near
        )
        sentences.append(selection.marked(sentence))
        if kind == "ahead" and partners:
            sentences += _what_they_have(source, selection, code, name, partners)
    return sentences


def _what_they_have(
    source: Source, selection: Selection, code: str, name: str, partners: Sequence[Near]
) -> list[str]:
    """Return what each of those ahead has of the part that the municipality says it has not."""
    t, has = selection.t, milestones(source, selection.wave)
    gap = gaps_of(source, selection.wave).worst[code]
    missing = [key for key in lacked(has, code) if (index := index_of(key)) and index.key == gap]
    had = {
        geography.municipality(each.code).name: had_words(has, each.code, missing, t.language)
        for each in partners
    }
    return [
        selection.marked(
            t("collaboration.partners_has", name=name, other=other, things=t.listing(things))
        )
        for other, things in had.items()
        if things
    ]


def _today(source: Source, code: str, name: str, t: Texts) -> str:
    """Return which known collaborations the municipality is a member of: no answer of a survey."""
    names = [entry.name for entry in collaborations_of(source) if code in entry.members]
    if not names:
        return t("collaboration.partners_outside", name=name)
    return t("collaboration.partners_today", name=name, names="; ".join(names))
