"""Who is left behind: three conditions that can be moved, and nobody counted in silence."""

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database, current_build, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.measurement import one_step, sure_change
from ailaget.views.inequality.left_behind import left_behind_view
from ailaget.views.inequality.left_behind_basis import (
    LISTED,
    UNKNOWN,
    left_behind_of,
    model_level,
)
from ailaget.views.inequality.left_behind_chance import likely_words
from ailaget.views.inequality.neighbourhood import neighbours_by
from tests.views.planted import CODES, Planted, choose, everyone

GRUMS, SAFFLE, KARLSTAD, KIL = "1764", "1785", "1780", "1715"


def country(grums: float | None, karlstad: float, grums_before: float | None = 10.0) -> Planted:
    """Everyone at 30 and rising from 20; Grums low, its neighbour Karlstad as asked."""
    now = everyone(30.0) | {GRUMS: grums, KARLSTAD: karlstad}
    before = everyone(20.0) | {GRUMS: grums_before}
    return Planted({"maturity": now}, {"maturity": before})


def listed(source: Planted, part: str = LISTED, **chosen: object) -> list[str]:
    return left_behind_of(source, choose(**chosen)).part(part)["code"].tolist()


def test_low_still_and_alone_is_listed_with_its_reasons() -> None:
    chart = left_behind_view(country(11.0, 39.9), choose())
    assert chart.table.codes == (GRUMS,)
    name, value, change, neighbour, rank, reasons = chart.table.rows[0]
    assert (name, value, change, rank) == ("Grums", 11.0, 1.0, "290")
    assert neighbour == "Karlstad 39,9 (En bit på väg)"
    assert reasons.replace("\N{NO-BREAK SPACE}", " ") == (
        "Hör till de lägsta 20 % (30,0 eller lägre). Har ändrats med +1,0, inom "
        "mätfelet. Ingen granne har nått nivån Halvvägs."
    )
    assert chart.headline == (
        "Enligt svaren har 1 kommun lågt värde, ingen säker ökning och ingen granne på nivån "
        "Halvvägs: Grums"
    )


def test_a_neighbour_at_the_third_level_is_one_to_learn_from() -> None:
    assert listed(country(11.0, 40.0)) == []
    assert listed(country(11.0, 40.0), below=4) == [GRUMS]


def test_only_a_rise_that_is_more_than_how_one_is_measured_is_one() -> None:
    """Nothing tells of the planted answers how they are measured: then one step in one answer."""
    step = one_step(codebook().indicator("maturity"))
    assert left_behind_of(country(11.0, 30.0), choose()).sure == step
    assert listed(country(10.0 + step - 0.1, 30.0)) == [GRUMS]
    assert listed(country(10.0 + step, 30.0)) == []
    assert listed(country(4.0, 30.0)) == [GRUMS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["maturity", "maturity_use"])
def test_the_smallest_sure_change_is_that_of_all_pages_and_is_told(
    demo: Database, language: str, indicator: str
) -> None:
    selection = choose(is_demo=True, indicator=indicator, language=language)
    behind, chart = left_behind_of(demo, selection), left_behind_view(demo, selection)
    least = sure_change(demo, selection.wave, behind.indicator)
    assert behind.sure == least and behind.moved is None
    judged = behind.rows[behind.rows["change"].notna()]
    assert (judged["change"] < behind.sure).all()
    shown = texts(language).number(least, behind.indicator.decimals)
    assert texts(language)("left_behind.still_sure", sure=shown) in chart.caveat


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_of_ones_own_are_told_beside_what_is_sure(language: str) -> None:
    t, source = texts(language), country(11.0, 39.9)
    chart = left_behind_view(source, choose(language=language, moved=2.0))
    sure = t.number(one_step(codebook().indicator("maturity")), 1)
    assert t("left_behind.still_points", points="2", sure=sure) in chart.caveat
    level = codebook().levels[2].label[language]
    forms = t.forms("left_behind.finding_points", 1, points="2", level=level)
    assert any(form in chart.headline for form in forms)


def test_the_limits_can_be_moved() -> None:
    assert listed(country(13.0, 30.0), moved=2.0) == []
    assert listed(country(13.0, 30.0), moved=5.0) == [GRUMS]
    rising = country(11.0, 30.0)
    assert listed(rising, bottom=0.1) == [GRUMS]
    assert listed(rising, below=2) == []


def test_without_an_earlier_answer_it_is_named_apart() -> None:
    source = country(11.0, 30.0, grums_before=None)
    assert listed(source) == []
    assert listed(source, UNKNOWN) == [GRUMS]
    chart = left_behind_view(source, choose())
    assert "något saknas: Grums" in chart.caveat
    assert chart.headline == "Enligt svaren uppfyller ingen kommun här alla tre villkoren"


def test_silent_neighbours_leave_it_unknown() -> None:
    source = Planted(
        {"maturity": {GRUMS: 5.0, "2584": 50.0, "0114": 60.0}}, {"maturity": {GRUMS: 5.0}}
    )
    assert listed(source, UNKNOWN, bottom=0.33) == [GRUMS]


NEAR = neighbours_by("border").of(GRUMS)


@pytest.mark.parametrize(
    ("silent", "far", "grums", "before", "part"),
    [
        ((), (), 11.0, 10.0, LISTED),
        ((), (KARLSTAD,), 11.0, 10.0, None),
        ((KIL,), (), 11.0, 10.0, UNKNOWN),
        ((KIL,), (KARLSTAD,), 11.0, 10.0, None),
        (NEAR, (), 11.0, 10.0, UNKNOWN),
        ((KIL,), (), 11.0, None, UNKNOWN),
        ((), (), 11.0, None, UNKNOWN),
        ((), (KARLSTAD,), 11.0, None, None),
        ((KIL,), (), 17.0, 10.0, None),
        ((KIL,), (), 30.5, 30.0, None),
        ((), (), None, 10.0, None),
    ],
    ids=[
        "no neighbour has come far",
        "a neighbour has come far",
        "a neighbour is silent, and the others have not come far",
        "a neighbour is silent, and another has come far",
        "all neighbours are silent",
        "a neighbour is silent, and the rise is not known",
        "the rise is not known",
        "the rise is not known, and a neighbour has come far",
        "a neighbour is silent, but it has surely risen",
        "a neighbour is silent, but it is not low",
        "it is silent itself",
    ],
)
def test_it_is_unknown_only_where_what_is_missing_decides(
    silent: tuple[str, ...],
    far: tuple[str, ...],
    grums: float | None,
    before: float | None,
    part: str | None,
) -> None:
    now = everyone(30.0) | dict.fromkeys(silent) | dict.fromkeys(far, 40.0) | {GRUMS: grums}
    source = Planted({"maturity": now}, {"maturity": everyone(20.0) | {GRUMS: before}})
    for name in (LISTED, UNKNOWN):
        assert listed(source, name) == ([GRUMS] if part == name else []), name


def test_neighbours_without_a_value_are_counted_beside_those_that_have_not_reached_it() -> None:
    now = everyone(30.0) | {GRUMS: 11.0, KIL: None}
    source = Planted({"maturity": now}, {"maturity": everyone(10.0)})
    reasons = left_behind_view(source, choose()).table.rows[0][5]
    assert "granne som har ett värde har nått nivån Halvvägs. 1 av " in reasons
    assert " grannar saknar värde, så det går inte att bedöma." in reasons
    assert GRUMS not in listed(source)
    assert GRUMS in listed(source, UNKNOWN)


def test_a_level_that_nobody_could_be_below_is_ignored() -> None:
    assert model_level(choose(below=1)) == 3


def test_the_filter_only_lists() -> None:
    assert listed(country(11.0, 30.0), county=("17",)) == [GRUMS]
    assert listed(country(11.0, 30.0), county=("12",)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_where_there_is_nothing_to_count(language: str) -> None:
    t, selection = texts(language), choose(language=language)
    nobody = left_behind_view(Planted({}), selection)
    assert nobody.headline == t("empty.no_answers")
    alone = left_behind_view(Planted({"maturity": {GRUMS: 5.0}}, has_before=False), selection)
    assert alone.headline == t("enough.few.one")
    first = left_behind_view(Planted({"maturity": everyone(9.0)}, has_before=False), selection)
    level = codebook().levels[2].label[language]
    assert first.headline == t("left_behind.finding_one_wave")
    assert first.caveat.startswith(t("left_behind.one_wave", level=level))
    equal = left_behind_view(
        Planted({"maturity": everyone(9.0)}, {"maturity": everyone(9.0)}), selection
    )
    assert len(equal.table.rows) == len(CODES)  # all alike are all lowest, and all stand still


@pytest.mark.parametrize("indicator", ["maturity_use", "ai_fte"])
def test_a_single_wave_of_three_is_shown(single_workspace: Workspace, indicator: str) -> None:
    database = open_database(single_workspace, str(current_build(single_workspace)))
    chart = left_behind_view(database, choose(indicator=indicator))
    assert chart.headline
    database.close()


def test_each_that_is_named_has_a_probability_and_the_likeliest_is_told(
    demo_workspace: Workspace,
) -> None:
    source = open_database(demo_workspace)
    selection = choose(is_demo=True)
    behind, chart = left_behind_of(source, selection), left_behind_view(source, selection)
    by_part = left_behind_view(source, choose(is_demo=True, indicator="maturity_use"))
    single = left_behind_view(source, choose(is_demo=True, indicator="maturity_data"))
    source.close()
    assert behind.has_chances
    assert chart.table.columns[-1].key == "chance"
    chances = [row[-1] for row in chart.table.rows]
    assert all(0 <= chance <= 1 for chance in chances)
    top = max(chart.table.rows, key=lambda row: row[-1])
    assert f"Högst är sannolikheten för {top[0]}" in chart.caveat
    likely = sum(chance >= 0.5 for chance in chances)
    counted = f"uppfyller {likely} av kommunerna här" if likely else "når ingen av kommunerna här"
    assert counted in chart.caveat
    assert by_part.table.columns[-1].key == "chance"
    assert single.table.columns[-1].key == "chance"


def test_a_probability_that_is_missing_is_neither_counted_nor_the_highest() -> None:
    rows = pd.DataFrame({"name": ["Åre", "Berg"], "chance": [float("nan"), 0.25]})
    assert likely_words(rows, texts("sv"))[0].endswith("Berg: 25 procent.")
    assert likely_words(rows.assign(chance=float("nan")), texts("sv")) == []
