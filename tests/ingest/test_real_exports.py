"""Files in the shapes that real tools and authorities give them, written here byte by byte."""

from ailaget.ingest.survey import Answer, Survey, read_survey

NAME = "svar 2026-10.csv"


def values(result: Survey, municipality: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for answer in result.answers:
        if answer.municipality == municipality:
            found[answer.question] = _shown(answer, found.get(answer.question))
    return found


def _shown(answer: Answer, before: object) -> object:
    if answer.choice:
        return (*before, answer.choice) if isinstance(before, tuple) else (answer.choice,)
    return answer.value if answer.status == "answered" else answer.status


def test_scb_code_and_name_in_one_cell_latin1_commas_all_quoted() -> None:
    data = (
        '"region","fte_ai_total","ai_budget_tkr"\r\n'
        '"00 Riket","812.5","99000"\r\n'
        '"01 Stockholms län","300","5000"\r\n'
        '"0114 Upplands Väsby","1.5",".."\r\n'
        '"2584 Kiruna","..","120"\r\n'
    ).encode("latin-1")
    result = read_survey(data, NAME)
    assert (result.delimiter, result.decimal) == (",", ".")
    assert [(row.line, row.reason) for row in result.held_back] == [
        (2, "total_row"),
        (3, "county_not_municipality"),
    ]
    assert values(result, "0114") == {"fte_ai_total": 1.5, "ai_budget_tkr": "unanswered"}


def test_skolverket_five_rows_above_the_header_bom_and_dots_for_missing() -> None:
    data = (
        "Enkät om AI, kommunvis\r\n"
        "Valt år: 2026;\r\n"
        '"Uttag: 2026-10-01, 12:00"\r\n'
        "\r\n"
        "Kommentar; alla värden i %\r\n"
        "Kommun;Kommun-kod;Andel chefer som fått AI-utbildning;Ledningen prioriterar AI\r\n"
        "Ale;1440;12,5;4\r\n"
        "Alingsås;1489;..;.\r\n"
    ).encode("utf-8-sig")
    result = read_survey(data, NAME)
    assert (result.encoding, result.rows) == ("utf-8-sig", 2)
    assert values(result, "1440") == {"utb_chef_pct": 12.5, "ledning_prio": 4}
    assert values(result, "1489") == {"utb_chef_pct": "unanswered", "ledning_prio": "unanswered"}
    assert result.accepted == {"1440": 7, "1489": 8}


def test_emission_database_ragged_trailing_delimiters_and_alla() -> None:
    lines = ["Nationella databasen", "", "Hämtad;2026", "Enhet;antal", "Not", "-"]
    lines += [
        "Län;Kommun;uc_pilot;uc_bred",
        "Alla;Alla;900;80;;;",
        "Skåne;Malmö;3;1;;",
        "Skåne;Lund;2",
    ]
    result = read_survey("\n".join(lines).encode("cp1252"), NAME)
    assert [(row.line, row.reason) for row in result.held_back] == [(8, "total_row")]
    assert values(result, "1281") == {"uc_pilot": 2, "uc_bred": "unanswered"}


def test_microsoft_forms_semicolons_inside_and_after_options_and_line_breaks_in_headers() -> None:
    data = (
        "ID,Starttid,Slutförandetid,E-post,Namn,Vilken kommun svarar du för?\u00a0,"
        '"Var drivs kommunens AI-lösningar?\nFlera svar kan anges.",'
        "Kommunens ledning prioriterar AI.\r\n"
        "1,10/1/26 9:05:11,10/1/26 9:15:00,anonymous,,Umeå kommun,"
        "Egen drift;Moln inom EU/EES;,5\r\n"
        '2,10/1/26 9:05:11,10/1/26 9:15:00,anonymous,,"Region Gotland",,Vet ej\r\n'
    ).encode("utf-8-sig")
    result = read_survey(data, NAME)
    assert values(result, "2480") == {"ai_miljo": ("own", "cloud_eea"), "ledning_prio": 5}
    assert values(result, "0980") == {"ai_miljo": "unanswered", "ledning_prio": "dont_know"}
    assert result.accepted == {"2480": 3, "0980": 4}


def test_google_forms_options_joined_by_comma_and_space() -> None:
    data = (
        "Tidstämpel,Kommun,I vilka verksamhetsområden används AI? Flera svar kan anges.,"
        "Har kommunen minst en heltidstjänst för AI?\n"
        "2026-10-01 12.30.00,KRISTINEHAMN,"
        '"Administration/kontor, Plan/bygg/teknik, Ekonomi/HR","Ja, egen"\n'
    ).encode()
    result = read_survey(data, NAME)
    assert values(result, "1781") == {
        "uc_omraden": ("administration", "planning", "finance_hr"),
        "ai_heltid": 3,
    }


def test_enalyzer_one_column_per_option_with_the_options_text_and_an_open_column() -> None:
    data = (
        "Kommun;Driftmiljö för AI: Egen drift;Driftmiljö för AI: Ingen;"
        "Driftmiljö för AI: Annat (öppet)\r\n"
        "Gagnef;Egen drift;;\r\nMora;;;fritext\r\n"
    ).encode("utf-8-sig")
    result = read_survey(data, NAME)
    assert values(result, "2026") == {"ai_miljo": ("own",)}
    assert values(result, "2062") == {"ai_miljo": "unanswered"}
    assert result.columns["Driftmiljö för AI: Annat (öppet)"] is None


def test_limesurvey_codes_with_yes_or_blank_per_option_tab_and_utf16() -> None:
    data = (
        "id\tkommunkod\tai_strategi\tai_miljo[own]\tai_miljo[none]\n"
        "1\t684\tdecided\tY\t\n"
        "2\t0180\t\tN\tY\n"
    ).encode("utf-16")
    result = read_survey(data, NAME)
    assert (result.encoding, result.delimiter) == ("utf-16", "\t")
    assert values(result, "0684") == {"ai_strategi": 2, "ai_miljo": ("own",)}
    assert values(result, "0180") == {"ai_strategi": "unanswered", "ai_miljo": ("none",)}


def test_crowdtech_null_is_unanswered_and_minus_99_was_not_shown() -> None:
    result = read_survey(b"kommunkod,fte_ai_total,dpia\n180,NULL,-99\n", NAME)
    assert values(result, "0180") == {"fte_ai_total": "unanswered", "dpia": "not_applicable"}


def test_swedish_excel_sep_line_no_break_thousands_and_formula_codes() -> None:
    data = (
        "sep=;\r\n"
        "Kommunkod;Kommun;Avsatta medel för AI innevarande år (tkr)\r\n"
        '="0180";Stockholm;12\u00a0345,5\r\n'
        '"=""0114""";UPPLANDS VÄSBY;\u2212\r\n'
    ).encode("cp1252", "replace")
    result = read_survey(data, NAME)
    assert values(result, "0180") == {"ai_budget_tkr": 12345.5}
    assert [(v.line, v.value) for v in result.unknown_values] == [(4, "?")]


def test_a_file_read_with_the_wrong_encoding_on_its_way_here() -> None:
    lines = "kommun;ai_strategi\nJ\ufffdrf\ufffdlla;1\nMalmÃ¶;2\n?stersund;1\nFalun;0\n"
    result = read_survey(lines.encode(), NAME)
    assert [(row.line, row.reason, row.suggestions[0]) for row in result.held_back] == [
        (2, "damaged_text", ("0123", "Järfälla")),
        (3, "damaged_text", ("1280", "Malmö")),
        (4, "damaged_text", ("2380", "Östersund")),
    ]
