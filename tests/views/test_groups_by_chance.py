"""The heading of highest and lowest says when chance alone could have made them so."""

from dataclasses import replace

import numpy as np
import pytest

from ailaget import geography
from ailaget.texts import LANGUAGES, texts
from ailaget.views.catalogue import CHARTS
from ailaget.views.inequality.spread import spread_view
from tests.views.planted import CODES, WAVE, Planted, choose

NEAR, FAR = 0.0, 30.0


def planted(step: float) -> Planted:
    """Return a wave where A and B lie so far above C, and all else is drawn at random."""
    draw = np.random.default_rng(4)
    places = {
        place.code: geography.skr_group_of(place, WAVE) for place in geography.municipalities()
    }
    values = {
        code: float(40 + 10 * draw.random() + step * (places[code][0] != "C")) for code in CODES
    }
    return Planted({"maturity": values})


def heading(step: float, language: str, by: str) -> str:
    """Return the heading of the groups' means in such a wave."""
    selection = choose(by=by, language=language)
    return CHARTS["inequality_groups"](planted(step), selection).headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_highest_and_lowest_are_said_to_be_chance_where_they_may_be(language: str) -> None:
    t = texts(language)
    said = "kan vara slumpen" if t.language == "sv" else "may be chance"
    assert said in heading(NEAR, language, "skr_group")
    assert said not in heading(FAR, language, "skr_group")
    assert said not in heading(FAR, language, "county")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weighted", [False, True])
def test_a_part_between_groups_is_said_to_be_chance_where_it_may_be(
    language: str, *, weighted: bool
) -> None:
    """The first section of the page claims no more than the heading of the second."""
    said = "kan vara slumpen" if language == "sv" else "may be chance"
    for step in (NEAR, FAR):
        source, selection = planted(step), choose(by="skr_group", language=language)
        selection = replace(selection, weighted=weighted)
        (sentence,) = spread_view(source, selection).sentences
        headline = CHARTS["inequality_between"](source, selection).headline
        assert (said in sentence) == (said in headline) == (step == NEAR)
