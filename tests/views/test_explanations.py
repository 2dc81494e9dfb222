"""Förklaringar: an indicator beside figures of others, and what its heading may claim."""

import numpy as np
import pytest

from ailaget.texts import LANGUAGES
from ailaget.views.explanations.scatter import scatter_view
from tests.views.planted import CODES, Planted, choose, context_of

LOTS = np.random.default_rng(7)
NOISE = dict(zip(CODES, LOTS.normal(0, 4, len(CODES)), strict=True))
ANSWERING = [code for code in CODES if LOTS.random() < 0.8]


def planted(value_of) -> Planted:
    values = {code: float(np.clip(value_of(code), 0, 100)) for code in ANSWERING}
    return Planted({"maturity": values})


BY_SIZE = planted(lambda code: 10 * np.log10(context_of(code)["population"]) + NOISE[code])
BY_DISTANCE = planted(lambda code: 60 - context_of(code)["distance"] / 30 + NOISE[code])
BY_CHANCE = planted(lambda code: 40 + 3 * NOISE[code])


def test_a_heading_says_what_goes_together_and_what_does_so_among_those_of_one_size() -> None:
    size = scatter_view(BY_SIZE, choose())
    assert size.headline == "AI-mognad: oftast högre där ”Invånare” är högt"
    distance = scatter_view(BY_DISTANCE, choose(context="distance"))
    alike = "AI-mognad: oftast lägre där ”Avstånd” är högt, också bland lika stora kommuner"
    assert distance.headline == alike
    assert "Bland lika stora kommuner är den −0," in distance.caveat
    assert (size.n, size.of) == (len(ANSWERING), 290)


@pytest.mark.parametrize("context", ["population", "distance", "chance"])
def test_chance_alone_is_claimed_nothing_of(context: str) -> None:
    headline = scatter_view(BY_CHANCE, choose(context=context)).headline
    assert "inget säkert samband" in headline


def test_the_table_has_each_municipality_and_files_are_named_for_the_figure() -> None:
    chart = scatter_view(BY_DISTANCE, choose(context="distance", municipality="0180"))
    rows = dict(zip(chart.table.codes, chart.table.rows, strict=True))
    assert set(rows) == set(ANSWERING)
    assert rows[ANSWERING[0]][1] == pytest.approx(context_of(ANSWERING[0])["distance"])
    assert "mot-kontextmatt" in chart.file_stem
    assert "Avstånd gäller 2025. Källa: SCB. Licens: CC0 1.0." in chart.caveat


def test_a_figure_that_is_gone_gives_that_of_size_and_names_stand_beside_their_dots() -> None:
    chart = scatter_view(BY_SIZE, choose(context="gone", compare=(ANSWERING[0],)))
    assert "Invånare" in chart.title
    names = [note.text for note in chart.figure.layout.annotations]
    assert f"<b>{chart.table.rows[list(chart.table.codes).index(ANSWERING[0])][0]}</b>" in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_are_not_drawn_a_line_through(language: str) -> None:
    few = Planted({"maturity": dict.fromkeys(CODES[:9], 40.0)})
    chart = scatter_view(few, choose(language=language, context="distance"))
    assert "20" in chart.headline
    assert not [trace for trace in chart.figure.data if trace.mode == "lines"]


def test_a_yes_or_no_has_its_share_along_the_figure() -> None:
    yes = {code: float(context_of(code)["population"] > 50_000) for code in ANSWERING}
    chart = scatter_view(Planted({"has_full_time_ai": yes}), choose(indicator="has_full_time_ai"))
    line = chart.figure.data[-1]
    assert min(line.y) >= 0
    assert max(line.y) <= 1
    assert line.y[-1] > 0.9
