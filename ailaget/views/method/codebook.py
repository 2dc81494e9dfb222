"""The codebook in words: what is asked, and how every number is made of the answers."""

from ailaget import geography
from ailaget.codebook import Codebook, Indicator, Item, Question, codebook
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import Selection, Source, place_names, unit_text
from ailaget.views.method.measurement import measurement_section
from ailaget.views.method.protected import protected_section
from ailaget.views.method.response import Section, population_years

MISSING_STATES = {
    "nonresponse": ("bortfall", "-"),
    "unanswered": ("ej_besvarad", "-"),
    "dont_know": ("vet_ej", "-"),
    "not_applicable": ("ej_aktuellt", "."),
    "protected": ("skyddad", ".."),
}
"""Why a value is missing: its word in exported files and its sign, which is Kolada's."""


def survey_view(_: Source, selection: Selection) -> tuple[Section, ...]:
    """Return the questions, one table for each dimension."""
    t, book = selection.t, codebook()
    sections = []
    for dimension in book.dimensions.values():
        questions = [q for q in book.questions.values() if q.dimension == dimension.key]
        count = t.count("method.questions", len(questions))
        label = dimension.label[t.language]
        heading = t("method.dimension_heading", dimension=label, count=count)
        caption = t("method.questions_caption", dimension=label)
        title = t("method.questions_title", dimension=label)
        table = _question_table(questions, t)
        sections.append(Section(heading, "", table, caption, dimension.key, title))
    return tuple(sections)


def numbers_view(source: Source, selection: Selection) -> tuple[Section, ...]:
    """Return how each number is computed: indicators, levels, groups, gaps, ranks, groupings."""
    t = selection.t
    years = population_years(source, selection)
    rules = {
        rule: Section(t(f"method.{rule}_heading"), t(f"method.{rule}_text"))
        for rule in ("words", "rescaling", "groups", "response", "rank", "intervals")
    }
    population = t("method.population_text", wave=t.wave(selection.wave), years=years)
    return (
        rules["words"],
        Section(
            t("method.indicators_heading"),
            "",
            _indicator_table(t),
            t("method.indicators_caption"),
            "indicators",
        ),
        rules["rescaling"],
        Section(
            t("method.levels_heading"),
            t("method.levels_text"),
            _level_table(t),
            t("method.levels_caption"),
            "levels",
        ),
        rules["groups"],
        Section(
            t("method.missing_heading"),
            t("method.missing_text"),
            _missing_table(t),
            t("method.missing_caption"),
            "missing",
        ),
        protected_section(source, selection),
        rules["response"],
        rules["rank"],
        rules["intervals"],
        measurement_section(source, selection),
        Section(t("method.population_heading"), population),
        _size_classes(selection),
        _skr_groups(selection),
    )


def answer_text(question: Question, t: Texts, book: Codebook | None = None) -> str:
    """Return what may be answered, in words: the scale, the options or the range with its unit.

    `book` is the codebook in the wording of those who are asked, else that of municipalities.

    What binds the answer follows: the question that it is part of, and the AI Act's article.
    """
    if question.is_number:
        kind = t(
            f"method.kind_{question.kind}",
            low=t.number(question.minimum),
            high=t.number(question.maximum),
        )
        parts = [kind, t("method.sentence", text=t(f"unit.{question.unit}"))]
    elif question.is_multi:
        most = question.max_choices
        options = "; ".join(choice.label[t.language] for choice in question.choices)
        key = "method.kind_multi_most" if most else "method.kind_multi"
        parts = [t(key, most=most, options=options)]
    else:
        parts = [t("method.sentence", text=", ".join(_codes(question, t)))]
    book = book or codebook()
    for key, other in (("part_of", question.part_of), ("at_most", question.at_most)):
        if other:
            parts.append(t(f"method.{key}", question=book.question(other).label[t.language]))
    if question.ai_act_article:
        parts.append(t("method.article", article=question.ai_act_article))
    return " ".join(parts)


def formula_text(indicator: Indicator, t: Texts) -> str:
    """Return an indicator's formula in words, made from the codebook alone."""
    book = codebook()
    params: dict[str, object] = {"factor": t.number(indicator.factor)}
    if indicator.question:
        question = book.question(indicator.question)
        params["question"] = question.label[t.language]
        choices = [question.choice_of(value) for value in indicator.values]
        params["choices"] = "; ".join(choice.label[t.language] for choice in choices if choice)
    items = [_item_text(item, t) for item in indicator.items]
    parts = [book.indicator(key).label[t.language] for key in indicator.of]
    listed, key = items or parts, f"method.formula_{indicator.formula}"
    params |= {"n": t.number(len(listed)), "items": "; ".join(listed)}
    return t.count(key, len(listed), **params) if items else t(key, **params)


def caveat_text(indicator: Indicator, t: Texts) -> str:
    """Return what to bear in mind, and what the newest definition of the indicator changed."""
    caveat = indicator.caveat[t.language]
    if indicator.changed is None:
        return caveat
    changed, version = indicator.changed[t.language], t.number(indicator.version)
    return t("method.caveat_changed", caveat=caveat, version=version, changed=changed)


def group_text(indicator: Indicator, t: Texts) -> str:
    """Return in words how the figure of a group of municipalities is made."""
    kind = "ratio" if indicator.is_ratio else "share" if indicator.is_share else "mean"
    return t(f"method.group_{kind}")


def _codes(question: Question, t: Texts) -> list[str]:
    texts = []
    for choice in question.choices:
        code, label = t.number(choice.value), choice.label[t.language]
        texts.append(label if label == code else f"{code} {label}")
    return texts


def _item_text(item: Item, t: Texts) -> str:
    question = codebook().question(item.question)
    return t(
        f"method.item_{item.kind}",
        question=question.label[t.language],
        low=t.number(question.minimum),
        high=t.number(question.maximum),
        of=t.number(item.of),
    )


def _question_table(questions: list[Question], t: Texts) -> Table:
    columns = (
        Column("wording", t("method.column_question"), "name"),
        Column("answer", t("method.column_answer")),
        folding(Column("visibility", t("method.column_visibility")), t),
        folding(Column("key", t("method.column_key")), t),
    )
    rows = [
        (q.wording[t.language], answer_text(q, t), t(f"method.visibility_{q.visibility}"), q.key)
        for q in questions
    ]
    return Table(columns, rows)


def _indicator_table(t: Texts) -> Table:
    columns = (
        Column("indicator", t("filter.indicator"), "name"),
        folding(Column("formula", t("method.column_formula")), t),
        folding(Column("group", t("method.column_group")), t),
        Column("unit", t("method.column_unit"), collapsed=CELL),
        Column("caveat", t("method.column_caveat"), collapsed=CELL),
    )
    rows = [
        (
            each.label[t.language],
            formula_text(each, t),
            group_text(each, t),
            unit_text(t, each),
            caveat_text(each, t),
        )
        for each in codebook().indicators.values()
    ]
    return Table(columns, rows)


def _level_table(t: Texts) -> Table:
    levels = codebook().levels
    ends = [*(level.minimum for level in levels[1:]), None]
    columns = (
        Column("level", t("method.column_level"), "name"),
        Column("range", t("method.column_range")),
    )
    rows: list[tuple[Cell, ...]] = []
    for level, end in zip(levels, ends, strict=True):
        key = "method.level_last" if end is None else "method.level_between"
        text = t(key, low=t.number(level.minimum), high=t.number(end))
        rows.append((level.label[t.language], text))
    return Table(columns, rows)


def _missing_table(t: Texts) -> Table:
    columns = (
        Column("reason", t("method.column_reason"), "name"),
        Column("status", t("method.column_status")),
        Column("sign", t("method.column_sign")),
    )
    rows = [(t(f"method.missing.{key}"), *cells) for key, cells in MISSING_STATES.items()]
    return Table(columns, rows)


def _size_classes(selection: Selection) -> Section:
    t, names = selection.t, place_names(selection.language)
    classes = "\n".join(f"- {names[size.key]}" for size in geography.size_classes())
    return Section(t("method.sizes_heading"), t("method.sizes_text", classes=classes))


def _skr_groups(selection: Selection) -> Section:
    t, names = selection.t, place_names(selection.language)
    grouping = geography.grouping_of(selection.wave)
    columns = (
        Column("group", t("filter.skr_group"), "name"),
        Column("main", t("method.column_main_group")),
    )
    rows = [(names[group.code], names[group.main_group]) for group in geography.skr_groups()]
    text = t("method.skr_text", wave=t.wave(selection.wave), grouping=grouping)
    return Section(
        t("method.skr_heading"), text, Table(columns, rows), t("method.skr_caption"), "skr_groups"
    )
