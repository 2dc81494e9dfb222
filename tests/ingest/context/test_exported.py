"""Layouts of Kolada's and SCB's figures as others have saved them: exports, R, pandas, reshaped."""

import pytest

from ailaget.ingest.context.choosing import Choices, Chosen
from ailaget.ingest.context.contents import interpret
from ailaget.ingest.context.observations import ContextRefused

KOLADAS_EXPORT = """\
Kommun/Landsting;Nyckeltal;År;Visat Värde
Alla kommuner (ovägt medel);Arbetslöshet, (%);2011;5.5
Ale;Arbetslöshet, (%);2011;3.25
Ale;Medelinkomst, kr/inv;2011;204077
Stockholms läns kommuner (ovägt medel);Arbetslöshet, (%);2011;4.5
Alingsås;Arbetslöshet, (%);2011;4
"""
"""As Kolada's pages gave files: names and no codes, with averages among the municipalities."""


def read(data: bytes | str, **said: object) -> Chosen:
    content = data.encode() if isinstance(data, str) else data
    return interpret(content, Choices(**{"source": "kolada", **said})).chosen


def table(chosen: Chosen) -> dict[tuple[str, str, int], float | str]:
    return {
        (v.figure, v.municipality, v.year): v.status if v.value is None else v.value
        for v in chosen.values
    }


def test_averages_among_koladas_municipalities_are_left_out_by_rule() -> None:
    chosen = read(KOLADAS_EXPORT.encode("latin-1"))
    assert table(chosen) == {
        ("kolada_arbetsloshet", "1440", 2011): 3.25,
        ("kolada_medelinkomst_kr_inv", "1440", 2011): 204077,
        ("kolada_arbetsloshet", "1489", 2011): 4,
    }
    assert [(f.label_sv, f.unit_sv) for f in chosen.figures] == [
        ("Arbetslöshet", "%"),
        ("Medelinkomst", "kr/inv"),
    ]
    assert chosen.is_whole and chosen.skipped == {"group": 2}


@pytest.mark.parametrize("heading", ['""', "Unnamed: 0"])
def test_the_numbers_that_r_and_pandas_give_rows_are_no_figures(heading: str) -> None:
    rows = (
        f'{heading},"Kommun.Landsting","Nyckeltal","År","Visat.Värde"\n'
        '"1","Ale","Arbetslöshet, (%)",2011,"3.25"\n'
        '"2","Alingsås","Arbetslöshet, (%)",2011,"4.5"\n'
        '"5","Alvesta","Arbetslöshet, (%)",2011,"4"\n'
    )
    chosen = read(rows)
    assert [value.value for value in chosen.values] == [3.25, 4.5, 4]
    assert chosen.is_whole and [kind for kind, _ in chosen.remarks] == ["row_numbers"]


def test_a_first_column_without_heading_that_does_not_count_is_a_figure() -> None:
    chosen = read(";kommun;år\n7;Ale;2011\n3;Alingsås;2011\n", name="Skolor")
    assert [value.value for value in chosen.values] == [7, 3]


FLAT = """\
kpi,period,municipality,gender,count,status,value,isdeleted
N15033,2022,0114,T,1,,11.9,False
N15033,2022,0114,K,1,,11.1,False
N15033,2022,0115,T,1,Private,,False
N15033,2022,0117,T,1,,12.5,True
N15033,2022,0120,T,1,,tolv,False
N15033,2022,0000,T,1,,13.5,False
N01951,2022,0114,T,1,,49000,False
"""
"""The records of Kolada's answers, each value on a row."""

R_KOLADA = """\
"","kpi","municipality_type","municipality","municipality_id","year","gender","count","value"
"1","N15033","K","Upplands Väsby","0114",2022,"T",1,11.9
"2","N15033","K","Upplands Väsby","0114",2022,"K",1,11.1
"3","N15033","K","Vallentuna","0115",2022,"T",1,NA
"""


def test_answers_of_kolada_made_into_rows_are_read_as_the_answers_are() -> None:
    chosen = read(FLAT, groups={"kön": "Totalt"}, source="")
    assert table(chosen) == {
        ("kolada_n15033", "0114", 2022): 11.9,
        ("kolada_n15033", "0115", 2022): "secret",
        ("kolada_n01951", "0114", 2022): 49000,
    }
    assert chosen.skipped == {"country": 1, "deleted": 1}
    assert [(held.place, held.reason) for held in chosen.held] == [("G6", "not_a_number")]
    assert [asked.name for asked in read(FLAT, source="").asked] == ["kön"]


def test_what_was_chosen_when_such_a_table_was_read_as_others_are_still_holds() -> None:
    rows = (
        "kpi,municipality,period,gender,value\n"
        "N01951,1440,2024,K,3\n"
        "N01951,1440,2024,M,4\n"
        "N01951,1440,2024,T,7\n"
    )
    asked = read(rows, groups={"gender": "M"})
    assert [value.value for value in asked.values] == [4]
    assert asked.is_whole and "män" in asked.figures[0].label_sv.casefold()
    own = "kommun,år,gender,Tjänster\nAle,2024,K,3\nAle,2024,M,4\n"
    assert [value.value for value in read(own, groups={"gender": "M"}).values] == [4]


def test_rows_of_rkolada_are_known_by_the_code_and_not_by_count_or_number() -> None:
    chosen = read(R_KOLADA, groups={"kön": "Kvinnor"}, source="")
    assert table(chosen) == {("kolada_n15033_kvinnor", "0114", 2022): 11.1}
    everybody = table(read(R_KOLADA, groups={"kön": "T"}, source=""))
    assert list(everybody.values()) == [11.9, "missing"]


def test_a_title_beside_koladas_code_names_the_figure() -> None:
    rows = "kpi,title,municipality,year,gender,value\nN1,Lärare i skolan,0114,2022,T,1.5\n"
    assert [figure.label_sv for figure in read(rows, source="").figures] == ["Lärare i skolan"]


def test_municipalities_are_found_where_a_column_of_counties_stands_first() -> None:
    rows = (
        "Parent;Child;Value\n;Sverige;\nSverige;Stockholms län;\nSverige;Uppsala län;\n"
        "Stockholms län;Vallentuna;33175\nStockholms län;Ekerö;27753\nUppsala län;Håbo;21083\n"
    )
    chosen = read(rows, source="scb", year="2017", name="Folkmängd")
    assert list(table(chosen).values()) == [33175, 27753, 21083]
    named = rows.replace("Parent;Child", "Region;Kommun")
    assert table(read(named, source="scb", year="2017", name="Folkmängd")) == table(chosen)


def test_the_country_beside_each_municipality_parts_no_figure() -> None:
    chosen = read(
        "land,lan,kommun,2017\nSverige,Uppsala län,Heby,13854\n", source="scb", name="Folk"
    )
    assert [(f.key, f.note_sv) for f in chosen.figures] == [("scb_folk", "")]


def test_nobody_lived_in_a_municipality_before_it_was_one() -> None:
    rows = "kommun,2001,2002,2003\nKnivsta,0,12586,12821\nHeby,0,13725,13711\n"
    assert list(table(read(rows, source="scb", name="Folk")).values()) == [
        *("not_applicable", 12586, 12821),
        *(0, 13725, 13711),
    ]


def test_a_file_without_municipalities_is_refused_before_anything_is_asked() -> None:
    rows = '"region","kön","2022"\n"00 Riket","män",296183\n"01 Stockholms län","män",1\n'
    with pytest.raises(ContextRefused, match="no_municipality") as error:
        read(rows, source="")
    assert error.value.params == {"found": "00 Riket, 01 Stockholms län"}
