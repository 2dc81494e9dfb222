"""The classes of every map that can be chosen: no words twice, no value in two, no class of none.

They are made from plain columns, without figures: 22 selections by place, every wave, indicator,
scheme and level.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.exports.pictures.drawn.map import _colours
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.views.base.classes import SCHEMES, Classified, as_shown, classify
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, value_text
from ailaget.views.map.areas import grouped_areas
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.grouping import Grouping
from tests.remembered import remembered

LEVELS_AND_BANDS = "bands"


@pytest.fixture(scope="module")
def source(demo_workspace: Workspace) -> Iterator[Database]:
    database = remembered(demo_workspace)
    yield database
    database.close()


def faults(values: pd.Series, key: str, scheme: str, language: str, *, group: bool) -> list[str]:
    """Return what is wrong with the classes of some values, in words; nothing where all is well."""
    indicator, t = codebook().indicator(key), texts(language)
    found = classify(values, indicator, scheme, t, group=group)
    labels = [one.label for one in found.classes]
    wrong = []
    if len(set(labels)) < len(labels):
        wrong.append("two colours with the same words")
    if len({one.colour for one in found.classes}) < len(labels):
        wrong.append("two classes with the same colour")
    if has_ends_of_its_own(scheme, indicator.is_share, group) and any(
        not one.count for one in found.classes if one.label != t("classes.zero")
    ):
        wrong.append("a class that holds nothing")
    if sum(one.count for one in found.classes) != values.notna().sum():
        wrong.append("a value in no class")
    return wrong + overlaps(values, found, key, scheme, language, group=group)


def has_ends_of_its_own(scheme: str, is_share: bool, group: bool) -> bool:
    """Return whether the classes follow the values, and not a scale that is there without them."""
    return scheme != LEVELS_AND_BANDS and (group or not is_share)


def overlaps(
    values: pd.Series, found: Classified, key: str, scheme: str, language: str, *, group: bool
) -> list[str]:
    """Return whether what reads the same has two colours, or a higher value a lower class."""
    indicator, t = codebook().indicator(key), texts(language)
    if scheme == LEVELS_AND_BANDS and indicator.is_index:
        return []  # A level goes by the value itself, as everywhere.
    known = values[values.notna() & ((values != 0) | (indicator.upper_bound is not None))]
    read = known.map(lambda value: value_text(t, indicator, value, group=group))
    by_words = found.position.reindex(known.index).groupby(read).nunique()
    ordered = found.position.reindex(known.sort_values().index)
    wrong = ["the same words in two classes"] * bool((by_words > 1).any())
    return wrong + ["classes out of order"] * (not ordered.is_monotonic_increasing)


COUNTIES = Grouping(
    "county",
    "Län",
    {county.code: county.name for county in geography.counties()},
    {place.code: place.county for place in geography.municipalities()},
    "",
)


def columns(source: Database, wave: str, key: str) -> Iterator[tuple[str, pd.Series, bool]]:
    rows = source.query("indicator_values", wave=wave, indicator=key, **NO_FILTER)
    yield "sweden", rows["value"], False
    yield "counties", grouped_areas(rows, codebook().indicator(key), COUNTIES).rows["value"], True
    for county in geography.counties():
        inside = rows[rows["county"] == county.code]
        yield county.code, inside["value"], False


def test_the_classes_of_every_map_that_can_be_chosen(source: Database) -> None:
    waves = source.query("waves")["wave"]
    wrong, tried = [], 0
    for wave, key in product(waves, codebook().indicators):
        for (place, values, group), scheme in product(columns(source, wave, key), SCHEMES):
            tried += 1
            told = faults(values, key, scheme, "sv", group=group)
            wrong += [f"{wave} {key} {place} {scheme}: {one}" for one in told]
    assert tried == len(waves) * len(codebook().indicators) * 23 * len(SCHEMES)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("key", ["maturity", "ai_fte_per_100k", "ai_fte", "has_full_time_ai"])
@pytest.mark.parametrize(
    "values",
    [
        [],
        [None],
        [0.0, 0.0, None],
        [9.44, 9.36, None],
        [13.66, 13.74, 2.8, 24.0, 50.0, 61.0],
        [0.0, 0.01, 0.02, 0.04, 12.0],
        [50.0] * 6 + [75.0] * 3 + [100.0],
        [0.0, 100.0],
    ],
)
def test_classes_of_awkward_values(
    values: list[float | None], key: str, language: str, scheme: str
) -> None:
    indicator = codebook().indicator(key)
    column = pd.Series(values, dtype=float) / (100 if indicator.is_share else 1)
    assert not faults(column, key, scheme, language, group=True)


def test_zero_lies_in_no_class_but_its_own() -> None:
    indicator = codebook().indicator("ai_fte_per_100k")
    found = classify(pd.Series([0.0, 0.01, 3.0]), indicator, "bands", texts("sv"))
    assert [one.label for one in found.classes][:3] == [
        "0 (ingen)",
        "över 0 till under 2",
        "2 till under 5",
    ]
    assert found.position.tolist() == [0, 1, 2]


def test_a_level_ends_where_the_next_begins() -> None:
    found = classify(
        pd.Series([19.9, 20.0, 100.0]), codebook().indicator("maturity"), "bands", texts("sv")
    )
    ends = [one.label.rsplit(", ", 1)[1] for one in found.classes]
    assert ends == [
        "under 20",
        "20 till under 40",
        "40 till under 60",
        "60 till under 80",
        "80–100",
    ]
    assert found.position.tolist() == [0, 1, 4]


def test_a_share_is_classed_as_it_is_shown() -> None:
    indicator = codebook().indicator("has_full_time_ai")
    found = classify(pd.Series([2 / 21, 0.1]), indicator, "bands", texts("sv"), group=True)
    assert found.position.tolist() == [1, 1]
    assert as_shown(pd.Series([2 / 21]), indicator).tolist() == [0.1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("county", [(), ("25",), ("13",)])
def test_each_colour_of_the_map_and_its_picture_is_the_legends(
    source: Database, county: tuple[str, ...], scheme: str
) -> None:
    selection = Selection(
        "2025-10", True, indicator="maturity_collaboration", classes=scheme, county=county
    )
    chart = map_view(source, selection)
    areas, *others = chart.figure.data
    steps = [colour for _, colour in areas.colorscale[::2]]
    # As the browser's script and the drawn picture read it: the class without a value is -1.
    painted = Counter(steps[z + 1] for z in areas.z)
    assert painted == Counter(
        to_hex(rgba) if steps[0].startswith("#") else rgba
        for rgba in _colours(
            {"z": areas.z, "zmin": areas.zmin, "zmax": areas.zmax, "colorscale": areas.colorscale}
        )
    )
    named = [
        entry
        for entry in others
        if entry.name and entry.marker.symbol == "square" and entry.marker.color in steps
    ]
    assert len(named) == len(steps) - 1
    assert all(entry.name.endswith(f"({painted[entry.marker.color]})") for entry in named)
    swatches = Counter(swatch for swatch in chart.table.swatches if swatch)
    assert swatches == Counter({colour: n for colour, n in painted.items() if colour != steps[0]})
