"""The region page: two sides that make the whole, and no way round what is protected."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ailaget import geography
from ailaget.charts.goal_marks import GoalMark
from ailaget.charts.style import palette
from ailaget.codebook import codebook
from ailaget.exports.metadata import export_metadata
from ailaget.exports.text.table_csv import chart_csv
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from ailaget.views.base.cells import cell_text
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.selection import Selection, place_names, value_text
from ailaget.views.catalogue import CHARTS
from ailaget.views.overview.summary import overview_view
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.municipalities import region_table_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.protected import protected_tallies
from ailaget.views.region.scope import region_codes, region_of, region_rows, scope_of
from ailaget.views.region.tally import MISSING, open_tallies
from tests.remembered import remembered

WAVES = ("2024-10", "2025-10", "2026-10")
PROTECTED = [question.key for question in codebook().questions.values() if not question.is_open]
OPEN = [question.key for question in codebook().questions.values() if question.is_open]
REGIONS = ("17", "09", "C8", "A1", "C")
EVERY_CHART = ("region_answers", "region_ranking", "region_spread", "region_trend")
NO_FILTER: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}


def opened(place: Workspace) -> Database:
    return remembered(place)


@pytest.fixture(scope="module")
def single(single_workspace: Workspace) -> Iterator[Database]:
    database = opened(single_workspace)
    yield database
    database.connection.close()


def choose(**chosen: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **chosen})


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    "filters", [{}, {"size_class": ("lt10k",)}, {"county": ("17", "20", "09")}]
)
def test_the_two_sides_are_everyone_in_the_filter(
    demo: Database, region: str, filters: dict[str, tuple[str, ...]]
) -> None:
    selection = choose(region=region, **filters)
    scope = scope_of(selection)
    rows = region_rows(demo, selection, scope, "maturity")
    own = rows[rows["side"] == "own"]
    assert set(rows["side"]) <= {"own", "rest"}
    assert set(scope.regions(own)) <= {region}
    assert region not in set(scope.regions(rows[rows["side"] == "rest"]))
    everyone = demo.query("municipalities", wave="2026-10", **selection.filter)
    assert set(rows["municipality"]) == set(everyone["municipality"])
    head = region_view(demo, selection)
    assert head.of == len(own)
    assert len(region_table_view(demo, selection).rows) == len(own)


@pytest.mark.parametrize("question", OPEN)
def test_open_answers_add_up(demo: Database, question: str) -> None:
    asked = codebook().question(question)
    selection = choose(region="C8")
    sides = open_tallies(demo, selection, scope_of(selection), asked)
    assert sides.own is not None and sides.rest is not None
    for tally in (sides.own, sides.rest):
        assert tally.n + sum(tally.missing[kind] for kind in MISSING) == tally.of
        if not asked.is_multi:
            assert sum(tally.counts.values()) == tally.n
    assert (sides.own.of, sides.rest.of) == (35, 255)


@pytest.mark.parametrize("garbage", [None, "", "zz", "1780"])
def test_a_region_that_does_not_exist_is_the_default(demo: Database, garbage: str | None) -> None:
    assert region_of(choose(region=garbage)) == "14"
    assert region_of(choose(region=garbage, county=("20",))) == "20"
    assert region_of(choose(region=garbage, skr_group=("C8",))) == "C8"
    assert region_of(choose(region=garbage, county=("20", "17"))) == "14"
    assert region_of(choose(region=garbage, municipality="1781")) == "17"
    assert region_view(demo, choose(region=garbage)).of == 49


def test_every_region_can_be_chosen_in_swedish_order() -> None:
    codes = region_codes(choose().t)
    assert codes[0] == "10" and codes[20:24] == ["05", "A", "A1", "A2"]
    assert len(codes) == 21 + 12


def test_a_filter_that_would_leave_no_rest_is_not_used() -> None:
    assert scope_of(choose(region="17", county=("17",))).filter["counties"] == []
    assert scope_of(choose(region="17", county=("20",))).filter["counties"] == []
    assert scope_of(choose(region="17", county=("17", "20"))).filter["counties"] == ["17", "20"]
    assert scope_of(choose(region="C8", skr_group=("C",))).filter["skr_groups"] == ["C"]
    assert scope_of(choose(region="C", skr_group=("C8",))).filter["skr_groups"] == []


@pytest.mark.parametrize("question", PROTECTED)
@pytest.mark.parametrize("region", ["17", "09", "A1"])
def test_a_hidden_region_has_no_number_on_any_way_out(
    demo: Database, question: str, region: str
) -> None:
    selection = choose(region=region, question=question, size_class=("lt10k",))
    scope = scope_of(selection)
    sides = protected_tallies(demo, selection, scope, codebook().question(question))
    chart = region_answers_view(demo, selection)
    assert "lt10k" not in str(chart.figure.layout.title.subtitle.text)
    assert sides.own is None
    assert {cell for row in chart.table.rows for cell in row[1:3]} <= {"..", ""}
    assert sides.rest is not None and sides.rest.of == 290 and sides.is_country
    metadata = export_metadata(chart, selection, demo.build)
    first_line = chart_csv(chart, metadata).decode("utf-8-sig").splitlines()[1]
    assert first_line.split(";")[1:3] == ["..", ".."]


def test_protected_answers_match_what_was_given(demo: Database) -> None:
    """By SQL on the answers themselves: how many of C7 and of all others have done anything."""
    selection = choose(region="C7", question="riskklassning")
    sides = protected_tallies(
        demo, selection, scope_of(selection), codebook().question("riskklassning")
    )
    given = (
        demo.connection.cursor()
        .execute(
            "select skr_group = 'C7' as own, value > 0 as above, count(*) from answer"
            " inner join municipality_wave using (wave, municipality) where wave = '2026-10'"
            " and question = 'riskklassning' and status = 'answered' group by all",
        )
        .fetchall()
    )
    counts = {(own, above): count for own, above, count in given}
    assert sides.own is not None and sides.rest is not None
    for tally, own in ((sides.own, True), (sides.rest, False)):
        assert tuple(tally.counts.values()) == (counts[own, False], counts[own, True])
        assert tally.n == counts[own, False] + counts[own, True]
        assert tally.n + sum(tally.missing.values()) == tally.of


def test_a_group_is_told_at_two_levels_and_the_country_alone_in_every_answer(
    demo: Database,
) -> None:
    beside = region_answers_view(demo, choose(region="C7", question="riskklassning"))
    assert [row[0] for row in beside.table.rows][:3] == [
        "Nej",
        "Påbörjat eller längre kommet",
        "Har svarat på frågan",
    ]
    assert "har svarat något annat än ”Nej”" in beside.headline
    alone = region_answers_view(demo, choose(region="17", question="riskklassning"))
    assert [row[0] for row in alone.table.rows][:4] == [
        "Nej",
        "Påbörjat",
        "Beslutat/infört",
        "Infört och följs upp",
    ]
    assert alone.headline == choose().t("region.finding_no_county")


@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai"])
def test_the_place_is_among_those_with_a_value_and_what_it_could_be_stands_below(
    demo: Database, indicator: str
) -> None:
    """Neither heading nor sentence has the interval of the worst case, which the table has too."""
    for county in geography.counties():
        selection = choose(indicator=indicator, region=county.code)
        chart = CHARTS["region_ranking"](demo, selection)
        said = " ".join([chart.headline, *region_view(demo, selection).sentences])
        row = next(row for row in chart.table.rows if row[1] == place_names("sv")[county.code])
        assert f"placering {row[0]}" not in said or "–" not in str(row[0]), said
        is_unsure = "bland dem som har svarat" in said
        assert (f"kunde ha fått placering {row[0]}" in chart.caveat) == is_unsure, said


def test_places_hold_whatever_the_silent_would_have_answered() -> None:
    indicator = codebook().indicator("maturity")
    rows = pd.DataFrame(
        {
            "region": ["a", "a", "a", "b", "b", "b", "c", "c"],
            "value": [10.0, 20.0, None, 50.0, 60.0, 70.0, 5.0, None],
        }
    ).assign(numerator=lambda table: table["value"], denominator=1.0, factor=1.0)
    found = region_ranks(rows, indicator)
    assert [found[key].place for key in "abc"] == [2, 1, 3]
    assert found["b"].bounds == (60.0, 60.0)
    assert (found["a"].best, found["a"].worst) == (2, 3)
    assert found["c"].bounds == (2.5, 52.5)
    assert (found["b"].best, found["b"].worst) == (1, 1)
    assert found["c"].is_few


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("region", "indicator", "question"),
    [
        ("17", "maturity", "ai_strategi"),
        ("09", "has_full_time_ai", "hinder"),
        ("C8", "ai_fte_per_100k", "fte_ai_total"),
        ("A1", "ai_fte", "ai_heltid"),
        ("C", "ai_fte_per_1000_employees", "utb_chef_pct"),
    ],
)
def test_every_chart_of_every_kind(
    demo: Database, language: str, region: str, indicator: str, question: str
) -> None:
    chosen = choose(
        region=region,
        indicator=indicator,
        language=language,
        question=question,
        municipality="0980",
    )
    for key in EVERY_CHART:
        chart = CHARTS[key](demo, chosen)
        assert chart.key == key and chart.headline and chart.alt and chart.file_stem
        assert 0 < chart.n <= chart.of == 290
        assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}
    assert region_view(demo, chosen).sentences


def test_a_filter_that_empties_the_region_says_so(demo: Database) -> None:
    chosen = choose(region="09", size_class=("lt10k",))
    head = region_view(demo, chosen)
    assert head.of == 0 and head.key_figures == () and "Gotland" in head.nobody
    for key in EVERY_CHART:
        assert CHARTS[key](demo, chosen).headline


@pytest.mark.parametrize("region", REGIONS)
def test_one_single_wave_of_three_municipalities(single: Database, region: str) -> None:
    chosen = Selection(wave="2026-10", is_demo=False, region=region)
    assert region_view(single, chosen).of > 0
    for key in EVERY_CHART:
        assert CHARTS[key](single, chosen).headline
    assert CHARTS["region_trend"](single, chosen).headline == chosen.t("empty.one_wave")


@pytest.mark.parametrize("question", PROTECTED)
def test_nothing_protected_is_shown_of_three_municipalities(
    single: Database, question: str
) -> None:
    chosen = Selection(wave="2026-10", is_demo=False, region="C8", question=question)
    table = region_answers_view(single, chosen).table
    assert {cell for row in table.rows for cell in row[3:5]} <= {"..", ""}
    assert {row[2] for row in table.rows} <= {"..", "", None}


def test_the_trends_heading_is_of_its_lines_and_its_subtitle_of_the_same_places(
    demo: Database,
) -> None:
    """The line of C8 goes from 17.6 to 28.8, the same 11 from 19.2 to 31.4: by pandas alone."""
    selection = choose(region="C8", indicator="maturity")
    chart, t = CHARTS["region_trend"](demo, selection), selection.t
    rows = demo.query(
        "indicator_history", wave=selection.wave, indicator="maturity", **selection.filter
    )
    group = rows[rows["wave"] == selection.wave].set_index("municipality")["skr_group"]
    by_wave = {
        wave: inside.set_index("municipality")["value"] for wave, inside in rows.groupby("wave")
    }
    values = pd.DataFrame(by_wave)
    sides = {"own": values[group == "C8"], "rest": values[group != "C8"]}
    heading, subtitle = [], []
    table = pd.DataFrame(chart.table.rows, columns=[c.key for c in chart.table.columns])
    for side, inside in sides.items():
        same = inside.dropna()
        assert table[side].tolist() == pytest.approx(inside.mean().tolist())
        assert table[f"{side}_panel"].tolist() == pytest.approx(same.mean().tolist())
        first, last = (t.number(inside.mean().iloc[end], 1) for end in (0, -1))
        heading.append(f"{first} till {last}")
        first, last = (t.number(same.mean().iloc[end], 1) for end in (0, -1))
        subtitle.append(f"från {first} till {last} (n\u00a0=\u00a0{len(same)})")
    assert chart.headline == (
        "AI-mognad, okt. 2024 till okt. 2026: "
        f"{heading[0]} i grupp C8, {heading[1]} i övriga landet (påhittade data)"
    )
    said = str(chart.figure.layout.title.subtitle.text).replace("<br>", " ")
    assert said == (
        "Medelvärde bland alla som hade värde då · samma kommuner varje gång: "
        f"C8 Landsbygdskommun {subtitle[0]}, övriga landet {subtitle[1]}"
    )
    drawn = {trace.name: list(trace.y) for trace in chart.figure.data if trace.name}
    assert drawn["C8 Landsbygdskommun"] == pytest.approx(table["own"].tolist(), abs=1e-4)


def test_a_trend_of_few_or_nobody_says_so(demo: Database) -> None:
    def words(**chosen: Any) -> tuple[str, str]:
        chart = CHARTS["region_trend"](demo, choose(**chosen))
        return chart.headline, str(chart.figure.layout.title.subtitle.text).replace("<br>", " ")

    few, same = words(region="10")
    assert "(n\u00a0=\u00a03)" in few.partition(" i Blekinge län")[0]
    assert "(n\u00a0=\u00a03), övriga landet från" in same
    lone, nobody_each_time = words(region="09")
    assert "i Gotlands län" in lone and "(n\u00a0=\u00a01)" in lone
    assert "Gotlands län ingen med värde varje gång, övriga landet från" in nobody_each_time
    silent = CHARTS["region_trend"](
        demo, choose(region="09", indicator="maturity", size_class=("lt10k",))
    )
    assert silent.headline.endswith("har ett värde i någon mätomgång (påhittade data)")


def test_the_gap_has_one_threshold_on_both_pages(demo: Database) -> None:
    for county in ("09", "10", "08"):
        start = overview_view(demo, choose(county=(county,))).key_figures[-1]
        assert start.value == region_view(demo, choose(region=county)).key_figures[-1].value


PLAN = {"Nej": 0, "Påbörjat": 1, "Beslutat/infört": 2, "Infört och följs upp": 3}
AGREEMENT = {"Stämmer inte alls": 1, "2": 2, "3": 3, "4": 4, "Stämmer helt": 5}
ASKED = {
    "staff": "Hur stor andel av medarbetarna har fått utbildning i AI",
    "managers": "Hur stor andel av cheferna har fått utbildning i AI",
    "level": "Vår kompetens i AI räcker",
    "plan": "Har kommunen en plan för medarbetarnas AI-kunnighet",
    "fte": "Hur många årsarbetskrafter i kommunen arbetar huvudsakligen med AI?",
    "position": "Har kommunen minst en heltidstjänst för AI?",
}
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def by_hand() -> pd.DataFrame:
    """Return skills, positions and people, from the newest wave's own file and by pandas alone."""
    raw = pd.read_csv(DATA / "surveys" / "demo_2026-10.csv", sep=";", dtype=str, encoding="utf-8")
    for short, beginning in ASKED.items():
        (column,) = (column for column in raw.columns if column.startswith(beginning))
        raw[short] = raw[column]
    places = pd.read_csv(DATA / "municipalities.csv", dtype={"code": str, "county": str})
    rows = raw.merge(places, left_on="Kommunkod", right_on="code")
    assert len(rows) == len(raw)
    for column in ("staff", "managers", "fte"):
        rows[column] = pd.to_numeric(rows[column].str.replace(",", "."), errors="coerce")
    rows["level"] = (rows["level"].map(AGREEMENT) - 1) / 4 * 100
    rows["plan"] = rows["plan"].map(PLAN) / 3 * 100
    items = rows[["staff", "managers", "level", "plan"]]
    rows["skills"] = items.mean(axis=1).where(items.count(axis=1) >= 0.6 * 4)
    is_known = rows["position"].notna() & (rows["position"] != "Vet ej")
    rows["own"] = (rows["position"] == "Ja, egen").astype(float).where(is_known)
    return rows


def group_by_hand(rows: pd.DataFrame, indicator: str) -> float:
    if indicator != "ai_fte_per_100k":
        return float(rows["skills" if indicator == "maturity_skills" else "own"].mean())
    known = rows[rows["fte"].notna()]
    return 100_000 * float(known["fte"].sum()) / float(known["population_2025"].sum())


@pytest.mark.parametrize("indicator", ["maturity_skills", "has_full_time_ai", "ai_fte_per_100k"])
@pytest.mark.parametrize("county", ["14", "17", "20"])
def test_a_county_has_one_figure_wherever_it_stands(
    demo: Database, by_hand: pd.DataFrame, county: str, indicator: str
) -> None:
    """By the answers in the file: in words, over time, in order, on the map and beside a member."""
    selection = choose(
        region=county, indicator=indicator, level="county", municipality=f"{county}80"
    )
    is_own, told = by_hand["county"] == county, codebook().indicator(indicator)
    figure = group_by_hand(by_hand[is_own], indicator)
    for value in (figure, group_by_hand(by_hand[~is_own], indicator)):
        words = selection.t.in_words(value_text(selection.t, told, value, group=True))
        assert words in region_view(demo, selection).sentences[0]
    newest = CHARTS["region_trend"](demo, selection).table.rows[-1]
    assert newest[1] == pytest.approx(figure)
    for chart in ("region_ranking", "map"):
        table = CHARTS[chart](demo, selection).table
        (row,) = (row for row in table.rows if row[1] == place_names("sv")[county])
        assert row[2] == pytest.approx(figure), chart
    beside = CHARTS["municipality_trend"](demo, selection).table
    column = [column.key for column in beside.columns].index("county")
    assert beside.rows[0][column] == pytest.approx(figure)


def test_a_goal_for_the_median_is_not_drawn_beside_means(demo: Database) -> None:
    for measure, is_drawn in (("all", True), ("median", False)):
        goal = GoalMark(40.0, "Goal", 40.0, measure)
        for key in ("region_trend", "region_ranking", "municipality_trend"):
            selection = choose(region="17", municipality="1780", goals=(goal,))
            chart = CHARTS[key](demo, selection)
            assert ("Goal" in chart.figure.to_json()) is is_drawn, key


@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai", "ai_fte_per_100k"])
def test_both_trends_of_a_measure_begin_at_0_and_end_just_above_what_they_draw(
    demo: Database, indicator: str
) -> None:
    for threshold in (None, 55.0):
        goals = () if threshold is None else (GoalMark(threshold, "Mål", threshold),)
        selection = choose(region="17", municipality="1780", indicator=indicator, goals=goals)
        for key in ("region_trend", "municipality_trend"):
            figure = CHARTS[key](demo, selection).figure
            low, high = figure.layout.yaxis.range
            drawn = [y for trace in figure.data for y in trace.y if y is not None]
            if codebook().indicator(indicator).is_share and goals:
                assert (low, high) == (0, 100)
            elif goals and indicator == "maturity":
                assert (low, high) == (0, 60)
            elif not goals:
                assert low == 0 and max(drawn) <= high <= 2.1 * max(drawn), key


def test_a_trend_says_its_unit_once(demo: Database) -> None:
    for key in ("region_trend", "municipality_trend"):
        figure = CHARTS[key](demo, choose(region="17", municipality="1780")).figure
        said = [figure.layout.title.subtitle.text, *(n.text for n in figure.layout.annotations)]
        assert sum("Index 0–100" in text for text in said) == 1, key


@pytest.mark.parametrize(
    ("region", "symbol"), [("17", "triangle-down"), ("C8", "triangle-up"), ("C", "triangle-up")]
)
def test_a_region_is_blue_in_its_trend_and_never_the_colour_of_a_chosen_municipality(
    demo: Database, region: str, symbol: str
) -> None:
    chart = CHARTS["region_trend"](demo, choose(region=region))
    own = chart.figure.data[-1]
    assert own.line.color == palette("light").accent
    assert own.marker.symbol == symbol
    assert palette("light").focus not in chart.figure.to_json()


def test_shares_that_are_not_100_together_are_said_to_be_rounded(demo: Database) -> None:
    t, told = choose().t, set()
    for question in (key for key in OPEN if not codebook().questions[key].is_multi):
        chart = region_answers_view(demo, choose(region="17", question=question))
        for side in ("own_share", "rest_share"):
            place = [column.key for column in chart.table.columns].index(side)
            shares = [row[place] for row in chart.table.rows if isinstance(row[place], float)]
            if shares and sum(round(100 * share + 1e-9) for share in shares) != 100:
                told.add(question)
                assert t("region.caveat_rounded") in chart.caveat, question
        if question not in told:
            assert t("region.caveat_rounded") not in chart.caveat, question
    assert told


def test_a_kind_of_missing_answer_is_not_parted_from_its_number(demo: Database) -> None:
    chart = region_answers_view(demo, choose(region="17", question="ai_heltid"))
    line = chart.figure.layout.title.subtitle.text
    assert re.search(r"har inte svarat\N{NO-BREAK SPACE}4", line.replace("<br>", " "))


def test_a_municipality_without_a_value_has_no_place_and_the_dash_of_what_is_missing(
    demo: Database,
) -> None:
    table = region_table_view(demo, choose(region="17"))
    place = [column.key for column in table.columns].index("rank")
    silent = [row for row in table.rows if row[place - 1] is None]
    assert silent and {row[place] for row in silent} == {None}
    assert cell_text(None, table.columns[place], choose().t) == choose().t("missing")
