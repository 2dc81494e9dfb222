"""Förklaringar: an indicator beside figures of others, and what its heading may claim."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.statistics.gap_parts import GapParts
from ailaget.statistics.intervals import Interval
from ailaget.statistics.power import least_share_change, needed
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.context_figures import known_figures, municipalities_where
from ailaget.views.base.selection import FEW, LONGEST
from ailaget.views.catalogue import CHARTS
from ailaget.views.explanations.beyond import above_codes, beyond_view
from ailaget.views.explanations.concentration import concentration_view
from ailaget.views.explanations.growth import growth_view
from ailaget.views.explanations.parts import _held, conditions_view, parts_view
from ailaget.views.explanations.power import power_view
from ailaget.views.explanations.scatter import scatter_view
from tests.views import planted as planted_country
from tests.views.planted import CODES, Planted, choose, context_of

LOTS = np.random.default_rng(7)
NOISE = dict(zip(CODES, LOTS.normal(0, 4, len(CODES)), strict=True))
ANSWERING = [code for code in CODES if LOTS.random() < 0.8]


def planted(value_of) -> Planted:
    values = {code: float(np.clip(value_of(code), 0, 100)) for code in ANSWERING}
    return Planted({"maturity": values})


BY_SIZE = planted(lambda code: 10 * np.log10(context_of(code)["population"]) + NOISE[code])
BY_DISTANCE = planted(lambda code: 60 - context_of(code)["distance"] / 30 + NOISE[code])
BY_CHANCE = planted(lambda code: 40 + 3 * NOISE[code])


def test_a_heading_says_what_goes_together_and_what_does_so_among_those_of_one_size() -> None:
    size = scatter_view(BY_SIZE, choose())
    assert size.headline == "AI-mognad: ofta högre hos kommuner med många invånare"
    distance = scatter_view(BY_DISTANCE, choose(context="distance"))
    alike = "AI-mognad: ofta lägre hos kommuner där ”Avstånd” är högt, också bland lika stora"
    assert distance.headline == alike
    assert "Bland lika stora kommuner är den −0," in distance.caveat
    assert (size.n, size.of) == (len(ANSWERING), 290)


@pytest.mark.parametrize("context", ["population", "distance", "chance"])
def test_chance_alone_is_claimed_nothing_of(context: str) -> None:
    headline = scatter_view(BY_CHANCE, choose(context=context)).headline
    assert "inget säkert samband" in headline


def test_the_table_has_each_municipality_and_files_are_named_for_the_figure() -> None:
    chart = scatter_view(BY_DISTANCE, choose(context="distance", municipality="0180"))
    rows = dict(zip(chart.table.codes, chart.table.rows, strict=True))
    assert set(rows) == set(ANSWERING)
    assert rows[ANSWERING[0]][1] == pytest.approx(context_of(ANSWERING[0])["distance"])
    assert "mot-omvarldsmatt" in chart.file_stem
    assert "Avstånd gäller 2025. Källa: SCB. Villkor: CC0 1.0." in chart.caveat


def test_a_figure_that_is_gone_gives_that_of_size_and_names_stand_beside_their_dots() -> None:
    chart = scatter_view(BY_SIZE, choose(context="gone", compare=(ANSWERING[0],)))
    assert "Invånare" in chart.title
    names = [note.text for note in chart.figure.layout.annotations]
    assert f"<b>{chart.table.rows[list(chart.table.codes).index(ANSWERING[0])][0]}</b>" in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_are_not_drawn_a_line_through(language: str) -> None:
    few = Planted({"maturity": dict.fromkeys(CODES[:9], 40.0)})
    chart = scatter_view(few, choose(language=language, context="distance"))
    assert "20" in chart.headline
    assert not [trace for trace in chart.figure.data if trace.mode == "lines"]


def test_a_yes_or_no_has_its_share_along_the_figure() -> None:
    yes = {code: float(context_of(code)["population"] > 50_000) for code in ANSWERING}
    chart = scatter_view(Planted({"has_full_time_ai": yes}), choose(indicator="has_full_time_ai"))
    line = chart.figure.data[-1]
    assert min(line.y) >= 0
    assert max(line.y) <= 1
    assert line.y[-1] > 0.9


EVEN = {
    part.key: {code: 30.0 + NOISE[code] for code in ANSWERING}
    for part in codebook().dimension_indicators()
}


def with_parts(gap: float) -> Planted:
    """Return answers in which the large are ahead in the first part alone."""
    first = next(iter(EVEN))
    large = {code for code in ANSWERING if context_of(code)["population"] >= 100_000}
    ahead = {code: value + gap * (code in large) for code, value in EVEN[first].items()}
    values = {**EVEN, first: ahead}
    whole = {code: float(np.mean([values[key][code] for key in values])) for code in ANSWERING}
    return Planted({**values, "maturity": whole})


def test_the_gap_is_said_to_lie_in_the_part_where_it_lies() -> None:
    chart = parts_view(with_parts(30.0), choose())
    shares = {row[0]: row[1] for row in chart.table.rows}
    whole = shares.pop("Hela skillnaden")
    assert sum(shares.values()) == pytest.approx(whole)
    label = chart.table.rows[0][0]
    assert chart.headline.endswith(f"finns säkert i ”{label.lower()}”")
    assert shares[label] == pytest.approx(5.0, abs=1.0)


def test_no_gap_is_split_into_nothing() -> None:
    chance = {key: {code: 40 + 3 * NOISE[code] for code in ANSWERING} for key in EVEN}
    for view in (parts_view, conditions_view):
        chart = view(Planted({**chance, "maturity": chance[next(iter(EVEN))]}), choose())
        assert chart.headline == "AI-mognad: ingen säker skillnad mellan stora och små kommuner"


def test_a_gap_that_goes_with_a_condition_is_told_from_one_that_does_not() -> None:
    held = conditions_view(BY_DISTANCE, choose())
    assert held.table.rows[-1][0] == "Hela skillnaden"
    by_size = conditions_view(BY_SIZE, choose(conditions=("chance",)))
    assert by_size.headline.endswith(" hänger inte säkert ihop med förutsättningarna tillsammans")
    assert [row[0] for row in by_size.table.rows] == [
        "Lotter",
        "Hänger inte ihop med förutsättningarna",
        "Hela skillnaden",
    ]


def test_concentration_is_claimed_where_it_is_and_nowhere_else() -> None:
    headline = concentration_view(BY_SIZE, choose()).headline
    assert headline.startswith("AI-mognad: mer hos kommuner med många invånare (")
    none = concentration_view(BY_CHANCE, choose(context="distance"))
    assert none.headline.startswith("AI-mognad: inte säkert mer hos kommuner där ”Avstånd” är högt")


def test_one_wave_says_of_nobody_that_it_lies_above() -> None:
    chart = beyond_view(BY_SIZE, choose())
    assert chart.headline.startswith("En mätomgång räcker inte")
    assert above_codes(BY_SIZE, choose()) == ()


@pytest.mark.parametrize("view", [growth_view, power_view])
def test_without_an_earlier_wave_there_is_no_pace_and_no_power(view) -> None:
    single = Planted(BY_SIZE.now, has_before=False)
    assert view(single, choose()).table.rows == []


SIZES = choose(by="size_class", is_demo=True)


def test_growth_has_every_group_in_order_of_size_with_its_attrition(demo: Database) -> None:
    chart = growth_view(demo, SIZES)
    names = [row[0] for row in chart.table.rows]
    assert names[0].startswith("Under 10")
    assert names[-1].startswith("Minst 100")
    for row in chart.table.rows:
        assert row[2] < row[1] < row[3]
        assert 0 < row[5] <= row[4]
    assert "Har värde: oktober 2024: 170 av 290" in chart.caveat


def test_power_says_how_many_must_answer_for_five_points(demo: Database) -> None:
    chart = power_view(demo, SIZES)
    everyone, *groups = chart.table.rows
    assert everyone[4] == 290
    assert 2 <= everyone[2] <= everyone[4]
    assert f"{everyone[2]} av 290 behöver svara" in chart.headline
    assert everyone[1] < min(row[1] for row in groups)


def test_who_lies_above_does_so_in_each_wave_and_the_map_has_everyone(demo: Database) -> None:
    chart = beyond_view(demo, choose(is_demo=True))
    assert len(chart.table.rows) == 290
    above = above_codes(demo, choose(is_demo=True))
    listed = dict(zip(chart.table.codes, chart.table.rows, strict=True))
    assert {listed[code][-1] for code in above} == {"Över varje gång"}
    assert all(listed[code][1] > listed[code][5] for code in above)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["ai_fte_per_100k", "has_full_time_ai", "maturity_use"])
def test_no_heading_is_longer_than_can_be_read(
    demo: Database, language: str, indicator: str
) -> None:
    chosen = choose(language=language, indicator=indicator, on_page=True, is_demo=True)
    for key in [key for key in CHARTS if key.startswith("explanations_")]:
        headline = CHARTS[key](demo, chosen).headline
        assert 0 < len(headline) <= LONGEST, headline


def test_of_few_no_concentration_is_said() -> None:
    few = Planted({"maturity": dict.fromkeys(CODES[:2], 40.0)})
    chart = concentration_view(few, choose())
    assert chart.table.rows == []
    assert "2" in chart.headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_group_is_large_enough_to_follow_that_is_said(
    demo: Database, language: str
) -> None:
    chart = growth_view(demo, choose(is_demo=True, county=("08",), language=language))
    assert chart.headline == texts(language)("explanations.growth_few")


def test_so_many_as_must_answer_are_never_fewer_than_are_told_of(demo: Database) -> None:
    table = power_view(demo, choose(is_demo=True, county=("17",))).table
    keys = [column.key for column in table.columns]
    for row in table.rows:
        line = dict(zip(keys, row, strict=True))
        assert line["needed"] >= min(FEW, line["of"])


def test_parts_with_an_and_in_their_names_are_told_apart(demo: Database) -> None:
    """Each stands in quotation marks, also one alone: some have an and of their own."""
    headline = parts_view(demo, choose(wave="2025-10", is_demo=True, county=("12",))).headline
    assert "finns säkert i ”samverkan”" in headline


def test_a_gap_where_small_lie_ahead_is_told_as_wide_as_it_is() -> None:
    ahead = planted(lambda code: 90 - 12 * np.log10(context_of(code)["population"]) + NOISE[code])
    headline = conditions_view(ahead, choose()).headline
    assert "(små före)" in headline and "skillnaden på −" not in headline


def test_a_unit_within_a_sentence_has_no_capital(demo: Database) -> None:
    chart = power_view(demo, choose(is_demo=True, indicator="ai_fte_per_100k"))
    assert " årsarbetskrafter per 100" in chart.headline


@pytest.mark.parametrize("seed", range(4))
def test_where_all_have_answered_chance_alone_is_still_claimed_nothing_of(seed: int) -> None:
    """Intervals have no width then, and any figure goes with any other by a little."""
    lots = np.random.default_rng(seed)
    everyone = Planted({"maturity": {code: float(40 + 9 * lots.normal()) for code in CODES}})
    for context in ("population", "distance", "chance"):
        headline = concentration_view(everyone, choose(context=context)).headline
        assert headline.startswith("AI-mognad: inte säkert mer hos"), (context, headline)
    sized = {
        code: float(
            np.clip(10 * np.log10(context_of(code)["population"]) + 5 * lots.normal(), 0, 100)
        )
        for code in CODES
    }
    headline = conditions_view(
        Planted({"maturity": sized}), choose(conditions=("chance",))
    ).headline
    assert headline.endswith(" hänger inte säkert ihop med förutsättningarna tillsammans"), headline


def test_a_yes_is_commoner_and_not_higher() -> None:
    yes = {code: float(context_of(code)["population"] > 30_000) for code in ANSWERING}
    source = Planted({"has_full_time_ai": yes})
    chosen = {"indicator": "has_full_time_ai"}
    headline = scatter_view(source, choose(**chosen)).headline
    assert headline == "Egen heltidstjänst för AI: vanligare hos kommuner med många invånare"
    english = scatter_view(source, choose(**chosen, language="en")).headline
    assert "more common in municipalities with many inhabitants" in english


def test_a_title_has_the_name_of_an_indicator_as_it_stands_within_a_sentence() -> None:
    yes = Planted({"has_full_time_ai": dict.fromkeys(ANSWERING, 1.0)})
    chosen = choose(indicator="has_full_time_ai")
    assert power_view(yes, chosen).title.endswith(" om egen heltidstjänst för AI?")
    assert power_view(BY_SIZE, choose()).title.endswith(" om AI-mognad?")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (0.8, " av skillnaden på 2,0 poäng hänger ihop med förutsättningarna"),
        (4.0, " poäng, mer än hela skillnaden på 2,0"),
        (-0.8, " poäng) än skillnaden på 2,0"),
    ],
)
def test_what_conditions_hold_is_told_as_part_of_the_gap_or_beyond_or_against_it(
    held: float, words: str
) -> None:
    """The large are 2 points ahead in all, `held` of which goes with the distance."""
    population = {code: context_of(code)["population"] for code in CODES}
    far = {code: context_of(code)["distance"] for code in CODES}
    large = [code for code in CODES if population[code] >= 100_000]
    small = [code for code in CODES if population[code] < 10_000]
    apart = np.mean([far[code] for code in large]) - np.mean([far[code] for code in small])
    source = Planted(
        {
            "maturity": {
                code: 50
                + held / apart * (far[code] - 700)
                + (2 - held) * (code in large)
                + 0.01 * NOISE[code]
                for code in CODES
            }
        }
    )
    headline = conditions_view(source, choose(conditions=("distance",))).headline
    assert headline.endswith(words), headline


@pytest.mark.parametrize(("left", "told"), [((-4.0, -1.0), "beyond"), ((-4.0, 0.5), "whole")])
def test_more_than_the_whole_gap_is_said_only_where_what_is_left_over_is_certain(
    left: tuple[float, float], told: str
) -> None:
    gap, held = Interval(2.0, 1.0, 3.0), Interval(4.0, 3.0, 5.0)
    rest = Interval(-2.0, *left)
    split = GapParts(gap, {}, held, rest, 0.001, {}, (9, 9), (9, 9), 99, 1000, 1)
    assert _held(4.0, 2.0, split) == told


def test_a_gap_the_other_way_has_its_unit_before_who_is_ahead() -> None:
    ahead = planted(lambda code: 90 - 12 * np.log10(context_of(code)["population"]) + NOISE[code])
    headline = conditions_view(ahead, choose(conditions=("chance",))).headline
    assert " poäng (små före) " in headline


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "indicator",
    [key for key, each in codebook().indicators.items() if not (each.is_index or each.is_share)],
)
def test_a_small_amount_is_never_read_as_none(
    demo: Database, language: str, indicator: str
) -> None:
    chosen = choose(is_demo=True, language=language, indicator=indicator)
    none = texts(language).number(0.0, 1)
    headline = power_view(demo, chosen).headline
    assert f" {none} " not in f"{headline} ".replace(";", " ")
    decimals = max(codebook().indicator(indicator).decimals, 1)
    for view in (power_view, growth_view, beyond_view, conditions_view):
        columns = view(demo, chosen).table.columns
        assert {each.decimals for each in columns if each.kind == "number"} == {decimals}


def test_the_answers_needed_are_for_the_change_that_is_said() -> None:
    amounts = dict.fromkeys(CODES, 1.43)
    before = {code: 1.43 + NOISE[code] / 4 for code in CODES[:200]}
    few = Planted({"ai_fte": amounts}, {"ai_fte": before})
    chart = power_view(few, choose(indicator="ai_fte"))
    spread = float(np.std([NOISE[code] / 4 for code in CODES[:200]], ddof=1))
    assert "0,1 årsarbetskrafter" in chart.headline
    assert chart.table.rows[0][2] == needed(spread, 0.1, 290)


def test_where_no_yes_or_no_has_turned_few_do_not_show_that_some_have() -> None:
    yes = {code: float(place % 2) for place, code in enumerate(CODES[:200])}
    still = Planted({"has_full_time_ai": yes}, {"has_full_time_ai": yes})
    row = power_view(still, choose(indicator="has_full_time_ai")).table.rows[0]
    least, enough = float(str(row[1])), int(str(row[2]))
    assert least > 0
    # Five of a hundred of them all are fourteen: a sample holds one of them, or none is seen.
    assert enough >= 290 / 15
    for turned in (enough, enough + 40):
        change = least_share_change(0.0, turned, 290).change
        assert change <= 0.05 + 1e-9
    assert least_share_change(0.0, enough - 1, 290).change > 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_has_changed_or_nobody_has_any_no_number_is_made_up(language: str) -> None:
    t, same = texts(language), dict.fromkeys(CODES[:200], 40.0)
    still = power_view(Planted({"maturity": same}, {"maturity": same}), choose(language=language))
    assert still.headline == t("explanations.power_still") and not still.table.rows
    none = dict.fromkeys(CODES[:200], 0.0)
    source = Planted({"ai_fte": none}, {"ai_fte": dict.fromkeys(CODES[:200], 0.5)})
    empty = power_view(source, choose(language=language, indicator="ai_fte"))
    assert empty.headline == t("explanations.power_none") and not empty.table.rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_yes_is_no_certain_rise_of_its_group(language: str) -> None:
    def rising(turned: int) -> str:
        group = [place.code for place in geography.municipalities() if place.county == "14"]
        none = dict.fromkeys(CODES, 0.0)
        yes = none | dict.fromkeys(group[:turned], 1.0)
        source = Planted({"has_full_time_ai": yes}, {"has_full_time_ai": none})
        chosen = choose(language=language, indicator="has_full_time_ai", by="county")
        chart = growth_view(source, chosen)
        assert texts(language)("explanations.about_growth_share") in chart.caveat
        return chart.headline

    none, some = {"sv": "ingen av ", "en": "none of "}[language], {"sv": "1 av", "en": "1 of"}
    assert all(none in rising(turned) for turned in (1, 2, 5))
    assert some[language] in rising(12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_is_the_same_everywhere_is_said_to_be_so(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = planted_country._context_values

    def alike(figures: list[str]) -> pd.DataFrame:
        rows = known(figures)
        return rows.assign(value=rows["value"].mask(rows["figure"] == "distance", 5.0))

    monkeypatch.setattr(planted_country, "_context_values", alike)
    chart = scatter_view(BY_CHANCE, choose(language=language, context="distance"))
    label = {"sv": "Avstånd", "en": "Distance"}[language]
    assert chart.headline == texts(language)("explanations.figure_alike", figure=label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pace_of_the_only_group_that_can_be_followed_is_not_said_of_all(language: str) -> None:
    group = [each.code for each in geography.municipalities() if each.county == "14"][:9]
    now = {code: 40 + NOISE[code] for code in group} | {"2584": 30.0, "2481": 20.0}
    before = {code: value - 3 + NOISE[code] / 2 for code, value in now.items()}
    source = Planted({"maturity": now}, {"maturity": before})
    chart = growth_view(source, choose(language=language, by="county"))
    assert len(chart.table.rows) == 1
    only = {"sv": "i den enda grupp", "en": "in the only group"}[language]
    assert only in chart.headline and len(chart.headline) <= LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_that_comes_with_the_project_is_said_in_plain_words(
    demo: Database, language: str
) -> None:
    """A figure that somebody has read in, whatever its name, is said by its name alone."""
    t, figures = texts(language), known_figures(demo, language)
    assert figures
    for key, figure in figures.items():
        said = municipalities_where(figure, t)
        assert len({*said.values()}) == 2
        own = figure.label in " ".join(said.values())
        assert own != figure.is_shipped, (key, said)
        loaded = municipalities_where(replace(figure, is_shipped=False), t)
        assert all(figure.label in words for words in loaded.values())
        for view in (scatter_view, concentration_view):
            chart = view(demo, choose(is_demo=True, context=key, language=language, on_page=True))
            assert len(chart.headline) <= LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_of_which_too_few_have_the_parts_is_said_so_in_words(language: str) -> None:
    large = {code for code in ANSWERING if context_of(code)["population"] >= 100_000}
    whole = Planted({"maturity": dict.fromkeys(ANSWERING, 40.0)})
    assert len(large) >= 5
    chart = parts_view(whole, choose(language=language))
    assert chart.headline == texts(language)("explanations.parts_few")
