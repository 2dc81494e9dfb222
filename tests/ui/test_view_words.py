"""A view in words: maps that show different things are called different things."""

import pytest

from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import Address
from ailaget.ui.view_words import view_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_says_its_level_and_its_view(language: str) -> None:
    t = texts(language)
    views = [
        Address(level=level, view=view)
        for level in ("municipality", "county")
        for view in ("sweden", "stockholm")
    ]
    whole, close, counties, both = (view_words("map", view, t) for view in views)
    level, city = t("map.level_county"), t("map.view_stockholm")
    assert (close, counties, both) == (
        f"{whole} · {city}",
        f"{whole} · {level}",
        f"{whole} · {level} · {city}",
    )
    assert view_words("movers", views[-1], t) == view_words("movers", views[0], t)
