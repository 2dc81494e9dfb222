"""The map: a heading that holds, places as on the region page, and classes that say their unit."""

from typing import Any

from ailaget.views.map import map_view
from ailaget.views.region.spread import region_spread_view
from tests.views.planted import CODES, Planted, choose, everyone


def planted(values: dict[str, float | None], indicator: str = "maturity") -> Planted:
    return Planted({indicator: values})


def finding(values: dict[str, float | None], **chosen: Any) -> str:
    return map_view(planted(values), choose(**chosen)).finding


def test_the_heading_says_a_tie_as_a_tie() -> None:
    zeros = everyone(0)
    assert finding({**zeros, "0114": 80.0}) == (
        "Upplands Väsby ligger högst, på 80,0, och 289 kommuner lägst, på 0,0"
    )


def test_one_county_alone_is_not_both_highest_and_lowest() -> None:
    assert finding(everyone(40), counties=("09",), level="county") == "Gotlands län ligger på 40,0"


def test_the_heading_of_a_regions_spread_says_a_tie_as_a_tie() -> None:
    own = [code for code in CODES if code.startswith("17")]
    chart = region_spread_view(
        planted({**dict.fromkeys(own, 0.0), own[0]: 60.0}), choose(region="17")
    )
    assert (
        chart.finding == "I Värmlands län ligger Kil högst, på 60,0, och 15 kommuner lägst, på 0,0"
    )
