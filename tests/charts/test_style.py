"""The scale from low to high keeps its order on light and on dark paper, for every eye."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from ailaget.charts.contrast import contrast as wcag
from ailaget.charts.moran import CLUSTERS, UNCERTAIN
from ailaget.charts.style import ink_on, palette, sequential, wrapped

THEMES = ("light", "dark")

SIGHT = {
    "usual": np.eye(3),
    "red-blind": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "green-blind": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "blue-blind": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Linear red, green and blue as each sees them (Machado, Oliveira and Fernandes 2009)."""


TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str, sight: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return np.clip(SIGHT[sight] @ linear, 0, 1)


def seen(colour: str, sight: str = "usual") -> float:
    """Return a colour's luminance, 0 to 1."""
    return float(TO_XYZ[1] @ linear(colour, sight))


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
@pytest.mark.parametrize("classes", range(1, 9))
def test_words_on_a_class_are_read(theme: str, classes: int) -> None:
    assert min(contrast(ink_on(c), c) for c in sequential(classes, theme)) >= 4.5


def test_words_are_read_on_any_colour() -> None:
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
    assert min(contrast(ink_on(grey), grey) for grey in greys) >= 4.5
    assert ink_on("#ffffff") == palette("light").text and ink_on("#000000") == "#ffffff"


@pytest.mark.parametrize("theme", THEMES)
def test_every_fill_or_the_line_around_it_stands_out_from_the_paper(theme: str) -> None:
    colours = palette(theme)
    fills = [colour for classes in range(1, 9) for colour in sequential(classes, theme)]
    fills += [*colours.diverging, *sum(colours.bivariate, ()), colours.missing]
    assert contrast(colours.context, colours.background) >= 3
    for fill in fills:
        line = colours.edge if colours.is_pale(fill) else fill
        assert contrast(line, colours.background) >= 3
        assert (colours.rim(fill) == colours.edge) == colours.is_pale(fill)


def test_contrast_is_that_of_the_guidelines() -> None:
    for one, other in combinations(["#ffffff", "#1b2530", "#63b3ae", "#c23b12", "#0a0a0a"], 2):
        assert wcag(one, other) == pytest.approx(contrast(one, other), rel=1e-3)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """Return CIE L*, a* and b*."""
    share = TO_XYZ @ linear(colour, sight) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - np.sqrt(c7 / (c7 + 25**7)) / 2
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue, chroma, light = h1 + turn / 2 if c1 * c2 else h1 + h2, (c1 + c2) / 2, (l1 + l2) / 2
    t = (
        1
        - 0.17 * cos(hue - 30)
        + 0.24 * cos(2 * hue)
        + 0.32 * cos(3 * hue + 6)
        - 0.2 * cos(4 * hue - 63)
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    twist = 60 * np.exp(-((((hue % 360) - 275) / 25) ** 2))
    r = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(np.radians(twist))
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + r * dc * dh))


def cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def test_the_distance_is_that_of_the_published_cases() -> None:
    """Pairs 1, 7, 13 and 25 of Sharma, Wu and Dalal's table 1."""
    cases = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for one, other, expected in cases:
        assert distance(one, other) == pytest.approx(expected, abs=0.0001)


def closest(colours: list[str], sight: str) -> float:
    return min(distance(lab(a, sight), lab(b, sight)) for a, b in combinations(colours, 2))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_the_nine_colours_of_two_measures_are_told_apart(theme: str, sight: str) -> None:
    colours = palette(theme)
    nine = [colour for row in colours.bivariate for colour in row]
    assert closest([*nine, colours.missing], sight) > 11.9
    if theme == "dark":
        assert closest([*nine, colours.background], sight) > 17


@pytest.mark.parametrize("theme", THEMES)
def test_the_nine_colours_of_two_measures_are_told_apart_in_grey_print(theme: str) -> None:
    greys = sorted(lightness(colour) for row in palette(theme).bivariate for colour in row)
    assert min(after - before for before, after in pairwise(greys)) > 4.9


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_more_of_either_measure_stands_further_from_the_paper(theme: str, sight: str) -> None:
    colours = palette(theme)
    paper = lightness(colours.background, sight)
    steps = np.array([[abs(lightness(c, sight) - paper) for c in row] for row in colours.bivariate])
    assert (np.diff(steps, axis=0) > 0).all() and (np.diff(steps, axis=1) > 0).all()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_fell_and_rose_are_told_apart_and_the_ends_stand_out(theme: str, sight: str) -> None:
    colours = palette(theme)
    assert closest([*colours.diverging], sight) > 12
    certain = [colours.diverging[place] for place in CLUSTERS.values()]
    for quiet in (UNCERTAIN[theme], colours.missing):
        assert closest([*certain, quiet], sight) > 12
    paper = lightness(colours.background, sight)
    fell, little_fell, _, little_rose, rose = (
        abs(lightness(c, sight) - paper) for c in colours.diverging
    )
    assert min(fell - little_fell, rose - little_rose) > 12
    assert min(contrast(c, colours.background) for c in colours.diverging[::4]) > 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_a_class_of_two_measures_or_a_move_are_read(theme: str) -> None:
    colours = palette(theme)
    scales = [*colours.bivariate, colours.diverging]
    assert min(contrast(ink_on(c), c) for scale in scales for c in scale) >= 4.5


def test_a_dot_between_two_parts_never_begins_a_line() -> None:
    assert wrapped("Index · oktober · svar", 5) == "Index ·<br>oktober ·<br>svar"
    text = "Share of the municipalities · October 2026 · answers from 231 of 290"
    for width in range(20, 60):
        lines = wrapped(text, width).split("<br>")
        assert not any(line.startswith("·") for line in lines)
        assert " ".join(lines) == text


def test_thousands_stay_with_their_number():
    assert wrapped("kommun med 50 000 invånare", 14) == "kommun med<br>50 000<br>invånare"
    assert wrapped("av 205 1000", 4) == "av<br>205<br>1000"


def test_what_is_short_stays_with_its_brackets() -> None:
    assert wrapped("A1 Storstäder (få svar)", 18) == "A1 Storstäder<br>(få svar)"
    assert wrapped("Minst 100 000: 46,5 (16 av 20)", 26) == "Minst 100 000: 46,5<br>(16 av 20)"
    assert wrapped("(en som är mycket lång)", 12) == "(en som är<br>mycket lång)"
