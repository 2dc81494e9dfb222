"""Figures of others on the page Ladda upp: seen by all, taken in by who may edit."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ailaget.ingest.context.shipped import shipped_figures
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.cache import forget
from tests.pages.test_pages import check, opened, words

FILES = Path(__file__).parents[1] / "ingest" / "context" / "files"


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("as_editor")
def test_a_divided_file_is_asked_about_then_taken_in_and_stands_in_the_table(
    empty_place: Workspace, language: str
) -> None:
    t = texts(language)
    app = opened("upload", lang=language)
    content = (FILES / "pxweb.px").read_bytes()
    app.file_uploader(key="context_file").upload("pxweb.px", content, "text/plain").run()
    check(app, "upload", language)
    assert t("context.nothing_yet") in "\n".join(str(w.value) for w in app.warning)
    (box,) = [box for box in app.selectbox if "_group_" in str(box.key)]
    assert box.value is None
    box.select("2").run()
    assert "Folkmängd, kvinnor (antal)" in words(app)
    save = next(b for b in app.button if b.label == t("context.save"))
    save.click().run()
    check(app, "upload", language)
    assert "Folkmängd, kvinnor" in words(app)
    database = open_database(empty_place)
    assert "scb_be0101n1_kvinnor" in set(database.query("context_figures")["figure"])
    database.close()
    assert t("journal.context", name="pxweb.px") in words(app)


@pytest.mark.usefixtures("as_editor")
def test_a_figure_that_has_a_code_alone_is_given_a_name_and_keeps_its_code(
    empty_place: Workspace,
) -> None:
    t = texts("sv")
    app = opened("upload", lang="sv")
    record = {"kpi": "N00905", "municipality": "0114", "period": 2025}
    record |= {"values": [{"gender": "T", "count": 1, "status": "", "value": 231000}]}
    content = json.dumps({"values": [record], "count": 1, "next_url": None}).encode()
    app.file_uploader(key="context_file").upload("a.json", content, "application/json").run()
    asked = {box.label: box for box in app.text_input}
    asked[t("context.label.name_of", code="N00905")].input("Skattekraft").run()
    asked = {box.label: box for box in app.text_input}
    asked[t("context.unit")].input("kr per invånare").run()
    assert "Skattekraft (kr per invånare), med koden kolada_n00905" in words(app)
    next(b for b in app.button if b.label == t("context.save")).click().run()
    database = open_database(empty_place)
    figures = database.query("context_figures").set_index("figure")
    database.close()
    assert figures.loc["kolada_n00905", "label_sv"] == "Skattekraft"


@pytest.mark.usefixtures("as_editor")
def test_a_table_without_title_is_asked_for_its_name_and_then_its_unit(
    empty_place: Workspace,
) -> None:
    """As PxWeb saves it: one line for each municipality and sex, all of one age and schooling."""
    t = texts("sv")
    lines = ["region,kön,ålder,utbildningsnivå,2025"] + [
        f"0114 Upplands Väsby,{sex},25-64 år,eftergymnasial,{share}"
        for sex, share in (("män", 31.5), ("kvinnor", 44.2))
    ]
    app = opened("upload", lang="sv")
    content = "\r\n".join(lines).encode("cp1252")
    app.file_uploader(key="context_file").upload("000005MO.csv", content, "text/csv").run()
    assert not [box for box in app.text_input if box.label == t("context.unit")]
    next(box for box in app.selectbox if "_group_" in str(box.key)).select("kvinnor").run()
    for kind, answer in (("name", "Högskoleutbildade"), ("source", "scb")):
        label = t(f"context.label.{kind}")
        next(box for box in app.text_input if box.label == label).input(answer).run()
    next(box for box in app.text_input if box.label == t("context.unit")).input("procent").run()
    assert "Högskoleutbildade, kvinnor (procent), med koden " in words(app)
    next(b for b in app.button if b.label == t("context.save")).click().run()
    database = open_database(empty_place)
    figures = database.query("context_figures").set_index("label_sv")
    database.close()
    assert figures.loc["Högskoleutbildade, kvinnor", "source"] == "SCB"


@pytest.mark.usefixtures("as_editor")
def test_what_is_not_taken_is_listed_with_its_cell(empty_place: Workspace) -> None:
    app = opened("upload", lang="sv")
    content = (FILES / "pxweb_json_stat2.json").read_bytes()
    app.file_uploader(key="context_file").upload("a.json", content, "application/json").run()
    next(box for box in app.selectbox if "_group_" in str(box.key)).select("2").run()
    assert "value[15]" in words(app)
    assert texts("sv")("context.reason.ended_code") in words(app)


@pytest.mark.usefixtures("as_editor")
def test_a_broken_file_says_what_is_wrong_and_where(empty_place: Workspace) -> None:
    app = opened("upload", lang="sv")
    app.file_uploader(key="context_file").upload("a.json", b'{"values": [\n{', "text/json").run()
    assert "rad 2" in "\n".join(str(e.value) for e in app.error)


@pytest.mark.usefixtures("as_reader")
def test_a_reader_sees_the_figures_and_their_sources_and_no_upload(empty_place: Workspace) -> None:
    app = opened("upload", lang="sv")
    assert "SCB (folkmängd)" in words(app)
    assert "CC0 1.0" in words(app)
    assert not app.get("file_uploader")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("as_reader")
def test_sources_and_terms_of_the_figures_that_come_along_are_in_the_readers_language(
    empty_place: Workspace, language: str
) -> None:
    shown = words(opened("upload", lang=language)).replace("\N{WORD JOINER}", "")
    is_english = language == "en"
    assert texts(language)("method.reference.employees_terms") in shown
    assert ("Statistics Sweden (SCB)" in shown) == is_english
    assert ("folkmängd, digitala" in shown) != is_english
    for figure in shipped_figures():
        source, terms = figure.source, figure.licence
        if is_english:
            source, terms = figure.source_en, figure.licence_en
        assert source in shown and terms in shown
