"""Takes off what survey tools put around a heading: groups, numbers, letters and stars."""

import re
from collections.abc import Callable, Iterable

from ailaget.ingest.reading.markup import without_markup
from ailaget.ingest.reading.normalisation import plain
from ailaget.ingest.reading.words import column_names

_LONGEST = 400
_MOST_FORMS = 40
_LETTERS = re.compile(r"[^\W\d_]{3}")
_MARKS = re.compile(r"[*/:.|>)\]&–—-]|__|^\s*(?:[a-z]{0,2}[0-9]|fråga|question)", re.IGNORECASE)
"""Most cells are no wrapped heading: one has letters, and some mark."""

_STAR = re.compile(r"(?:^\*+\s*|\s*[*:]+$)")
_REDCAP_OPTION = re.compile(r"\(choice=(.+)\)$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:fråga\s?|question\s?|[a-z]{1,2})?[0-9]{1,3}(?:\.[0-9]{1,3})*(?:\s+|[a-z]?[.:)]\s*)(?=\S)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[\[(]?((?:fråga\s?|question\s?)?[\w\[\]]+(?:\.[0-9]+)*)(?:[\])]|[\])]?\s?[.:)–—-]+)\s+(?=\S)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"[/:.|>-]|__")
_TITLE_MARKS = "/>|"
_IS_GROUP = re.compile(r"[\w.-]+")


def unwrapped(text: str, is_name: Callable[[str], bool]) -> Iterable[tuple[str, str]]:
    """Yield what a heading may be under its wrapping, the least taken off first.

    Known wrappings are stars and notes of a required answer; a leading number, letter or code
    (``2. ``, ``Q2 - ``, ``[Q2] ``, ``a) ``, ``fte_ai_total. ``); groups (``staffing/``,
    ``staffing-``); REDCap's ``(choice=…)`` and Qualtrics' ``- Selected Choice``. Each item is the
    text, and the code taken off it, empty where there was none: a code that names another question
    contradicts the text.

    Parameters
    ----------
    text
        The heading as written.
    is_name
        Whether a code is a name of its own, such as a question's key.
    """
    if len(text) > _LONGEST or not (_LETTERS.search(text) and _MARKS.search(text)):
        return
    forms = {plain(without_markup(text)): ""}
    if text not in forms:
        yield from forms.items()
    waiting = list(forms)
    while waiting and len(forms) < _MOST_FORMS:
        form = waiting.pop(0)
        for bare, code in _less(form, is_name):
            if bare and bare not in forms:
                forms[bare] = code or forms[form]
                waiting.append(bare)
                yield bare, forms[bare]


def _less(text: str, is_name: Callable[[str], bool]) -> Iterable[tuple[str, str]]:
    """Yield the text with one wrapping less, in every way that there is."""
    yield _STAR.sub("", text), ""
    yield _REDCAP_OPTION.sub(r"(\1)", text), ""
    for ending in column_names().endings:
        if text.casefold().endswith(ending):
            yield text[: -len(ending)].rstrip(), ""
        if ending.startswith("-") and f"{ending} -" in text.casefold():
            start = text.casefold().index(ending)
            yield text[:start] + text[start + len(ending) :].lstrip(), ""
    if number := _NUMBER.match(text):
        yield text[number.end() :], ""
    if (code := _CODE.match(text)) and _is_code(code.group(1), is_name):
        yield text[code.end() :], code.group(1)
    for mark in _GROUP.finditer(text):
        group, rest = text[: mark.start()], text[mark.end() :]
        # A group's title, with spaces, stands only before such marks as part nothing else.
        is_group = mark.group() in _TITLE_MARKS or _IS_GROUP.fullmatch(group)
        if is_group and _LETTERS.search(rest) and _may_hold(group, is_name):
            yield rest.lstrip(), ""


def _is_code(text: str, is_name: Callable[[str], bool]) -> bool:
    """Whether a leading word is a number, a letter or a code, and not a word of the heading."""
    return len(text) == 1 or any(map(str.isdigit, text)) or is_name(text)


def _may_hold(group: str, is_name: Callable[[str], bool]) -> bool:
    """Whether what leads can be a group of questions: no question itself, and no remark on one."""
    tokens = {*group.casefold().split()}
    return column_names().beside.isdisjoint(tokens) and not is_name(group)
