"""Minutes as one HTML file that calls no one: opens anywhere, prints on A4, pastes into Word."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from ailaget.council.minutes import Minutes, MinutesItem
from ailaget.texts import Texts
from ailaget.views.base.cells import RIGHT, cell_text
from ailaget.views.base.result import Chart, Table

STYLE = """
body { font: 16px/1.45 "Segoe UI", Arial, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; color: #1b2530; background: #fff; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
img { display: block; max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; border-bottom: 1px solid #d5dade; padding: .2rem .5rem .2rem 0; }
.r { text-align: right; } .small { color: #55616d; font-size: .85rem; }
.demo { font-weight: 600; }
.note { white-space: pre-wrap; }
@page { size: A4; margin: 2cm; }
@media print { body { max-width: none; margin: 0; padding: 0; }
  /* A heading and what the picture says stay with the picture, which is less than a page. */
  h2, h3, .finding { break-after: avoid; } img { max-height: 18cm; }
  img, tr, li { break-inside: avoid; } thead { display: table-header-group; } }
"""


def minutes_html(minutes: Minutes) -> bytes:
    """Return the minutes; every text is escaped, every picture has its words."""
    t = minutes.t
    facts = "".join(f"<dt>{escape(label)}<dd>{escape(value)}" for label, value in minutes.facts)
    agenda = "".join(f"<li>{escape(item.heading)}" for item in minutes.items)
    items = "".join(_item(number, item, t) for number, item in enumerate(minutes.items, start=1))
    ends = "".join(f"<h2>{escape(heading)}</h2>{_list(lines)}" for heading, lines in minutes.ends())
    mark = f'<p class="demo" role="note">{escape(minutes.mark)}</p>' if minutes.mark else ""
    note = _note(f"<h2>{escape(t('council.note_meeting'))}</h2>", minutes.note)
    for heading, text in minutes.notes:
        note += _note(f"<h2>{escape(heading)}</h2>", text)
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(minutes.title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(minutes.title)}</h1>{mark}<dl>{facts}</dl>{note}"
        f"<h2>{escape(t('council.agenda'))}</h2><ol>{agenda}</ol>{items}{ends}</body></html>\n"
    ).encode()


def _item(number: int, item: MinutesItem, t: Texts) -> str:
    chart = item.chart
    parts = [f"<h2>{number}. {escape(item.heading)}</h2>"]
    parts.append(_chart(item, chart, t) if chart else "")
    caption = f"{item.state} {chart.attribution if chart else ''}".strip()
    parts.append(f'<p class="small">{escape(caption)}</p>')
    parts.append(_note(f"<h3>{escape(t('council.note_item'))}</h3>", item.note))
    for heading, lines in (
        (t("minutes.decisions"), item.decisions),
        (t("minutes.actions"), item.actions),
    ):
        if lines:
            parts.append(f"<h3>{escape(heading)}</h3>{_list(lines)}")
    return "".join(parts)


def _chart(item: MinutesItem, chart: Chart, t: Texts) -> str:
    shown = f'<p class="finding">{escape(chart.headline)}</p>'
    if item.picture is None:
        return shown + _table(chart.table, chart.title, t)
    data = b64encode(item.picture).decode()
    alt = escape(chart.alt, quote=True)
    return f'{shown}<img src="data:image/png;base64,{data}" alt="{alt}">'


def _table(table: Table, caption: str, t: Texts) -> str:
    sides = [" class=r" if column.kind in RIGHT else "" for column in table.columns]
    head = "".join(
        f"<th scope=col{side}>{escape(column.label)}"
        for column, side in zip(table.columns, sides, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{side}>{escape(cell_text(cell, column, t))}"
            for cell, column, side in zip(row, table.columns, sides, strict=True)
        )
        for row in table.rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</thead><tbody>{rows}</table>"
    )


def _note(heading: str, text: str) -> str:
    return f'{heading}<p class="note">{escape(text)}</p>' if text else ""


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}' for line in lines)}</ul>"
