"""The page Samverkan: who bears, who shares, what a group has, who is near; by hand and whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.exports.metadata import export_metadata
from ailaget.practice import Collaboration, shipped
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.staffing_groups import HostedGroup
from ailaget.store.database import Database
from ailaget.texts import texts
from ailaget.ui.table_html import table_html
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection
from ailaget.views.collaboration.basis import (
    basis_of,
    collaborations_of,
    kilometres_between,
    together_in,
)
from ailaget.views.collaboration.gaps import Gaps, ahead_in_gap, gaps_of, same_gap
from ailaget.views.collaboration.group_map import fills_of
from ailaget.views.collaboration.group_rows import group_rows
from ailaget.views.collaboration.grouping import answer_to, problem_of
from ailaget.views.collaboration.groups import alone_words, suggested_groups_view
from ailaget.views.collaboration.network import links_of, network_view, outside_view
from ailaget.views.collaboration.partners import pairs_view, partners_view
from ailaget.views.collaboration.suggestion import suggestion_of

CHOSEN = Selection("2026-10", False)
VANSBRO, GAGNEF, LEKSAND, RATTVIK, MORA = "2021", "2026", "2029", "2031", "2062"
NAN = float("nan")


def body(name: str, members: tuple[str, ...], form: str = "joint_board") -> Collaboration:
    return Collaboration(
        key=name,
        source_name="example.org",
        source_url="",
        source_date="",
        read_on=date(2026, 11, 28),
        confidence="high",
        reviewed_by="editors",
        source_note={},
        name=name,
        type=form,
        members=members,
        complete="yes",
        is_ended="no",
        what={"sv": "it"},
    )


class Planted:
    """Answers the queries of a basis with rows of its own."""

    def __init__(self, rows: pd.DataFrame, known: tuple[Collaboration, ...] = ()) -> None:
        self.rows, self.known = rows, known

    def query(self, name: str, **_: object) -> pd.DataFrame:
        return self.rows

    def computed(self, key: str) -> None:
        return None

    def entries(self, kind: str) -> tuple[Collaboration, ...]:
        return self.known


def five(**columns: list[float]) -> pd.DataFrame:
    """Return five municipalities in Dalarna that have 10 000, 15 000, … inhabitants."""
    codes = [GAGNEF, LEKSAND, MORA, RATTVIK, VANSBRO]
    return pd.DataFrame(
        {
            "municipality": codes,
            "name": [geography.municipality(code).name for code in codes],
            "county": "20",
            "population": [10_000, 15_000, 50_000, 20_000, 5_000],
            **columns,
        }
    )


@pytest.mark.parametrize(
    ("rule", "bears"),
    [
        ("staff", ["", "staff", "", "", ""]),
        ("20000", ["", "staff", "size", "size", ""]),
        ("50000", ["", "staff", "size", "", ""]),
        ("100000", ["", "staff", "", "", ""]),
        ("nobody", ["", "", "", "", ""]),
    ],
)
def test_who_has_one_position_or_is_large_enough_bears_and_the_silent_has_none(
    rule: str, bears: list[str]
) -> None:
    # Half a position, one that rounding has made a little less, no answer, nothing, no answer.
    rows = five(value=[0.5, 1 - 1e-10, NAN, 0.0, NAN])
    found = basis_of(Planted(rows), replace(CHOSEN, bears=rule))
    assert [found.bears(code) for code in rows["municipality"]] == bears
    assert found.rows["fte"].isna().sum() == 2


def test_too_few_to_be_a_group_are_told_so() -> None:
    source = Planted(five(value=[1.0, 1.0, 1.0, 1.0, 0.0]))
    with pytest.raises(TooFewValues):
        suggestion_of(source, CHOSEN)
    chart = suggested_groups_view(source, CHOSEN)
    assert chart.table.rows == ()
    assert "4" in chart.headline


def test_figures_of_a_group_are_those_worked_by_hand() -> None:
    three, two = (GAGNEF, LEKSAND, RATTVIK), (GAGNEF, LEKSAND)
    known = (
        body("Nämnden", three),
        body("Hälften", two),
        body("Projektet", (*three, VANSBRO), "project"),
    )
    basis = basis_of(Planted(five(value=[0.0, 0.75, NAN, NAN, 0.75]), known), CHOSEN)
    hosted = HostedGroup(LEKSAND, (LEKSAND, GAGNEF, RATTVIK, VANSBRO), 0.0)
    (group,) = group_rows([hosted], basis)
    assert group.population == 15_000 + 10_000 + 20_000 + 5_000
    # 0.75 on 15 000, nothing on 10 000, 0.75 on 5 000; Rättvik has not answered.
    assert group.alone == pytest.approx((5.0, 0.0, 15.0))
    assert group.together == pytest.approx(1.5 / 30_000 * 100_000)
    assert group.added == pytest.approx(1 / 50_000 * 100_000)
    assert [(entry.name, inside) for entry, inside in group.bodies] == [("Nämnden", 3)]
    assert group.counties == 1
    assert group.kilometres[LEKSAND] == 0
    assert group.longest == kilometres_between().loc[RATTVIK, LEKSAND]
    assert alone_words(group, texts("sv")) == "0,0 till 15,0 (3 av 4 har svarat)"


def test_a_group_that_has_not_answered_has_no_figure_and_never_zero() -> None:
    basis = basis_of(Planted(five(value=[NAN] * 5)), CHOSEN)
    (group,) = group_rows([HostedGroup(GAGNEF, (GAGNEF, LEKSAND, RATTVIK, VANSBRO), 0.0)], basis)
    assert group.together is None
    assert group.alone == ()
    assert alone_words(group, texts("sv")) == "ingen av 4 har svarat"


def test_kilometres_are_those_of_a_map() -> None:
    # Measured on the sphere: 6 371 km times the angle between the two centres.
    leksand, gagnef = (geography.centres()[code] for code in (LEKSAND, GAGNEF))
    (lat, lon), (other_lat, other_lon) = (
        np.radians([each.lat, each.lon]) for each in (leksand, gagnef)
    )
    angle = np.arccos(
        np.sin(lat) * np.sin(other_lat) + np.cos(lat) * np.cos(other_lat) * np.cos(lon - other_lon)
    )
    assert kilometres_between().loc[LEKSAND, GAGNEF] == pytest.approx(6371 * angle, rel=0.005)


def test_members_of_the_same_body_are_together_and_those_of_a_project_are_not() -> None:
    codes = [GAGNEF, LEKSAND, MORA]
    known = (body("Nämnden", (GAGNEF, MORA)), body("Projektet", (LEKSAND, MORA), "project"))
    assert together_in(known, codes).tolist() == [
        [True, False, True],
        [False, False, False],
        [True, False, True],
    ]


@pytest.mark.parametrize("choices", [{}, {"bears": "nobody"}, {"group_size": "6-8"}])
def test_everyone_who_cannot_bear_is_in_one_group(demo: Database, choices: dict[str, str]) -> None:
    chosen = replace(CHOSEN, **choices)
    basis = basis_of(demo, chosen)
    problem = problem_of(basis, chosen)
    answer = answer_to(demo, problem)
    members = [code for group in answer.grouping.groups for code in group.members]
    assert sorted(members) == list(basis.sharing["code"])
    assert {len(group.members) for group in answer.grouping.groups} <= set(
        range(problem.least, problem.most + 1)
    )
    assert answer.grouping.bound <= answer.grouping.total < answer.grouping.greedy


def test_totals_time_and_gap_are_printed(demo: Database) -> None:
    t, chart = texts("sv"), suggested_groups_view(demo, CHOSEN)
    grouping = suggestion_of(demo, CHOSEN).answer.grouping
    for figure in (grouping.total, grouping.greedy, grouping.bound):
        assert f"{t.number(figure)} km" in chart.caveat
    assert f"{t.number(100 * grouping.gap, 1)} procent" in chart.caveat
    assert "sekunder" in chart.caveat


def test_a_filter_shows_fewer_groups_of_the_same_grouping(demo: Database) -> None:
    every = suggested_groups_view(demo, CHOSEN).table
    some = suggested_groups_view(demo, replace(CHOSEN, county=("20",))).table
    assert 0 < len(some.rows) < len(every.rows)
    assert set(map(str, some.rows)) <= set(map(str, every.rows))


def test_the_chosen_municipalitys_group_is_first_and_marked(demo: Database) -> None:
    sharing = suggestion_of(demo, CHOSEN).basis.sharing
    code = str(sharing["code"].iloc[-1])
    table = suggested_groups_view(demo, replace(CHOSEN, municipality=code)).table
    assert code in table.links["members"][0]
    assert table.focus == table.codes[0]


def test_a_weight_that_is_moved_changes_the_groups(demo: Database) -> None:
    costly = suggestion_of(demo, replace(CHOSEN, sharing=(("border", 3.0),)))
    plain = suggestion_of(demo, CHOSEN)
    across = [sum(group.counties - 1 for group in found.groups) for found in (costly, plain)]
    assert across[0] < across[1]
    fewer = suggestion_of(demo, replace(CHOSEN, sharing=(("position", 3.0),)))
    assert len(fewer.groups) < len(plain.groups)


def test_neighbouring_groups_have_different_fills(demo: Database) -> None:
    groups = suggestion_of(demo, CHOSEN).groups
    fill = fills_of(groups, 6)
    host_of = {code: group.host for group in groups for code in group.names}
    alike = {
        (host, host_of[other])
        for code, host in host_of.items()
        for other in geography.neighbours()[code]
        if other in host_of and host_of[other] != host and fill[host_of[other]] == fill[host]
    }
    assert alike == set()


def test_only_open_answers_are_used(demo: Database) -> None:
    assert codebook().question("fte_ai_total").visibility == "open"
    asked: list[str] = []
    query = demo.query

    class Watched(Planted):
        def query(self, name: str, **params: object) -> pd.DataFrame:
            asked.append(name)
            rows = query(name, **params)
            assert all(codebook().question(key).is_open for key in set(rows.get("question", ())))
            return rows

        def computed(self, key: str) -> Any | None:  # type: ignore[override]
            return demo.computed(key)

    chosen = replace(CHOSEN, municipality=GAGNEF)
    source = Watched(pd.DataFrame(), tuple(demo.entries("collaborations")))  # type: ignore[arg-type]
    for view in (suggested_groups_view, pairs_view, partners_view, network_view, outside_view):
        view(source, chosen)
    assert set(asked) <= {
        "indicator_values",
        "index_items",
        "municipalities",
        "wave_indicators",
        "wave_answers",
    }


# --- Partners


def gaps(below: dict[str, list[float]], skills: list[float]) -> Gaps:
    codes = [GAGNEF, LEKSAND, MORA, RATTVIK, VANSBRO]
    table = pd.DataFrame(below, index=codes)
    worst = table.where(table < 0).dropna(how="all").idxmin(axis=1)
    parts = pd.DataFrame({"skills": skills, "data": 0.0}, index=codes)
    return Gaps(parts, table, worst, {"skills": 32.0, "data": 46.0})


def test_near_are_those_with_the_same_gap_and_those_surely_ahead_in_it() -> None:
    below = {"skills": [-30.0, -20, 5, -9, 8], "data": [-5.0, -40, 0, 3, 0]}
    found = gaps(below, [20.0, 35.0, 60.0, 45.0, 51.9])
    assert found.worst.to_dict() == {GAGNEF: "skills", LEKSAND: "data", RATTVIK: "skills"}
    assert [near.code for near in same_gap(found, GAGNEF, 100)] == [RATTVIK]
    # Leksand and Rättvik are ahead by 15 and 25, but below the mean of their own group; Vansbro
    # is above its, and ahead by 31.9 points: less than the 32 that are sure.
    assert [(near.code, near.points) for near in ahead_in_gap(found, GAGNEF, 100)] == [(MORA, 40)]
    assert same_gap(found, GAGNEF, 10) == ahead_in_gap(found, GAGNEF, 10) == []
    assert same_gap(found, MORA, 100) == []


def test_gaps_are_told_against_the_group_and_not_of_few(demo: Database) -> None:
    found = gaps_of(demo, "2026-10")
    rows = demo.query("wave_indicators", wave="2026-10")
    rows = rows[(rows["indicator"] == "maturity_skills") & (rows["skr_group"] == "C8")]
    valued = rows.set_index("municipality")["value"].dropna()
    code = str(valued.index[0])
    assert found.below.loc[code, "maturity_skills"] == pytest.approx(valued[code] - valued.mean())
    silent = found.parts.index[found.parts.isna().all(axis=1)]
    assert not set(silent) & set(found.worst.index)


def test_pairs_are_of_the_filter_with_n(demo: Database) -> None:
    found = pairs_view(demo, replace(CHOSEN, county=("20",)))
    assert (found.of, len(found.table.rows) <= found.n) == (15, True)
    assert all(code.startswith("20") for code in found.table.codes)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_municipality_is_told_its_group_its_partners_and_its_collaborations(
    demo: Database, language: str
) -> None:
    chosen = replace(CHOSEN, language=language)
    assert partners_view(demo, chosen) is None
    for code in (GAGNEF, "0180", "1480", "0980"):
        found = partners_view(demo, replace(chosen, municipality=code))
        assert found is not None
        assert geography.municipality(code).name in found.title
        assert len(found.sentences) >= 3


# --- Collaborations that exist


def test_known_collaborations_are_real_and_those_outside_are_named(demo: Database) -> None:
    chosen = replace(CHOSEN, is_demo=True)
    chart, outside = network_view(demo, chosen), outside_view(demo, chosen)
    inside = {code for entry in collaborations_of(demo) for code in entry.members}
    assert len(inside) + len(outside.table.rows) == 290
    assert chart.headline.startswith(f"{len(inside)} av 290")
    assert not chart.of_answers
    assert not outside.of_answers
    assert "påhittad" not in f"{chart.headline} {chart.attribution} {outside.headline}"
    assert "påhittad" not in chart.figure_json


def test_each_collaboration_links_to_its_source_and_says_when_it_is_old(demo: Database) -> None:
    t = CHOSEN.t
    for today, is_old in (("2026-11-28", False), ("2029-01-01", True)):
        table = network_view(demo, replace(CHOSEN, today=today)).table
        keys = [column.key for column in table.columns]
        for row, entry in zip(table.rows, collaborations_of(demo), strict=True):
            assert row[keys.index("source_url")] == entry.source_url
            assert (t("practice.stale") in str(row[keys.index("note")])) == is_old
        html = table_html(table, t, "")
        assert all(escape(entry.source_url) in html for entry in collaborations_of(demo))


def test_what_has_ended_is_not_shown(demo: Database) -> None:
    ended = {
        entry.name
        for entry in shipped("collaborations")
        if isinstance(entry, Collaboration) and entry.is_ended == "yes"
    }
    assert ended
    assert not ended & {row[0] for row in network_view(demo, CHOSEN).table.rows}


def test_a_line_goes_from_each_member_to_the_one_in_the_middle() -> None:
    links = links_of([body("Nämnden", (GAGNEF, LEKSAND, RATTVIK)), body("Ingen", ())])
    assert dict(zip(links["area"], links["to"], strict=True)) == {
        GAGNEF: LEKSAND,
        LEKSAND: LEKSAND,
        RATTVIK: LEKSAND,
    }


# --- What a reader sees, worked by hand


class Wave(Planted):
    """Answers each query with rows of its own."""

    def __init__(self, **answers: pd.DataFrame) -> None:
        super().__init__(pd.DataFrame())
        self.answers = answers

    def query(self, name: str, **_: object) -> pd.DataFrame:
        return self.answers[name]


def as_typed(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def wave() -> Wave:
    """Return five in one group, whose index of skills is 38 on average; staffed as below."""
    places = five(value=[0.0, 0.75, NAN, NAN, 0.75])
    codes = places["municipality"]
    skills = {"indicator": "maturity_skills", "value": [20.0, 35, 60, 45, 30], "skr_group": "C8"}
    plan = {"question": "ai_kunnighet", "choice": None, "status": "answered"}
    return Wave(
        municipalities=places,
        indicator_values=places,
        wave_indicators=pd.DataFrame({"municipality": codes, **skills}),
        index_items=pd.DataFrame(columns=["municipality", "indicator", "question", "score"]),
        wave_answers=pd.DataFrame({"municipality": codes, "value": [0.0, 0, 2, 0, 0], **plan}),
    )


def test_each_figure_of_the_table_of_groups_is_that_worked_by_hand() -> None:
    # By the straight line Leksand is the middle: 23.2 + 48.7 + 43.5 + 40.7 km to Gagnef, Rättvik,
    # Mora and Vansbro. The board has three of the five; the two strangers to Leksand count as 25 km
    # each, and the position as 100: 306 km in all.
    known = (body("Nämnden", (GAGNEF, LEKSAND, RATTVIK)),)
    source = Planted(five(value=[0.0, 0.75, NAN, NAN, 0.75]), known)
    chart = suggested_groups_view(source, replace(CHOSEN, bears="nobody"))
    members = "Leksand, Vansbro, Gagnef, Rättvik, Mora"
    alone, together, added = "0,0 till 15,0 (3 av 5 har svarat)", 5.0, 1.0
    assert chart.table.rows == [
        ("Leksand", members, 100_000, alone, together, added, 49, 1, "Nämnden (3 av 5)")
    ]
    assert (chart.n, chart.of) == (3, 5)
    assert "Summan är 306 km." in chart.caveat
    assert "har 2 kommuner inte svarat" in chart.caveat


def test_each_figure_of_those_near_is_that_worked_by_hand(wave: Wave) -> None:
    near = replace(CHOSEN, near=50)
    pairs = pairs_view(wave, near)
    # Below 38 are Gagnef by 18, Leksand by 3 and Vansbro by 8. Mora and Rättvik are above, and
    # ahead of each of the three by more than the 8.3 points of one step in one answer; within
    # 50 km only of Leksand.
    rows = [
        [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in pairs.table.rows
    ]
    assert rows == [
        ["Gagnef", "Kompetens", "-18.0", "Leksand (23 km), Vansbro (29 km)", ""],
        [
            "Leksand",
            "Kompetens",
            "-3.0",
            "Gagnef (23 km), Vansbro (41 km)",
            "Mora (43 km), Rättvik (49 km)",
        ],
        ["Vansbro", "Kompetens", "-8.0", "Gagnef (29 km), Leksand (41 km)", ""],
    ]
    assert pairs.headline.startswith("1 av 3")
    assert (pairs.n, pairs.of) == (5, 5)


def test_each_figure_told_of_one_municipality_is_that_worked_by_hand(wave: Wave) -> None:
    partners = partners_view(wave, replace(CHOSEN, municipality=GAGNEF, bears="nobody", near=100))
    assert partners is not None
    group, same, ahead, mora, today = map(as_typed, partners.sentences)
    assert "Tillsammans har de 100 000 invånare, så en tjänst ger 1,0 årsarbetskrafter" in group
    assert (
        same == "Saknar också mest i kompetens, inom 100 km: Leksand (23 km) och Vansbro (29 km)."
    )
    assert ahead == "Ligger säkert före i kompetens, inom 100 km: Mora (61 km) och Rättvik (69 km)."
    assert mora == "Det här har Mora men inte Gagnef: en plan för AI-kunnighet."
    assert today == "Gagnef är inte med i något samarbete som AI-läget känner till."


def test_who_is_in_how_many_collaborations_is_counted_by_hand() -> None:
    places = five(value=[0.0] * 5)
    known = (body("Nämnden", (GAGNEF, MORA)), body("Projektet", (MORA, LEKSAND), "project"))
    source = Planted(places, known)
    network, outside = network_view(source, CHOSEN), outside_view(source, CHOSEN)
    assert network.headline.startswith("3 av 5")
    assert [(row[0], row[2]) for row in outside.table.rows] == [
        ("Rättvik", 20_000),
        ("Vansbro", 5_000),
    ]
    assert outside.headline.startswith("2 av 5 kommuner")


@pytest.mark.parametrize("view", [network_view, outside_view])
def test_who_is_in_none_is_not_said_to_lack_an_answer(view: Callable[..., Exhibit]) -> None:
    """Nobody was asked: 1 of 5 in a collaboration is no low response."""
    source = Planted(five(value=[0.0] * 5), (body("Nämnden", (GAGNEF,)),))
    exhibit = view(source, CHOSEN)
    assert (exhibit.n, exhibit.of) == (None, None)
    said = export_metadata(exhibit, CHOSEN, "1")
    assert said.low_response == said.rate == ""
