"""The page Kommun on a small survey: means, missing answers, silence, and nothing protected."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.codebook import Item, codebook
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.choices import FEATURES
from ailaget.views.base.result import Cell, Chart, Table
from ailaget.views.base.selection import Selection, short_label
from ailaget.views.catalogue import CHARTS
from ailaget.views.municipality.answer_words import (
    GivenAnswer,
    answer_text,
    given_answers,
    item_score,
)
from ailaget.views.municipality.answers import answers_view, under_headings
from ailaget.views.municipality.area_figures import area_figure
from ailaget.views.municipality.comparison import comparison_view
from ailaget.views.municipality.peers import peers_of
from ailaget.views.municipality.profile import Profile, profile_view
from ailaget.views.municipality.similar import similar_view
from ailaget.views.municipality.trend import trend_view
from ailaget.views.municipality.wave import AREAS, MOST_COMPARED, municipality_wave
from tests.conftest import Rows, write_csv
from tests.remembered import remembered

BOOK, T = codebook(), texts("sv")
GAGNEF, SATER, LEKSAND, KRISTINEHAMN, GOTLAND = "2026", "2082", "2029", "1781", "0980"
EARLIER, NOW = "2025-10", "2026-10"
PAGE_CHARTS = [key for key in CHARTS if key.startswith("municipality_")]

LOWEST: Mapping[str, object] = {
    "fte_ai_total": 0,
    "ai_heltid": "Nej",
    "ai_strategi": 0,
    "ai_riktlinjer": 0,
    "ai_ansvarig": 0,
    "ledning_prio": 1,
    "utb_medarb_pct": 0,
    "utb_chef_pct": 0,
    "kompetens_niva": 1,
    "ai_kunnighet": 0,
    "data_kvalitet": 1,
    "data_delning": 1,
    "ai_assistent": 0,
    "skyddsvarda_rutin": 0,
    "dpia": 0,
    "ai_register": 0,
    "riskklassning": 0,
    "uc_pilot": 0,
    "uc_bred": 0,
    "uc_utvarderad": 0,
    "uc_omraden": "Annat",
    "effekt": 0,
    "samverkan": "Ingen",
    "delade_losningar": 0,
}
"""Every item of maturity at its lowest; one area of use of ten is the least that can be given."""
STRATEGY = {"ai_strategi": 3, "ai_riktlinjer": 3, "ai_ansvarig": 2, "ledning_prio": 5}
SKILLS = {"utb_medarb_pct": 100, "utb_chef_pct": 100, "kompetens_niva": 5, "ai_kunnighet": 3}
PROTECTED = {
    "skyddsvarda_rutin": "Infört och följs upp",
    "dpia": "De flesta",
    "traningsdata": "Sekretessuppgifter",
    "hogrisk_antal": 77,
}
LEAST = 2 / 6
"""Maturity of LOWEST: a tenth of one of five items of one of six indices, in points of 100."""

WAVES: Mapping[str, Rows] = {
    EARLIER: [
        {"kommunkod": KRISTINEHAMN, **LOWEST, **STRATEGY, **PROTECTED},
        {"kommunkod": GAGNEF, **LOWEST, "ledning_prio": 2},
    ],
    NOW: [
        {"kommunkod": GAGNEF, **LOWEST, **PROTECTED, "fte_ai_total": "0,5"},
        {
            "kommunkod": SATER,
            **LOWEST,
            **STRATEGY,
            **SKILLS,
            "fte_ai_total": 2,
            "ai_heltid": "Ja, egen",
        },
        {
            "kommunkod": LEKSAND,
            **LOWEST,
            **STRATEGY,
            "samverkan": "",
            "dpia": "Vet ej",
            "delade_losningar": "Vet ej",
            "fte_ai_total": "Vet ej",
            "uc_ide": "Ej aktuellt",
        },
        {"kommunkod": GOTLAND, **LOWEST},
    ],
}


def database_of(folder: Path, waves: Mapping[str, Rows]) -> Database:
    place = Workspace(folder / "var")
    build(place, empty=True)
    for wave, rows in waves.items():
        load(place, write_csv(folder / f"enkat_{wave}.csv", rows), publish=True)
    return remembered(place)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = database_of(tmp_path_factory.mktemp("two"), WAVES)
    yield database
    database.close()


@pytest.fixture(scope="module")
def one_wave(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = database_of(tmp_path_factory.mktemp("one"), {NOW: WAVES[NOW]})
    yield database
    database.close()


def chosen(municipality: str | None, **choices: object) -> Selection:
    return Selection(**{"wave": NOW, "is_demo": False, "municipality": municipality, **choices})


def profile(source: Database, municipality: str, **choices: object) -> Profile:
    found = profile_view(source, chosen(municipality, **choices))
    assert found is not None
    return found


def subtitle_of(chart: Chart) -> str:
    """What stands under a chart's title, on one line."""
    return str(chart.figure.layout.title.subtitle.text).replace("<br>", " ")


def row_of(table: Table, label: str) -> dict[str, Cell]:
    (row,) = [row for row in table.rows if str(row[0]).startswith(label)]
    return dict(zip([column.key for column in table.columns], row, strict=True))


def words_of(source: Database, selection: Selection) -> str:
    """Everything that the page and its files say of a municipality."""
    said = [str(profile_view(source, selection))]
    for key in PAGE_CHARTS:
        chart = CHARTS[key](source, selection)
        said += [chart.headline, chart.alt, chart.caveat, str(chart.table), chart.figure.to_json()]
    return "\n".join(said)


# --- Figures -----------------------------------------------------------------------------------


def test_means_are_of_those_with_a_value_and_n_stands_beside(source: Database) -> None:
    row = row_of(comparison_view(source, chosen(GAGNEF, compare=(SATER,))).table, "AI-mognad (")
    assert row["own"] == pytest.approx(LEAST)  # what is protected makes no difference
    sater = LEAST + 200 / 6
    assert row[SATER] == pytest.approx(sater)
    assert (row["county_n"], row["skr_group_n"], row["sweden_n"]) == (2, 2, 3)
    assert row["county"] == pytest.approx((LEAST + sater) / 2)
    assert row["sweden"] == pytest.approx((3 * LEAST + 200 / 6) / 3)


@pytest.mark.parametrize("municipality", [GAGNEF, GOTLAND])
def test_an_areas_figures_at_once_are_those_of_each_indicator(
    source: Database, municipality: str
) -> None:
    here = municipality_wave(source, chosen(municipality))
    assert here is not None
    for area in AREAS:
        for indicator in BOOK.indicators:
            figure, alone = here.figure(area, indicator), area_figure(here.rows(area, indicator))
            assert (figure.n, figure.of) == (alone.n, alone.of)
            assert figure.value == pytest.approx(alone.value)


def test_all_options_of_a_multiple_choice_are_one_answer(tmp_path: Path) -> None:
    rows: Rows = [{"kommunkod": GAGNEF, **LOWEST, "samverkan": "Kommunalförbund, AI Sweden"}]
    database = database_of(tmp_path, {NOW: rows})
    answers = given_answers(database, GAGNEF)
    database.close()
    assert len(answers[NOW, "samverkan"].options) == 2
    assert answers[NOW, "ai_strategi"] == GivenAnswer("answered", 0.0)


def test_the_comparison_says_one_n_only_where_every_row_rests_on_it(source: Database) -> None:
    said = {}
    for wave in (EARLIER, NOW):
        chart = comparison_view(source, chosen(GAGNEF, wave=wave))
        keys = [column.key for column in chart.table.columns]
        dimensions = [
            row
            for row in chart.table.rows
            if "maturity" in str(row[0]).lower() or row[-1] == T("unit.index")
        ]
        counts = {row[keys.index("sweden_n")] for row in dimensions}
        said[wave] = (counts, chart.figure.layout.title.subtitle.text.replace("<br>", " "))
    for counts, subtitle in said.values():
        assert ("olika för varje rad" in subtitle) == (len(counts) > 1)
        assert all(str(n) in subtitle for n in (min(counts), max(counts)))


def test_a_group_per_inhabitant_is_sum_over_sum_and_yes_a_share(source: Database) -> None:
    table = comparison_view(source, chosen(GAGNEF)).table
    places = source.query("municipalities", wave=NOW, counties=[], skr_groups=[], size_classes=[])
    people = places.set_index("municipality")["population"]
    row = row_of(table, "AI-årsarbetskrafter per 100")
    both = 2.5 / (people[GAGNEF] + people[SATER]) * 100_000
    assert row["county"] == pytest.approx(both)
    assert (row["county_n"], row["unit"]) == (2, T("unit.fte_per_100k"))
    position = row_of(table, "Egen heltidstjänst")
    assert position["county"] == pytest.approx(100 / 3)
    assert (position["own"], position["county_n"]) == ("Nej", 3)
    assert position["unit"] == "procent ja"


def test_a_county_of_one_municipality_is_no_comparison(source: Database) -> None:
    keys = [column.key for column in comparison_view(source, chosen(GOTLAND)).table.columns]
    assert "county" not in keys
    assert "sweden" in keys
    assert len(profile(source, GOTLAND).ranks.rows) == 2


def test_ranks_are_intervals_that_leave_room_for_the_silent(source: Database) -> None:
    ranks = {str(row[0]): row[1] for row in profile(source, SATER).ranks.rows}
    silent = 290 - 3
    assert ranks["Sverige (290)"] == f"1–{silent + 1}"


def test_a_place_is_among_those_with_a_value_and_shared_by_who_have_the_same(
    source: Database,
) -> None:
    assert profile(source, SATER).lead[0].endswith("Placering: 1 av 3 med värde.")
    assert profile(source, GAGNEF).lead[0].endswith("Delad placering: 2 av 3 med värde.")
    assert "ingen nivå och ingen placering" in profile(source, KRISTINEHAMN).lead[0]


def test_what_the_place_could_have_been_stands_in_about_the_indicator(source: Database) -> None:
    about = comparison_view(source, chosen(SATER)).caveat
    assert "kunde ha blivit 1–288 av 290" in plain(about)
    assert "Placeringen" not in comparison_view(source, chosen(KRISTINEHAMN)).caveat


def test_a_group_whose_figure_rests_on_few_is_not_told_to_who_has_no_value(
    source: Database, in_a_group: Database
) -> None:
    assert "Medelvärdet" not in profile(source, KRISTINEHAMN).lead[0]
    near = next(
        place.code
        for place in geography.municipalities()
        if geography.skr_group_of(place, NOW) == "B4"
        and not in_a_group.query("provenance", municipality=place.code).size
    )
    found = profile(in_a_group, near).lead[0]
    assert re.search(r"Medelvärdet i SKR-grupp B4 är \d+,\d \(5 av \d+ kommuner", plain(found))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_key_figures_give_change_group_and_what_one_position_means(source: Database) -> None:
    found = profile(source, GAGNEF)
    maturity, staff, per_capita, _ = found.key_figures
    # Less priority, and what is protected does not count: lower, but by less than is sure.
    assert plain(maturity.change) == "−1,0 sedan okt. 2025 (en säker ändring är minst 5,6 poäng)"
    assert maturity.direction is None
    assert "(n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}2)" in maturity.basis
    assert staff.value == "0,50"
    assert per_capita.value == "4,9"
    assert "9,7 per 100" in found.one_position


def test_at_most_five_are_compared_and_never_the_municipality_itself(source: Database) -> None:
    many = (GAGNEF, "0114", "0115", "0117", "0120", "0123", "0125")
    chart = comparison_view(source, chosen(GAGNEF, compare=many))
    keys = [column.key for column in chart.table.columns]
    assert keys[2 : 2 + MOST_COMPARED] == list(many[1:6])
    assert "0125" not in keys
    assert keys.count(GAGNEF) == 0
    assert "utan värde" in str(chart.figure.layout.title.subtitle.text)


# --- Missing -----------------------------------------------------------------------------------


def test_missing_is_never_zero_and_says_what_it_leaves_out(source: Database) -> None:
    table = comparison_view(source, chosen(LEKSAND)).table
    assert row_of(table, "AI-mognad (")["own"] is None
    assert row_of(table, "AI-årsarbetskrafter (")["own"] is None
    missing = "\n".join(profile(source, LEKSAND).missing)
    assert BOOK.question("delade_losningar").wording["sv"] + "”: vet ej" in missing
    assert BOOK.question("samverkan").wording["sv"] + "”: utan svar" in missing
    assert "AI-mognaden går inte att räkna ut" in missing
    assert BOOK.indicator("ai_fte_per_100k").label["sv"] in missing
    assert BOOK.question("uc_ide").wording["sv"] not in missing
    assert "inte på allt" in profile(source, LEKSAND).lead[0]


def test_a_protected_question_without_an_answer_is_not_named(source: Database) -> None:
    said = words_of(source, chosen(LEKSAND)).replace(
        BOOK.question("dpia").wording["sv"] + "', " + repr(T("municipality.protected")), ""
    )
    assert BOOK.question("dpia").wording["sv"] not in said


def test_a_silent_municipality_is_said_to_be_silent_and_shows_earlier_answers(
    source: Database,
) -> None:
    found = profile(source, KRISTINEHAMN)
    assert "har inte svarat i oktober 2026" in found.facts
    assert found.lead[0].startswith("Kristinehamn har inte svarat")
    assert found.last_answered == EARLIER
    assert found.ranks.rows == ()
    assert found.key_figures[0].value == T("missing")
    assert found.key_figures[0].change.startswith("Senast: ")
    strategy = row_of(
        under_headings(answers_view(source, chosen(KRISTINEHAMN)).table), "Har kommunen en AI-str"
    )
    assert (strategy[NOW], strategy[EARLIER]) == (T("missing"), "Infört och följs upp")
    assert "oktober 2025" in trend_view(source, chosen(KRISTINEHAMN)).headline


def test_an_earlier_wave_shows_no_later_answers(source: Database) -> None:
    keys = [c.key for c in answers_view(source, chosen(GAGNEF, wave=EARLIER)).table.columns]
    assert keys == ["dimension", "question", EARLIER]


def test_with_one_wave_the_page_says_what_will_come(one_wave: Database) -> None:
    chart = trend_view(one_wave, chosen(GAGNEF))
    assert chart.headline == T("empty.one_wave")
    assert len(chart.table.rows) == 1
    found = profile(one_wave, GAGNEF)
    assert {figure.change for figure in found.key_figures} == {""}


def test_the_trend_breaks_where_the_municipality_did_not_answer(source: Database) -> None:
    chart = trend_view(source, chosen(SATER))
    (own,) = [trace for trace in chart.figure.data if trace.name == "Säter"]
    assert list(own.y) == [None, pytest.approx(LEAST + 200 / 6, abs=1e-3)]
    newest, earlier = chart.table.rows
    assert earlier[1] is None
    assert newest[-1] == 3


# --- Nothing protected -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("municipality", [GAGNEF, KRISTINEHAMN])
def test_no_protected_answer_leaks(source: Database, municipality: str, language: str) -> None:
    wave = NOW if municipality == GAGNEF else EARLIER
    selection = chosen(municipality, wave=wave, language=language)
    said = words_of(source, selection)
    for choice in ("most", "confidential"):
        labels = [
            c.label[language]
            for q in BOOK.questions.values()
            for c in q.choices
            if c.key == choice and not q.is_open
        ]
        assert labels
        # As an answer: alone in a cell, or after its question's closing quotation mark.
        assert not any(f"'{label}'" in said or f"” {label}" in said for label in labels)
    assert "77" not in str(answers_view(source, selection).table)
    hidden = {q.key for q in BOOK.questions.values() if not q.is_open}
    assert not hidden & {question for _, question in given_answers(source, municipality)}
    for key in hidden:
        row = row_of(
            under_headings(answers_view(source, selection).table),
            BOOK.question(key).wording[language],
        )
        assert row[wave] == texts(language)("municipality.protected")


@pytest.fixture(scope="module")
def in_a_group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Gagnef beside four of its group that are at the top in strategy and skills."""
    group = [
        place.code
        for place in geography.municipalities()
        if geography.skr_group_of(place, NOW) == "B4" and place.code not in (GAGNEF, SATER)
    ]
    rows = [{"kommunkod": code, **LOWEST, **STRATEGY, **SKILLS} for code in [SATER, *group[:3]]]
    waves = {NOW: [{"kommunkod": GAGNEF, **LOWEST}, *rows]}
    database = database_of(tmp_path_factory.mktemp("group"), waves)
    yield database
    database.close()


def test_the_weakest_dimension_names_only_open_questions(in_a_group: Database) -> None:
    steps = "\n".join(profile(in_a_group, GAGNEF).left)
    assert "strategi och ledning, 80 poäng under medelvärdet i SKR-grupp B4" in steps
    assert BOOK.question("ai_strategi").wording["sv"] + "”: Nej" in steps


def test_a_group_of_few_is_compared_with_nobody(source: Database) -> None:
    found = profile(source, GAGNEF)
    assert "medelvärdet" not in found.lead[0]
    assert found.left == (T("municipality.step_few", group="SKR-grupp B4"),)
    said = comparison_view(source, chosen(GAGNEF)).headline
    assert said == T("municipality.comparison_few", name="Gagnef", group="SKR-grupp B4")


def test_a_figure_of_few_is_drawn_beside_no_municipality_and_the_chart_says_why(
    source: Database, in_a_group: Database
) -> None:
    for view in (comparison_view, trend_view):
        chart = view(source, chosen(GAGNEF))
        undrawn = T("municipality.undrawn", names="Dalarnas län, SKR-grupp B4 och Sverige")
        assert undrawn.strip(" ·") in subtitle_of(chart)
        drawn = {trace.name for trace in chart.figure.data if any(y is not None for y in trace.y)}
        assert not any("SKR-grupp B4" in str(name) for name in drawn)
        assert chart.native is not None
        assert not any("SKR-grupp B4" in column.label for column in chart.native.table.columns)
        # The table says of how many each is, and keeps it.
        row = row_of(chart.table, T.wave(NOW) if view is trend_view else "AI-mognad")
        assert row["skr_group"] is not None and row["skr_group_n"] in (2, 3)
    enough = comparison_view(in_a_group, chosen(GAGNEF))
    assert "SKR-grupp" not in subtitle_of(enough)
    assert any("SKR-grupp B4" in str(trace.name) for trace in enough.figure.data if trace.x)


def test_a_side_is_named_only_where_the_interval_allows_it(in_a_group: Database) -> None:
    found = profile(in_a_group, GAGNEF).lead[0]
    assert "poäng under medelvärdet i SKR-grupp B4" in found
    # Four with the same value, and most of the group silent: too near to tell.
    near = profile(in_a_group, SATER).lead[0]
    assert "att skillnaden kan bero på vilka som har svarat" in near


# --- Answers in words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("fte_ai_total", GivenAnswer("answered", 1.25), "1,25"),
        ("fte_ai_total", GivenAnswer("answered", 9.0), "9"),
        ("utb_chef_pct", GivenAnswer("answered", 25.0), "25\N{NO-BREAK SPACE}%"),
        ("ai_strategi", GivenAnswer("answered", 1.0), "Påbörjat"),
        (
            "ledning_prio",
            GivenAnswer("answered", 3.0),
            "3\N{NO-BREAK SPACE}av\N{NO-BREAK SPACE}5",
        ),
        (
            "ledning_prio",
            GivenAnswer("answered", 5.0),
            "Stämmer helt (5\N{NO-BREAK SPACE}av\N{NO-BREAK SPACE}5)",
        ),
        ("samverkan", GivenAnswer("answered", None, ("academia", "region")), "Region, Akademi"),
        ("samverkan", GivenAnswer("dont_know"), "vet ej"),
        ("ai_strategi", GivenAnswer("not_applicable"), "ej aktuellt"),
        ("ai_strategi", None, "utan svar"),
    ],
)
def test_an_answer_in_words(question: str, answer: GivenAnswer | None, words: str) -> None:
    assert answer_text(BOOK.question(question), answer, T) == words


@pytest.mark.parametrize(
    ("item", "answer", "score"),
    [
        (Item("ledning_prio", "range"), GivenAnswer("answered", 2.0), 25),
        (Item("uc_pilot", "any"), GivenAnswer("answered", 7.0), 100),
        (Item("samverkan", "count", 4), GivenAnswer("answered", None, ("region", "skr")), 50),
        (Item("samverkan", "count", 4), GivenAnswer("answered", None, ("none",)), 0),
        (Item("delade_losningar", "capped", 4), GivenAnswer("answered", 9.0), 100),
        (Item("uc_pilot", "any"), GivenAnswer("dont_know"), None),
        (Item("uc_pilot", "any"), None, None),
    ],
)
def test_an_answers_part_in_an_index(
    item: Item, answer: GivenAnswer | None, score: float | None
) -> None:
    assert item_score(item, answer) == score


# --- Similar, empty, everything ------------------------------------------------------------------


def test_similar_municipalities_are_ten_and_the_nearest_are_alike(source: Database) -> None:
    here = municipality_wave(source, chosen(GAGNEF))
    assert here is not None
    peers = peers_of(source, here, chosen(GAGNEF))
    assert len(peers) == 10
    assert GAGNEF not in {peer.code for peer in peers}
    assert [p.unlikeness for p in peers] == sorted(p.unlikeness for p in peers)
    sater = next(peer for peer in peers if peer.code == SATER)
    assert sater.kilometres == pytest.approx(49, abs=3)
    assert sater.ahead_in == ("maturity_strategy", "maturity_skills")
    chart = similar_view(source, chosen(GAGNEF))
    assert chart.n == sum(peer.figures["maturity"] is not None for peer in peers)
    assert chart.table.focus == GAGNEF
    assert all(T(f"municipality.feature_{feature.name}") in chart.caveat for feature in FEATURES)


@pytest.mark.parametrize("key", PAGE_CHARTS)
def test_without_a_municipality_there_is_nothing_but_an_invitation(
    source: Database, key: str
) -> None:
    chart = CHARTS[key](source, chosen(None))
    assert chart.headline == T("empty.no_municipality")
    assert chart.table.rows == ()
    assert profile_view(source, chosen(None)) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("municipality", [GAGNEF, LEKSAND, KRISTINEHAMN, GOTLAND])
def test_every_view_is_made_for_every_kind_of_indicator(
    source: Database, municipality: str, language: str
) -> None:
    for indicator in ("maturity", "ai_fte_per_100k", "has_full_time_ai"):
        selection = chosen(municipality, indicator=indicator, language=language, compare=(SATER,))
        for key in PAGE_CHARTS:
            chart: Chart = CHARTS[key](source, selection)
            assert chart.key == key
            assert chart.of > 0
            assert chart.attribution


def test_a_level_stands_beside_the_number_it_belongs_to(source: Database) -> None:
    """Rounded to 20 of 100, an index of 19.9 had a level that begins at 20 elsewhere."""
    found = profile(source, GAGNEF)
    index = found.key_figures[0].value
    assert "," in index
    assert f"Gagnef når {index} av 100" in found.lead[0]


def test_sentences_of_demonstration_data_say_so(source: Database) -> None:
    found = profile(source, GAGNEF, is_demo=True)
    mark = " (påhittade data)"
    assert found.lead[0].startswith("Gagnef") and found.lead[0].endswith(f"{mark}.")
    assert comparison_view(source, chosen(GAGNEF, is_demo=True)).headline.endswith(mark)
    assert similar_view(source, chosen(KRISTINEHAMN, is_demo=True)).headline.endswith(mark)


def test_other_weights_find_other_peers_and_are_named(source: Database) -> None:
    here = municipality_wave(source, chosen(GAGNEF))
    assert here is not None
    off = tuple((feature.name, 0.0) for feature in FEATURES if feature.name != "place")
    nearest = replace(chosen(GAGNEF), alike=off)
    peers = peers_of(source, here, nearest)
    assert [p.kilometres for p in peers] == sorted(p.kilometres for p in peers)
    assert {p.code for p in peers} != {p.code for p in peers_of(source, here, chosen(GAGNEF))}
    caveat = similar_view(source, nearest).caveat
    assert T("municipality.feature_place") in caveat
    assert T("municipality.feature_population") not in caveat
    none = replace(nearest, alike=(*off, ("place", 0.0)))
    assert peers_of(source, here, none) == peers_of(source, here, chosen(GAGNEF))


@pytest.mark.parametrize(
    ("language", "ethics"), [("sv", "Etik och juridik"), ("en", "Ethics and law")]
)
def test_an_index_is_called_what_it_is_made_of(language: str, ethics: str) -> None:
    """The index of ethics and law holds no question of data protection, though its dimension is."""
    labels = {i.key: short_label(i, language) for i in BOOK.dimension_indicators()}
    assert labels["maturity_ethics"] == ethics
    assert labels["maturity_skills"] == BOOK.dimensions["skills"].label[language]
    assert (
        short_label(BOOK.indicator("ai_fte"), language) == BOOK.indicator("ai_fte").label[language]
    )
