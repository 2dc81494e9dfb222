"""Which data municipalities train and adapt AI on: the country, as far as it may be told."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ailaget.charts.share_bars import ShareLabels, share_bars
from ailaget.codebook import codebook
from ailaget.disclosure.facts import COUNTRY, REST
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.native import BAR, native
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, Source, share_words
from ailaget.views.ethics.begun import TRAINING
from ailaget.views.region.protected import shown_counts


@dataclass(frozen=True)
class Risk:
    """How many train AI on data that needs care and have no routine, of who answered both."""

    at_risk: int
    answering: int


def municipalities_there_are(source: Source, selection: Selection) -> int:
    """Return how many municipalities there are in the country."""
    return len(source.query("municipalities", wave=selection.wave, **NO_FILTER))


def risk_of(source: Source, selection: Selection) -> Risk | None:
    """Return how many are at risk in the country; None where it may not be told."""
    rows = source.query("protected_risk", wave=selection.wave)
    if rows.empty:
        return None
    return Risk(int(rows["at_risk"].iloc[0]), int(rows["answering"].iloc[0]))


def risk_words(source: Source, selection: Selection) -> str:
    """Return how many are at risk in one sentence, or that it may not be told."""
    t, risk = selection.t, risk_of(source, selection)
    if risk is None:
        return t("ethics.risk_hidden")
    return selection.marked(t.count("ethics.risk", risk.at_risk, of=t.number(risk.answering)))


def training_view(source: Source, selection: Selection) -> Chart:
    """Return the share that trains AI at all, and on each kind of data, of those who answered."""
    t, question = selection.t, codebook().question(TRAINING)
    title, of = question.label[t.language], municipalities_there_are(source, selection)
    count = shown_counts(source, selection.wave, TRAINING).get(COUNTRY)
    if count is None or not count.answering:
        reason = t("ethics.training_hidden" if count is None else "empty.no_answers")
        return worded_chart(
            selection, "ethics_training", title=title, reason=reason, of=of, unit=""
        )
    labels: Mapping[str, str] = {
        choice.key: choice.label[t.language] for choice in question.choices
    }
    details = sorted(
        (
            (labels[key], number / count.answering)
            for key, number in count.answers.items()
            if key in labels and key != question.answer_keys[0]
        ),
        key=lambda answer: -answer[1],
    )
    rows = [(t("ethics.any_data"), count.answers[REST] / count.answering), *details]
    table = Table(
        (
            Column("answer", t("ethics.column_data"), "name"),
            Column("share", t("ethics.share"), "share"),
            Column("n", t("ethics.column_municipalities"), "integer"),
        ),
        [(label, share, round(share * count.answering)) for label, share in rows],
    )
    headline = t(
        "ethics.training_headline",
        begun=t.number(count.answers[REST]),
        n=t.number(count.answering),
    )
    return make_chart(
        selection,
        "ethics_training",
        title=title,
        headline=selection.marked(headline),
        figure=share_bars(
            _bars(rows, count.answering, selection),
            selection.frame(title, t("ethics.subtitle", wave=t.wave(selection.wave))),
            ShareLabels(t("yes"), t("no"), t("empty.no_answers")),
        ),
        table=table,
        caveat=t("ethics.training_caveat" if details else "ethics.training_caveat_levels"),
        n=count.answering,
        of=of,
        file_stem=t("file.ethics_training", wave=selection.wave),
        unit=t("ethics.unit"),
        native=native(BAR, table, "answer", "share"),
    )


def _bars(rows: list[tuple[str, float]], n: int, selection: Selection) -> pd.DataFrame:
    t = selection.t
    return pd.DataFrame(
        [
            {
                "group": label,
                "label": label,
                "share": share,
                "share_text": share_words(share, n, t),
                "rest_text": share_words(1 - share, n, t),
            }
            for label, share in rows
        ]
    )
