"""Around the marks of every chart: where its key begins, and where its source's lines end."""

import re

import pytest

from ailaget.charts.key import KEY
from ailaget.charts.plot_layout import EDGE
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, with_fixed_spaces
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS


@pytest.mark.parametrize("key", CHARTS)
def test_the_key_begins_where_the_title_does_and_no_line_of_the_source_ends_within_a_date(
    demo: Database, key: str
) -> None:
    for language in LANGUAGES:
        chosen = Selection("2026-10", True, language, municipality="1715", region="17")
        layout = CHARTS[key](demo, chosen).figure.layout
        if not layout.annotations:  # a table alone
            continue
        keys = [note for note in layout.annotations if note.name == KEY and note.x == 0]
        assert all((note.xshift or 0) == EDGE - layout.margin.l for note in keys)
        source = layout.annotations[0].text.replace("<br>", " ")
        assert source == with_fixed_spaces(source)


@pytest.mark.parametrize("key", CHARTS)
def test_a_per_cent_sign_follows_its_number_as_the_language_has_it(
    demo: Database, key: str
) -> None:
    chosen = Selection("2026-10", True, "en", municipality="1715", region="17", question="hinder")
    figure = CHARTS[key](demo, chosen).figure
    assert not re.search(r"\d\s%", figure.to_json().replace("\\u00a0", " "))
