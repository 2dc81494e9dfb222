"""The scale from low to high keeps its order on light and on dark paper, for every eye."""

from itertools import pairwise

import numpy as np
import pytest

from ailaget.charts.answers import _ink
from ailaget.charts.style import palette, sequential

THEMES = ("light", "dark")

SIGHT = {
    "usual": np.eye(3),
    "red-blind": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "green-blind": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "blue-blind": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
"""Linear red, green and blue as each sees them (Machado, Oliveira and Fernandes 2009)."""


def seen(colour: str, sight: str = "usual") -> float:
    """Return a colour's luminance, 0 to 1."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(np.array([0.2126, 0.7152, 0.0722]) @ np.clip(SIGHT[sight] @ linear, 0, 1))


def lightness(colour: str, sight: str = "usual") -> float:
    """Return CIE L*, 0 to 100."""
    return float(116 * np.cbrt(seen(colour, sight)) - 16)


def contrast(one: str, other: str) -> float:
    low, high = sorted((seen(one), seen(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("classes", [3, 4, 5])
def test_each_class_stands_further_from_the_paper_than_the_one_below(
    theme: str, sight: str, classes: int
) -> None:
    paper = lightness(palette(theme).background, sight)
    steps = [abs(lightness(c, sight) - paper) for c in sequential(classes, theme)]
    assert all(higher - lower >= 8 for lower, higher in pairwise(steps))


def test_dark_steps_are_even() -> None:
    steps = [b - a for a, b in pairwise(map(lightness, sequential(5, "dark")))]
    assert max(steps) - min(steps) < 3


@pytest.mark.parametrize("theme", THEMES)
def test_no_class_vanishes_and_none_is_taken_for_missing(theme: str) -> None:
    colours = palette(theme)
    assert contrast(sequential(5, theme)[-1], colours.background) > 4.5
    if theme == "dark":
        assert min(contrast(c, colours.background) for c in sequential(5, theme)) > 2
        assert min(contrast(c, colours.missing) for c in sequential(5, theme)) > 1.8


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("classes", [2, 3, 4, 5, 6])
def test_words_on_a_class_have_the_ink_that_reads_best(theme: str, classes: int) -> None:
    for colour in sequential(classes, theme):
        inks = {ink: contrast(ink, colour) for ink in ("#1b2530", "#ffffff")}
        assert inks[_ink(colour)] > max(inks.values()) - 0.35
