"""The heading of highest and lowest says when chance alone could have made them so."""

import numpy as np
import pytest

from ailaget import geography
from ailaget.texts import LANGUAGES, texts
from ailaget.views.catalogue import CHARTS
from tests.views.planted import CODES, WAVE, Planted, choose

NEAR, FAR = 0.0, 30.0


def heading(step: float, language: str, by: str) -> str:
    """Return the heading where A and B lie so far above C, and all else is drawn at random."""
    draw = np.random.default_rng(4)
    places = {
        place.code: geography.skr_group_of(place, WAVE) for place in geography.municipalities()
    }
    values = {
        code: float(40 + 10 * draw.random() + step * (places[code][0] != "C")) for code in CODES
    }
    source = Planted({"maturity": values})
    return CHARTS["inequality_groups"](source, choose(by=by, language=language)).headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_highest_and_lowest_are_said_to_be_chance_where_they_may_be(language: str) -> None:
    t = texts(language)
    said = "kan vara slumpen" if t.language == "sv" else "may be chance"
    assert said in heading(NEAR, language, "skr_group")
    assert said not in heading(FAR, language, "skr_group")
    assert said not in heading(FAR, language, "county")
