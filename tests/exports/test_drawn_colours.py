"""Colours of a figure as matplotlib takes them."""

import pytest

from ailaget.exports.pictures.drawn.colours import colour_of


@pytest.mark.parametrize(
    ("css", "colour"),
    [
        ("rgba(0,0,0,0)", (0, 0, 0, 0)),
        ("rgba(255, 51, 0, 0.4)", (1, 0.2, 0, 0.4)),
        ("#ff3300", (1, 0.2, 0, 1)),
    ],
)
def test_a_colour_keeps_its_opacity(css: str, colour: tuple[float, ...]) -> None:
    assert colour_of(css) == pytest.approx(colour)


def test_what_is_no_colour_is_not_drawn_as_one() -> None:
    with pytest.raises(ValueError, match="RGBA"):
        colour_of("rgba(no)")
