"""What may be shown of a protected question: few tables, nobody alone, and counts that stand."""

import numpy as np
import pytest

from ailaget.disclosure.counts import FEWEST_ALIKE, FEWEST_CHANGES, Disclosure, counted
from ailaget.disclosure.facts import COUNTRY, REST, Replies, Scale
from tests.disclosure.replies import MULTI, SCALE, group_of, reply

WIDE = {
    **group_of("A2", no=12, started=6, done=4),
    **group_of("B3", no=8, started=5, done=5),
    **group_of("C8", no=9, started=4, done=2),
}


def published(*moments: Replies, scale: Scale = SCALE) -> Disclosure:
    disclosure = Disclosure(scale)
    for replies in moments:
        disclosure.publish(replies)
    return disclosure


def shown(*moments: Replies) -> dict[str, tuple[int, dict[str, int]]]:
    """Return of each region the moment that is shown, and its counts."""
    standing = published(*moments).standing()
    return {region: (count.moment, dict(count.answers)) for region, count in standing.items()}


def test_groups_are_told_at_two_levels_and_the_country_in_every_answer() -> None:
    table = shown(WIDE)
    assert table["C8"] == (0, {"no": 9, REST: 6})
    assert table[COUNTRY] == (0, {"no": 29, REST: 26, "started": 15, "done": 11})


@pytest.mark.parametrize(
    ("counts", "is_shown"),
    [
        ({"no": 3, "started": 2}, True),
        ({"no": 2, "started": 2, "silent": 9}, False),
        ({"no": 14, "started": 1}, False),
        ({"no": 13, "started": 2}, True),
        ({"no": 0, "started": 15}, False),
        ({"no": 1, "done": 14}, False),
    ],
)
def test_nobody_answers_alone_or_like_everyone_else(counts: dict[str, int], is_shown: bool) -> None:
    count = counted(group_of("C8", **counts), "C8", SCALE, 0)
    assert (count is not None) == is_shown


def test_the_countrys_answers_are_told_only_where_each_is_given_by_some() -> None:
    rare = {**WIDE, **group_of("A2", start=50, no=2)}
    rare = {name: each for name, each in rare.items() if "done" not in each.answers}
    rare["B3:99"] = reply("B3", "done")
    assert shown(rare)[COUNTRY][1] == {"no": 31, REST: 16}


def test_a_rare_option_is_hidden_beside_others_that_are_shown() -> None:
    replies = {
        **group_of("A2", none=6, open=6),
        **group_of("C8", none=7, open=5),
        "C8:20": reply("C8", "open", "internal"),
    }
    count = published(replies, scale=MULTI).standing()[COUNTRY]
    assert dict(count.answers) == {"none": 13, REST: 12, "open": 12}


def test_hidden_groups_are_never_one_small_one_alone() -> None:
    with_small = {**WIDE, **group_of("A1", no=1, started=2)}
    table = shown(with_small)
    assert COUNTRY in table and "A1" not in table
    hidden = {"A2", "B3", "C8"} - table.keys()
    assert hidden == {"C8"}  # the smallest of those that can be hidden with it


def test_a_main_group_is_shown_only_where_it_gives_no_group_away() -> None:
    replies = {**WIDE, **group_of("A1", no=1, started=2), **group_of("C9", no=6, started=6)}
    table = shown(replies)
    assert "A2" in table and "A" not in table


def test_a_count_stands_until_enough_have_changed() -> None:
    few = WIDE | group_of("C8", start=20, started=FEWEST_CHANGES - 1)
    assert shown(WIDE, few)["C8"] == (0, {"no": 9, REST: 6})
    many = WIDE | group_of("C8", start=20, started=4, no=3)
    assert shown(WIDE, many)["C8"] == (1, {"no": 12, REST: 10})


def test_a_count_moves_by_all_that_has_changed_since_it_was_shown() -> None:
    later = [WIDE | group_of("C8", start=20, no=n // 2, done=n - n // 2) for n in (2, 4, 6)]
    assert [shown(WIDE, *later[:n])["C8"][0] for n in (1, 2, 3)] == [0, 0, 3]


def test_changes_that_are_all_alike_never_show() -> None:
    alike = WIDE | group_of("C8", start=20, started=7)
    assert shown(WIDE, alike)["C8"] == (0, {"no": 9, REST: 6})


def test_the_country_stands_where_its_change_would_tell_a_groups() -> None:
    """Five come, one in each group but C8's: what each group's was follows from no other count."""
    late = {
        **group_of("A2", start=50, started=1),
        **group_of("B3", start=50, no=2),
        **group_of("C8", start=50, done=1, no=1),
    }
    table = shown(WIDE, WIDE | late)
    assert {moment for region, (moment, _) in table.items() if region} == {0}
    assert table[COUNTRY][0] == 1
    assert not list(published(WIDE, WIDE | late).breaches())


def test_coming_back_to_earlier_answers_tells_nothing_new() -> None:
    many = WIDE | group_of("C8", start=20, started=4, no=3)
    disclosure = published(WIDE, many, WIDE)
    assert not list(disclosure.breaches())


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_published_in_whatever_order_the_audit_finds_nothing(seed: int) -> None:
    draw = np.random.default_rng(seed)
    answers = ("no", "started", "done")
    names = [
        (group, n)
        for group, size in (("A1", 3), ("A2", 17), ("B3", 9), ("C8", 14))
        for n in range(size)
    ]
    disclosure = Disclosure(SCALE)
    replies: dict[str, object] = {}
    for _ in range(4):
        for group, n in names:
            if draw.random() < 0.3:
                given = [] if draw.random() < 0.1 else [answers[int(draw.integers(0, 3) ** 2 // 2)]]
                replies[f"{group}:{n}"] = reply(group, *given)
        disclosure.publish(dict(replies))  # type: ignore[arg-type]
        assert not list(disclosure.breaches())
    for count in disclosure.counts:
        assert count.answering >= 5
        assert FEWEST_ALIKE <= count.answers[REST] <= count.answering - FEWEST_ALIKE
