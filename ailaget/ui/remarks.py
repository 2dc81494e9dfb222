"""What the council has said of a chart or a municipality, beside it; nothing where it said none."""

from collections.abc import Hashable, Mapping

from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import Address
from ailaget.ui.view_words import subject


def remarks_on_chart(chart: str, view: Address, t: Texts) -> str:
    """Return what the council has said of a chart of the same kind, as HTML; else nothing."""
    return _remarks(t).get(subject(chart, view), "")


def remarks_on_municipality(code: str, t: Texts) -> str:
    """Return what the council has said of a municipality, as HTML; else nothing."""
    return _remarks(t).get(code, "")


def _remarks(t: Texts) -> Mapping[Hashable, str]:
    if not data.anything_recorded():
        return {}
    # Late: it brings SQLAlchemy, which the first page of a council that has said nothing needs not.
    from ailaget.ui.meeting.outcome_words import all_remarks

    waves = tuple(data.source().query("waves")["wave"])
    return data.records_or({}, all_remarks, waves, t.language, data.in_view())
