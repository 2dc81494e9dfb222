"""One municipality at a glance: facts, headline, key figures and where it could stand in rank."""

from dataclasses import dataclass

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.ranks import rank_intervals
from ailaget.statistics.ties import exceeds
from ailaget.texts import rounded
from ailaget.views.base.panel import held_words
from ailaget.views.base.result import Cell, Column, KeyFigure, Table
from ailaget.views.base.selection import (
    COMPARED,
    FEW,
    Selection,
    Source,
    change_text,
    place_names,
    value_text,
)
from ailaget.views.municipality.advice import NextStep, next_step
from ailaget.views.municipality.ahead import Ahead, ahead
from ailaget.views.municipality.areas import (
    GroupGap,
    figure_kind,
    group_gap,
    rank_text,
)
from ailaget.views.municipality.door import Door, door
from ailaget.views.municipality.milestones import milestones
from ailaget.views.municipality.next_step import missing_parts, most_left_to_do
from ailaget.views.municipality.peers import peers_of
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave

RANKED = ("maturity", "ai_fte_per_100k")
STAFFING = ("ai_fte", "ai_fte_per_100k", "ai_fte_per_1000_employees")
PER = 100_000


@dataclass(frozen=True)
class Profile:
    """What the page says first of a municipality.

    `facts` and `one_position` are a line each, `lead` sentences, `ranks` a table of rank intervals,
    `left` where most is left to do and `missing` what the answers lack. `last_answered` is the wave
    to look at instead, where a municipality that has not answered this one did answer earlier, and
    `door` the way for it to answer.
    """

    name: str
    facts: str
    lead: tuple[str, ...]
    next_step: NextStep
    door: Door | None
    ahead: Ahead
    key_figures: tuple[KeyFigure, ...]
    one_position: str
    ranks: Table
    left: tuple[str, ...]
    missing: tuple[str, ...]
    last_answered: str | None


def profile_view(source: Source, selection: Selection) -> Profile | None:
    """Return the municipality at a glance; None where none is chosen."""
    here = municipality_wave(source, selection)
    if here is None:
        return None
    peers = peers_of(source, here, selection, nearest=len(here.rows("sweden", "maturity")))
    has = milestones(source, here.wave)
    return Profile(
        name=here.name,
        facts=_facts(here, selection),
        lead=_lead(here, selection),
        next_step=next_step(source, here, peers, has, selection),
        door=door(here, selection),
        ahead=ahead(here, peers, has, selection),
        key_figures=_key_figures(here, selection),
        one_position=_one_position(here, selection),
        ranks=_ranks(here, selection),
        left=most_left_to_do(source, here, selection),
        missing=missing_parts(source, here, selection),
        last_answered=here.last_answered,
    )


def _facts(here: MunicipalityWave, selection: Selection) -> str:
    t, names = selection.t, place_names(selection.language)
    employees = (
        t("municipality.employees_unknown")
        if here.employees is None
        else t("municipality.employees", n=t.number(here.employees))
    )
    population = t(
        "municipality.population", n=t.number(here.population), year=here.population_year
    )
    answered = "municipality.answered" if here.has_responded else "municipality.silent"
    parts = [names[here.county], names[here.skr_group], population, employees]
    return " · ".join([*parts, t(answered, wave=t.wave(here.wave))])


def _lead(here: MunicipalityWave, selection: Selection) -> tuple[str, ...]:
    """Return what to remember: the level, against the group, and the place."""
    t, index = selection.t, here.value("maturity")
    params = {"name": here.name, "wave": t.wave(here.wave)}
    maturity = codebook().indicator("maturity")
    group = here.figure("skr_group", "maturity")
    params |= {
        "group": here.area_name("skr_group", selection),
        "mean": value_text(t, maturity, group.value),
        "n": t.number(group.n),
        "of": t.number(group.of),
    }
    if index is None:
        kind = "unknown" if here.has_responded else "silent"
        sentences = [t(f"municipality.headline_{each}", **params) for each in (kind, "without")]
        sentences += _earlier(here, selection)
        if group.n >= FEW:
            sentences.append(t("municipality.headline_group", **params))
        return (selection.marked(" ".join(sentences)),)
    gap = group_gap(here, maturity)
    points = rounded(gap.points, maturity.decimals) if gap else 0.0
    headline = t(
        f"municipality.headline_{'alone' if gap is None else _side(gap, points)}",
        index=value_text(t, maturity, index),
        level=codebook().level_of(index).label[selection.language],
        gap=value_text(t, maturity, abs(points)),
        **params,
    )
    return (selection.marked(f"{headline} {_place(here, selection)}"),)


def _place(here: MunicipalityWave, selection: Selection) -> str:
    """Return the place among those with a value, in a sentence."""
    t, values = selection.t, here.rows("sweden", "maturity").set_index("municipality")["value"]
    valued = values.dropna()
    if len(valued) < COMPARED:
        return t("municipality.place_only")
    rank = rank_intervals(valued).loc[[here.code]]
    key = "place_shared" if rank["ties"].any() else "place"
    place = t.number(int(rank["best"].iloc[0]))
    return t(f"municipality.{key}", place=place, n=t.number(len(valued)))


def _side(gap: GroupGap, points: float) -> str:
    """Return on which side of its group's mean a municipality lies, if that can be said."""
    if gap.is_certain and points:
        return "under" if points < 0 else "over"
    return "near" if points else "level"


def _one_position(here: MunicipalityWave, selection: Selection) -> str:
    t = selection.t
    params = {"name": here.name, "population": t.number(here.population)}
    return t("municipality.one_position", value=t.number(PER / here.population, 1), **params)


def _earlier(here: MunicipalityWave, selection: Selection) -> list[str]:
    t, earlier, sentences = selection.t, here.earlier("maturity"), []
    if here.last_answered:
        sentences.append(t("municipality.headline_last", wave=t.wave(here.last_answered)))
    if earlier is not None:
        params = {"wave": t.wave(earlier[0]), "index": t.number(earlier[1], 1)}
        sentences.append(t("municipality.headline_earlier", **params))
    return sentences


def _key_figures(here: MunicipalityWave, selection: Selection) -> tuple[KeyFigure, ...]:
    book = codebook()
    index = here.value("maturity")
    level = "" if index is None else book.level_of(index).label[selection.language]
    figures = [_key_figure(here, book.indicator("maturity"), level, selection)]
    for key in STAFFING:
        figures.append(_key_figure(here, book.indicator(key), "", selection))
    return tuple(figures)


def _key_figure(
    here: MunicipalityWave, indicator: Indicator, level: str, selection: Selection
) -> KeyFigure:
    t = selection.t
    group = here.figure("skr_group", indicator.key)
    kind = figure_kind(indicator) if group.n >= FEW else "few"
    basis = t(
        f"municipality.basis_{kind}",
        group=here.area_name("skr_group", selection),
        value=value_text(t, indicator, group.value, group=True),
        n=t.number(group.n),
    )
    own = here.value(indicator.key)
    change, direction = _change(here, indicator, selection)
    if level:
        basis = t("municipality.level", level=level, basis=basis)
    label = t(f"municipality.key_{indicator.key}")
    return KeyFigure(label, value_text(t, indicator, own), change, basis, direction)


def _change(
    here: MunicipalityWave, indicator: Indicator, selection: Selection
) -> tuple[str, int | None]:
    """Return the change since the wave before, or the latest value that there is."""
    t, own = selection.t, here.value(indicator.key)
    earlier = here.earlier(indicator.key)
    if earlier is None:
        return ("", None) if len(here.waves) == 1 else (t("municipality.no_earlier"), None)
    wave, before = earlier
    if own is None:
        params = {"value": value_text(t, indicator, before), "wave": t.wave_short(wave)}
        return t("municipality.latest", **params), None
    held = here.held_fixed(indicator.key, wave)
    before = before if held is None else held
    params = {"change": change_text(t, indicator, own - before), "wave": t.wave_short(wave)}
    if params["change"] == change_text(t, indicator, 0.0):
        return t("municipality.unchanged", wave=params["wave"]), 0
    change = held_words(t("municipality.change", **params), indicator, t)
    if indicator.key == "maturity" and exceeds(here.sure["maturity"], abs(own - before)):
        points = t.number(here.sure["maturity"], indicator.decimals)
        return t("municipality.change_unsure", change=change, points=points), None
    return change, 1 if own > before else -1


def _ranks(here: MunicipalityWave, selection: Selection) -> Table:
    """Return where the municipality could stand, one row per area and one column per measure.

    Empty where it has a value in none of them.
    """
    t = selection.t
    if all(here.value(key) is None for key in RANKED):
        return Table((), ())
    labels = [Column(key, codebook().indicator(key).label[t.language], "place") for key in RANKED]
    rows: list[tuple[Cell, ...]] = []
    for area in reversed(here.areas):
        of = t.number(len(here.rows(area, RANKED[0])))
        name = t("municipality.area_of", area=here.area_name(area, selection), of=of)
        rows.append((name, *(_rank(here, area, key, selection) for key in RANKED)))
    return Table((Column("area", t("municipality.area"), "name"), *labels), rows)


def _rank(here: MunicipalityWave, area: str, key: str, selection: Selection) -> str:
    rows = here.rows(area, key).set_index("municipality")
    higher = codebook().indicator(key).higher_is_better
    return rank_text(rows["value"], here.code, selection.t, higher_is_better=higher)
