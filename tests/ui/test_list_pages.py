"""Lists on slides: every line once and in order, never more than a slide holds."""

from textwrap import wrap

from ailaget.ui.meeting.list_pages import HEADING, in_list_pages
from ailaget.views.base.table_pages import Room

ROOM = Room(lines=10, characters=20, between=0.5)


def test_every_line_is_there_once_under_its_heading_and_each_page_fits() -> None:
    lists = [
        ("Beslut", [f"beslut {n} " + "ord " * n for n in range(9)]),
        ("Åtgärder", [f"åtgärd {n}" for n in range(12)]),
    ]
    pages = in_list_pages(lists, ROOM)
    found: dict[str, list[str]] = {}
    for page in pages:
        used = 0.0
        for heading, lines in page:
            assert lines
            found.setdefault(heading, []).extend(lines)
            used += HEADING + sum(0.5 + len(wrap(line, 20)) for line in lines)
        assert used <= ROOM.lines
    assert found == dict(lists)
    assert len(pages) > 2


def test_what_fits_stands_on_one_page() -> None:
    lists = [("Beslut", ["ett"]), ("Åtgärder", ["två", "tre"])]
    assert in_list_pages(lists, ROOM) == [lists]


def test_a_line_longer_than_any_page_has_one_of_its_own() -> None:
    long = "x" * 900
    pages = in_list_pages([("", ["kort", long, "kort"])], ROOM)
    assert pages == [[("", ["kort"])], [("", [long])], [("", ["kort"])]]


def test_nothing_is_one_empty_page() -> None:
    assert in_list_pages([("", [])], ROOM) == [[]]
