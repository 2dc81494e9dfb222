"""Classes of a map: fixed bands where there are, said with their unit."""

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.texts import texts
from ailaget.views.base.classes import SCHEMES, Classified, classify

SHARES = [indicator for indicator in codebook().indicators.values() if indicator.is_share]


def classified(values: list[float | None], scheme: str = "bands", *, group: bool) -> Classified:
    indicator = codebook().indicator("has_full_time_ai")
    column = pd.Series(values, dtype=float)
    return classify(column, indicator, scheme, texts("sv"), group=group)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_every_share_has_fixed_bands_of_its_own() -> None:
    assert SHARES and all(indicator.bands for indicator in SHARES)
    assert all(0 < end < 1 for indicator in SHARES for end in indicator.bands)


def test_shares_of_groups_lie_in_fixed_bands_said_in_per_cent() -> None:
    found = classified([0, 0.1, 1 / 5, 0.39, 1, None], group=True)
    labels = [plain(one.label) for one in found.classes]
    assert labels == [
        "under 10 %",
        "10 till under 20 %",
        "20 till under 40 %",
        "40 till under 60 %",
        "60 % eller mer",
    ]
    assert found.position.tolist()[:5] == [0, 1, 2, 2, 4]
    assert [one.count for one in found.classes] == [1, 1, 2, 0, 1]


@pytest.mark.parametrize("scheme", [scheme for scheme in SCHEMES if scheme != "bands"])
def test_other_classes_of_shares_say_per_cent_too(scheme: str) -> None:
    found = classified([0, 0.2, 0.4, 0.5, 0.8], scheme, group=True)
    assert all(plain(one.label).endswith(" %") for one in found.classes)


def test_counties_that_all_say_yes_or_no_are_still_shares() -> None:
    labels = [plain(one.label) for one in classified([0, 1, 1], group=True).classes]
    assert labels[0] == "under 10 %" and "Ja" not in labels
    assert [one.label for one in classified([0, 1, 1], group=False).classes] == ["Nej", "Ja"]
