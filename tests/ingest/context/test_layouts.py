"""Layouts and signs that files of figures have besides the plain ones; each is read or asked."""

import io
import json
from collections.abc import Sequence

import openpyxl
import pytest

from ailaget.ingest.context.choosing import Choices, Chosen
from ailaget.ingest.context.contents import interpret
from ailaget.ingest.context.observations import ContextRefused

Cells = Sequence[Sequence[object]]


def read(data: bytes | str, **said: object) -> Chosen:
    content = data.encode() if isinstance(data, str) else data
    return interpret(content, Choices(**{"source": "scb", **said})).chosen


def table(chosen: Chosen) -> dict[tuple[str, str, int], float | str]:
    return {
        (v.figure, v.municipality, v.year): v.status if v.value is None else v.value
        for v in chosen.values
    }


def workbook(rows: Cells) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def json_stat(**over: object) -> dict[str, object]:
    places = {"0114": "Upplands Väsby", "0115": "Vallentuna"}
    content = {
        "class": "dataset",
        "label": "Folkmängd",
        "source": "SCB",
        "id": ["Region", "Tid"],
        "size": [2, 2],
        "dimension": {
            "Region": {"category": {"index": list(places), "label": places}},
            "Tid": {"category": {"index": ["2022", "2023"]}},
        },
        "value": [10, 11, 20, None],
    }
    return content | over


def test_numbers_that_json_stat_writes_as_texts_are_numbers() -> None:
    chosen = read(json.dumps(json_stat(value=["10", "11.5", "20", None])))
    assert [value.value for value in chosen.values] == [10, 11.5, 20, None]


def test_persons_have_no_decimals_though_the_table_says_that_amounts_have() -> None:
    content = json_stat(
        id=["Region", "ContentsCode"],
        size=[2, 2],
        dimension={
            "Region": {"category": {"index": ["0114", "0115"]}},
            "ContentsCode": {
                "category": {
                    "index": ["income", "people"],
                    "label": {"income": "Medianinkomst, tkr", "people": "Personer"},
                    "unit": {
                        "income": {"base": "tkr", "decimals": 1},
                        "people": {"base": "antal", "decimals": 1},
                    },
                }
            },
        },
        value=[291.5, 40, 300.2, 50],
    )
    figures = read(json.dumps(content), year="2023").figures
    assert [(f.label_sv, f.unit_sv, f.decimals) for f in figures] == [
        ("Medianinkomst", "tkr", 1),
        ("Personer", "antal", 0),
    ]


def test_a_sign_that_the_publisher_does_not_have_is_told() -> None:
    chosen = read(json.dumps(json_stat(status={"3": "c"})))
    assert chosen.values[-1].status == "missing"
    assert chosen.remarks == [("unknown_status", {"word": "c", "n": 1})]
    assert read(json.dumps(json_stat(status={"3": ".."}))).remarks == []


def test_several_tables_in_one_json_stat_file_are_refused_by_name() -> None:
    bundle = {"folk": json_stat(), "skatt": json_stat()}
    with pytest.raises(ContextRefused, match="several_tables") as error:
        read(json.dumps(bundle))
    assert error.value.params == {"n": 2, "names": "folk, skatt"}
    assert len(read(json.dumps({"folk": json_stat()})).values) == 4


def record(area: str, value: float) -> dict[str, object]:
    values = [{"gender": "T", "count": 1, "status": "", "value": value}]
    return {"kpi": "N1", "municipality": area, "period": 2023, "values": values}


def test_kolada_may_count_the_records_of_all_its_pages() -> None:
    first = {"values": [record("0114", 1)], "count": 2, "next_url": "https://api.kolada.se/v3/p2"}
    last = {"values": [record("0115", 2)], "count": 2, "next_url": None, "previous_url": "p1"}
    whole = read(json.dumps([first, last]))
    assert [value.value for value in whole.values] == [1, 2] and whole.is_whole
    half = read(json.dumps(first))
    assert half.is_partial and half.remarks == [("more_pages", {"pages": 1})]
    with pytest.raises(ContextRefused, match="cut_off"):
        read(json.dumps([first, {**last, "count": 3}]))


def pages(question: str, first: str = "?page=1&per_page=1") -> list[dict[str, object]]:
    """Return three pages of an answer, each with the addresses of those beside it."""
    address = f"https://api.kolada.se/v3/data/kpi/{question}"
    at = [first, "?page=2&per_page=1", "?page=3&per_page=1"]
    return [
        {
            "values": [record(area, place)],
            "count": 1,
            "next_url": address + at[place + 1] if area != "0117" else None,
            "previous_url": address + at[place - 1] if place else None,
        }
        for place, area in enumerate(("0114", "0115", "0117"))
    ]


@pytest.mark.parametrize("first", ["?page=1&per_page=1", "", "?per_page=1"])
def test_pages_of_kolada_may_come_in_any_order_and_one_that_lacks_is_told_of(first: str) -> None:
    one, two, three = pages("N1", first)
    for whole in ([one, two, three], [three, one, two], [one, two, two, three]):
        assert read(json.dumps(whole)).is_whole
    for some in ([one, three], [two, three], [one, two], [three, one], [two], [three], [one]):
        half = read(json.dumps(some))
        assert half.is_partial and half.remarks == [("more_pages", {"pages": len(some)})]


def test_pages_of_kolada_need_not_tell_of_the_page_before() -> None:
    forward = [{**page, "previous_url": None} for page in pages("N1")]
    assert read(json.dumps(forward)).is_whole
    assert read(json.dumps(forward[:2])).is_partial
    assert read(json.dumps(forward[1::-1])).is_partial


def test_each_question_to_kolada_has_pages_of_its_own() -> None:
    other = [{**page, "values": [record("0114", 9)]} for page in pages("N2")]
    assert not read(json.dumps([*pages("N1"), *other[:1]])).is_whole
    assert read(json.dumps([*pages("N1")[:2], *other])).is_partial
    alone = {"values": [record("0120", 9)], "count": 1, "next_url": None, "previous_url": None}
    assert read(json.dumps([*pages("N1"), alone])).is_whole
    assert read(json.dumps([*pages("N1")[:2], alone])).is_partial


PLACES = ("0114", "Upplands Väsby"), ("0115", "Vallentuna")
FIRST, SECOND = (10, 11, 12, 13), (20, "..", "-", 23)


def test_pxweb_s_excel_has_a_heading_row_for_each_variable() -> None:
    chosen = read(
        workbook(
            [
                ("Folkmängd och folkökning efter region, tabellinnehåll och år",),
                (),
                (None, None, "Folkmängd", None, "Folkökning"),
                (None, None, "2022", "2023", "2022", "2023"),
                (*PLACES[0], *FIRST),
                (*PLACES[1], *SECOND),
                (),
                ("Källa: SCB",),
            ]
        )
    )
    assert table(chosen) == {
        ("scb_folkmangd", "0114", 2022): 10,
        ("scb_folkmangd", "0114", 2023): 11,
        ("scb_folkokning", "0114", 2022): 12,
        ("scb_folkokning", "0114", 2023): 13,
        ("scb_folkmangd", "0115", 2022): 20,
        ("scb_folkmangd", "0115", 2023): "missing",
        ("scb_folkokning", "0115", 2022): 0,
        ("scb_folkokning", "0115", 2023): 23,
    }
    assert chosen.is_whole


@pytest.mark.parametrize("below", [("antal",), ("Enhet:", "antal"), ("Enhet:", "kronor"), ("år",)])
def test_a_word_alone_below_a_table_heads_nothing(below: Sequence[str]) -> None:
    """The unit stands below a table of PxWeb's, and may be what a column is headed elsewhere."""
    chosen = read(
        workbook(
            [
                ("Folkmängd efter region och år",),
                (),
                (None, "2022", "2023"),
                ("0114 Upplands Väsby", 10, 11),
                ("0115 Vallentuna", 20, ".."),
                (),
                ("Källa:",),
                ("SCB",),
                *((word,) for word in below),
            ]
        )
    )
    assert {key[1:]: value for key, value in table(chosen).items()} == {
        ("0114", 2022): 10,
        ("0114", 2023): 11,
        ("0115", 2022): 20,
        ("0115", 2023): "missing",
    }


GENDERS_IN_EXCEL = [
    ("Folkmängd efter region, kön och år",),
    (),
    (None, None, "2022", "2023"),
    ("0114 Upplands Väsby", "män", 10, 11),
    (None, "kvinnor", 20, 21),
    ("0115 Vallentuna", "män", 30, 31),
    (None, "kvinnor", 40, 41),
    (),
    ("Källa:",),
    ("SCB",),
]


@pytest.mark.parametrize("said", ["kön", "Kön", "(B)", "gender"])
def test_a_column_without_a_heading_that_holds_women_and_men_is_asked_about_by_its_name(
    said: str,
) -> None:
    """A choice that was kept when it was asked about by its letter still holds."""
    file = workbook(GENDERS_IN_EXCEL)
    (question,) = read(file).asked
    assert (question.kind, question.name) == ("group", "kön")
    chosen = read(file, groups={said: "kvinnor"})
    assert sorted(table(chosen).values()) == [20, 21, 40, 41]
    assert chosen.is_whole


@pytest.mark.parametrize(
    ("below", "unit"),
    [
        ([("Enhet:",), ("kronor",)], "kronor"),
        ([("Enhet:", "kronor")], "kronor"),
        ([("Enhet:",), ("Referenstid:",), ("31 december",)], ""),
        ([("Enhet:",), ("kronor",), ("Enhet:",), ("antal",)], ""),
        ([("Referenstid:",), ("31 december",)], ""),
    ],
)
def test_the_unit_below_a_table_is_the_figure_s(below: list[tuple[str, ...]], unit: str) -> None:
    chosen = read(workbook([*GENDERS_IN_EXCEL, *below]), groups={"kön": "män"})
    assert [figure.unit_sv for figure in chosen.figures] == [unit]
    assert sorted(table(chosen).values()) == [10, 11, 30, 31]


def test_years_over_the_contents_are_read_as_well() -> None:
    chosen = read(
        workbook(
            [
                ("Folkmängd och folkökning efter region, år och tabellinnehåll",),
                (None, None, "2022", None, "2023"),
                (None, None, "Folkmängd", "Folkökning", "Folkmängd", "Folkökning"),
                (*PLACES[0], *FIRST),
                (*PLACES[1], *SECOND),
            ]
        )
    )
    values = table(chosen)
    assert values["scb_folkmangd", "0114", 2023] == 12
    assert values["scb_folkokning", "0114", 2022] == 11
    assert values["scb_folkokning", "0115", 2023] == 23


def test_women_and_men_over_the_years_are_asked_and_not_two_figures() -> None:
    rows = [
        ("Folkmängd efter region, kön och år",),
        (None, None, "män", None, "kvinnor"),
        (None, None, "2022", "2023", "2022", "2023"),
        (*PLACES[0], *FIRST),
        (*PLACES[1], *SECOND),
    ]
    asked = read(workbook(rows))
    assert [(a.kind, a.name, [o for o, _ in a.options]) for a in asked.asked] == [
        ("group", "kön", ["män", "kvinnor"])
    ]
    women = read(workbook(rows), groups={"kön": "kvinnor"}, name="Folkmängd")
    assert table(women)["scb_folkmangd_kvinnor", "0114", 2023] == 13


def test_columns_of_women_men_and_all_are_one_figure() -> None:
    data = "kommun;år;Kvinnor;Män;Totalt\nUpplands Väsby;2023;10;11;21\nVallentuna;2023;5;6;11\n"
    assert [a.kind for a in read(data, name="Lärare").asked] == ["group"]
    everybody = read(data, name="Lärare", groups={"kön": "Totalt"})
    assert table(everybody) == {("scb_larare", "0114", 2023): 21, ("scb_larare", "0115", 2023): 11}
    assert everybody.figures[0].label_sv == "Lärare"


@pytest.mark.parametrize("heading", ["2023*", "2023 (prel.)", "2023p", "2023 1)", "2023¹"])
def test_a_year_with_a_mark_is_that_year_and_said(heading: str) -> None:
    data = f"region;2022;{heading}\nUpplands Väsby;10;11\nVallentuna;20;21\n"
    chosen = read(data, name="A")
    assert sorted(table(chosen).items()) == [
        (("scb_a", "0114", 2022), 10),
        (("scb_a", "0114", 2023), 11),
        (("scb_a", "0115", 2022), 20),
        (("scb_a", "0115", 2023), 21),
    ]
    assert chosen.remarks == [("marked_year", {"heading": heading, "year": "2023"})]


def test_a_column_of_figures_of_which_most_are_secret_is_one() -> None:
    rows = "Upplands Väsby;2023;10\nVallentuna;2023;x\nÖsteråker;2023;x\nVärmdö;2023;<5\n"
    for data in (f"kommun;år;värde\n{rows}", f"kommun;2023\n{rows.replace(';2023;', ';')}"):
        chosen = read(data, name="A")
        assert table(chosen) == {("scb_a", "0114", 2023): 10}
        assert [(h.text, h.reason) for h in chosen.held] == [
            ("x", "not_a_number"),
            ("x", "not_a_number"),
            ("<5", "not_a_number"),
        ]


def test_a_county_is_not_taken_for_the_municipality_of_its_name() -> None:
    rows = ["Riket;9", "Stockholm;300", "Uppsala;70", "Södermanland;1", "Knivsta;3", "Habo;4"]
    chosen = read("\n".join(["region;2023", *rows, "Mora;5", "Sala;6"]), name="A")
    assert table(chosen) == {
        ("scb_a", "0330", 2023): 3,
        ("scb_a", "0643", 2023): 4,
        ("scb_a", "2062", 2023): 5,
        ("scb_a", "1981", 2023): 6,
    }
    assert [(held.text, held.reason) for held in chosen.held] == [
        ("Stockholm", "county_or_municipality"),
        ("Uppsala", "county_or_municipality"),
    ]
    assert chosen.skipped == {"country": 1, "county": 1}
    # Where the counties say that they are, or codes stand beside, the names are municipalities'.
    told = read("region;2023\nStockholms län;300\nStockholm;5\nSödermanlands län;1\n", name="A")
    assert table(told) == {("scb_a", "0180", 2023): 5}
    coded = read("region;2023\n01 Stockholm;300\n0180 Stockholm;5\n04 Södermanland;1\n", name="A")
    assert table(coded) == {("scb_a", "0180", 2023): 5}


def test_a_row_longer_than_the_headings_is_held_and_not_cut() -> None:
    data = "kommun,år,värde\nUpplands Väsby,2023,10,5\nVallentuna,2023,12\n"
    chosen = read(data, name="A")
    assert table(chosen) == {("scb_a", "0115", 2023): 12}
    assert [(h.place, h.text, h.reason) for h in chosen.held] == [("D2", "5", "too_many_cells")]


def test_two_figures_of_one_name_are_both_meant_by_it() -> None:
    content = json_stat(id=["Region", "ContentsCode", "Tid"], size=[2, 2, 1], value=[1, 2, 3, 4])
    dimensions = dict(content["dimension"])  # type: ignore[call-overload]
    dimensions["ContentsCode"] = {
        "category": {"index": ["A", "B"], "label": {"A": "Andel", "B": "Andel"}}
    }
    dimensions["Tid"] = {"category": {"index": ["2023"]}}
    data = json.dumps({**content, "dimension": dimensions})
    assert {f.key for f in read(data, figures=("andel",)).figures} == {"scb_a", "scb_b"}
    assert {f.key for f in read(data, figures=("B",)).figures} == {"scb_b"}


def test_each_column_of_numbers_is_a_figure_also_beside_one_that_is_called_a_number() -> None:
    two = "kommunkod;år;andel;antal\n0114;2023;10;5\n0115;2023;20;6\n"
    for chosen in (read(two), read(two, name="Något annat")):
        assert [figure.key for figure in chosen.figures] == ["scb_andel", "scb_antal"]
        assert sorted(value.value for value in chosen.values if value.value) == [5, 6, 10, 20]


def test_ages_in_numbers_are_groups_to_choose_among() -> None:
    chosen = read("kommunkod;år;ålder;värde\n0114;2023;16;5\n0114;2023;17;6\n", name="Boende")
    assert [asked.name for asked in chosen.asked] == ["ålder"]


def test_a_number_in_powers_of_ten_may_be_rounded_and_is_not_taken() -> None:
    chosen = read("kommunkod;år;värde\n0114;2023;1E+05\n0115;2023;2,5e3\n", name="Invånare")
    assert not chosen.values
    assert [(held.place, held.reason) for held in chosen.held] == [
        ("C2", "power_of_ten"),
        ("C3", "power_of_ten"),
    ]


def test_a_column_of_numbers_that_may_be_thousands_or_decimals_is_one_and_none_is_guessed() -> None:
    chosen = read("kommunkod;år;Skattekraft\n0114;2024;1.234\n0115;2024;2.345\n")
    assert not chosen.values
    assert [(held.place, held.reason) for held in chosen.held] == [
        ("C2", "ambiguous_number"),
        ("C3", "ambiguous_number"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("kommunkod;år;värde\n", "no_rows"),
        ("år;värde\n2023;10\n2023;20\n", "no_area"),
        ("kommunkod;år\n0114;2023\n", "no_values"),
    ],
)
def test_what_a_table_lacks_is_told(content: str, reason: str) -> None:
    with pytest.raises(ContextRefused) as refused:
        read(content, name="Invånare")
    assert refused.value.reason == reason


def test_a_name_beside_the_code_and_other_words_of_a_row_part_no_figure() -> None:
    """As in the data of "Regressionsanalys med R och Python": one row a municipality."""
    data = (
        "municip_code,municip_name,county_code,year,pop,tax_base,coalition_last_term\n"
        "114,Upplands Väsby,1,2022,47820,243166,B\n"
        "481,Oxelösund,4,2022,12132,206939,V\n"
        "2584,Kiruna,25,2022,22555,271920,B\n"
    )
    chosen = read(data, figures=("tax_base",))
    assert table(chosen) == {
        ("scb_tax_base", "0114", 2022): 243166,
        ("scb_tax_base", "0481", 2022): 206939,
        ("scb_tax_base", "2584", 2022): 271920,
    }
    assert chosen.is_whole
    assert [(kind, said["heading"]) for kind, said in chosen.remarks] == [
        ("note_column", "municip_name"),
        ("note_column", "coalition_last_term"),
    ]


def test_words_that_part_a_figure_are_still_asked_about() -> None:
    parted = "kommun;år;nivå;antal\nUpplands Väsby;2023;låg;1\nUpplands Väsby;2023;hög;2\n"
    assert [asked.name for asked in read(parted, name="A").asked] == ["nivå"]
    # One row a municipality, of women here and of men there, is no figure of both.
    for heading in ("kön", "grupp"):
        one = f"kommun;år;{heading};antal\nUpplands Väsby;2023;kvinnor;1\nVallentuna;2023;män;2\n"
        assert [asked.name for asked in read(one, name="A").asked] == [heading]


def test_names_without_marks_are_the_only_municipality_that_they_can_be() -> None:
    """As in tables that have been through a program without å, ä and ö."""
    data = (
        "k_ID;kommun;ar_2018;ar_2019\nALE;Ale;30926;31402\nALI;Alingsas;41070;41420\n"
        "BOS;Bollnas;26991;26888\nBRS;Boras;112178;113179\nHAB;Habo;12000;12300\n"
    )
    chosen = read(data, name="Folkmängd")
    assert {(v.municipality, v.year): v.value for v in chosen.values} == {
        ("1440", 2018): 30926,
        ("1440", 2019): 31402,
        ("1489", 2018): 41070,
        ("1489", 2019): 41420,
        ("2183", 2018): 26991,
        ("2183", 2019): 26888,
        ("1490", 2018): 112178,
        ("1490", 2019): 113179,
    }
    assert ("plain_names", {"n": 3, "example": "Alingsas"}) in chosen.remarks
    # Where marks are lacking, Habo may be Håbo.
    assert {(h.text, h.suggestions) for h in chosen.held} == {("Habo", ("Håbo", "Habo"))}
    assert not read("kommun;2019\nHabo;1\nMora;2\n", name="A").held


def test_a_name_of_a_figure_with_a_comma_and_no_quotation_marks_is_whole() -> None:
    """As SCB's table of prices of houses stands in a file that a program has written anew."""
    data = (
        '"region","år","fastighetstyp",Köpeskilling för småhus, medelvärde i tkr\n'
        '"0114 Upplands Väsby","2016","permanentbostad (ej tomträtt)",4808\n'
        '"0115 Vallentuna","2016","permanentbostad (ej tomträtt)",4293\n'
    )
    chosen = read(data)
    assert [figure.label_sv for figure in chosen.figures] == [
        "Köpeskilling för småhus, medelvärde i tkr, permanentbostad (ej tomträtt)"
    ]
    assert sorted(value.value or 0 for value in chosen.values) == [4293, 4808]
    # A year that has no figures yet is another column.
    short = read("kommun,2022, 2023\nUpplands Väsby,5\nVallentuna,6\n", name="A")
    assert {v.year: v.value for v in short.values} == {2022: 6, 2023: None}


def test_numbers_with_their_thousands_apart_are_no_codes() -> None:
    """As SCB writes its consumer price index: 1 907 is no Surahammar."""
    data = "År;1;2;3;Year\n2020;1 900;1 910;1 907;\n2019;1 904;1 960;1 961;1 962\n"
    with pytest.raises(ContextRefused) as refused:
        read(data)
    assert refused.value.reason == "no_area"


def test_what_a_file_says_of_a_figure_is_a_sentence_among_others() -> None:
    content = json_stat(
        label="Folkmängd efter region och år",
        id=["Region", "ContentsCode", "Tid"],
        size=[2, 1, 1],
        role={"time": ["Tid"], "metric": ["ContentsCode"]},
        value=[1, 2],
    )
    dimensions = dict(content["dimension"])  # type: ignore[call-overload]
    dimensions["ContentsCode"] = {"category": {"index": ["N1"], "label": {"N1": "Folkmängd"}}}
    dimensions["Tid"] = {"category": {"index": ["2023"]}}
    (figure,) = read(json.dumps({**content, "dimension": dimensions})).figures
    assert figure.note_sv == "Folkmängd efter region och år."


@pytest.mark.parametrize(
    ("heading", "year", "label", "unit"),
    [
        ("Medelinkomst 2023 (tkr)", 2023, "Medelinkomst", "tkr"),
        ("Medelinkomst (tkr) 2023", 2023, "Medelinkomst", "tkr"),
        ("Medelinkomst (tkr, 2023)", 2023, "Medelinkomst", "tkr"),
        ("Medelinkomst (2023, tkr)", 2023, "Medelinkomst", "tkr"),
        ("Vuxna 2023, andel (%)", 2023, "Vuxna", "%"),
        ("Brott 2023 (per 1 000 invånare)", 2023, "Brott", "per 1 000 invånare"),
        ("Brott 2023 (antal/100 000 inv)", 2023, "Brott", "antal/100 000 inv"),
        ("Arbetslöshet [%] 2023", 2023, "Arbetslöshet", "%"),
        ("Medelinkomst 2023, tkr", 2023, "Medelinkomst", "tkr"),
        ("Skatt 2022 (prel) (%)", 2022, "Skatt", "%"),
        ("Andel 20-64 år 2021 (%)", 2021, "Andel 20-64 år", "%"),
        ("Folkmängd 2024", 2024, "Folkmängd", ""),
    ],
)
def test_a_heading_says_its_year_also_before_a_unit(
    heading: str, year: int, label: str, unit: str
) -> None:
    beside = f"kommunkod;Invånare 2020;{heading}\n0114;1;2\n0115;1;3\n"
    for table in (beside, f"kommunkod;{heading}\n0114;2\n0115;3\n"):
        chosen = read(table)
        assert not chosen.asked
        figure = chosen.figures[-1]
        assert (figure.label_sv, figure.unit_sv) == (label, unit)
        taken = [value for value in chosen.values if value.figure == figure.key]
        assert [(value.year, value.value) for value in taken] == [(year, 2), (year, 3)]


@pytest.mark.parametrize(
    ("table", "empty"),
    [
        ("kommun;år;värde\nSolna;2024;\nNacka;2024;6\n", "C2"),
        ("kommun;2023;2024\nSolna;;\nNacka;5;6\n", "C2"),
        ("kommun;år;kön;värde\nSolna;2024;män;\nNacka;2024;män;6\n", "D2"),
    ],
)
def test_a_municipality_s_empty_cell_is_missing_and_a_note_is_none(table: str, empty: str) -> None:
    notes = "Källa: egen räkning;;\n;;\n"
    chosen = read(table + notes, name="Prov")
    last = [v for v in chosen.values if v.municipality == "0184"][-1]
    assert (last.year, last.value, last.status, last.place) == (2024, None, "missing", empty)
    assert chosen.skipped["note"] <= 1
    # Half a row says nothing: the rows below it may be of the municipality.
    half = read("kommun;år;värde\nSolna;;\nNacka;2024;6\n", name="Prov")
    assert [value.municipality for value in half.values] == ["0182"] and half.skipped["note"] == 1


@pytest.mark.parametrize(
    ("heading", "label", "unit"),
    [
        ("Arbetslöshet (%)", "Arbetslöshet", "%"),
        ("Arbetslöshet (procent)", "Arbetslöshet", "%"),
        ("Unemployment (per cent)", "Unemployment", "%"),
        ("Arbetslöshet, 16–64 år (andel i %)", "Arbetslöshet, 16–64 år", "%"),
        ("Skattekraft (kr)", "Skattekraft", "kr"),
        ("Skattekraft (kr/inv)", "Skattekraft", "kr/inv"),
        ("Medelinkomst [tkr]", "Medelinkomst", "tkr"),
        ("Brott (per 1 000 invånare)", "Brott", "per 1 000 invånare"),
        ("Brott (antal per 100 000 inv.)", "Brott", "antal per 100 000 inv."),
        ("Medelålder (år)", "Medelålder", "år"),
        ("Yta (km²)", "Yta", "km²"),
        # What is no unit stays in the name.
        ("Sysselsatta (16–64 år)", "Sysselsatta (16–64 år)", ""),
        ("Medarbetare (män)", "Medarbetare (män)", ""),
        ("Skatt (andel av allt)", "Skatt (andel av allt)", ""),
        ("Elever (årskurs 9)", "Elever (årskurs 9)", ""),
    ],
)
def test_a_heading_says_its_unit_in_brackets(heading: str, label: str, unit: str) -> None:
    for table in (
        f"kommunkod;år;{heading}\n0114;2023;2\n0115;2023;3\n",
        f"kommunkod;år;mått;värde\n0114;2023;{heading};2\n0115;2023;{heading};3\n",
    ):
        (figure,) = read(table).figures
        assert (figure.label_sv, figure.unit_sv) == (label, unit)


def numbered(**over: object) -> dict[str, object]:
    """Return a table that has no codes of its own: PxWeb numbers its values."""
    names = {"0": "Riket", "17": "Ale", "114": "Mora", "115": "Solna"}
    dimension = {
        "Kommun": {"category": {"index": {"115": 3, "0": 0, "17": 1, "114": 2}, "label": names}},
        "År": {"category": {"index": ["0", "1"], "label": {"0": "2022", "1": "2023"}}},
    }
    values = list(range(8))
    return json_stat(id=["Kommun", "År"], size=[4, 2], dimension=dimension, value=values) | over


def test_areas_and_years_that_are_only_numbered_are_known_by_their_names() -> None:
    assert [(v.municipality, v.year, v.value) for v in read(json.dumps(numbered())).values] == [
        ("1440", 2022, 2),
        ("1440", 2023, 3),
        ("2062", 2022, 4),
        ("2062", 2023, 5),
        ("0184", 2022, 6),
        ("0184", 2023, 7),
    ]


def test_areas_that_are_only_numbered_and_have_no_names_are_refused() -> None:
    content = numbered()
    content["dimension"]["Kommun"]["category"].pop("label")  # type: ignore[index]
    older = {
        "columns": [{"code": "Kommun"}, {"code": "Tid", "type": "t"}, {"code": "B", "type": "c"}],
        "data": [{"key": ["114", "2023"], "values": ["5"]}],
    }
    for table in (content, older):
        with pytest.raises(ContextRefused, match="area_numbers"):
            read(json.dumps(table))


PX = (
    'LANGUAGE="sv";\nCONTVARIABLE="innehåll";\nSTUB="kommun";\nHEADING="innehåll","tid";\n'
    'VALUES("kommun")="Ale","Mora";\nVALUES("innehåll")="Inkomst","Personer";\n'
    'VALUES("tid")="2023";\nTIMEVAL("tid")=TLIST(A1,"2023"-"2023");\nDECIMALS=0;\n'
    'PRECISION("innehåll","Inkomst")=1;\nUNITS("Inkomst")="tkr";\nDATA=\n1.5 2\n3.5 4 ;\n'
)


def test_a_precision_of_a_px_file_is_of_the_value_that_it_names() -> None:
    figures = read(PX).figures
    assert [(f.label_sv, f.unit_sv, f.decimals) for f in figures] == [
        ("Inkomst", "tkr", 1),
        ("Personer", "", 0),
    ]


def test_a_px_file_that_numbers_its_values_is_read_by_their_names() -> None:
    coded = PX.replace("DECIMALS", 'CODES("kommun")="114","115";\nDECIMALS')
    assert [v.municipality for v in read(coded).values] == ["1440", "1440", "2062", "2062"]


def test_a_px_file_with_fewer_words_than_codes_is_refused() -> None:
    short = PX.replace("DECIMALS", 'CODES("innehåll")="1","2";\nDECIMALS')
    short = short.replace('"Inkomst","Personer";', '"Inkomst";')
    with pytest.raises(ContextRefused, match="px_words"):
        read(short)


KEYED = (
    'LANGUAGE="sv";\nSTUB="kommun","kön";\nHEADING="tid";\nKEYS("kommun")=CODES;\n'
    'KEYS("kön")=VALUES;\nVALUES("kommun")="Ale","Mora","Solna";\n'
    'CODES("kommun")="1440","2062","0184";\nVALUES("kön")="män","kvinnor";\nCODES("kön")="1","2";\n'
    'VALUES("tid")="2022","2023";\nDATA=\n"0184","kvinnor",5 6 \n"1440","kvinnor",1 ".."\n'
    '"2062","män",7 8;\n'
)
"""As PC-Axis writes a table in which most rows are of nothing but zeros: those are left out."""


def test_a_px_file_whose_rows_begin_with_their_keys_has_zero_where_a_row_is_left_out() -> None:
    women = read(KEYED, groups={"kön": "kvinnor"})
    assert list(table(women).values()) == [1, "missing", 0, 0, 5, 6]
    men = table(read(KEYED, groups={"kön": "1"}))
    assert [men["scb_value_man", code, 2023] for code in ("1440", "2062", "0184")] == [0, 8, 0]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [('"2062","män"', '"2063","män"', "px_key"), (",7 8", ",7", "px_cells")],
)
def test_a_px_file_with_a_row_that_is_not_whole_is_refused(
    before: str, after: str, reason: str
) -> None:
    with pytest.raises(ContextRefused, match=reason):
        read(KEYED.replace(before, after))


@pytest.mark.parametrize(("factor", "remarks"), [(1, ["share_in_per_cent"]), (100, [])])
def test_shares_under_a_heading_of_per_cent_are_told_of(factor: int, remarks: list[str]) -> None:
    codes = ("0114", "0115", "0117", "0120", "0123", "0125")
    rows = [f"{code};{factor * (0.1 + at / 10):.2f}" for at, code in enumerate(codes)]
    chosen = read("\n".join(["kod;Andel 2023 (%)", *rows, ""]))
    assert [kind for kind, _ in chosen.remarks] == remarks


@pytest.mark.parametrize(
    "content",
    [
        json_stat(id=["Region", "Gone"]),
        json_stat(id=7),
        json_stat(dimension={"Region": {}, "Tid": {}}),
        json_stat(value={"first": 1}),
        {"columns": [{"code": "Region"}, {"code": "B", "type": "c"}], "data": [{"key": ["0114"]}]},
        {"values": [{"kpi": "N1"}, None]},
    ],
)
def test_a_json_file_that_is_not_built_as_its_kind_is_refused(content: object) -> None:
    with pytest.raises(ContextRefused, match="wrong_shape"):
        read(json.dumps(content))
