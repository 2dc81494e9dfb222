"""What the figures of the first page would be had all answered, by who tends to answer."""

from collections.abc import Mapping

import pandas as pd

from ailaget.statistics.intervals import TENTHS
from ailaget.views.base.gap import MEAN, MEDIAN, shown_gap
from ailaget.views.base.selection import FEW, Selection, Source, per_cent_number
from ailaget.views.inequality.adjusted import adjusted_figure, answer_weights

SHARES = ("has_full_time_ai", "has_ai_position")
MATURITY = "maturity"


def weighted_words(
    source: Source, selection: Selection, rows: Mapping[str, pd.DataFrame], middle: str = MEDIAN
) -> str:
    """Return the shares, the middle and the gap, weighted as in the section "Hur säkert".

    `rows` are the filter's, by indicator; `middle` is MEDIAN or MEAN, whichever the figures beside
    have. Empty where too few have a value, or where all have: then there is nothing to weigh for. A
    rate has no such figure, as it is sum over sum.
    """
    t, figures = selection.t, {}
    for key in (*SHARES, MATURITY):
        own = rows[key].set_index("municipality")
        n = int(own["value"].notna().sum())
        if n < FEW or n == len(own):
            return ""
        values, weights = own["value"].astype(float), answer_weights(source, own, selection.wave)
        if key in SHARES:
            figures[key] = per_cent_number(adjusted_figure(values, weights.weights, MEAN), t)
            continue
        figures[middle] = t.number(adjusted_figure(values, weights.weights, middle), 1)
        if n >= TENTHS:
            figures["gap"] = t.number(shown_gap(values, weights.weights).gap, 1)
    return t(f"overview.weighted_{middle}{'' if 'gap' in figures else '_few'}", **figures)
