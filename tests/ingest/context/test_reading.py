"""Each format says what its publisher documents: places of values, signs, codes, breaks.

The files are constructed after the documentation: Kolada's API (github.com/Hypergene/kolada and
the v3 form), json-stat.org/format, SCB's PX file format, and PxWeb's layouts of CSV and Excel.
"""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from ailaget.ingest.context.choosing import Choices, Chosen
from ailaget.ingest.context.contents import interpret
from ailaget.ingest.context.observations import ContextRefused
from ailaget.ingest.context.publishers import KOLADA
from ailaget.ingest.context.px import parse_px
from ailaget.ingest.context.reading import read_context

FILES = Path(__file__).parent / "files"
ALL = {"kön": "totalt; män och kvinnor"}


def read(name: str, **said: object) -> Chosen:
    return interpret((FILES / name).read_bytes(), Choices(**said)).chosen


def table(chosen: Chosen) -> dict[tuple[str, int], float | str]:
    return {
        (v.municipality, v.year): v.status if v.value is None else v.value for v in chosen.values
    }


def test_a_px_file_is_placed_by_stub_and_heading_with_signs_as_scb_has_them() -> None:
    assert table(read("pxweb.px", groups=ALL)) == {
        ("0114", 2002): 37397,
        ("0114", 2023): 50110,
        ("0115", 2002): 0,  # "-" is nothing, exactly
        ("0115", 2023): 35076,
        ("0117", 2002): 5,
        ("0117", 2023): 6,
        ("0330", 2002): "not_applicable",  # Knivsta was not there yet
        ("0330", 2023): 20000,
    }


def test_the_four_signs_of_a_px_file_keep_apart() -> None:
    women = table(read("pxweb.px", groups={"kön": "2"}))
    men = table(read("pxweb.px", groups={"kön": "män"}))
    assert men["0115", 2002] == 12000
    assert women["0115", 2002] == "missing"
    assert women["0330", 2002] == "not_applicable"
    assert women["0330", 2023] == 9900.5


def test_a_px_file_keeps_texts_with_commas_semicolons_and_pieces_whole() -> None:
    px = parse_px((FILES / "pxweb.px").read_bytes().decode("latin-1"))
    assert px.text("CONTACT") == "Statistikservice, SCB"
    assert px.texts("VALUES", "kön")[2] == "totalt; män och kvinnor"
    assert px.text("NOTE") == "Antal; den 31 december."
    assert px.text("TITLE").startswith("Folkmängd")  # not the English one


@pytest.mark.parametrize("name", ["pxweb_json_stat2.json", "pxweb_json_stat2_sparse.json"])
def test_json_stat_is_placed_by_sizes_also_where_value_is_an_object(name: str) -> None:
    chosen = read(name, groups={"kön": "2"})
    assert table(chosen) == {("0114", 2006): 19000, ("0114", 2007): 19200, ("0331", 2006): 0}
    assert [(h.text, h.reason) for h in chosen.held] == [("1917", "ended_code")]
    assert chosen.figures[0].unit_sv == "antal"
    assert chosen.figures[0].source_date == "2024-02-22"
    assert chosen.figures[0].licence == "CC0 1.0"


def test_json_stat_takes_the_order_of_index_and_not_of_the_text() -> None:
    content = json.loads((FILES / "pxweb_json_stat2.json").read_bytes())
    kon = content["dimension"]["Kon"]["category"]
    kon["index"] = {"2": 1, "1": 0}
    assert (
        table(interpret(json.dumps(content).encode(), Choices(groups={"kön": "1"})).chosen)[
            "0114", 2006
        ]
        == 18500
    )


def test_pxweb_s_older_json_is_read_too() -> None:
    content = {
        "columns": [
            {"code": "Region", "text": "region", "type": "d"},
            {"code": "Tid", "text": "år", "type": "t"},
            {"code": "BE0101N1", "text": "Folkmängd", "type": "c"},
        ],
        "data": [
            {"key": ["0114", "2023"], "values": ["50110"]},
            {"key": ["0115", "2023"], "values": [".."]},
        ],
        "metadata": [{"updated": "2024-02-22T07:00:00Z", "source": "SCB"}],
    }
    chosen = interpret(json.dumps(content).encode(), Choices()).chosen
    assert table(chosen) == {("0114", 2023): 50110, ("0115", 2023): "missing"}


def test_pxweb_csv_with_years_in_the_headings() -> None:
    chosen = read("pxweb_wide.csv", groups={"kön": "kvinnor"}, source="scb")
    assert table(chosen) == {
        ("0114", 2022): 24562,
        ("0114", 2023): 25010,
        ("0115", 2022): 17351,
        ("0115", 2023): 17476,
    }
    assert chosen.figures[0].label_sv == "Folkmängd, kvinnor"


def test_pxweb_csv_with_years_in_a_column() -> None:
    chosen = read("pxweb_long.csv", source="scb")
    assert table(chosen)["0115", 2023] == "missing"
    assert table(chosen)["0114", 2023] == 50110
    assert chosen.figures[0].key == "scb_folkmangd"


def test_pxweb_excel_writes_a_repeated_area_once() -> None:
    chosen = read("pxweb.xlsx", groups={"(C)": "kvinnor"})
    assert table(chosen) == {
        ("0114", 2022): 24562,
        ("0114", 2023): 25010,
        ("0115", 2022): 17351,
        ("0115", 2023): 17476,
    }
    assert chosen.figures[0].source == "SCB"


def test_kolada_s_signs_are_its_own() -> None:
    chosen = read("kolada_table.xlsx")
    assert table(chosen) == {
        ("0114", 2021): 47820,
        ("0114", 2022): 49262,
        ("0114", 2023): 50110,
        ("0115", 2021): 34246,
        ("0115", 2022): "missing",
        ("0115", 2023): 35076,
        ("0117", 2021): "secret",
        ("0117", 2022): "not_applicable",
        ("0117", 2023): 49282,
    }
    (figure,) = chosen.figures
    assert (figure.key, figure.label_sv, figure.unit_sv) == (
        "kolada_n01951",
        "Invånare totalt",
        "antal",
    )


def test_kolada_s_answers_with_names_groups_and_secrets() -> None:
    chosen = read("kolada_v3_with_names.json", groups={"kön": "K"})
    assert [(f.key, f.label_sv) for f in chosen.figures] == [
        ("kolada_u07417_kvinnor", "Deltagare, Kvinnor")
    ]
    assert table(chosen) == {
        ("0114", 2022): 35.1,
        ("0114", 2023): 36.2,
        ("0330", 2022): "secret",
        ("0330", 2023): "secret",
    }
    assert [held.reason for held in chosen.held] == ["no_such_group"]


def test_what_kolada_s_answers_do_not_say_in_words_is_said_in_both_languages() -> None:
    (women,) = read("kolada_v3_with_names.json", groups={"kön": "K"}).figures
    assert (women.label_sv, women.label_en) == ("Deltagare, Kvinnor", "Deltagare, women")
    assert (women.source, women.licence_en) == (women.source_en, KOLADA.licence_en)
    for figure in read("kolada_v3.json").figures:
        assert figure.note_sv.endswith("(kön: Totalt)")
        assert figure.note_en == figure.note_sv.replace("kön: Totalt", "sex: total")


def test_a_publisher_that_is_known_by_name_has_its_own_in_both_languages() -> None:
    file = b"kommun;Brott 2023\nMora;1\nOrsa;3\n"
    for said in ("scb", "Statistics Sweden"):
        (figure,) = interpret(file, Choices(source=said)).chosen.figures
        assert (figure.source, figure.source_en) == ("SCB", "Statistics Sweden (SCB)")
    other = Choices(source="Bolagsverket", licence="CC BY 4.0")
    (figure,) = interpret(file, other).chosen.figures
    assert figure.source == figure.source_en == "Bolagsverket"
    assert figure.licence == figure.licence_en == "CC BY 4.0"


def test_counties_the_country_and_groups_are_left_out_and_counted() -> None:
    assert read("kolada_v3.json").skipped == {"country": 2, "county": 2, "group": 2}


def kolada(*records: dict[str, object], **page: object) -> bytes:
    return json.dumps({"values": records, "count": len(records), **page}).encode()


def record(value: object = 1.5, **over: object) -> dict[str, object]:
    values = [{"gender": "T", "count": 1, "status": "", "value": value}]
    return {"kpi": "N1", "period": 2023, "municipality": "0114", "values": values, **over}


def test_a_page_with_more_to_come_is_not_whole() -> None:
    data = kolada(record(), next_url="https://api.kolada.se/v3/data/kpi/N1?page=2")
    chosen = interpret(data, Choices()).chosen
    assert chosen.is_partial and not chosen.is_whole
    assert interpret(b"[" + data + b"," + kolada(record()) + b"]", Choices()).chosen.is_whole


def test_a_page_that_is_cut_off_is_refused() -> None:
    with pytest.raises(ContextRefused, match="cut_off"):
        read_context(kolada(record(), count=5))


def test_pages_may_stand_on_a_line_each() -> None:
    other = record(2.5, municipality="0115")
    chosen = interpret(kolada(record()) + b"\n" + kolada(other), Choices()).chosen
    assert table(chosen) == {("0114", 2023): 1.5, ("0115", 2023): 2.5}


def test_deleted_values_and_units_are_left_out_and_broken_records_held() -> None:
    deleted = record(
        values=[{"gender": "T", "value": 9.0, "status": "", "isdeleted": True}], period=2022
    )
    school = {"kpi": "N1", "ou": "V15E1", "period": 2023, "values": []}
    chosen = interpret(kolada(record(), deleted, school, {"kpi": "N1"}), Choices()).chosen
    assert table(chosen) == {("0114", 2023): 1.5}
    assert chosen.skipped == {"deleted": 1, "unit": 1}
    assert [h.place for h in chosen.held] == ["values[3]"]


def test_an_unknown_word_for_a_missing_value_is_told() -> None:
    values = [{"gender": "T", "value": None, "status": "Okänd"}]
    chosen = interpret(kolada(record(values=values)), Choices()).chosen
    assert table(chosen) == {("0114", 2023): "missing"}
    assert chosen.remarks == [("unknown_status", {"word": "Okänd", "n": 1})]


@pytest.mark.parametrize(
    ("data", "reason", "params"),
    [
        (b'{"values": [\n{"kpi": NaN}]}', "broken_json", {"line": 2}),
        (b'{"values": [\n{"kpi": "N1"', "broken_json", {"line": 2}),
        (b'{"anything": 1}', "unknown_json", {}),
        (b'AXIS-VERSION="2013";\nSTUB="region";\nVALUES("region")="a"', "px_broken", {"line": 3}),
        (b'AXIS-VERSION="2013";\nSTUB="region";\n', "px_lacks", {"keyword": "DATA"}),
        (
            b'AXIS-VERSION="2013";\nSTUB="region";\nVALUES("region")="0114","0115";\nDATA=\n1;',
            "px_cells",
            {"line": 4, "said": 2, "held": 1},
        ),
        (
            b'AXIS-VERSION="2013";\nSTUB="region";\nVALUES("region")="0114";\nDATA=\n"x";',
            "px_cell",
            {"line": 4, "cell": 0},
        ),
    ],
)
def test_what_is_broken_is_refused_with_its_line(data, reason, params) -> None:
    with pytest.raises(ContextRefused) as error:
        read_context(data)
    assert error.value.reason == reason
    assert params.items() <= error.value.params.items()


def test_json_stat_with_too_few_cells_or_other_sizes_is_refused() -> None:
    content = json.loads((FILES / "pxweb_json_stat2.json").read_bytes())
    short = {**content, "value": content["value"][:-1]}
    other = {**content, "size": [4, 1, 1, 2]}
    for broken, reason in ((short, "cells_disagree"), (other, "sizes_disagree")):
        with pytest.raises(ContextRefused, match=reason):
            read_context(json.dumps(broken).encode())


def test_a_table_without_municipalities_is_refused() -> None:
    with pytest.raises(ContextRefused, match="no_area"):
        read_context("land;år;värde\nNorge;2023;1\nDanmark;2023;2\n".encode())


def test_a_column_of_years_is_not_taken_for_malung_or_gagnef() -> None:
    """2021, 2023 and 2026 are codes of Vansbro, Malung-Sälen and Gagnef."""
    data = "år;kommun;värde\n2023;Mora;1\n2021;Mora;2\n2026;Mora;3\n".encode()
    chosen = interpret(data, Choices(source="x", licence="y", name="z")).chosen
    assert table(chosen) == {("2062", 2023): 1, ("2062", 2021): 2, ("2062", 2026): 3}


def test_decimals_of_a_sheet_are_read_as_they_are_stored() -> None:
    book = openpyxl.Workbook()
    for row in (["Kommunkod", "År", "Andel"], ["0114", 2023, 12.345], ["0115", 2023, 1234.5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    chosen = interpret(out.getvalue(), Choices(source="x", licence="y")).chosen
    assert table(chosen) == {("0114", 2023): 12.345, ("0115", 2023): 1234.5}
