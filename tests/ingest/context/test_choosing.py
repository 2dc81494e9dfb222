"""Nothing is chosen in silence: what can mean two things is asked, and held until it is said."""

import pytest

from ailaget.ingest.context.choosing import Choices, Chosen
from ailaget.ingest.context.contents import interpret

WHO = {"source": "Myndigheten", "licence": "CC0 1.0"}


def of(text: str, **said: object) -> Chosen:
    return interpret(text.encode(), Choices(**{**WHO, **said})).chosen


def asked(chosen: Chosen) -> list[str]:
    return [question.kind for question in chosen.asked]


def test_ages_and_genders_are_asked_with_what_can_be_answered() -> None:
    chosen = of("kommun;kön;ålder;Sysselsatta 2023\nMora;män;20-24;1\nMora;kvinnor;25-29;2\n")
    assert [(q.kind, q.name) for q in chosen.asked] == [("group", "kön"), ("group", "ålder")]
    assert chosen.asked[0].options == (("män", "män"), ("kvinnor", "kvinnor"))
    assert chosen.values == []


def test_a_dimension_of_one_category_is_not_asked_but_named() -> None:
    chosen = of("kommun;kön;Sysselsatta 2023\nMora;kvinnor;1\nOrsa;kvinnor;2\n")
    assert asked(chosen) == []
    assert chosen.figures[0].label_sv == "Sysselsatta, kvinnor"
    assert "kön: kvinnor" in chosen.figures[0].note_sv


@pytest.mark.parametrize(("dash", "value"), [("zero", 0.0), ("missing", None)])
def test_a_dash_of_an_unknown_publisher_is_asked(dash: str, value: float | None) -> None:
    text = "kommun;Brott 2023\nMora;-\nOrsa;3\n"
    assert asked(of(text)) == ["dash"]
    assert of(text).values == []
    assert of(text, dash=dash).values[0].value == value


def test_scb_s_dash_is_zero_and_kolada_s_is_missing() -> None:
    text = "kommun;Brott 2023\nMora;-\nOrsa;3\n"
    assert of(text, source="scb").values[0].value == 0
    kolada = of(text, source="kolada").values[0]
    assert (kolada.value, kolada.status) == (None, "missing")


def test_year_name_source_and_licence_are_asked_where_nobody_has_said() -> None:
    chosen = interpret(b"kommun;antal\nMora;1\nOrsa;2\n", Choices()).chosen
    assert asked(chosen) == ["year", "name", "source", "licence"]
    said = {**WHO, "year": "2023", "name": "Bibliotek"}
    chosen = interpret(b"kommun;antal\nMora;1\nOrsa;2\n", Choices(**said)).chosen
    assert [(v.figure, v.year) for v in chosen.values] == [("own_bibliotek", 2023)] * 2


def test_a_figure_that_is_not_there_is_held_with_those_that_are() -> None:
    chosen = of("kommun;A 2023;B 2023\nMora;1;2\nOrsa;3;4\n", figures=("A", "C"))
    assert {v.figure for v in chosen.values} == {"own_a"}
    assert [(h.text, h.reason) for h in chosen.held] == [("C", "unknown_figure")]


def test_two_values_of_the_same_are_neither_taken() -> None:
    chosen = of("kommun;A 2023\nMora;1\nMora;2\nMora;2\nOrsa;3\n")
    assert [(v.municipality, v.value) for v in chosen.values] == [("2062", None), ("2034", 3)]
    assert {h.reason for h in chosen.held} == {"told_twice"}


def test_the_same_value_twice_is_one() -> None:
    chosen = of("kommun;A 2023\nMora;1\nMora;1\nOrsa;3\n")
    assert [(v.municipality, v.value) for v in chosen.values] == [("2062", 1), ("2034", 3)]
    assert chosen.is_whole


def test_an_unknown_area_is_held_with_its_cell_and_a_suggestion() -> None:
    chosen = of("kommun;A 2023\nMora;1\nOrsa;2\nLexand;3\nLeksand;4\n")
    (held,) = chosen.held
    assert (held.place, held.text, held.reason) == ("B4", "Lexand", "unknown_municipality")
    assert "Leksand" in held.suggestions


def test_quarters_are_no_years() -> None:
    chosen = of("kommun;år;A\nMora;2023;1\nOrsa;2023K4;2\n")
    assert [(h.text, h.reason) for h in chosen.held] == [("2023K4", "not_a_year")]


def test_heby_s_former_code_holds_to_2006_and_uppsala_was_larger_before_knivsta() -> None:
    chosen = of("kod;år;A\n1917;2006;1\n1917;2007;2\n0331;2007;3\n0380;2002;4\n0330;2002;.\n")
    values = {(v.municipality, v.year): v.value for v in chosen.values}
    assert values == {
        ("0331", 2006): 1,
        ("0331", 2007): 3,
        ("0380", 2002): 4,
        ("0330", 2002): None,
    }
    assert [h.reason for h in chosen.held] == ["ended_code"]
    assert ("larger_then", {"code": "0380", "n": 1, "years": "0330 2003"}) in chosen.remarks
    assert "before_it_was" not in dict(chosen.remarks)


def test_a_figure_of_a_year_before_its_municipality_was_one_is_told() -> None:
    chosen = of("kod;år;A\n0330;2001;12\n0330;2002;13\n0330;2003;14\n1814;1995;5\n")
    assert len(chosen.values) == 4
    remarks = [remark for remark in chosen.remarks if remark[0] == "before_it_was"]
    assert remarks == [("before_it_was", {"code": "0330", "n": 2, "year": 2003})]


def test_missing_is_never_zero() -> None:
    signs = {"2062": "", "2034": "..", "2029": ".", "2031": "...", "2026": "n/a", "2021": "saknas"}
    rows = "".join(f"{code};{sign};1\n" for code, sign in signs.items())
    chosen = of(f"kod;A 2023;B 2023\n{rows}2039;5;1\n", figures=("A",))
    values = {v.municipality: v.value for v in chosen.values}
    assert values == {**dict.fromkeys(signs), "2039": 5}


@pytest.mark.parametrize("row", ["2021;2023;1", "2023;2021;1", "1917;2006;1"])
def test_a_first_row_that_looks_like_years_is_not_taken_for_headings(row: str) -> None:
    chosen = of(f"kod;år;A\n{row}\n2062;2023;2\n2034;2023;3\n")
    assert len(chosen.values) == 3


def test_two_columns_of_one_name_do_not_become_one_figure() -> None:
    chosen = of("kommun;Å 2023;A 2023\nMora;1;2\nOrsa;3;4\n")
    assert sorted({v.figure for v in chosen.values}) == ["own_a", "own_a_2"]
