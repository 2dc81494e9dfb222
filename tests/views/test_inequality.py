"""Inequality in the views: hand-worked figures, words for what is undefined, and the report."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ailaget.__main__ import main
from ailaget.codebook import codebook
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.inequality.between import between_view
from ailaget.views.inequality.change import change_view
from ailaget.views.inequality.convergence import convergence_view
from ailaget.views.inequality.gradient import gradient_view
from ailaget.views.inequality.groups import groups_view
from ailaget.views.inequality.report import inequality_lines, inequality_report
from ailaget.views.inequality.spread import spread_chart, spread_view
from ailaget.views.inequality.transitions import transitions_chart, transitions_view

VIEWS = (
    spread_chart,
    between_view,
    groups_view,
    gradient_view,
    change_view,
    convergence_view,
    transitions_chart,
)
NOW, BEFORE = "2026-10", "2025-10"
FACTOR = 100_000.0


class Answers:
    """Answers queries from waves given by hand: the newest first, a value per municipality."""

    def __init__(
        self,
        *waves: Sequence[float | None],
        groups: Sequence[str] | None = None,
        population: Sequence[int] | None = None,
        per_inhabitant: bool = False,
        population_before: Sequence[int] | None = None,
    ) -> None:
        size = len(waves[0])
        people = population or [10_000] * size
        self.earlier_people = (
            {BEFORE: pd.Series(list(population_before))} if population_before else {}
        )
        self.waves = dict(zip((NOW, BEFORE), waves, strict=False))
        self.rows = pd.DataFrame(
            {
                "municipality": [f"{1000 + i}" for i in range(size)],
                "name": [f"Ort {i}" for i in range(size)],
                "county": ["17"] * size,
                "skr_group": list(groups or ["C8"] * size),
                "size_class": ["lt10k"] * size,
                "population": pd.Series(people, dtype="int64"),
            }
        )
        self.rows["value"] = pd.Series(list(waves[0]), dtype=float)
        self.rows["status"] = np.where(self.rows["value"].isna(), "nonresponse", "ok")
        self.factor = FACTOR if per_inhabitant else 1.0
        self.rows["factor"] = self.factor
        self.rows["denominator"] = self.rows["population"] if per_inhabitant else 1.0
        self.rows["numerator"] = self.rows["value"] * self.rows["denominator"] / self.factor

    def query(self, name: str, **params: object) -> pd.DataFrame:
        if name == "indicator_values":
            return self.rows
        if name == "waves":
            return pd.DataFrame({"wave": list(self.waves)})
        if name in ("index_items", "wave_indicators"):  # a step of an answer is what is sure
            return pd.DataFrame(columns=["municipality", "indicator", "question", "value"])
        assert name == "indicator_history"
        frames = []
        for wave, values in sorted(self.waves.items()):
            column = pd.Series(list(values), dtype=float)
            people = self.earlier_people.get(wave, self.rows["denominator"])
            numerators = column * people / self.factor
            frames.append(
                self.rows.assign(
                    wave=wave,
                    value=column,
                    numerator=numerators,
                    denominator=people,
                    factor=self.factor,
                )
            )
        return pd.concat(frames, ignore_index=True)


def chosen(indicator: str = "maturity", **more: Any) -> Selection:
    return Selection(NOW, False, indicator=indicator, language="sv", **more)


def measured(chart: Chart, name: str) -> Mapping[str, Any]:
    keys = [column.key for column in chart.table.columns]
    row = next(row for row in chart.table.rows if str(row[0]) == name)
    return dict(zip(keys, row, strict=True))


def test_the_sentence_that_can_be_repeated_counts_positions_and_people():
    # 6, 3 and 1 positions in 50 000, 30 000 and 20 000 inhabitants: one municipality has half.
    people = [50_000, 30_000, 20_000, 4_000, 5_000, 1]
    source = Answers([12.0, 10.0, 5.0, 0.0, 0.0, None], population=people, per_inhabitant=True)
    found = spread_view(source, chosen("ai_fte_per_100k"))
    assert found.chart.headline == (
        "Hälften av årsarbetskrafterna för AI finns i 1 av de 5 kommuner som har svarat på frågan"
    )
    assert "Där bor 46 procent av de 5 kommunernas invånare." in found.sentences


def test_an_amount_leads_with_zeros_and_the_top_tenth_and_says_why_a_ratio_is_undefined():
    found = spread_view(Answers([0.0] * 9 + [8.0]), chosen("ai_fte"))
    figures = {figure.label: figure for figure in found.figures}
    assert [figure.value for figure in found.figures] == [
        "90\N{NO-BREAK SPACE}%",
        "100\N{NO-BREAK SPACE}%",
        "0,90",
        "–",
    ]
    ratio = next(figure for label, figure in figures.items() if "gånger mer" in label)
    assert "dela med noll" in ratio.change
    assert measured(found.chart, "Ginikoefficient")["value"] == pytest.approx(0.9)
    assert measured(found.chart, "Theils T")["value"] == pytest.approx(np.log(10))
    assert measured(found.chart, "Kvot mellan topp och botten")["value"] is None


def test_everyone_answered_leaves_no_uncertainty():
    row = measured(spread_chart(Answers([1.0, 2.0, 3.0]), chosen("ai_fte")), "Ginikoefficient")
    assert row["low"] == row["value"] == row["high"]


def test_an_index_leads_with_the_gap_and_marks_what_depends_on_its_zero():
    chart = spread_chart(Answers([float(value) for value in range(0, 101, 10)]), chosen())
    assert chart.headline == (
        "AI-mognad: en av tio kommuner når 90,0 eller mer, en av tio 10,0 eller mindre"
    )
    assert chart.table.rows[1][:2] == ("Gap mellan topp och botten", 80.0)
    assert "nollpunkt" in measured(chart, "Ginikoefficient")["note"]


def test_a_yes_or_no_counts_municipalities_and_the_people_in_them():
    people = [60_000, 10_000, 10_000, 10_000, 10_000, 5]
    source = Answers([1.0, 0.0, 0.0, 0.0, 0.0, None], population=people)
    found = spread_view(source, chosen("has_full_time_ai"))
    assert found.chart.headline.endswith("AI: 1 av de 5 kommuner som har svarat på frågan")
    assert found.sentences[0] == "Där bor 60 procent av de 5 kommunernas invånare."
    assert measured(found.chart, "Ginikoefficient")["value"] == pytest.approx(4 / 5)


def test_weighted_by_population_is_labelled_and_counts_people():
    source = Answers([0.0, 10.0], population=[90_000, 10_000], per_inhabitant=True)
    alike = spread_view(source, chosen("ai_fte_per_100k"))
    by_people = spread_view(source, chosen("ai_fte_per_100k", weighted=True))
    assert measured(alike.chart, "Ginikoefficient")["value"] == pytest.approx(0.5)
    assert measured(by_people.chart, "Ginikoefficient")["value"] == pytest.approx(0.9)
    for found, words in ((alike, "varje kommun väger lika"), (by_people, "varje invånare")):
        assert words in found.chart.unit
        assert words in " ".join(str(found.chart.figure.layout.title.subtitle.text).split("<br>"))


def test_a_count_is_never_weighted_and_the_page_says_so():
    source = Answers([0.0, 10.0], population=[90_000, 10_000])
    found = spread_view(source, chosen("ai_fte", weighted=True))
    assert measured(found.chart, "Ginikoefficient")["value"] == pytest.approx(0.5)
    assert "per 100\N{NO-BREAK SPACE}000 invånare" in found.note
    assert "varje kommun väger lika" in found.chart.unit


def test_the_chosen_municipality_is_told_where_it_stands_or_why_not():
    source = Answers([10.0, 20.0, 30.0, None, 40.0, 50.0])
    assert (
        "Ort 1 ligger på 20,0, högre än 1 av de 4 andra."
        in spread_view(source, chosen(municipality="1001")).sentences
    )
    assert (
        "Ort 3 har inget värde: har inte svarat."
        in spread_view(source, chosen(municipality="1003")).sentences
    )
    assert (
        spread_view(source, chosen(municipality="0180")).sentences
        == spread_view(source, chosen()).sentences
    )


def test_what_would_vanish_were_the_groups_equal():
    source = Answers([10.0, 10.0, 30.0, 30.0], groups=["A1", "A1", "C8", "C8"])
    chart = between_view(source, chosen())
    shares = {row[0]: row[2] for row in chart.table.rows}
    assert shares == {"Län": 0.0, "SKR-grupper": 1.0, "Storleksklasser": 0.0}
    # Of the six ways to deal out two of each, two put alike together: (k - 1) / (n - 1) = 1/3.
    chance = {row[0]: row[5] for row in chart.table.rows}["SKR-grupper"]
    assert chance == pytest.approx(1 / 3, abs=0.08)


def test_the_parts_between_and_within_are_the_whole():
    source = Answers([1.0, 2.0, 3.0, 6.0], groups=["A1", "A1", "C8", "C8"])
    for indicator in ("maturity", "ai_fte"):
        for row in between_view(source, chosen(indicator)).table.rows:
            assert row[2] + row[6] == pytest.approx(1)


def test_groups_have_their_mean_n_and_theil_and_few_are_marked():
    source = Answers([10.0, 30.0, 20.0, None], groups=["A1", "A1", "C8", "C8"])
    rows = groups_view(source, chosen()).table.rows
    assert [row[:1] + row[2:5] for row in rows] == [("A1", 2, 2, 20.0), ("C8", 1, 2, 20.0)]
    expected = np.mean([x * np.log(x) for x in (0.5, 1.5)])
    assert rows[0][5] == pytest.approx(expected)
    assert rows[1][5] is None
    assert all(row[6] for row in rows)


def test_a_group_without_any_value_is_drawn_in_words_and_left_out_by_name():
    values = [*[30.0] * 5, *[20.0] * 5, None, None]
    source = Answers(values, groups=[*["A1"] * 5, *["B3"] * 5, "C8", "C8"])
    chart = groups_view(source, chosen())
    assert chart.table.rows[-1][2:5] == (0, 2, None)
    words = [note.text for note in chart.figure.layout.annotations]
    assert texts("sv")("region.no_value") in words and "0/2" in words
    assert "Jämförs inte, för få har svarat: C8" in chart.caveat


def test_groups_have_codes_only_where_others_use_them():
    source = Answers([10.0, 30.0, 20.0, 50.0], groups=["A1", "A1", "C8", "C8"])
    for by, first in (("skr_group", "key"), ("county", "key"), ("size_class", "name")):
        table = groups_view(source, chosen(by=by)).table
        assert table.columns[0].key == first
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_group_of_few_is_marked_where_it_is_drawn():
    for few, words in ((2, "(få svar)"), (1, "(en kommun)")):
        groups = [*["A1"] * few, *["B3"] * 5, *["C8"] * 5]
        source = Answers([*[90.0] * few, *[30.0] * 5, *[20.0] * 5], groups=groups)
        chart = groups_view(source, chosen())
        names = list(chart.figure.data[0].text)
        assert names[0].endswith(words)
        assert "högst B3 Större stad" in chart.headline
        assert not any(name.endswith(")") for name in names[1:])


def test_the_line_by_size_rises_where_the_values_do():
    sizes = [int(size) for size in np.geomspace(3_000, 300_000, 60)]
    rising = Answers([20 * np.log10(size) - 50 for size in sizes], population=sizes)
    assert "törre kommuner ligger högre" in gradient_view(rising, chosen()).headline
    level = Answers([30.0] * 60, population=sizes)
    assert "ngen säker skillnad" in gradient_view(level, chosen()).headline
    valley = Answers([40 + 30 * abs(np.log10(size) - 4.5) for size in sizes], population=sizes)
    assert "må och stora kommuner ligger högre" in gradient_view(valley, chosen()).headline


def test_the_line_of_a_yes_or_no_stays_on_its_scale():
    sizes = [int(size) for size in np.geomspace(3_000, 300_000, 60)]
    answers = [float(size > 100_000) for size in sizes]
    line = gradient_view(Answers(answers, population=sizes), chosen("has_ai_position")).figure.data
    assert max(line[-1].y) <= 1
    assert min(line[-1].y) >= 0


def test_a_few_dots_bear_no_line():
    chart = gradient_view(Answers([10.0, 20.0, 30.0]), chosen())
    assert len(chart.figure.data) == 1
    assert "20 värden" in chart.headline


def test_a_gap_that_doubled_on_the_same_municipalities_has_grown():
    before = [float(value) for value in range(0, 41)]
    source = Answers([2 * value for value in before], before)
    chart = change_view(source, chosen())
    assert chart.n == 41
    assert "vuxit med 32,0 sedan" in chart.headline
    row = measured(chart, "Gap mellan topp och botten")
    assert (row["before"], row["after"], row["change"]) == pytest.approx((32, 64, 32))


def test_only_those_who_answered_both_times_are_the_panel():
    before: list[float | None] = [float(value) for value in range(40)]
    now: list[float | None] = [None, *before[1:]]
    chart = change_view(Answers(now, [*before[:-1], None]), chosen())
    assert (chart.n, chart.of) == (38, 40)
    assert "ingen säker ändring" in chart.headline


def test_a_change_whose_uncertainty_is_not_known_has_no_interval_of_dashes() -> None:
    before = [0.0] * 19 + [8.0]
    now = [0.0] * 17 + [2.0, 5.0, 8.0]
    headline = change_view(Answers(now, before), chosen("ai_fte_per_100k")).headline
    assert "– till –" not in headline
    assert headline.startswith("Ändring av den högsta tiondelens andel: −")
    assert headline.endswith("med okänd osäkerhet")


def test_regression_to_the_mean_is_not_taken_for_catching_up():
    rng = np.random.default_rng(7)
    stable = rng.normal(50, 10, 240)
    before, now = (np.clip(stable + rng.normal(0, 8, 240), 0, 100) for _ in range(2))
    chart = convergence_view(Answers(list(now), list(before)), chosen())
    assert "det kan vara slumpen" in chart.headline
    assert "regression mot medelvärdet" in chart.caveat


def test_a_real_convergence_is_said():
    before = np.linspace(0, 100, 100)
    chart = convergence_view(Answers(list(50 + (before - 50) / 2), list(before)), chosen())
    assert chart.headline == (
        "AI-mognad: de som låg efter närmar sig, spridningen har minskat från 29,2 till 14,6"
    )
    apart = convergence_view(Answers(list(before), list(50 + (before - 50) / 2)), chosen())
    assert "avståndet växer" in apart.headline


def test_every_move_between_levels_opens_to_its_names():
    found = transitions_view(Answers([25.0, 10.0, 45.0, None], [5.0, 30.0, 41.0, 80.0]), chosen())
    assert [(move.kind, move.names) for move in found.moves] == [
        ("climbed", ("Ort 0",)),
        ("fell", ("Ort 1",)),
        ("stayed", ("Ort 2",)),
    ]
    assert found.chart.headline.startswith("AI-mognad: 1 av 3 kommuner har gått upp minst en nivå")
    assert [row[2] for row in found.chart.table.rows] == [1, 1, 1]
    assert [list(each.values()) for each in found.chart.table.links["names"]] == [
        ["Ort 0"],
        ["Ort 1"],
        ["Ort 2"],
    ]


def test_levels_are_of_maturity_where_the_indicator_has_none():
    chart = transitions_chart(Answers([25.0, 10.0], [5.0, 30.0]), chosen("ai_fte"))
    assert "AI-mognad" in chart.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k", "ai_fte", "has_ai_position"])
@pytest.mark.parametrize(
    "waves",
    [
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
        ([1.0, 1.0, 0.0],),
        ([1.0, None, None], [1.0, None, None]),
        ([None, None], [None, None]),
        ([None, 1.0, 1.0], [1.0, None, None]),
        ([], []),
    ],
    ids=["all zero", "one wave", "one answered", "nobody answered", "no panel", "empty filter"],
)
def test_what_cannot_be_counted_is_said_in_words(
    waves: tuple[list[float | None], ...], indicator: str, weighted: bool, language: str
):
    selection = replace(chosen(indicator, weighted=weighted), language=language)
    for view in VIEWS:
        chart = view(Answers(*waves), selection)
        assert chart.headline
        assert chart.alt
        assert not re.search(r"\bnan\b", chart.headline.lower())  # "annan" is a word


def test_one_wave_says_what_will_come():
    coming = texts("sv")("empty.one_wave")
    for view in (change_view, convergence_view, transitions_chart):
        assert view(Answers([10.0, 20.0, 30.0]), chosen()).headline == coming


def test_the_first_of_several_waves_has_none_before_it():
    selection = replace(chosen(), wave=BEFORE)
    for view in (change_view, convergence_view, transitions_chart):
        headline = view(Answers([10.0, 20.0, 30.0], [10.0, 20.0, 30.0]), selection).headline
        assert headline == texts("sv")("inequality.first_wave")


def test_one_municipality_is_no_panel():
    chart = change_view(Answers([10.0, 20.0], [10.0, None]), chosen())
    assert chart.headline == texts("sv")("inequality.panel_few")


KEYS = [
    "indicator",
    "wave",
    "n",
    "missing",
    "weighted",
    "gini",
    "gini_low",
    "gini_high",
    "theil",
    "theil_between",
    "theil_within",
    "p90_p10",
    "p90_minus_p10",
    "by",
    "groups",
    "level",
    "draws",
    "seed",
]


def test_the_report_has_hand_worked_figures():
    source = Answers(
        [1.0, 1.0, 3.0, 3.0] * 3 + [None], groups=["A1", "A1", "C8", "C8"] * 3 + ["C8"]
    )
    report = inequality_report(source, chosen("ai_fte"))
    assert list(report) == KEYS
    between = 0.5 * (0.5 * np.log(0.5) + 1.5 * np.log(1.5))
    assert (report["n"], report["missing"]) == (12, 1)
    assert (report["p90_p10"], report["p90_minus_p10"]) == (3.0, 2.0)
    assert report["gini"] == pytest.approx(0.25)
    assert report["theil"] == pytest.approx(between)
    assert report["theil_between"] + report["theil_within"] == pytest.approx(report["theil"])
    assert report["theil_within"] == pytest.approx(0)
    assert report["gini_low"] <= report["gini"] <= report["gini_high"]
    assert report["groups"] == [
        {"key": "A1", "n": 6, "mean": 1.0, "theil": 0.0},
        {"key": "C8", "n": 6, "mean": 3.0, "theil": 0.0},
    ]
    few = Answers([1.0, 1.0, 3.0, 3.0, None], groups=["A1", "A1", "C8", "C8", "C8"])
    of_few = inequality_report(few, chosen("ai_fte"))
    assert of_few["p90_p10"] is of_few["p90_minus_p10"] is None
    lines = inequality_lines(of_few, few, chosen("ai_fte"))
    assert sum("färre än 10 kommuner" in line for line in lines) == 2


@pytest.mark.parametrize(
    ("answers", "indicator", "weighted"),
    [([None, None], "maturity", False), ([1.0, 2.0], "ai_fte", True)],
    ids=["nobody answered", "a count by inhabitants"],
)
def test_the_report_is_null_where_undefined_and_the_words_say_why(
    answers: list[float | None], indicator: str, weighted: bool
):
    source, selection = Answers(answers), chosen(indicator, weighted=weighted)
    report = inequality_report(source, selection)
    assert list(report) == KEYS
    assert report["gini"] is report["theil_within"] is report["p90_p10"] is None
    assert report["p90_minus_p10"] is None
    assert report["groups"] == []
    assert len(inequality_lines(report, source, selection)[-1]) > 20


@pytest.fixture
def demo(demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("indicator", list(codebook().indicators))
def test_the_command_gives_json_for_every_indicator(
    indicator: str, capsys: pytest.CaptureFixture[str]
):
    for more in ([], ["--weighted", "--by", "county"], ["--by", "size_class", "--wave", BEFORE]):
        assert main(["inequality", indicator, "--json", *more]) == 0
        report = json.loads(capsys.readouterr().out)
        assert list(report) == KEYS
        assert report["n"] + report["missing"] == 290
        parts = (report["theil_between"], report["theil_within"], report["theil"])
        assert None in parts or parts[0] + parts[1] == pytest.approx(parts[2], abs=1e-12)
        assert report["gini"] is None or sum(g["n"] for g in report["groups"]) == report["n"]


@pytest.mark.usefixtures("demo")
def test_the_command_speaks_plainly_without_json(capsys: pytest.CaptureFixture[str]):
    assert main(["inequality", "ai_fte_per_100k"]) == 0
    said = capsys.readouterr().out
    assert "Ginikoefficient" in said
    assert "B3 Större stad" in said
    assert "dela med noll" in said


@pytest.mark.usefixtures("demo")
def test_an_unknown_key_is_refused_with_the_valid_ones(capsys: pytest.CaptureFixture[str]):
    assert main(["inequality", "mognad"]) == 2
    assert "maturity_strategy" in capsys.readouterr().err
    assert main(["inequality", "maturity", "--wave", "1999-01"]) == 2
    assert NOW in capsys.readouterr().err
    with pytest.raises(SystemExit) as refused:
        main(["inequality", "maturity", "--by", "party"])
    assert refused.value.code == 2
    assert "skr_group" in capsys.readouterr().err


def test_a_group_left_out_of_the_comparison_is_named():
    groups = [*["A1"] * 3, *["B3"] * 5, *["C8"] * 5]
    source = Answers([*[90.0] * 3, *[30.0] * 5, *[20.0] * 5], groups=groups)
    caveat = groups_view(source, chosen()).caveat
    assert caveat.startswith("Jämförs inte, för få har svarat: A1 Storstäder.")


def test_groups_that_are_equal_are_not_ranked():
    source = Answers([30.0] * 10, groups=[*["B3"] * 5, *["C8"] * 5])
    headline = groups_view(source, chosen()).headline
    assert headline == (
        "AI-mognad: alla 2 SKR-grupper med minst fem svar har samma medelvärde, 30,0"
    )
    # Two that read the same are a tie, and so are both named.
    tied = Answers(
        [*[30.01] * 5, *[30.0] * 5, *[20.0] * 5], groups=[*["B3"] * 5, *["B4"] * 5, *["C8"] * 5]
    )
    assert "högst B3 och B4" in groups_view(tied, chosen()).headline


@pytest.mark.parametrize("values", [[0.0] * 8, [40.0] * 8])
def test_equal_ends_are_no_proof_that_everybody_answered(values):
    silent = spread_view(Answers([*values, None]), chosen())
    assert not any(figure.change == "alla har ett värde" for figure in silent.figures)
    whole = spread_view(Answers(values), chosen())
    assert any(figure.change == "alla har ett värde" for figure in whole.figures)


def test_what_may_be_chance_is_not_called_more_also_when_all_have_answered():
    """Groups dealt out by lot: the interval has no width, and the heading claims nothing."""
    rng = np.random.default_rng(2)
    groups = [f"{letter}" for letter in ("A1", "A2", "B3", "B4", "C6") for _ in range(20)]
    called = 0
    for _ in range(20):
        values = [float(value) for value in rng.permutation(np.linspace(0, 100, 100))]
        called += "slumpen" not in between_view(Answers(values, groups=groups), chosen()).headline
    assert called <= 3
    apart = [float(20 * (i // 20) + i % 7) for i in range(100)]
    chart = between_view(Answers(apart, groups=groups), chosen())
    assert "slumpen" not in chart.headline
    row = next(row for row in chart.table.rows if row[0] == "SKR-grupper")
    assert row[-1] == pytest.approx(0.001)


def test_size_makes_no_difference_where_chance_would_do_also_when_all_have_answered():
    """Forty countries in which size means nothing: the band has no width, the heading no shape."""
    rng = np.random.default_rng(6)
    sizes = [int(size) for size in np.geomspace(3_000, 300_000, 80)]
    called = 0
    for _ in range(40):
        values = [float(value) for value in rng.uniform(0, 100, 80)]
        headline = gradient_view(Answers(values, population=sizes), chosen()).headline
        called += "ngen säker skillnad" not in headline
    assert called <= 5


def test_who_moves_in_changes_no_measure_over_time():
    """The same positions among twice the people: nothing has become more or less unequal."""
    people = [10_000 * k for k in range(1, 41)]
    before = [float(k % 9) for k in range(40)]
    now = [value / 2 for value in before]
    source = Answers(
        now,
        before,
        population=[2 * p for p in people],
        population_before=people,
        per_inhabitant=True,
    )
    chart = change_view(source, chosen("ai_fte_per_100k"))
    for row in chart.table.rows:
        assert row[5] == pytest.approx(0, abs=1e-9), row[0]
    assert "Ingen" in chart.headline
    assert texts("sv")("change.about_same_population") in chart.caveat
    moves = convergence_view(source, chosen("ai_fte_per_100k"))
    assert all(row[3] == pytest.approx(0, abs=1e-9) for row in moves.table.rows)
    assert texts("sv")("change.about_same_population") in moves.caveat
