"""What publishing or withdrawing a wave would change for readers: two databases, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.store.waves import MUNICIPALITIES, asked_in, month_of, wave_key
from ailaget.texts import Texts
from ailaget.views.base.respondents import Respondents, RespondentsSource, respondents_of
from ailaget.views.base.result import Cell, Column, KeyFigure, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source
from ailaget.views.method.protected import withheld_words
from ailaget.views.municipality.answer_words import answer_text, given_answers
from ailaget.views.overview.summary import overview_view
from ailaget.views.regions.summary import regions_key_figures

KINDS = ("new", "changed", "removed")
MOST_DETAILS = 300
"""Changed answers that are listed one by one; a review of more is read by municipality."""


@dataclass(frozen=True)
class Changes:
    """What would change: in sentences, headline figures, by municipality and answer by answer.

    `details` holds open questions only, and at most `MOST_DETAILS` rows.
    """

    sentences: tuple[str, ...]
    headlines: Table
    municipalities: Table
    details: Table

    @property
    def is_any(self) -> bool:
        """Whether any answer is new, changed or removed."""
        return bool(self.municipalities.rows)


ProtectedChange = tuple[str, str, str]
"""A municipality, a question, and the kind of change of its protected answer."""


def changes_view(
    before: Source, after: Source, wave: str, t: Texts, protected: Sequence[ProtectedChange] = ()
) -> Changes:
    """Return what readers would see otherwise in `after` than in `before`, about one wave.

    Of protected answers, which no database tells, only that they change is counted.
    """
    asked, others = asked_in(wave), None
    if asked != MUNICIPALITIES:
        others = respondents_of(after, asked, t.language)
        before, after = RespondentsSource(before, asked), RespondentsSource(after, asked)
        wave = month_of(wave)
    differences = _compared(before, after, wave)
    if protected:
        names = others.names if others else geography.respondent_names()
        rows = _protected_rows(protected, names)
        differences = pd.concat([differences, rows], ignore_index=True)
    return Changes(
        sentences=tuple(_sentences(before, after, wave, differences, t, others)),
        headlines=_headlines(before, after, wave, t, others),
        municipalities=_by_municipality(differences, t, others),
        details=_details(before, after, wave, differences, t),
    )


def real_waves(source: Source) -> list[str]:
    """Return the waves of real data that readers see, newest first."""
    waves = source.query("waves")
    return [str(wave) for wave in waves.loc[~waves["is_demo"].astype(bool), "wave"]]


def _compared(before: Source, after: Source, wave: str) -> pd.DataFrame:
    """Return one row per municipality and question whose answer differs, with its `kind`.

    Demonstration data is compared with nothing: beside it every real answer is new.
    """
    keys = ["municipality", "name", "question"]
    sides = [
        source.query("answer_marks", wave=wave if wave in real_waves(source) else "")
        for source in (before, after)
    ]
    both = sides[0].merge(sides[1], on=keys, how="outer", suffixes=("_before", "_after"))
    had, has = both["mark_before"].notna(), both["mark_after"].notna()
    both["kind"], both["is_open"] = "changed", True
    both.loc[~had, "kind"] = "new"
    both.loc[~has, "kind"] = "removed"
    return both[~(had & has & (both["mark_before"] == both["mark_after"]))]


def _protected_rows(protected: Sequence[ProtectedChange], names: Mapping[str, str]) -> pd.DataFrame:
    rows = pd.DataFrame(list(protected), columns=["municipality", "question", "kind"])
    return rows.assign(name=rows["municipality"].map(names), is_open=False)


def _sentences(
    before: Source,
    after: Source,
    wave: str,
    differences: pd.DataFrame,
    t: Texts,
    others: Respondents | None,
) -> Iterable[str]:
    seen = [wave in real_waves(source) for source in (before, after)]
    named = wave_key(wave, others.key) if others else wave
    key = {(False, True): "appears", (True, True): "stays", (True, False): "disappears"}
    yield t(f"review.wave_{key.get((seen[0], seen[1]), 'hidden')}", wave=t.wave(named))
    real = [bool(real_waves(source)) for source in (before, after)]
    # Nothing invented is of areas of one's own.
    if real == [False, True] and (others is None or others.is_regions):
        yield t("review.demo_hidden_regions" if others else "review.demo_hidden")
    if real == [True, False]:
        waves = after.query("waves")
        yield t("review.nothing_left" if waves.empty else "review.demo_back")
    if differences.empty:
        yield t("review.no_answers_change")
    if wave in real_waves(after):
        hidden = "regions" if others and others.is_regions else "areas"
        yield t(f"load.protected_of_{hidden}") if others else withheld_words(after, wave, t)
    for kind in KINDS:
        rows = differences[differences["kind"] == kind]
        if len(rows):
            places = t.count(f"review.{_counted(others)}", rows["municipality"].nunique())
            yield t.count(f"review.{kind}", len(rows), places=places)


def _counted(others: Respondents | None) -> str:
    return "municipalities" if others is None else "regions" if others.is_regions else "areas"


def _headlines(
    before: Source, after: Source, wave: str, t: Texts, others: Respondents | None
) -> Table:
    """Return the headline figures of the start page, or of the regions' page, before and after."""
    shown = [_shown_wave(source, wave) for source in (before, after)]
    figures = [
        _key_figures(source, at, t, others) if at else ()
        for source, at in zip((before, after), shown, strict=True)
    ]
    labels = [figure.label for figure in (figures[1] or figures[0])]
    values = [[figure.value for figure in side] or [t("missing")] * len(labels) for side in figures]
    columns = (
        Column("figure", t("review.figure")),
        *(
            Column(key, t(f"review.{key}", wave=t.wave(at)) if at else t(f"review.{key}_none"))
            for key, at in zip(("before", "after"), shown, strict=True)
        ),
    )
    rows = [(label, was, becomes) for label, was, becomes in zip(labels, *values, strict=True)]
    return Table(columns, rows)


def _key_figures(
    source: Source, wave: str, t: Texts, others: Respondents | None
) -> tuple[KeyFigure, ...]:
    if others is not None:
        return regions_key_figures(source, wave, t, others)
    return overview_view(source, Selection(wave, is_demo=False, language=t.language)).key_figures


def _shown_wave(source: Source, wave: str) -> str | None:
    """Return the wave itself where readers see it, else the newest real one that they see."""
    seen = real_waves(source)
    return wave if wave in seen else (seen[0] if seen else None)


def _by_municipality(differences: pd.DataFrame, t: Texts, others: Respondents | None) -> Table:
    heads = {"municipalities": "municipality", "regions": "region", "areas": "area"}
    columns = (
        Column("name", t(f"column.{heads[_counted(others)]}"), "name"),
        *(Column(kind, t(f"review.column_{kind}"), "integer") for kind in KINDS),
    )
    rows: list[tuple[Cell, ...]] = []
    for name, group in differences.groupby("name"):
        counts = group["kind"].value_counts()
        rows.append((str(name), *(int(counts.get(kind, 0)) for kind in KINDS)))
    return Table(columns, sorted(rows, key=lambda row: t.sort_key(str(row[0]))))


def _details(
    before: Source, after: Source, wave: str, differences: pd.DataFrame, t: Texts
) -> Table:
    """Return changed and removed answers to open questions, as they are and as they would be."""
    listed = differences[differences["is_open"] & (differences["kind"] != "new")].head(MOST_DETAILS)
    book, rows = codebook(), []
    for code, group in listed.groupby("municipality"):
        answers = [given_answers(source, str(code)) for source in (before, after)]
        for record in row_records(group):
            question = book.question(record["question"])
            texts = [
                answer_text(question, side[wave, question.key], t)
                if (wave, question.key) in side
                else t("missing")
                for side in answers
            ]
            rows.append((record["name"], question.label[t.language], *texts))
    columns = [
        Column(key, t(label))
        for key, label in (
            ("name", "column.municipality"),
            ("question", "filter.question"),
            ("before", "column.before"),
            ("after", "review.column_after"),
        )
    ]
    return Table(tuple(columns), rows)
