"""From when the rules of the AI Act apply, beside what the figures say of how ready all are."""

import re
from datetime import date

from ailaget.codebook import Question, codebook
from ailaget.practice import Entry, LawDate
from ailaget.practice.words import field_text
from ailaget.views.base.cells import folding
from ailaget.views.base.result import Column, Exhibit, Table
from ailaget.views.base.selection import Selection, Source, share_words
from ailaget.views.ethics.begun import begun_in_country

KIND = "law_dates"


def dates_view(source: Source, selection: Selection) -> Exhibit:
    """Return the dates in order, each with whether it is past, and the figures on its article."""
    t = selection.t
    entries = sorted(source.entries(KIND), key=lambda entry: (_from(entry), entry.key))
    ready = _readiness(source, selection)
    columns = (
        Column("from", t("ethics.column_from")),
        folding(Column("article", t("ethics.column_article")), t),
        Column("what", t("ethics.column_rule"), "name"),
        folding(Column("state", t("ethics.column_state")), t),
        folding(Column("readiness", t("ethics.column_readiness")), t),
        folding(Column("read", t("practice.field.read_on")), t),
        folding(Column("source", t("ethics.column_source"), "address"), t),
    )
    rows = [_row(entry, ready, selection) for entry in entries]
    return Exhibit(
        key="ethics_dates",
        title=t("ethics.dates_title"),
        headline=t("ethics.dates_title"),
        table=Table(columns, rows),
        attribution=selection.source_line(),
        caveat=t("ethics.dates_caveat"),
        n=None,
        of=None,
        file_stem=t("file.ethics_dates", wave=selection.wave),
        wave=selection.wave,
        unit="",
    )


def in_force_words(source: Source, selection: Selection) -> tuple[str, str]:
    """Return how many rules apply now, and which comes next and when; empty where none does."""
    t, today = selection.t, selection.day
    entries = sorted(source.entries(KIND), key=_from)
    now = [entry for entry in entries if _from(entry) <= today]
    coming = [entry for entry in entries if _from(entry) > today]
    applies = t("ethics.apply_now", n=t.number(len(now)), of=t.number(len(entries)))
    if not coming:
        return applies, ""
    first = coming[0]
    what = field_text(first, "what", t)
    return applies, t("ethics.comes_next", day=t.day(_from(first)), what=what)


def _from(entry: Entry) -> date:
    assert isinstance(entry, LawDate)
    return entry.applies_from


def _row(entry: Entry, ready: dict[str, str], selection: Selection) -> tuple[str, ...]:
    t, today = selection.t, selection.day
    assert isinstance(entry, LawDate)
    is_past = entry.applies_from <= today
    article = field_text(entry, "article", t)
    if by := field_text(entry, "amended_by", t):
        article = t("ethics.amended", article=article, by=by)
    return (
        t.day(entry.applies_from),
        article,
        field_text(entry, "what", t),
        t("ethics.applies" if is_past else "ethics.comes"),
        ready.get(_number(entry.article["sv"]), ""),
        " ".join([t.day(entry.read_on), *([t("practice.stale")] * entry.is_stale(today))]),
        entry.source_url,
    )


def _number(article: str) -> str:
    """Return the number of the article that a text begins with; empty where it is none."""
    first = re.match(r"\d+(?!\d*/)", article)
    return first[0] if first else ""


def _readiness(source: Source, selection: Selection) -> dict[str, str]:
    """Return what the country's figures say of each article that the survey asks about."""
    t = selection.t
    words: dict[str, list[str]] = {}
    for each in begun_in_country(source, selection):
        if each.share is None or each.answering is None:
            continue
        text = t(
            "ethics.readiness",
            thing=each.question.label[t.language],
            share=share_words(each.share, each.answering, t),
            n=t.number(each.answering),
        )
        for article in articles_of(each.question):
            words.setdefault(article, []).append(text)
    return {article: " ".join(texts) for article, texts in words.items()}


def articles_of(question: Question) -> list[str]:
    """Return the articles of the AI Act that a question asks about."""
    return re.findall(r"\d+", codebook().question(question.key).ai_act_article or "")
