"""What travels with a chart: its metadata, its file name, and its figures in the plainest shape."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ailaget import geography
from ailaget.__main__ import main
from ailaget.exports.formats import FORMATS
from ailaget.exports.metadata import export_metadata
from ailaget.exports.names import file_stem, slug
from ailaget.exports.permalinks import key_of, packed_in
from ailaget.exports.text.components_csv import components, components_csv
from ailaget.exports.text.table_csv import chart_csv, metadata_csv
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.views.base.native import BAR, SCATTER, drawable
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS, entry_of
from ailaget.views.map.choropleth import map_view
from tests.exports.conftest import CHOSEN, LINK, Made
from tests.served import get

every_chart = pytest.mark.parametrize("key", CHARTS)
both_languages = pytest.mark.parametrize("language", ["sv", "en"])
WARMLAND = replace(CHOSEN, county=("17",), municipality=None)


@every_chart
@both_languages
def test_a_chart_says_all_that_belongs_to_it(made: Made, key: str, language: str) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    said = dict(metadata.lines())
    t = metadata.t
    for label in ("title", "unit", "wave", "source", "day", "build"):
        assert said[t(f"metadata.{label}")], label
    for label in ("demo", "filter"):
        assert bool(said.get(t(f"metadata.{label}"))) == chart.of_answers, label
    assert said.get(t("metadata.n")) == chart.n and said.get(t("metadata.of")) == chart.of
    assert said[t("metadata.permalink")] == LINK
    assert not str(said[t("metadata.build")]).endswith(".duckdb")
    assert str(said[t("metadata.source")]).startswith("AI-läget, ") == chart.of_answers


@every_chart
@both_languages
def test_a_file_is_named_for_what_it_holds(made: Made, key: str, language: str) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    mark = f"_{texts(language)('demo.file')}" if chart.of_answers else ""
    assert re.fullmatch(rf"ai-laget(_[a-z0-9-]+)+_2026-10{mark}", metadata.stem)
    assert len(metadata.stem) <= 120


def test_a_file_name_holds_indicator_and_county_in_words(made: Made) -> None:
    assert made("map", WARMLAND)[1].stem == "ai-laget_mognad_karta_varmland_2026-10_pahittat"
    assert made("region_ranking")[1].stem == "ai-laget_mognad_rangordning_varmland_2026-10_pahittat"


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("map", [{}, {"level": "county"}, {"classes": "quantiles"}, {"view": "malmo"}]),
        ("inequality_groups", [{}, {"by": "county"}, {"by": "county", "weighted": True}]),
        ("silent", [{}, {"by": "size_class"}]),
        ("left_behind", [{}, {"bottom": 0.33}, {"moved": 5.0}, {"below": 2}]),
        ("moran", [{}, {"neighbours": "nearest"}]),
        ("municipality_similar", [{}, {"alike": (("population", 2.0),)}]),
        ("robustness", [{}, {"by": "county"}, {"weight": (("maturity_use", 2.0),)}]),
    ],
)
@both_languages
def test_what_differs_has_another_name(
    made: Made, key: str, choices: list[dict[str, object]], language: str
) -> None:
    chart, _ = made(key)
    views = [replace(CHOSEN, language=language, **each) for each in choices]
    stems = [file_stem(chart, view) for view in views]
    assert len(set(stems)) == len(choices)
    mark = texts(language)("demo.file")
    assert all(re.fullmatch(rf"ai-laget(_[a-z0-9-]+)+_2026-10_{mark}", stem) for stem in stems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Värmland", "varmland"), ("=1+1", "1-1"), ("../../etc", "etc"), ("Å" * 99, "a" * 40)],
)
def test_a_file_name_has_only_letters_that_every_system_takes(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_the_filter_is_said_in_words_where_the_chart_uses_it(made: Made) -> None:
    assert made("map", WARMLAND)[1].filter == "Län: Värmlands län"
    assert made("map")[1].filter == "Hela landet"
    assert "kommunen" in made("municipality_trend", WARMLAND)[1].filter.casefold()
    protected = replace(WARMLAND, question="dpia", municipality="1715", size_class=("lt10k",))
    assert made("region_answers", protected)[1].filter == "Hela landet"


@both_languages
def test_each_measure_of_inequality_has_its_own_unit(made: Made, language: str) -> None:
    chosen = replace(CHOSEN, language=language, indicator="ai_fte_per_100k")
    for key in ("inequality_spread", "inequality_change"):
        chart, metadata = made(key, chosen)
        t, keys = metadata.t, [column.key for column in chart.table.columns]
        units = {row[0]: row[keys.index("unit")] for row in chart.table.rows}
        assert units[t("inequality.measure_gini")] == t("inequality.unit_none")
        assert units[t("inequality.measure_top_tenth")] == t("inequality.unit_percent")
        assert units[t("inequality.measure_deviation")] == t("inequality.unit_fte_per_100k")
        said = str(dict(metadata.lines())[t("metadata.unit")])
        assert t("inequality.column_unit") in said and metadata.unit in said
    said = str(dict(made("inequality_groups", chosen)[1].lines())[t("metadata.unit")])
    theil = t("inequality.theil_within")
    assert f"{theil}: {t('inequality.unit_none')}" in said


def test_real_data_bears_no_mark_of_invention(single_workspace: Workspace) -> None:
    database = open_database(single_workspace)
    selection = Selection("2026-10", False)
    metadata = export_metadata(map_view(database, selection), selection, database.build, LINK)
    database.close()
    assert metadata.demo == "" and metadata.t("metadata.demo") not in dict(metadata.lines())


@both_languages
def test_numbers_for_excel_take_their_papers_along(made: Made, language: str) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    text = metadata_csv(chart, metadata).decode("utf-8-sig").replace('""', '"')
    source = chart.attribution.partition(": ")[2]
    for said in (chart.title, source, str(chart.n), metadata.build, LINK, metadata.demo):
        assert said in text
    assert chart_csv(chart, metadata).count(b"\r\n") == 291


WORDS = ("municipality_answers",)
"""Charts whose figures are words."""


@every_chart
def test_plain_figures_are_a_category_and_numbers(made: Made, key: str) -> None:
    chart, metadata = made(key)
    data = components_csv(chart, metadata)
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=";"))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len(rows) == len(components(chart).rows) + 1
    assert len(rows[0]) > 1
    number = re.compile(r"(-?\d+(,\d+)?)?")
    assert key in WORDS or all(number.fullmatch(cell) for row in rows[1:] for cell in row[1:])
    assert all(("påhittade" in head) == chart.of_answers for head in rows[0][1:])


@pytest.mark.parametrize(
    "key", ["bivariate_scatter", "inequality_convergence", "inequality_gradient", "moran"]
)
def test_a_point_of_a_scatter_keeps_its_municipality(made: Made, key: str) -> None:
    chart, metadata = made(key)
    assert chart.native is not None and chart.native.kind == SCATTER
    head, *rows = components_csv(chart, metadata).decode().splitlines()
    assert head.startswith("Kommun;")
    known = {place.name for place in geography.municipalities()}
    assert {row.split(";")[0] for row in rows} <= known


def test_words_alone_are_a_question_and_its_answers(made: Made) -> None:
    head, first, *_ = components_csv(*made("municipality_answers")).decode().splitlines()
    assert head.startswith("Fråga;okt. 2026 (")
    assert first.endswith("?;0,25;0,25;0,25")


@pytest.mark.parametrize("key", ["inequality_change", "inequality_transitions", "silent"])
@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k", "has_full_time_ai"])
def test_what_bars_can_show_is_native(made: Made, key: str, indicator: str) -> None:
    chart, _ = made(key, replace(CHOSEN, indicator=indicator))
    native = drawable(chart)
    assert native is not None and native.kind == BAR


def test_a_change_is_of_the_leading_measure_alone(made: Made) -> None:
    table = components(made("inequality_change")[0])
    assert [str(row[0]).replace("\N{NO-BREAK SPACE}", " ") for row in table.rows] == [
        "okt. 2024–okt. 2025",
        "okt. 2025–okt. 2026",
    ]
    assert [column.key for column in table.columns] == ["waves", "before", "after"]


@pytest.mark.parametrize("key", ["clusters", "moran", "left_behind", "robustness"])
def test_what_is_counted_on_the_country_says_so_beside_its_n(made: Made, key: str) -> None:
    chart, metadata = made(key, WARMLAND)
    assert chart.of == 290
    assert metadata.filter == "Räknat på hela landet. Här visas bara Värmlands län"
    assert made(key)[1].filter == "Hela landet"


@pytest.mark.parametrize("key", ["inequality_change", "clusters", "moran", "robustness"])
@both_languages
def test_the_unit_stands_in_the_picture(made: Made, key: str, language: str) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    subtitle = chart.figure.layout.title.subtitle.text.replace("<br>", " ")
    assert subtitle.startswith(f"{metadata.unit.split(',')[0]} ·")


AS_PICTURES = (
    "bivariate_map",
    "clusters",
    "collaboration_groups",
    "collaboration_network",
    "examples_where",
    "explanations_beyond",
    "explanations_figure",
    "map",
    "map_waves",
    "municipality_answers",
    "regions_map",
)
"""Maps, and what is a table alone."""


@every_chart
def test_each_chart_but_a_map_is_native_and_has_something_to_draw(made: Made, key: str) -> None:
    native = drawable(made(key)[0])
    assert (native is None) == (key in AS_PICTURES)
    if native is not None:
        assert all(any(cell is not None for cell in row[1:]) for row in native.table.rows)


def test_a_line_runs_from_the_oldest_wave(made: Made) -> None:
    for key in ("municipality_trend", "region_trend"):
        waves = [str(row[0])[-4:] for row in components(made(key)[0]).rows]
        assert waves == sorted(waves)


def test_a_share_is_drawn_in_per_cent(made: Made) -> None:
    table = components(made("region_answers")[0])
    values = [cell for row in table.rows for cell in row[1:] if isinstance(cell, float)]
    assert max(values) > 1
    assert max(values) <= 100


def test_a_protected_question_is_plainly_hidden(made: Made) -> None:
    chart, metadata = made("region_answers", replace(CHOSEN, question="hogrisk_antal", region="09"))
    plain = components_csv(chart, metadata).decode()
    hidden = [row[0] for row in chart.table.rows if ".." in row]
    assert hidden
    assert all(f"{name};;" in plain for name in map(str, hidden))


@every_chart
def test_every_chart_has_its_page(key: str) -> None:
    from ailaget.ui.navigation import ORDER

    assert entry_of(key).page in ORDER.values()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_link_gives_a_chart_in_each_format(
    ending: str, demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    answer = get(f"/export/region_ranking.{ending}?county=17&lang=en&region=17")
    assert answer.status == 200
    assert answer.content
    name = answer.headers["content-disposition"]
    assert name.startswith('attachment; filename="ai-laget_maturity_ranking_varmland')
    assert answer.headers["content-type"].split(";")[0] == FORMATS[ending].media_type.split(";")[0]


@pytest.mark.parametrize("file", ["map.exe", "map", "no.csv", "..csv", "map.csv.csv", "map.%2e"])
def test_an_unknown_chart_or_format_is_not_found(
    file: str, demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    assert get(f"/export/{file}").status == 404


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_wave_that_is_not_there_gets_no_other_in_its_place(
    language: str, demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    answer = get(f"/export/map.csv?wave=2019-04&lang={language}")
    assert answer.status == 404
    assert texts(language).wave("2019-04") in answer.content.decode()
    assert texts(language).wave("2026-10") in answer.content.decode()


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("xlsx", b"PK"), ("pptx", b"PK"), ("html", b"<!doctype"), ("svg", b"<"), ("png", b"\x89PNG")],
)
def test_the_command_writes_each_format(
    ending: str,
    begins: bytes,
    demo_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    target = tmp_path / f"ut.{ending}"
    assert main(["export", "maturity", "--format", ending, "--output", str(target)]) == 0
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("given", "known", "link"),
    [
        ([], "", "AI-lägets adress följd av /v/1"),
        ([], "https://exempel.se/ailaget", "https://exempel.se/ailaget/v/1"),
        (["--address", "https://exempel.se/"], "https://x.se", "https://exempel.se/v/1"),
    ],
)
def test_the_command_writes_a_whole_link_or_says_what_a_path_follows(
    given: list[str],
    known: str,
    link: str,
    demo_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    monkeypatch.setenv("AILAGET_ADDRESS", known)
    target = tmp_path / "ut.xlsx"
    assert main(["export", "maturity", "--format", "xlsx", *given, "--output", str(target)]) == 0
    cells = [row[1] for row in load_workbook(target)["Metadata"].iter_rows(values_only=True)]
    assert [cell for cell in cells if str(cell).startswith(link)]


VIEW = "karta?wave=2025-10&indicator=ai_fte&county=25&level=municipality&gone=1"


@pytest.mark.parametrize("link", [VIEW, f"v/{key_of(VIEW)}", f"v/{key_of(VIEW)}/"])
def test_the_command_takes_a_link_to_a_view_long_and_short(
    link: str, demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    target = tmp_path / "ut.xlsx"
    asked = ["export", "maturity", "--format", "xlsx", "--address", f"https://exempel.se/a/{link}"]
    assert main([*asked, "--output", str(target)]) == 0
    book = load_workbook(target)
    said = dict(book["Metadata"].iter_rows(min_row=3, max_col=2, values_only=True))
    assert (said["Titel"], said["Mätomgång"]) == ("AI-mognad", "oktober 2025")
    assert said["Filter"] == "Län: Norrbottens län"
    address = packed_in(said["Länk till sidan"].removeprefix("https://exempel.se/a/v/"))
    assert address == "karta?wave=2025-10&county=25"
    assert book["Data"].max_row == 1 + 14


@pytest.mark.parametrize("address", ["exempel.se", "javascript:alert(1)", "https://", "=1+1"])
def test_what_is_no_web_address_is_refused(
    address: str,
    demo_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    target = tmp_path / "ut.html"
    told = ["export", "maturity", "--format", "html", "--address", address]
    assert main([*told, "--output", str(target)]) == 2
    assert address in capsys.readouterr().err
    assert not target.exists()
