"""An entry's fields, options, source and problems in the reader's language."""

from datetime import date

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.practice.checking import Problem
from ailaget.practice.entries import KINDS, Entry, in_language
from ailaget.practice.fields import Rule, rules_of
from ailaget.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, within_sentence

ANSWERS = ("yes", "no", "unknown")


def option_text(rule: Rule, option: str, t: Texts) -> str:
    """Return one of a field's options in words."""
    if rule.name == "dimension":
        return codebook().dimensions[option].label[t.language]
    if rule.name == "questions":
        return codebook().question(option).label[t.language]
    group = "yes_no" if set(rule.options) <= set(ANSWERS) else rule.name
    return t(f"practice.{group}.{option}")


def field_text(entry: Entry, name: str, t: Texts) -> str:
    """Return what a field holds in words; empty where it holds nothing.

    Words that are in no other language are those in Swedish, which `only_swedish` tells.
    """
    rule, value = rules_of(type(entry))[name], getattr(entry, name)
    if rule.kind == "words":
        return str(value.get(t.language) or value.get("sv", ""))
    if rule.is_list:
        listed = [_one_text(rule, one, t) for one in value]
        # Municipalities are names. What languages are called is a name in English, none in Swedish.
        are_names = rule.kind == "places" or rule.name == "languages"
        others = listed[1:] if are_names else map(within_sentence, listed[1:])
        return t.listing([*listed[:1], *others])
    return _one_text(rule, value, t) if value != "" else ""


def language_of(entry: Entry, name: str, language: str) -> str:
    """Return the language that a field's text is read in, for a reader of a language.

    What has no words by language is in Swedish, but for what a course is called: that is in those
    that it is given in.
    """
    value = getattr(entry, name)
    if rules_of(type(entry))[name].kind == "words":
        return in_language(value, language)[1]
    given = getattr(entry, "languages", ()) if name == "name" else ()
    return language if language in given else next(iter(given), DEFAULT_LANGUAGE)


def foreign_text(entry: Entry, name: str, t: Texts) -> tuple[str, str]:
    """Return a field's text and its language; both empty where that is the reader's."""
    language = language_of(entry, name, t.language)
    return ("", "") if language == t.language else (field_text(entry, name, t), language)


def is_only_swedish(entry: Entry, t: Texts) -> bool:
    """Return whether any of an entry's texts is not there in the reader's language."""
    rules = rules_of(type(entry)).values()
    texts_of = [getattr(entry, rule.name) for rule in rules if rule.kind == "words"]
    return any(words and not words.get(t.language) for words in texts_of)


def column_text(column: str, t: Texts) -> str:
    """Return what a file's column holds; of words also in which language."""
    name, _, language = column.rpartition("_")
    if language in LANGUAGES and name:
        return f"{t(f'practice.field.{name}')} ({t(f'practice.languages.{language}')})"
    return t(f"practice.field.{column}")


def problem_text(kind: str, problem: Problem, t: Texts) -> str:
    """Return what is wrong with a column, and what to do."""
    rules = rules_of(KINDS[kind]).values()
    rule = next(rule for rule in rules if problem.column in rule.columns)
    params = {**problem.params, "options": ", ".join(rule.options)}
    shown = {name: t.plain(value) for name, value in params.items()}
    return t(f"practice.reason.{problem.reason}", column=column_text(problem.column, t), **shown)


def source_text(entry: Entry, t: Texts) -> str:
    """Return where an entry comes from, when that was written, and when it was last checked."""
    key = "practice.source_dated" if entry.source_date else "practice.source"
    source = t(key, source=entry.source_name, date=period_text(entry.source_date, t))
    return f"{source} {t('practice.read_on', day=t.day(entry.read_on))}"


def marks(entry: Entry, t: Texts, today: date) -> list[str]:
    """Return what a reader should know of an entry: by whom reviewed, old, in another language."""
    remarks = []
    if entry.reviewed_by:
        remarks.append(t("practice.reviewed", role=t(f"practice.reviewed_by.{entry.reviewed_by}")))
    if entry.is_stale(today):
        remarks.append(t("practice.stale"))
    if is_only_swedish(entry, t):
        remarks.append(t("practice.only_swedish"))
    return remarks


def period_text(period: str, t: Texts) -> str:
    """Return a year, a month or a day as it is read."""
    if period.count("-") == len(("month", "day")):
        return t.day(date.fromisoformat(period))
    return t.wave(period) if "-" in period else period


def _one_text(rule: Rule, value: object, t: Texts) -> str:
    if rule.kind in ("option", "options"):
        return option_text(rule, str(value), t)
    if rule.kind in ("place", "places"):
        return geography.municipality(str(value)).name
    if isinstance(value, date):
        return t.day(value)
    return period_text(str(value), t) if rule.kind == "period" else str(t.plain(value))
