"""Minutes as one HTML file that calls no one: opens anywhere, prints on A4, pastes into Word."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from ailaget.council.minutes import Minutes, MinutesPicture, Paragraph
from ailaget.exports.text.links import linked
from ailaget.exports.text.table_html import framed_table_html
from ailaget.texts import Texts
from ailaget.views.base.contact import barrier_html

STYLE = """
body { font: 16px/1.45 "Segoe UI", Arial, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; color: #1b2530; background: #fff; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
img { display: block; max-width: 100%; height: auto; }
/* A table wider than the screen scrolls in its frame: the page itself keeps its width. */
.frame { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
table.many { font-size: .72rem; }
caption { text-align: left; }
th[scope=row] { font-weight: normal; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #d5dade;
  padding: .2rem .5rem .2rem 0; }
a { overflow-wrap: anywhere; } td a { display: inline-block; min-width: 6rem; }
.r { text-align: right; } .small { color: #55616d; font-size: .85rem; }
.demo { font-weight: 600; }
.note { white-space: pre-wrap; }
.sign { border-top: 1px solid #1b2530; max-width: 22rem; margin: 3.5rem 0 0; padding-top: .2rem; }
@page { size: A4; margin: 2cm; }
@media print { body { max-width: none; margin: 0; padding: 0; }
  /* A heading and what the picture says stay with the picture, and two fill a page. */
  h2, h3, .demo, .finding, caption { break-after: avoid; } .frame { overflow: visible; }
  table { font-size: .75rem; } table.many { font-size: .62rem; } img { max-height: 8.2cm; }
  .pictures, .pair + .pair { break-before: page; }
  img, tr, li, .signatures { break-inside: avoid; } thead { display: table-header-group; }
  thead, tbody tr:first-child, tbody tr:nth-child(2) { break-after: avoid; } }
"""


def minutes_html(minutes: Minutes) -> bytes:
    """Return the minutes; every text is escaped, every picture has its words."""
    t = minutes.t
    facts = "".join(f"<dt>{escape(label)}<dd>{escape(value)}" for label, value in minutes.facts)
    said = "".join(_paragraph(heading, paragraph) for heading, paragraph in minutes.numbered())
    mark = f'<p class="demo" role="note">{escape(minutes.mark)}</p>' if minutes.mark else ""
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(minutes.title)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(minutes.title)}</h1>{mark}<dl>{facts}</dl>{said}{_signatures(minutes)}"
        f"{_pictures(minutes)}{_values(minutes)}</main>{barrier_html(t)}</body></html>\n"
    ).encode()


def _paragraph(heading: str, paragraph: Paragraph) -> str:
    texts = "".join(f'<p class="note">{linked(text)}</p>' for text in paragraph.texts)
    lists = "".join(
        (f"<h3>{escape(list_heading)}</h3>" if list_heading else "") + _list(lines)
        for list_heading, lines in paragraph.lists
    )
    return f"<h2>{escape(heading)}</h2>{texts}{lists}"


def _signatures(minutes: Minutes) -> str:
    approved = f"<p>{escape(minutes.approved)}</p>" if minutes.approved else ""
    lines = "".join(f'<p class="sign">{escape(who)}</p>' for who in minutes.signatures)
    heading = escape(minutes.t("minutes.signatures"))
    return f'<section class="signatures"><h2>{heading}</h2>{approved}{lines}</section>'


def _pictures(minutes: Minutes) -> str:
    """Return the charts, two to a printed page, and after them the notes on them."""
    if not minutes.pictures:
        return ""
    t = minutes.t
    parts = [_picture(caption, picture, t) for caption, picture in minutes.captions()]
    pairs = [parts[first : first + 2] for first in range(0, len(parts), 2)]
    pages = [f'<div class="pair">{"".join(pair)}</div>' for pair in pairs]
    notes = "".join(f'<p class="small">{linked(note)}</p>' for note in minutes.notes())
    return (
        f'<h2 class="pictures">{escape(t("minutes.pictures"))}</h2>{"".join(pages)}'
        f"<h2>{escape(t('minutes.notes'))}</h2>{notes}"
    )


def _values(minutes: Minutes) -> str:
    """Return the values behind the pictures, each in a table under the picture's number."""
    t = minutes.t
    tables = "".join(
        f'<h3 id="{_anchor(picture)}">{escape(caption)}</h3>'
        f"{framed_table_html(chart.table, t, chart.title)}"
        for caption, picture, chart in minutes.drawn()
    )
    return f'<h2 class="pictures">{escape(t("minutes.appendix"))}</h2>{tables}' if tables else ""


def _anchor(picture: MinutesPicture) -> str:
    return f"values-{picture.item}"


def _picture(caption: str, picture: MinutesPicture, t: Texts) -> str:
    heading, chart = f"<h3>{escape(caption)}</h3>", picture.chart
    if chart is None:
        return heading
    low = picture.low_response(t)
    band = f'<p class="demo" role="note">{escape(low)}</p>' if low else ""
    shown = f'{heading}{band}<p class="finding">{escape(chart.headline)}</p>'
    if picture.image is None:
        shown += framed_table_html(chart.table, t, chart.title)
    else:
        data = b64encode(picture.image).decode()
        alt = escape(chart.alt, quote=True)
        shown += f'<img src="data:image/png;base64,{data}" alt="{alt}">'
    source = linked(chart.attribution)
    if picture.has_values:
        source += f' <a href="#{_anchor(picture)}">{escape(t("minutes.in_appendix"))}</a>'
    return f'{shown}<p class="small">{source}</p>'


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{linked(line)}' for line in lines)}</ul>"
