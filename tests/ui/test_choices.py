"""Each choice is read and written as one and the same, by the address and by the views."""

import pytest

from ailaget.ui.address import FIELDS, parse
from ailaget.views.base.choices import CHOICES, LONGEST_SEARCH, USUAL, Matching, searched

OPTIONS = [key for key, choice in CHOICES.items() if not isinstance(choice.options(), Matching)]


@pytest.mark.parametrize("key", OPTIONS)
def test_each_option_comes_back_as_it_was_written(key: str) -> None:
    options = list(CHOICES[key].options())
    assert len(options) >= 2
    for option in options:
        address = parse({key: [option]}, [])
        is_usual = getattr(address, key) == USUAL[key]
        assert address.params() == ({} if is_usual else {key: [option]})


@pytest.mark.parametrize("key", CHOICES)
def test_what_is_usual_is_an_option_or_nothing(key: str) -> None:
    choice, usual = CHOICES[key], USUAL[key]
    assert usual in (None, (), *choice.values()) or choice.text(usual) in choice.options()


@pytest.mark.parametrize("key", FIELDS)
def test_what_no_choice_has_is_not_chosen(key: str) -> None:
    assert parse({key: ["'; drop table wave --"]}, ["2026-10"]).params() == {}


def test_several_weights_are_kept_in_their_order() -> None:
    pairs = ["maturity_use:0.5", "maturity_ethics:0"]
    address = parse({"weight": [*pairs, pairs[0], "maturity_use:7"]}, [])
    assert address.weight == (("maturity_use", 0.5), ("maturity_ethics", 0.0))
    assert address.params() == {"weight": pairs}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  bygglov ", "bygglov"),
        ("AI & skola!", "AI skola"),
        ("<b>x</b> e-post", "b x b e-post"),
        ("=1+1", "1 1"),
        ("?!", ""),
        ("ö" * 500, "ö" * LONGEST_SEARCH),
        ("a" * (LONGEST_SEARCH - 1) + " b", "a" * (LONGEST_SEARCH - 1)),
    ],
)
def test_what_is_searched_for_is_words_that_an_address_keeps(written: str, kept: str) -> None:
    assert searched(written) == kept
    address = parse({"search": [kept]}, [])
    assert address.search == (kept or None)
    assert parse(address.params(), []) == address
