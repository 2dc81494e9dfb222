"""Where alike stand together: clusters, Moran's I, and words where there is nothing to count."""

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.exports.metadata import export_metadata
from ailaget.exports.text.table_csv import chart_csv
from ailaget.statistics.neighbours import components
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.inequality.neighbourhood import NEAREST, OLAND, neighbours_by
from ailaget.views.inequality.where import clusters_view, moran_view, where_of
from tests.views.planted import CODES, WAVE, Planted, choose, everyone

SKANE = [code for code in CODES if code.startswith("12")]
VIEWS = (clusters_view, moran_view)


@pytest.fixture(scope="module")
def high_south() -> Planted:
    """Skåne high, the rest low and uneven: one cluster that no chance explains."""
    values: dict[str, float | None] = {code: 20.0 + int(code) % 7 for code in CODES}
    return Planted({"maturity": values | {code: 80.0 + int(code) % 7 for code in SKANE}})


def test_a_planted_cluster_is_found_named_and_counted(high_south: Planted) -> None:
    chart = clusters_view(high_south, choose())
    labels = dict(zip(chart.table.codes, (row[1] for row in chart.table.rows), strict=True))
    found = [code for code, label in labels.items() if label == texts("sv")("where.high_high")]
    assert set(found) <= set(SKANE)
    assert len(found) > 20
    legend = [trace.name for trace in chart.figure.data if trace.name]
    assert f"Hög bland höga ({len(found)})" in legend
    assert "hög bland höga" in chart.headline


def test_the_same_permutations_every_time(demo: Database) -> None:
    first, second = (where_of(demo, choose(is_demo=True)).spatial for _ in range(2))
    assert first.moran.p == second.moran.p == pytest.approx(0.0288)
    assert first.moran.i == pytest.approx(0.12304, abs=1e-5)
    assert first.moran.expected == pytest.approx(-1 / 204)


def test_the_filter_lists_fewer_and_changes_no_number(high_south: Planted) -> None:
    whole, part = (clusters_view(high_south, choose(county=c)) for c in ((), ("12",)))
    assert (whole.n, whole.of, whole.headline) == (part.n, part.of, part.headline)
    assert set(part.table.codes) == set(SKANE)
    rows = dict(zip(whole.table.codes, whole.table.rows, strict=True))
    assert all(
        rows[code] == row for code, row in zip(part.table.codes, part.table.rows, strict=True)
    )


def test_islands_are_bridged_and_named_and_oland_stays_apart() -> None:
    border = neighbours_by("border")
    assert border.islands == geography.islands()
    assert not border.alone
    assert components(border)[1:] == [OLAND]
    caveat = clusters_view(Planted({"maturity": everyone(5.0)}), choose()).caveat
    for name in ("Ekerö", "Lidingö", "Gotland", "Öckerö", "Tjörn", "Tjörnbron", "Borgholm"):
        assert name in caveat


def test_the_nearest_are_so_many_and_islands_have_them_too() -> None:
    nearest = neighbours_by("nearest")
    assert {len(nearest.of(code)) for code in CODES} == {NEAREST}
    assert {"0180", "0128"} & set(nearest.of("0125"))
    assert set(nearest.of("2584")) <= {c for c in CODES if c[:2] in ("24", "25")}


def test_who_lost_every_neighbour_is_named() -> None:
    values = {"0840": 1.0, "1280": 2.0, "1231": 3.0, "1262": 9.0}
    chart = moran_view(Planted({"maturity": values}), choose())
    assert "Utan någon granne med värde blir: Mörbylånga." in chart.caveat


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("values", [{}, {"0180": 40.0}, {"0180": 40.0, "1480": 50.0}])
def test_too_few_answers_are_said_in_words(view, language: str, values: dict[str, float]) -> None:
    chart = view(Planted({"maturity": values}), choose(language=language))
    form = ("none", "one", "other")[len(values)]
    words = texts(language)(f"errors.statistics.too_few_values.{form}", needed=3, given=len(values))
    assert chart.headline == words
    assert "0" not in words
    assert not chart.figure.data


@pytest.mark.parametrize("view", VIEWS)
def test_equal_values_have_no_pattern(view) -> None:
    chart = view(Planted({"maturity": everyone(40.0)}), choose())
    assert chart.headline == texts("sv")("where.equal")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", list(codebook().indicators))
def test_every_indicator_can_be_seen_and_exported(
    demo: Database, language: str, indicator: str
) -> None:
    selection = choose(
        is_demo=True, language=language, indicator=indicator, municipality="1764", theme="dark"
    )
    for view in VIEWS:
        chart = view(demo, selection)
        assert chart.headline.endswith(texts(language)("demo.sentence", sentence=""))
        assert WAVE in chart.file_stem
        assert chart_csv(chart, export_metadata(chart, selection, demo.build))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("counties", [(), ("12",)])
def test_a_close_view_says_that_its_figures_are_of_the_country(
    high_south: Planted, language: str, counties: tuple[str, ...]
) -> None:
    t = texts(language)
    close, sweden = (
        clusters_view(high_south, choose(view=view, language=language, county=counties))
        for view in ("malmo", "sweden")
    )
    said, without = (
        chart.figure.layout.title.subtitle.text.replace("<br>", " ") for chart in (close, sweden)
    )
    assert said.endswith(
        t("map.subtitle_close", subtitle="", view=t("map.view_malmo"), whole=t("map.whole_country"))
    )
    assert t("map.whole_country") not in without
