"""A long list of things to answer, a part at a time, so that all of them can be reached."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ailaget.texts import Texts

T = TypeVar("T")

MOST_ASKED = 40
"""Columns, texts or municipalities that are asked about at once."""


def part_of(items: Sequence[T], key: str, t: Texts) -> Sequence[T]:
    """Return the part of a list that is shown; a longer list than one part gets a choice of it."""
    starts = range(0, len(items), MOST_ASKED)
    if len(items) <= MOST_ASKED:
        return items

    def words(start: int) -> str:
        last = min(start + MOST_ASKED, len(items))
        return t(
            "mapping.part", first=t.number(start + 1), last=t.number(last), of=t.number(len(items))
        )

    # What is answered leaves the list, so a part may be gone: then the first one is shown.
    start = st.selectbox(
        t("mapping.part_label"),
        starts,
        format_func=words,
        key=f"part_{key}_{len(items)}",
        help=t("mapping.part_help"),
    )
    return items[start : start + MOST_ASKED]
