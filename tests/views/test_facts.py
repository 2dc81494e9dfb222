"""The sentences of the first page: the strongest facts that hold, and none that do not."""

from collections.abc import Mapping
from typing import Any

import pytest

from ailaget import geography
from ailaget.statistics.effects import of_difference, of_share
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source
from ailaget.views.inequality.between import between_view
from ailaget.views.overview.facts import MOST, Fact, facts_of, strongest
from ailaget.views.overview.summary import counted_sentences, overview_view
from tests.views.planted import CODES, Planted, choose, everyone

T = texts("sv")
PLACES = {place.code: place for place in geography.municipalities()}


def facts(source: Source, selection: Selection) -> list[Fact]:
    keys = ("maturity", "has_full_time_ai")
    rows = {key: chosen_rows(source, selection, key) for key in keys}
    return list(facts_of(source, selection, rows))


def said(now: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    return overview_view(Planted(now, before), choose()).sentences


def mixed() -> dict[str, float | None]:
    """Return values that go with neither county, group nor size: three in turn by code."""
    return {code: 10.0 + 10 * (at % 3) for at, code in enumerate(CODES)}


def by_county() -> dict[str, float | None]:
    """Return values that the county alone decides."""
    return {code: float(place.county) for code, place in PLACES.items()}


def test_only_what_is_carried_is_chosen_the_strongest_first() -> None:
    given = [
        Fact("weak", 0.01, True),
        Fact("chance", 0.99, False),
        Fact("strong", 0.50, True),
        Fact("middle", 0.20, True),
        Fact("next", 0.10, True),
    ]
    assert strongest(iter(given)) == ("strong", "middle", "next")
    assert strongest(iter(given[1:2])) == ()


def test_what_lies_between_counties_comes_first_where_they_decide_all() -> None:
    sentences = said({"maturity": by_county()})
    assert sentences[0] == T(
        "overview.fact_between_maturity", n="290", share="100", by="län", chance="7"
    )


def test_where_nothing_lies_between_groups_nothing_is_said_of_it() -> None:
    source = Planted({"maturity": mixed()}, has_before=False)
    sentences = overview_view(source, choose()).sentences
    assert not any("skillnaderna" in sentence for sentence in sentences)
    keys = ("maturity", "has_full_time_ai", "has_ai_position")
    rows = {key: chosen_rows(source, choose(), key) for key in keys}
    counted = counted_sentences(rows, choose())
    assert sentences == tuple(choose().marked(sentence) for sentence in counted)


def test_a_level_that_has_risen_for_all_is_said_and_one_that_stands_still_is_not() -> None:
    lower = {code: float(value or 0) - 5 for code, value in mixed().items()}
    risen = T(
        "overview.fact_median_grew", n="290", wave="oktober 2025", before="15,0", after="20,0"
    )
    assert said({"maturity": mixed()}, {"maturity": lower}) == (risen,)
    still = said({"maturity": mixed()}, {"maturity": mixed()})
    assert not any(text.startswith("Medianen i AI-mognad har") for text in still)


def test_a_gap_that_has_grown_is_said_with_both_its_ends() -> None:
    before = {code: 20.0 + 5 * (at % 3) for at, code in enumerate(CODES)}
    now = {code: 20.0 + 30 * (at % 3 - 1) / 2 + 5 for at, code in enumerate(CODES)}
    (gap,) = said({"maturity": now}, {"maturity": before})
    assert "vuxit från 10,0 till 30,0 poäng" in gap


def test_a_share_that_has_grown_is_said_in_per_cent() -> None:
    before = {code: float(at % 10 == 0) for at, code in enumerate(CODES)}
    now = {code: float(at % 2 == 0) for at, code in enumerate(CODES)}
    sentences = said({"has_full_time_ai": now}, {"has_full_time_ai": before})
    assert any("ökat från 10 till 50 procent" in text for text in sentences)


@pytest.mark.parametrize(("far", "is_said"), [(0, False), (4, False), (60, True)])
def test_those_far_without_staff_are_said_where_they_are_many_enough(
    far: int, is_said: bool
) -> None:
    maturity = mixed() | dict.fromkeys(CODES[3 : 3 + far], 90.0)
    sentences = said({"maturity": maturity, "ai_fte_per_100k": everyone(0.0)})
    assert any("utan AI-personal" in text for text in sentences) == is_said


def test_under_five_no_fact_is_a_candidate() -> None:
    four = dict(zip(CODES[:4], (0.0, 0.0, 90.0, 90.0), strict=True))
    source = Planted({"maturity": four, "ai_fte_per_100k": four}, {"maturity": everyone(1.0)})
    assert facts(source, choose()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_the_strongest_of_the_demonstration_waves(
    demo: Database, language: str
) -> None:
    for key in (None, *(county.code for county in geography.counties())):
        place: dict[str, Any] = {} if key is None else {"county": (key,)}
        selection = Selection("2026-10", is_demo=False, language=language, **place)
        given, sentences = facts(demo, selection), overview_view(demo, selection).sentences
        assert all("{" not in fact.text and 0 <= fact.effect <= 1 for fact in given)
        carried = [fact for fact in given if fact.is_carried]
        if carried:
            assert sentences == strongest(iter(given))
            assert len(sentences) == min(MOST, len(carried))
            least = min(fact.effect for fact in carried if fact.text in sentences)
            assert all(fact.effect <= least for fact in carried if fact.text not in sentences)


def test_the_share_between_is_the_one_on_ojamlikhet(demo: Database) -> None:
    selection = Selection("2026-10", is_demo=False, by="county")
    share = {row[0]: row[2] for row in between_view(demo, selection).table.rows}
    by = T("inequality.by_label_county")
    first = T.number(100 * float(share[by] or 0))
    assert any(
        f"{first} procent av skillnaderna i AI-mognad mellan län" in text
        for text in overview_view(demo, selection).sentences
    )
    weighted = Selection("2026-10", is_demo=False, by="county", weighted=True)
    assert overview_view(demo, weighted).sentences == overview_view(demo, selection).sentences


def test_effects_of_different_kinds_have_one_scale() -> None:
    assert of_difference(-10.0, 5.0) == of_difference(10.0, 5.0) == pytest.approx(0.5)
    assert of_share(1.0) == pytest.approx(of_difference(3.14159265, 1.0))
    assert [of_share(share) for share in (0.0, 0.1, 0.5)] == sorted(
        of_share(share) for share in (0.5, 0.0, 0.1)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_ten_that_has_come_to_yes_is_no_certain_rise(language: str) -> None:
    """Six of the county are silent, and may as well have gone the other way."""
    inside = [code for code, place in PLACES.items() if place.county == "17"]
    before: dict[str, float | None] = dict.fromkeys(inside[:10], 0.0)
    source = Planted({"has_full_time_ai": before | {inside[0]: 1.0}}, {"has_full_time_ai": before})
    selection, t = choose(county=("17",), language=language), texts(language)
    overview = overview_view(source, selection)
    card = next(
        each for each in overview.key_figures if each.label == t("overview.has_full_time_ai")
    )
    assert card.direction is None
    assert card.change.startswith(t("overview.change_unsure.other").partition("{")[0])
    assert not [fact for fact in facts(source, selection) if "10" in fact.text and fact.is_carried]


def test_groups_of_fewer_than_five_are_none_to_tell_of() -> None:
    """In one county a single one of a class of its own is all there is of the differences."""
    inside = [code for code, place in PLACES.items() if place.county == "08"]
    rows = Planted({}).query("indicator_values", counties=["08"])
    sizes = rows.set_index("municipality")["size_class"]
    largest = sizes.value_counts().index[-1]
    now = {code: float(sizes[code] == largest) for code in inside}
    told = facts(Planted({"has_full_time_ai": now}), choose(county=("08",)))
    assert not [fact for fact in told if "storleksklasser" in fact.text]
