"""What values are of: waves, indicators, questions, municipalities and their groups."""

from collections.abc import Mapping

import pandas as pd

from ailaget import geography
from ailaget.api.records import (
    AreaMember,
    AreaSet,
    Choice,
    Group,
    Indicator,
    Level,
    Municipality,
    Question,
    Wave,
    Words,
)
from ailaget.codebook import Indicator as Formula
from ailaget.codebook import codebook
from ailaget.errors import UnknownKey
from ailaget.views.base.own_areas import area_sets
from ailaget.views.base.rows import NO_FILTER, row_records
from ailaget.views.base.selection import Source


def words(texts: Mapping[str, str]) -> Words:
    """Return a text in both languages."""
    return Words(sv=texts["sv"], en=texts["en"])


def waves(source: Source) -> list[Wave]:
    """Return the published waves, newest first; none where nothing is published."""
    return [
        Wave(
            wave=row["wave"],
            is_demo=row["is_demo"],
            skr_grouping=row["grouping"],
            respondents=row["respondents"],
            municipalities=row["municipalities"],
            response_rate=rate(row["respondents"], row["municipalities"]),
        )
        for row in row_records(source.query("waves"))
    ]


def rate(some: int, of: int) -> float | None:
    """Return a share; None of nobody."""
    return some / of if of else None


def known_waves(source: Source, asked: list[str]) -> list[str]:
    """Return the waves asked for, the newest where none was; raises UnknownKey."""
    known = [wave.wave for wave in waves(source)]
    for wave in asked:
        if wave not in known:
            raise UnknownKey("wave", wave, known)
    return [wave for wave in known if wave in asked] or known[:1]


def known_indicators(asked: list[str]) -> list[str]:
    """Return the indicators asked for, all where none was, in their order; raises UnknownKey."""
    for key in asked:
        codebook().indicator(key)
    return [key for key in codebook().indicators if key in asked or not asked]


def indicators() -> list[Indicator]:
    """Return every indicator, in the codebook's order."""
    return [
        Indicator(
            indicator=each.key,
            label=words(each.label),
            caveat=words(each.caveat),
            unit=each.unit,
            decimals=each.decimals,
            dimension=each.dimension,
            formula=each.formula,
            questions=_questions_of(each),
            higher_is_better=each.higher_is_better,
            version=each.version,
        )
        for each in codebook().indicators.values()
    ]


def _questions_of(indicator: Formula) -> list[str]:
    """Return the questions that an indicator is made of, each once, its parts' own included."""
    own = [indicator.question] if indicator.question else []
    items = [item.question for item in indicator.items]
    parts = [_questions_of(codebook().indicator(key)) for key in indicator.of]
    return list(dict.fromkeys([*own, *items, *(key for part in parts for key in part)]))


def questions() -> list[Question]:
    """Return every question, in the codebook's order; the answers are in no record."""
    return [
        Question(
            question=each.key,
            dimension=each.dimension,
            kind=each.kind,
            label=words(each.label),
            wording=words(each.wording),
            unit=each.unit,
            minimum=each.minimum,
            maximum=each.maximum,
            choices=[
                Choice(choice=choice.key, value=choice.value, label=words(choice.label))
                for choice in each.choices
            ],
            visibility=each.visibility,
            first_wave=each.first_wave,
            last_wave=each.last_wave,
        )
        for each in codebook().questions.values()
    ]


def municipalities(source: Source, asked: list[str]) -> list[Municipality]:
    """Return each municipality at each wave asked for; raises UnknownKey."""
    return [
        Municipality(
            wave=wave,
            municipality=row["municipality"],
            name=row["name"],
            county=row["county"],
            skr_group=row["skr_group"],
            size_class=row["size_class"],
            population=_whole(row["population"]),
            population_year=_whole(row["population_year"]),
            has_responded=row["has_responded"],
        )
        for wave in known_waves(source, asked)
        for row in row_records(source.query("municipalities", wave=wave, **NO_FILTER))
    ]


def _whole(number: float | None) -> int | None:
    return None if number is None or pd.isna(number) else int(number)


def groups(source: Source) -> list[Group]:
    """Return every group that values are given for: the usual ones, then areas of own sets."""
    return [
        *usual_groups(),
        *(
            Group(level=Level.area, group=code, label=Words(sv=name, en=name))
            for own in area_sets(source)
            for code, name in own.region_names.items()
        ),
    ]


def sets_of_areas(source: Source) -> list[AreaSet]:
    """Return the sets of areas with boundaries of their own, in the order they were taken in."""
    return [
        AreaSet(**{key: row[key] for key in AreaSet.model_fields})
        for row in row_records(source.query("area_sets"))
    ]


def area_members(source: Source) -> list[AreaMember]:
    """Return the municipalities of every area, by set and code; those of none are not there."""
    return [
        AreaMember(
            area_set=own.key,
            group=own.region(row["area"]),
            name=row["area_name"],
            municipality=row["municipality"],
            share=row["share"],
            is_split=row["is_split"],
        )
        for own in area_sets(source)
        for row in row_records(source.query("area_members", area_set=own.key))
        if row["municipality"] in own.area_of
    ]


def usual_groups() -> list[Group]:
    """Return counties, SKR groups and size classes, in their order."""
    named = {
        Level.county: [(each.code, each.names) for each in geography.counties()],
        Level.skr_group: [(each.code, each.names) for each in geography.skr_groups()],
        Level.size_class: [(each.key, each.names) for each in geography.size_classes()],
    }
    return [
        Group(level=level, group=code, label=words(names))
        for level, members in named.items()
        for code, names in members
    ]
