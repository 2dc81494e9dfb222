"""Exports in the layouts that more survey tools and programs give them; each is read or asked."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
import pytest

from ailaget.codebook import codebook
from ailaget.ingest.loading import load_data
from ailaget.ingest.survey import Survey, read_survey
from ailaget.ingest.understanding import understand
from ailaget.store.mappings import Confirmed
from ailaget.store.workspace import Workspace

NAME = "svar_2026-10.csv"
BOOK = codebook()


def wording(question: str) -> str:
    return BOOK.questions[question].wording["sv"]


def written(*rows: Sequence[object], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def workbook(*sheets: tuple[str, Iterable[Sequence[object]]], hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(result: Survey, municipality: str) -> dict[str, object]:
    shown: dict[str, object] = {}
    for answer in result.answers:
        if answer.municipality == municipality and answer.choice:
            before = shown.get(answer.question, ())
            assert isinstance(before, tuple)
            shown[answer.question] = (*before, answer.choice)
        elif answer.municipality == municipality:
            is_answered = answer.status == "answered"
            shown[answer.question] = answer.value if is_answered else answer.status
    return shown


def test_alchemer_puts_the_option_before_its_question() -> None:
    where, areas = wording("ai_miljo"), wording("uc_omraden")
    options = ("Egen drift", "Gemensam med andra kommuner", "Moln inom EU/EES", "Ingen")
    header = ["Response ID", "Time Started", "Date Submitted", "Status", "Kommun"]
    header += [f"{option}:{where}" for option in options]
    header += [f"{option}:{areas}" for option in ("Socialtjänst", "Skola", "Plan/bygg/teknik")]
    times = ["2026-10-01 09:00:00", "2026-10-01 09:10:00"]
    first = ["Umeå", "Egen drift", "", "Moln inom EU/EES", "", "Socialtjänst", "Skola", ""]
    second = ["Falun", "", "", "", "Ingen", "", "", "Plan/bygg/teknik"]
    data = written(
        header, [1, *times, "Complete", *first], [2, *times, "Complete", *second],
        [3, *times, "Partial", "Mora", *[""] * 7],
    )  # fmt: skip
    result = read_survey(data, NAME)
    assert values(result, "2480") == {
        "ai_miljo": ("own", "cloud_eea"),
        "uc_omraden": ("social_services", "school"),
    }
    assert values(result, "2080") == {"ai_miljo": ("none",), "uc_omraden": ("planning",)}
    assert values(result, "2062") == {"ai_miljo": "unanswered", "uc_omraden": "unanswered"}
    assert result.unread_columns == ()


def test_an_option_that_nobody_knows_before_its_question_is_named_and_not_lost() -> None:
    areas = wording("uc_omraden")
    header = ["Kommun", f"Skola:{areas}", f"Räddningstjänst:{areas}"]
    result = read_survey(written(header, ["Umeå", "Skola", "Räddningstjänst"]), NAME)
    assert values(result, "2480") == {"uc_omraden": ("school",)}
    assert [column.header for column in result.unread_columns] == [f"Räddningstjänst:{areas}"]


def test_typeform_names_a_column_by_its_option_alone_and_it_is_asked_of_which_question() -> None:
    header = ["#", "Vilken kommun svarar du för?", "Egen drift", "Ingen", "Other"]
    header += [wording("ai_strategi"), "Submit Date (UTC)", "Network ID"]
    data = written(
        header,
        ["a1", "Umeå", "Egen drift", "", "", "Påbörjat", "2026-10-01 09:10:00", "x"],
        ["a2", "Falun", "", "Ingen", "Egen server", "Nej", "2026-10-01 09:10:00", "y"],
    )
    result = read_survey(data, NAME)
    assert values(result, "2480") == {"ai_strategi": 1}
    unread = {column.header: column.suggestions for column in result.unread_columns}
    assert unread == {"Egen drift": ("ai_miljo:own",), "Ingen": ("ai_miljo:none", "samverkan:none")}
    shown = {
        c.header: [target for target, _ in c.suggestions] for c in understand(data, NAME).columns
    }
    assert shown["Ingen"] == ["ai_miljo:none", "samverkan:none"]
    meant = Confirmed(columns={"Egen drift": "ai_miljo:own", "Ingen": "ai_miljo:none"})
    told = read_survey(data, NAME, confirmed=meant)
    assert values(told, "2480") == {"ai_strategi": 1, "ai_miljo": ("own",)}
    assert values(told, "2080") == {"ai_strategi": 0, "ai_miljo": ("none",)}


def test_a_column_of_own_words_under_an_option_s_name_is_no_option() -> None:
    data = written(["Kommun", "ai_strategi", "Skola"], ["Umeå", "Nej", "Berga skola"])
    assert read_survey(data, NAME).unread_columns == ()


def test_limesurvey_s_vv_file_has_texts_over_codes_and_a_mark_for_no_answer() -> None:
    shown = "{question_not_shown}"
    texts = [
        "Svars-ID",
        "Datum inskickat",
        "Kommun",
        wording("ai_strategi"),
        wording("fte_ai_total"),
    ]
    texts += [f"{wording('ai_miljo')} - Egen drift", f"{wording('ai_miljo')} - Ingen", "Kommentar"]
    codes = ["id", "submitdate", "kommun", "ai_strategi", "fte_ai_total"]
    codes += ["ai_miljo_own", "ai_miljo_none", "kommentar"]
    data = written(
        texts,
        codes,
        [1, "2026-10-01 09:10:00", "Umeå", "started", "1.5", "Y", shown, "{quote}Bra{newline}nog"],
        [2, shown, "Falun", shown, shown, shown, shown, shown],
        delimiter="\t",
    )
    result = read_survey(data, "vvexport_2026-10.csv")
    assert (result.rows, result.held_back, result.unknown_values) == (2, [], [])
    assert values(result, "2480") == {"ai_strategi": 1, "fte_ai_total": 1.5, "ai_miljo": ("own",)}
    unanswered = dict.fromkeys(("ai_strategi", "fte_ai_total", "ai_miljo"), "unanswered")
    assert values(result, "2080") == unanswered


def test_qualtrics_minus_99_was_seen_and_passed_over() -> None:
    notes = [f'{{"ImportId":"{name}"}}' for name in ("status", "_recordId", "QID1", "QID2", "QID3")]
    data = written(
        ["Status", "ResponseId", "Q1", "Q2", "Q3"],
        ["Response Type", "Response ID", "Kommun", wording("ai_strategi"), wording("fte_ai_total")],
        notes,
        ["IP Address", "R_1", "Umeå", "Påbörjat", "-99"],
        ["IP Address", "R_2", "Falun", "-99", "3"],
    )
    result = read_survey(data, NAME)
    assert values(result, "2480") == {"ai_strategi": 1, "fte_ai_total": "unanswered"}
    assert values(result, "2080") == {"ai_strategi": "unanswered", "fte_ai_total": 3}


def test_r_s_row_names_without_a_heading_move_no_column() -> None:
    header = '"kommun";"ai_strategi";"fte_ai_total"\n'
    result = read_survey(f'{header}"1";"Umeå";1;1,5\n"2";"Falun";0;2\n'.encode(), NAME)
    assert result.held_back == []
    assert values(result, "2480") == {"ai_strategi": 1, "fte_ai_total": 1.5}
    assert values(result, "2080") == {"ai_strategi": 0, "fte_ai_total": 2}
    # Rows that are longer for another reason are still held.
    longer = read_survey(f'{header}"Umeå";1;1,5;x\n"Falun";0;2;y\n'.encode(), NAME)
    assert {row.reason for row in longer.held_back} == {"too_many_cells"}


def test_more_programs_write_what_is_already_read() -> None:
    sas = "kommun,ai_strategi,fte_ai_total,submitdate\n"
    sas += "Umeå,1,.,01OCT2026:09:10:00\nUmeå,2,3,02OCT2026:09:10:00\nFalun,0,.,\n"
    result = read_survey(sas.encode(), NAME, duplicates="latest_complete")
    assert values(result, "2480") == {"ai_strategi": 2, "fte_ai_total": 3}
    spss = "kommun;ai_strategi;fte_ai_total\nUmeå;1,00;2,50\n180;0,00; \n"
    result = read_survey(spss.encode(), NAME)
    assert values(result, "2480") == {"ai_strategi": 1, "fte_ai_total": 2.5}
    assert values(result, "0180") == {"ai_strategi": 0, "fte_ai_total": "unanswered"}
    jotform = written(
        ["Submission Date", "Kommun", wording("ai_miljo"), f"AI >> {wording('ai_strategi')}"],
        ["2026-10-01 09:10:00", "Umeå", "Egen drift\nMoln inom EU/EES", "Påbörjat"],
    )
    result = read_survey(jotform, NAME)
    assert values(result, "2480") == {"ai_miljo": ("own", "cloud_eea"), "ai_strategi": 1}
    numbers = 'Tabell 1,,\nkommun,ai_strategi,fte_ai_total\nUmeå,1,"1,5"\nFalun,0,2\n'
    assert values(read_survey(numbers.encode(), NAME), "2480")["fte_ai_total"] == 1.5


def test_a_ranking_of_all_options_is_not_taken_for_three_of_them() -> None:
    ranked = ";".join(c.label["sv"] for c in BOOK.questions["hinder"].choices) + ";"
    data = written(["Kommun", "ai_strategi", wording("hinder")], ["Umeå", "Nej", ranked])
    result = read_survey(data, NAME)
    assert [(v.question, v.reason) for v in result.unknown_values] == [
        ("hinder", "too_many_choices")
    ]


HEADER = ("Kommun", "fte_ai_total", "ai_strategi")
WEST = ("Västerbotten", [HEADER, ("Umeå", 2, "Nej")])
EAST = ("Dalarna", [HEADER, ("Falun", 1, "Nej"), ("Mora", 3, "Påbörjat")])


@pytest.mark.parametrize("hidden", ["", "Dalarna"])
def test_a_sheet_that_holds_answers_too_is_named(hidden: str, tmp_path) -> None:
    lists = ("Listor", [("Kommun", "Val"), ("Umeå", "Nej"), ("Falun", "Påbörjat")])
    blank = ("Mall", [HEADER, ("Habo", None, None)])
    data = workbook(WEST, EAST, lists, blank, hidden=hidden)
    result = read_survey(data, "svar_2026-10.xlsx")
    assert (result.sheet, result.unread_sheets) == ("Västerbotten", ("Dalarna",))
    loaded = load_data(Workspace(tmp_path / "var"), data, "svar_2026-10.xlsx", dry_run=True)
    assert loaded.exit_code == 3
    assert loaded.report()["unread_sheets"] == ["Dalarna"]


def test_a_sheet_at_a_time_all_sheets_are_taken(tmp_path) -> None:
    place = Workspace(tmp_path / "var")
    data = workbook(WEST, EAST)
    load_data(place, data, "svar_2026-10.xlsx")
    east = Confirmed(sheet="Dalarna")
    loaded = load_data(place, data, "svar_2026-10.xlsx", confirmed=east, mapping="Dalarna")
    assert (loaded.new, loaded.changed) == (2, 0)
    again = load_data(
        place, data, "svar_2026-10.xlsx", confirmed=east, mapping="Dalarna", dry_run=True
    )
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def strict_workbook(rows: str) -> bytes:
    """Return a workbook as Excel saves it under Strict Open XML Spreadsheet."""
    relations = (
        "<Relationships xmlns='{}'><Relationship Id='r1' Type='{}/{}' Target='{}'/></Relationships>"
    )
    kinds = RELATIONS, STRICT_RELATIONS
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("_rels/.rels", relations.format(*kinds, "officeDocument", "xl/workbook.xml"))
        parts.writestr(
            "xl/workbook.xml",
            f"<workbook xmlns='{STRICT}' xmlns:r='{STRICT_RELATIONS}' conformance='strict'>"
            "<sheets><sheet name='Svar' sheetId='1' r:id='r1'/></sheets></workbook>",
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels", relations.format(*kinds, "worksheet", "sheet.xml")
        )
        parts.writestr(
            "xl/sheet.xml", f"<worksheet xmlns='{STRICT}'><sheetData>{rows}</sheetData></worksheet>"
        )
    return out.getvalue()


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def text(value: str) -> str:
    return f"<c t='inlineStr'><is><t>{value}</t></is></c>"


def test_strict_open_xml_with_dates_of_its_own_and_shared_formulas() -> None:
    head = row(*map(text, ("Kommun", "fte_ai_total", "Slutförandetid")))
    day = "<c t='d'><v>2026-10-0{}T09:10:00</v></c>"
    first = "<c><f t='shared' ref='B2:B4' si='0'>E2*2</f><v>1.5</v></c>"
    shared = "<c><f t='shared' si='0'/><v>7</v></c>"
    never_computed = "<c><f t='shared' si='0'/></c>"
    data = strict_workbook(
        head
        + row(text("Umeå"), shared, day.format(2))
        + row(text("Umeå"), first, day.format(1))
        + row(text("Falun"), never_computed, day.format(1))
    )
    result = read_survey(data, "svar_2026-10.xlsx", duplicates="latest_complete")
    assert values(result, "2480") == {"fte_ai_total": 7}
    assert [(v.line, v.value, v.reason) for v in result.unknown_values] == [
        (4, "=", "not_a_number")
    ]
