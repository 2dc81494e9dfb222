"""Page Ladda upp: the whole task as its widgets, in both languages, and for who may not edit."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from ailaget.exports.survey.rows import ONE
from ailaget.exports.survey.template import survey_template
from ailaget.ingest.areas.loading import load_areas
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import discard_draft
from ailaget.store.database import open_database
from ailaget.store.decisions import PUBLISH, published_waves
from ailaget.store.versions import WaveContent
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts, unbroken
from ailaget.ui import editing
from ailaget.ui.cache import forget
from ailaget.ui.upload import review
from tests.answering import CHOICES, KEY, NAMES, answering_file
from tests.journals import decide, keep
from tests.pages.test_pages import check, opened, words

pytestmark = pytest.mark.usefixtures("as_editor")

WAVE = "2027-03"
ROWS = [
    {"kommunkod": "0114", "ai_strategi": 1, "ai_heltid": 3},
    {"kommunkod": "0115", "ai_strategi": 2, "ai_heltid": 0},
]
SurveyFile = Callable[..., Path]
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    return empty_place


def seen_waves(place: Workspace) -> list[str]:
    database = open_database(place)
    waves = list(database.query("waves")["wave"])
    database.close()
    return waves


def said(app: AppTest) -> str:
    kinds = ("success", "error", "warning")
    return words(app) + "\n".join(str(e.value) for kind in kinds for e in app.get(kind))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    return app


@both_languages
def test_a_draft_is_reviewed_published_and_withdrawn(
    place: Workspace, survey_file: SurveyFile, language: str
) -> None:
    t = texts(language)
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    app = opened("upload", lang=language)
    check(app, "upload", language)
    assert t("review.state_draft") in said(app)
    assert unbroken(t("review.wave_appears", wave=t.wave(WAVE))) in said(app)

    press(app, f"publish_{WAVE}")
    check(app, "upload", language)
    assert seen_waves(place) == [WAVE]
    assert t("review.published", wave=t.wave(WAVE)) in said(app)
    assert place.state().decisions[-1]["by"] == editing.editor()
    assert t("review.is_shown") in said(app)

    app.session_state[f"withdraw_{WAVE}"] = True
    app.run()
    press(app, f"withdraw_button_{WAVE}")
    assert seen_waves(place) == []
    assert t("review.withdrawn", wave=t.wave(WAVE)) in said(app)
    assert len(place.state().received) == 1


def test_an_earlier_version_is_brought_back(place: Workspace, survey_file: SurveyFile) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"), publish=True)
    load(place, survey_file([{**ROWS[0], "ai_strategi": 3}], f"b_{WAVE}.csv"), publish=True)
    app = opened("upload", review=WAVE)
    (choice,) = (box for box in app.selectbox if box.key.startswith("version_"))
    assert len(choice.options) == 2
    choice.set_value(WaveContent((0,))).run()
    assert texts("sv").count("review.changed", 1, places="1 kommun") in said(app)
    press(app, f"publish_{WAVE}")
    check(app, "upload", "sv")
    database = open_database(place)
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    assert list(rows.loc[rows["question"] == "ai_strategi", "value"]) == [1]


def test_the_wave_under_review_is_in_the_address(place: Workspace, survey_file: SurveyFile) -> None:
    load(place, survey_file(ROWS, "a_2027-03.csv"))
    load(place, survey_file(ROWS, "a_2028-03.csv"))
    app = opened("upload", review="2027-03")
    assert app.selectbox(key="control_review").value == "2027-03"
    app.selectbox(key="control_review").set_value("2028-03").run()
    assert app.query_params["review"] == "2028-03"
    assert opened("upload", review="1999-01").selectbox(key="control_review").value == "2028-03"


@both_languages
def test_who_may_not_edit_is_told_why_and_gets_the_template(
    place: Workspace, survey_file: SurveyFile, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    monkeypatch.setattr(type(st.context), "headers", {"X-Forwarded-For": "10.0.0.1"})
    app = opened("upload", lang=language)
    check(app, "upload", language)
    assert unbroken(texts(language)("upload.may_not")) in said(app)
    assert "survey/template.xlsx" in said(app)
    assert not app.get("file_uploader")
    assert [button.key for button in app.button if button.key != "clear_filter"] == []
    assert "0114" not in said(app)


def test_a_button_pressed_by_who_may_no_longer_edit_changes_nothing(
    place: Workspace, survey_file: SurveyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    app = opened("upload")
    monkeypatch.setattr(review, "may_edit", lambda: False)
    press(app, f"publish_{WAVE}")
    assert texts("sv")("upload.may_not") in said(app)
    assert published_waves(place.state().decisions, is_demo=False) == set()


@both_languages
def test_a_wave_that_is_no_month_gives_words_and_no_links(language: str, place: Workspace) -> None:
    app = opened("upload", lang=language)
    app.text_input(key="survey_wave").set_value("mars 27").run()
    assert [str(error.value) for error in app.exception] == []
    assert "mars 27" in app.error[0].value
    assert "template.xlsx" not in said(app)


@both_languages
def test_a_municipality_page_leads_back_to_the_file(
    place: Workspace, survey_file: SurveyFile, language: str
) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"), publish=True)
    app = opened("municipality", municipality="0115", lang=language)
    app.session_state["provenance"] = True
    app.run()
    check(app, "municipality", language)
    assert f"a_{WAVE}.csv" in said(app)
    assert texts(language)("provenance.line", line="3") in said(app)


MESSY = (
    "Kommun;Strategi för AI, finns den?;ai_heltid;fte_ai_total;Kommentar\n"
    "Upplands Väsby;Beslutat/infört;Ja, egen;2,5;\n"
    "Vallentuna;Påbörjat;Jo, egen;999999;Svårt\n"
    "Jerfälla;Nej;Nej;0;\n"
)


def given(app: AppTest, content: str | bytes, name: str) -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    app.file_uploader(key="upload_file").upload(name, data, "text/csv").run()
    return app


def box(app: AppTest, start: str) -> Selectbox:
    return next(box for box in app.selectbox if str(box.key).startswith(start))


def submit(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    return app


def answers_of(place: Workspace, code: str) -> dict[str, float]:
    database = open_database(place)
    rows = database.query("municipality_answers", municipality=code)
    database.close()
    return dict(zip(rows["question"], rows["value"], strict=True))


@both_languages
def test_a_messy_file_goes_in_and_nothing_is_lost(place: Workspace, language: str) -> None:
    t = texts(language)
    app = given(opened("upload", lang=language), MESSY, f"svar_{WAVE}.csv")
    check(app, "upload", language)
    assert t("understood.mark_semicolon") in said(app)
    assert t.count("upload.to_do_answers", 1) in said(app)
    assert place.state().received == ()

    asked = next(b for b in app.selectbox if b.label.startswith("B."))
    asked.set_value("ai_strategi")
    submit(app, t("mapping.confirm_columns"))
    assert t.count("mapping.confirmed", 1) in said(app)
    box(app, "choice_").set_value("own")
    submit(app, t("mapping.confirm_choices"))
    assert t("mapping.choices_all") in said(app)
    box(app, "place_").set_value("0123")
    submit(app, t("findings.remember"))
    assert t.count("findings.remembered", 1) in said(app)
    assert t.count("findings.unknown_values", 1) in said(app)  # 999 999 full-time equivalents
    assert place.state().received == ()

    press(app, "upload_save")
    check(app, "upload", language)
    assert t("upload.saved", wave=t.wave(WAVE)) in said(app)
    assert app.query_params["review"] == WAVE
    assert [entry.by for entry in place.state().received] == [editing.editor()]
    assert seen_waves(place) == []
    press(app, f"publish_{WAVE}")
    assert seen_waves(place) == [WAVE]
    assert answers_of(place, "0123")["ai_strategi"] == 0
    assert answers_of(place, "0115") == {"ai_heltid": 3, "ai_strategi": 1}


@both_languages
def test_a_column_that_was_matched_is_overruled_and_the_choice_saved(
    place: Workspace, language: str
) -> None:
    t = texts(language)
    content = "kommunkod;ai_strategi;ai_heltid\n0114;1;2\n0115;2;0\n"
    app = given(opened("upload", lang=language), content, f"svar_{WAVE}.csv")
    app.session_state["upload_matched"] = True
    app.run()
    check(app, "upload", language)
    next(b for b in app.selectbox if b.label.startswith("B.")).set_value("ignore")
    next(b for b in app.selectbox if b.label.startswith("C.")).set_value("ai_riktlinjer")
    submit(app, t("mapping.overrule"))
    assert t.count("mapping.confirmed", 2) in said(app)
    assert next(b for b in app.selectbox if b.label.startswith("B.")).value == "ignore"
    press(app, "upload_save")
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "0114") == {"ai_riktlinjer": 2}

    again = given(opened("upload", lang=language), content.replace("0115", "0117"), "b_2028-03.csv")
    press(again, "upload_save")
    assert [entry.mapping for entry in place.state().received] == [
        place.state().received[0].mapping
    ] * 2
    again.session_state["upload_matched"] = True
    again.run()
    next(b for b in again.selectbox if b.label.startswith("B.")).set_value("ai_strategi")
    submit(again, t("mapping.overrule"))
    assert next(b for b in again.selectbox if b.label.startswith("C.")).value == "ai_riktlinjer"


def test_everything_can_be_answered_however_many_there_are(place: Workspace) -> None:
    t = texts("sv")
    header = [f"Egen kolumn {n}" for n in range(60)]
    rows = [f"01{code};ordval {n};{';'.join('3' * 60)}" for n in range(50) for code in (14,)]
    content = "\n".join([f"kommunkod;ai_strategi;{';'.join(header)}", *rows])
    app = given(opened("upload"), content, f"svar_{WAVE}.csv")
    app.session_state["upload_left_out"] = True
    app.run()

    def part(start: str) -> Selectbox:
        return box(app, f"part_{start}")

    assert part("choices").options == ["1–40 av 50", "41–50 av 50"]
    assert part("left").options == ["1–40 av 60", "41–60 av 60"]
    part("choices").set_value(40).run()
    part("left").set_value(40).run()
    last = next(b for b in app.selectbox if b.label.endswith("Egen kolumn 59"))
    last.set_value("ai_heltid")
    submit(app, t("mapping.confirm_columns"))
    assert part("left").options == ["1–40 av 59", "41–59 av 59"]
    choice = next(b for b in app.selectbox if "ordval 49" in b.label)
    choice.set_value("dont_know")
    submit(app, t("mapping.confirm_choices"))
    check(app, "upload", "sv")
    assert part("choices").options == ["1–40 av 49", "41–49 av 49"]


def test_what_was_confirmed_is_not_asked_again(place: Workspace) -> None:
    t = texts("sv")
    app = given(opened("upload"), MESSY, f"svar_{WAVE}.csv")
    next(b for b in app.selectbox if b.label.startswith("B.")).set_value("ai_strategi")
    submit(app, t("mapping.confirm_columns"))
    press(app, "upload_save")
    again = given(opened("upload"), MESSY.replace("2,5", "3,5"), "svar_2028-03.csv")
    check(again, "upload", "sv")
    assert "svar_2027-03" in said(again)  # the saved choices, named after the first file
    assert not [b for b in again.selectbox if str(b.label).startswith("B.")]


def test_a_file_for_a_published_wave_waits_for_review(
    place: Workspace, survey_file: SurveyFile
) -> None:
    t = texts("sv")
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"), publish=True)
    app = given(opened("upload"), "kommunkod;ai_strategi\n0114;followed_up\n", f"b_{WAVE}.csv")
    assert t("upload.save_waits") in said(app)
    press(app, "upload_save")
    check(app, "upload", "sv")
    assert answers_of(place, "0114")["ai_strategi"] == 1
    assert t("review.state_waiting", name=f"b_{WAVE}.csv") in said(app)
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "0114")["ai_strategi"] == 3


@both_languages
def test_a_wave_that_the_file_or_the_calendar_contradicts_is_warned_about(
    place: Workspace, language: str
) -> None:
    t = texts(language)
    app = given(
        opened("upload", lang=language),
        "kommunkod;ai_strategi;matomgang\n0114;3;2025-10\n",
        "a.csv",
    )
    assert not [warning.value for warning in app.warning]
    box = next(field for field in app.text_input if str(field.key).startswith("upload_wave_"))
    box.set_value("2098-01").run()
    check(app, "upload", language)
    found = [str(warning.value) for warning in app.warning]
    assert found == [
        t("wave_warning.future_wave", wave=t.wave("2098-01"), value="2098-01"),
        t("wave_warning.column_says_other_wave", wave=t.wave("2098-01"), value="2025-10"),
    ]


@pytest.mark.parametrize("page", ["overview", "upload", "method", "municipality"])
def test_a_published_wave_that_is_none_in_an_old_journal_stops_no_page(
    place: Workspace, survey_file: SurveyFile, page: str
) -> None:
    file = survey_file(ROWS, f"a_{WAVE}.csv")
    load(place, file, publish=True)
    keep(place, file.read_bytes(), "b.csv", "0000-13", "who")
    decide(place, PUBLISH, "who", wave="0000-13", is_demo=False, files=[0], of=1, decided=0)
    build(place)
    check(opened(page), page, "sv")


def steps(app: AppTest) -> list[tuple[str, bool]]:
    """Return what each step says of itself, and whether it is in force."""
    shown = re.findall(r"<li( aria-current=step)?>[^<]*<br>([^<]*)</li>", said(app))
    return [(state, bool(now)) for now, state in shown]


@both_languages
def test_the_steps_follow_a_file_from_draft_to_published_to_discarded(
    place: Workspace, language: str
) -> None:
    t = texts(language)
    content = "kommunkod;ai_strategi\n0114;followed_up\n"
    app = given(opened("upload", lang=language), content, f"a_{WAVE}.csv")
    assert steps(app)[-2:] == [(t("upload.state_now"), True), (t("upload.state_nothing"), False)]
    press(app, "upload_save")
    waits = t.count("upload.to_do_review", 1)
    assert steps(app)[-2:] == [(t("upload.state_saved"), False), (waits, True)]
    press(app, f"publish_{WAVE}")
    published = [(t("upload.state_done"), False), (t("upload.state_published"), False)]
    assert steps(app)[-2:] == published
    assert t("upload.save_same") in said(app)
    assert t("upload.save_waits") not in said(app)  # it waits for nothing
    app = given(app, "kommunkod;ai_strategi\n0114;decided\n", f"b_{WAVE}.csv")
    press(app, "upload_save")
    assert steps(app)[-2:] == [(t("upload.state_saved"), False), (waits, True)]

    app.session_state[f"discard_{WAVE}"] = True
    app.run()
    assert t("review.discard_waiting") in said(app)
    press(app, f"discard_button_{WAVE}")
    check(app, "upload", language)
    assert t("review.discarded", wave=t.wave(WAVE)) in said(app)
    assert t("journal.discard") in said(app)
    assert steps(app)[-2:] == [(t("upload.state_now"), True), (t("upload.state_nothing"), False)]
    assert answers_of(place, "0114")["ai_strategi"] == 3
    assert len(place.state().received) == 2


@both_languages
def test_a_discarded_draft_says_so_and_an_earlier_version_can_be_chosen(
    place: Workspace, survey_file: SurveyFile, language: str
) -> None:
    t = texts(language)
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    discard_draft(place, WAVE)
    app = opened("upload", lang=language)
    check(app, "upload", language)
    assert t("review.state_discarded") in said(app)
    press(app, f"publish_{WAVE}")
    assert seen_waves(place) == [WAVE]


@both_languages
def test_a_municipality_chosen_for_a_published_wave_waits_for_review(
    place: Workspace, survey_file: SurveyFile, language: str
) -> None:
    t = texts(language)
    file = survey_file([*ROWS, {"kommunkod": "Jerfälla", "ai_strategi": 1}], f"a_{WAVE}.csv")
    load(place, file, publish=True)
    app = given(opened("upload", lang=language), file.read_bytes(), file.name)
    assert t("review.state_published") in said(app)
    box(app, "place_").set_value("0123")
    submit(app, t("findings.remember"))
    check(app, "upload", language)
    assert answers_of(place, "0123") == {}
    assert t("review.state_decided") in said(app)
    assert t.count("upload.to_do_review", 1) in said(app)
    assert t.count("review.new", 1, places=t.count("review.municipalities", 1)) in said(app)
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "0123")["ai_strategi"] == 1
    assert t("review.state_published") in said(app)


@both_languages
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("tom.csv", b""),
        ("null.csv", b"kommunkod;ai_strategi\n0114;\x00\x00\n"),
        ("citat.csv", b'kommunkod;ai_strategi\n0114;"3\n'),
        ("zip.xlsx", b"PK\x03\x04" + bytes(100)),
        ("sida.csv", b"<!doctype html><html><script>alert(1)</script></html>"),
    ],
)
def test_a_broken_file_gives_words_and_changes_nothing(
    place: Workspace, language: str, name: str, content: bytes
) -> None:
    app = given(opened("upload", lang=language), content, name)
    assert [str(error.value) for error in app.exception] == []
    assert app.error or app.warning
    assert "<script>" not in said(app)
    assert "Traceback" not in said(app)
    assert not [button for button in app.button if button.key == "upload_save"]
    assert place.state().received == ()


def test_a_file_without_a_wave_asks_for_it(place: Workspace) -> None:
    t = texts("sv")
    app = given(opened("upload"), "kommunkod;ai_strategi\n0114;3\n", "svar.csv")
    assert t("understanding.no_wave") in [w.value for w in app.warning]
    field = next(f for f in app.text_input if str(f.key).startswith("upload_wave"))
    field.set_value("2027-13").run()
    assert t("understanding.no_wave") in [w.value for w in app.warning]
    next(f for f in app.text_input if str(f.key).startswith("upload_wave")).set_value(WAVE).run()
    check(app, "upload", "sv")
    press(app, "upload_save")
    assert [entry.wave for entry in place.state().received] == [WAVE]


def test_the_correction_report_is_offered_with_what_is_wrong(place: Workspace) -> None:
    app = given(opened("upload"), "kommunkod;ai_strategi\n0114;77\n", f"a_{WAVE}.csv")
    labels = [button.label for button in app.get("download_button")]
    assert labels.count(texts("sv")("findings.report")) == 1


def test_the_page_s_own_template_goes_in_without_a_question(place: Workspace) -> None:
    book = load_workbook(io.BytesIO(survey_template(WAVE, texts("sv"), ONE)))
    sheet = book.worksheets[0]
    sheet["A2"], sheet["C2"] = "Habo", 2.5
    written = io.BytesIO()
    book.save(written)
    app = given(opened("upload"), written.getvalue(), "ifylld.xlsx")
    check(app, "upload", "sv")
    assert not [b for b in app.selectbox if str(b.key).startswith(("column_", "choice_", "place_"))]
    press(app, "upload_save")
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "0643")["fte_ai_total"] == 2.5


@both_languages
def test_sheets_with_answers_are_named_and_taken_one_at_a_time(
    place: Workspace, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are saved within a minute: the version that is published is the one that is shown."""
    t = texts(language)
    monkeypatch.setattr("ailaget.views.upload.versions.when_text", lambda *_: "08:23")
    book = Workbook()
    book.active.title = "Norr"
    east = book.create_sheet("Öster")
    for sheet, name, staff in ((book.active, "Umeå", 2), (east, "Habo", 3)):
        sheet.append(["Kommun", "fte_ai_total"])
        sheet.append([name, staff])
    written = io.BytesIO()
    book.save(written)
    app = given(opened("upload", lang=language), written.getvalue(), f"svar_{WAVE}.xlsx")
    check(app, "upload", language)
    named = t("load.column", name="Öster")
    assert t.count("findings.unread_sheets", 1, names=named) in said(app)
    press(app, "upload_save")
    box(app, "upload_sheet_").set_value("Öster").run()
    press(app, "upload_save")
    assert [entry.name for entry in place.state().received] == [f"svar_{WAVE}.xlsx"] * 2
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "2480") == {"fte_ai_total": 2}
    assert answers_of(place, "0643") == {"fte_ai_total": 3}


def test_several_answers_from_one_municipality_are_held_back_until_somebody_chooses(
    place: Workspace,
) -> None:
    t = texts("sv")
    content = "kommunkod;uc_bred\n1480;3\n1480;4\n0114;1\n"
    app = given(opened("upload"), content, f"a_{WAVE}.csv")
    assert t.count("upload.to_do_places", 1) in said(app)
    assert t.count("findings.held_back", 2) in said(app)
    (rule,) = app.radio
    assert "Göteborg" in rule.label
    rule.set_value("sum").run()
    check(app, "upload", "sv")
    assert t.count("findings.held_back", 2) not in said(app)
    press(app, "upload_save")
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "1480")["uc_bred"] == 7
    assert t("duplicates.sum") in said(app)  # in the log


def test_a_template_half_filled_in_counts_only_those_who_answered(place: Workspace) -> None:
    book = load_workbook(io.BytesIO(survey_template(WAVE, texts("sv"))))
    book.worksheets[0]["D2"] = 2
    written = io.BytesIO()
    book.save(written)
    app = given(opened("upload"), written.getvalue(), "ifylld.xlsx")
    check(app, "upload", "sv")
    assert texts("sv").count("findings.silent", 289) in said(app)
    assert texts("sv")("findings.none") in said(app)
    press(app, "upload_save")
    press(app, f"publish_{WAVE}")
    database = open_database(place)
    waves = database.query("waves")
    database.close()
    assert list(waves["respondents"]) == [1]


@both_languages
def test_what_numbers_mean_is_asked_once_and_remembered(place: Workspace, language: str) -> None:
    t = texts(language)
    content = "kommunkod;ai_strategi;dpia\n0114;1;0\n0115;2;2\n"
    app = given(opened("upload", lang=language), content, f"svar_{WAVE}.csv")
    check(app, "upload", language)
    assert t.count("findings.waiting", 2) in said(app)
    assert t("findings.none") not in said(app)
    asked = box(app, "number_")
    assert asked.value is None and len(asked.options) == 3
    assert "1" in asked.label
    asked.set_value("from_1")
    submit(app, t("numbers.confirm"))
    assert t("findings.none") in said(app)
    press(app, "upload_save")
    press(app, f"publish_{WAVE}")
    assert answers_of(place, "0114") == {"ai_strategi": 0}

    again = given(opened("upload", lang=language), content.replace(";2;", ";1;"), "b_2028-03.csv")
    assert not [b for b in again.selectbox if str(b.key).startswith("number_")]
    press(again, "upload_save")
    assert len({entry.mapping for entry in place.state().received}) == 1


@both_languages
def test_areas_that_answer_are_asked_about_named_remembered_and_published(
    place: Workspace, tmp_path: Path, language: str
) -> None:
    t = texts(language)
    load_areas(place, answering_file(tmp_path), CHOICES)
    content = "Sted;fte_ai_total\n0301;1\nNordvika;2\nSørhlt;2\n"
    app = given(opened("upload", lang=language), content, f"svar_{WAVE}.csv")
    check(app, "upload", language)
    assert t("understanding.no_respondents") in said(app)
    whose = box(app, "upload_respondents_")
    assert whose.value is None and whose.options[-1] == "Nordmark"
    whose.set_value(KEY).run()
    check(app, "upload", language)
    meant = box(app, "place_")
    assert len(meant.options) == len(NAMES)
    meant.set_value("0304")
    submit(app, t("findings.remember"))
    assert t("findings.none") in said(app)
    press(app, "upload_save")
    press(app, f"publish_{WAVE}-{KEY}")
    check(app, "upload", language)
    database = open_database(place)
    assert list(database.query(f"{KEY}.waves")["respondents"]) == [3]
    database.close()
