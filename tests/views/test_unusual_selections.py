"""What is said of unusual but valid selections is true: of answers in part, none, all alike."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHART_ENTRIES
from ailaget.views.collaboration.network import network_view, outside_view
from ailaget.views.collaboration.partners import pairs_view
from ailaget.views.ethics.readiness import readiness_view
from ailaget.views.explanations.parts import conditions_view, parts_view
from ailaget.views.getting_started.plan import plan_view
from ailaget.views.inequality.spread import spread_view
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.profile import Profile, profile_view
from ailaget.views.overview.largest_changes import largest_changes_view
from ailaget.views.overview.summary import overview_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.ranking import region_ranking_view
from tests.remembered import remembered
from tests.views.small_waves import (
    CODES,
    GRUMS,
    HIGH,
    KARLSTAD,
    KIL,
    LOW,
    MIDDLE,
    NOW,
    VARMLAND,
    Answers,
    SmallWave,
)
from tests.views.undrawn import undrawn

T = texts("sv")
STAFF = {"fte_ai_total": 2, "ai_heltid": "Ja, egen"}
FORSHAGA, HAMMARO = "1763", "1761"
OUTSIDE = {code: MIDDLE for code in CODES if code not in VARMLAND}
REGION_CHARTS = [key for key, entry in CHART_ENTRIES.items() if entry.page == "region"]

each_language = pytest.mark.parametrize("language", LANGUAGES)


def all_that_is_asked_about() -> Answers:
    """Return answers of one that has taken each step."""
    steps = [each for each in codebook().questions.values() if each.milestone]
    taken = {each.key: each.milestone.minimum for each in steps if each.milestone}
    return {**HIGH, **taken, "samverkan": "AI Sweden"}


EVERYTHING = all_that_is_asked_about()
NOW_GIVEN: Mapping[str, Answers] = {
    **dict.fromkeys(CODES[::2], MIDDLE),
    **dict.fromkeys(VARMLAND, LOW),
    GRUMS: STAFF,
    KIL: dict.fromkeys(LOW, "Vet ej"),
    FORSHAGA: {**EVERYTHING, "ai_heltid": "Nej"},
    HAMMARO: EVERYTHING,
    KARLSTAD: {**LOW, "ai_register": 3},
}
MADE = {
    "in part": SmallWave(NOW_GIVEN),
    "staff alone": SmallWave(dict.fromkeys(CODES[::2], STAFF)),
    "all alike": SmallWave(dict.fromkeys(CODES[::2], MIDDLE)),
    "none in a county": SmallWave(OUTSIDE),
    "all risen": SmallWave(dict.fromkeys(CODES, HIGH), dict.fromkeys(CODES, LOW)),
}


@pytest.fixture(scope="module")
def sources(
    empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Database]]:
    """Return a database of each survey."""
    databases = {
        name: remembered(made.opened(empty_workspace, tmp_path_factory.mktemp("unusual")))
        for name, made in MADE.items()
    }
    with undrawn():
        yield databases
    for database in databases.values():
        database.close()


def choose(**choices: Any) -> Selection:
    return Selection(**{"wave": NOW, "is_demo": False, "indicator": "maturity", **choices})


def of(source: Database, municipality: str, **choices: Any) -> Profile:
    found = profile_view(source, choose(municipality=municipality, **choices))
    assert found is not None
    return found


# --- One that has answered only in part ---


@each_language
@pytest.mark.parametrize("municipality", [GRUMS, KIL])
def test_a_question_without_an_answer_is_no_step_taken(
    sources: dict[str, Database], municipality: str, language: str
) -> None:
    t, step = texts(language), of(sources["in part"], municipality, language=language).next_step
    asked = sum(bool(each.milestone) for each in codebook().questions.values())
    assert step.action == t("municipality.next_unknown")
    whys = {
        GRUMS: t("municipality.next_unknown_some", n="1", of=str(asked)),
        KIL: t("municipality.next_unknown_nothing"),
    }
    assert step.why == whys[municipality]
    plan = plan_view(sources["in part"], choose(municipality=municipality, language=language))
    assert plan is not None and plan.next_step == step and plan.steps == ()


def test_a_position_is_a_step_though_it_is_in_no_index(sources: dict[str, Database]) -> None:
    step = of(sources["in part"], FORSHAGA).next_step
    assert step.action.startswith("Inrätta en heltidstjänst")
    assert step.why == T("municipality.next_last")
    assert of(sources["in part"], HAMMARO).next_step.action == T("municipality.next_none")


def test_nobody_is_said_to_lack_what_it_has_not_been_asked_or_not_answered(
    sources: dict[str, Database],
) -> None:
    cards = of(sources["in part"], GRUMS).ahead.cards
    assert cards and not any("Grums" in card.has for card in cards)


@each_language
def test_who_has_no_index_is_not_said_to_have_no_values(
    sources: dict[str, Database], language: str
) -> None:
    t = texts(language)
    named = {"name": "Grums", "wave": t.wave(NOW)}
    chosen = choose(municipality=GRUMS, language=language)
    headline = comparison_view(sources["in part"], chosen).headline
    assert headline == t("municipality.comparison_none", **named)
    headline = comparison_view(sources["staff alone"], chosen).headline
    assert t("municipality.comparison_nobody", **named).lower() in headline.lower()


# --- Where nobody has a value, or all have the same ---


@each_language
def test_a_mean_of_nobody_is_not_zero(sources: dict[str, Database], language: str) -> None:
    t, ahead = texts(language), of(sources["staff alone"], GRUMS, language=language).ahead
    assert ahead.title == t("municipality.above_unknown", wave=t.wave(NOW))
    assert (ahead.note, ahead.cards) == ("", ())


@each_language
def test_the_mean_that_others_are_above_is_named_and_who_is_at_it_is_not_above(
    sources: dict[str, Database], language: str
) -> None:
    t = texts(language)
    silent = next(code for code in CODES if code not in MADE["all alike"].now)
    ahead = of(sources["all alike"], silent, language=language).ahead
    group = t("municipality.area_skr_group", group=group_of(silent))
    name = geography.municipality(silent).name
    assert ahead.title == t("municipality.above_nobody", name=name, area=group)
    assert ahead.cards == ()


def group_of(code: str) -> str:
    return geography.skr_group_of(geography.municipality(code), NOW)


def test_a_group_of_few_is_not_what_the_countrys_mean_is_of(
    empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given = [code for code in CODES if group_of(code) != group_of(GRUMS)][:40]
    made = SmallWave({code: HIGH if at % 2 else LOW for at, code in enumerate(given)})
    source = remembered(made.opened(empty_workspace, tmp_path_factory.mktemp("few")))
    ahead = of(source, GRUMS).ahead
    source.close()
    assert ahead.note.endswith(f"medelvärdet i {T('municipality.area_sweden')}.")


@each_language
def test_what_all_have_begun_with_alike_is_neither_most_nor_least(
    sources: dict[str, Database], language: str
) -> None:
    t = texts(language)
    headline = readiness_view(sources["all risen"], choose(language=language)).headline
    things = t.listing(t(f"ethics.thing_{key}") for key in ("ai_kunnighet", "ai_register"))
    assert headline == t(
        "ethics.readiness_alike",
        share="290 " + ("av" if language == "sv" else "of") + " 290",
        things=things,
    )


def test_a_superlative_of_what_is_shown_says_so(sources: dict[str, Database]) -> None:
    headline = readiness_view(sources["in part"], choose()).headline
    assert headline.startswith("Av det som visas")


@pytest.mark.parametrize("view", [parts_view, conditions_view])
def test_no_gap_is_made_of_the_arithmetics_last_digits(
    sources: dict[str, Database], view: Any
) -> None:
    headline = view(sources["all risen"], choose()).headline
    assert "ingen säker skillnad" in headline


@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai"])
def test_a_place_that_several_have_is_shared_also_where_some_are_silent(
    sources: dict[str, Database], indicator: str
) -> None:
    chosen = choose(region="17", indicator=indicator)
    said = [
        region_ranking_view(sources["all alike"], chosen).headline,
        *region_view(sources["all alike"], chosen).sentences,
    ]
    places = [words for words in said if "placering 1 av" in words or "delad 1 av" in words]
    assert len(places) == 2
    assert all("dela" in words for words in places)


# --- A county in which nobody has answered, and a filter that nobody passes ---


@each_language
def test_a_county_without_answers_is_not_all_that_are_chosen(
    sources: dict[str, Database], language: str
) -> None:
    t = texts(language)
    chart = region_ranking_view(sources["none in a county"], choose(region="17", language=language))
    assert chart.n == len(OUTSIDE)
    assert chart.headline == t(
        "region.sentence_none", place="Värmlands län" if language == "sv" else "Värmland County"
    )


@each_language
@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai", "ai_fte_per_100k"])
def test_each_chart_of_a_region_has_words_for_a_filter_that_nobody_passes(
    demo: Database, indicator: str, language: str
) -> None:
    chosen = choose(
        is_demo=True,
        county=("13",),
        skr_group=("C8",),
        size_class=("50_100k",),
        region="23",
        indicator=indicator,
        language=language,
    )
    assert overview_view(demo, chosen).of == 0
    for key in REGION_CHARTS:
        chart = CHART_ENTRIES[key].make(demo, chosen)
        assert (chart.n, list(chart.table.rows)[:0]) == (0, []), key
    nobody = texts(language)("empty.nobody_in_filter")
    for key in ("region_trend", "region_spread", "region_ranking"):
        assert CHART_ENTRIES[key].make(demo, chosen).headline == nobody
    for view in (pairs_view, network_view, outside_view):
        assert view(demo, chosen).headline == nobody


def test_of_one_that_lags_it_is_said_whether_somebody_near_is_ahead(demo: Database) -> None:
    seen = set()
    for place in geography.municipalities():
        chosen = choose(is_demo=True, on_page=True, county=(place.county,), size_class=("lt10k",))
        table = pairs_view(demo, chosen)
        assert "1 av 1 " not in table.headline
        seen.add(len(table.table.rows))
    alone = choose(is_demo=True, on_page=True, county=("09",))
    rows = pairs_view(demo, alone).table.rows
    headline = pairs_view(demo, alone).headline
    if rows:
        kind = "yes" if rows[0][-1] else "no"
        assert headline == T(f"collaboration.pairs_alone.{kind}", name="Gotland")
    else:
        assert headline == T("collaboration.pairs_nobody")


# --- Changes ---


@each_language
def test_none_is_a_word_in_a_sentence(sources: dict[str, Database], language: str) -> None:
    t, none = texts(language), texts(language)("enough.none")
    source, chosen = sources["all risen"], choose(language=language, municipality=GRUMS)
    answers = largest_changes_view(source, replace(chosen, indicator="has_full_time_ai"))
    before = t.wave_short("2025-10")
    assert answers.headline == t("movers.finding_answers", up="290", down=none, before=before)
    own = spread_view(source, chosen).sentences[-1]
    assert own == t(
        "inequality.sentence_own", name="Grums", value=t.number(68.7, 1), below=none, others="289"
    )


def test_a_change_without_a_wave_before_names_none(sources: dict[str, Database]) -> None:
    alt = largest_changes_view(sources["in part"], choose()).alt
    assert " till okt. 2026" not in alt and "  " not in alt


def test_a_change_from_nothing_is_told_with_its_size(sources: dict[str, Database]) -> None:
    """13.66 is shown as 13.7, and so is the change from 0: it is not more than there is."""
    (figure,) = [
        each
        for each in overview_view(sources["all risen"], choose()).key_figures
        if each.label == T("overview.ai_fte_per_100k")
    ]
    assert figure.change.startswith(f"+{figure.value} sedan")


# --- In what order it is said ---


@each_language
def test_what_follows_from_no_answer_is_said_right_after_it(
    sources: dict[str, Database], demo: Database, language: str
) -> None:
    t = texts(language)
    silent = demo.query("municipalities", wave=NOW, counties=[], skr_groups=[], size_classes=[])
    for code in silent.loc[~silent["has_responded"].astype(bool), "municipality"]:
        (lead,) = of(demo, str(code), is_demo=True, on_page=True, language=language).lead
        words = {"name": geography.municipality(str(code)).name, "wave": t.wave(NOW)}
        both = [t(f"municipality.headline_{key}", **words) for key in ("silent", "without")]
        assert lead.startswith(" ".join(both))
    (lead,) = of(sources["in part"], GRUMS, language=language).lead
    words = {"name": "Grums", "wave": t.wave(NOW)}
    both = [t(f"municipality.headline_{key}", **words) for key in ("unknown", "without")]
    assert lead.startswith(" ".join(both))
