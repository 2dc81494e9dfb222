"""A report as one page of HTML laid out for A4 paper; it calls no one and needs no script."""

from base64 import b64encode
from html import escape

from ailaget.exports.pictures.images import bare_svg
from ailaget.exports.report.contents import Contents, Page
from ailaget.exports.report.prose import HEADING, LISTS, NUMBERS, Block, blocks
from ailaget.exports.text.chart_html import band_html, has_figure, page_html
from ailaget.exports.text.links import linked
from ailaget.exports.text.table_html import framed_table_html
from ailaget.texts import Texts
from ailaget.views.base.result import KeyFigure


def report_html(report: Contents) -> bytes:
    """Return the report; pictures are drawn in lines, so that they print sharp."""
    t = report.t
    facts = " ".join(f"{label}: {value}." for label, value in report.facts())
    body = [
        f"<h1>{escape(report.title)}</h1>",
        f'<p class="small">{escape(facts)}</p>' if facts else "",
        band_html(report.demo),
        *map(band_html, report.notes),
        _list(report.sentences),
        _figures(report.figures),
        "" if report.is_short else _table_of_contents(report),
    ]
    # One after the other: a second page of the browser takes longer to open than it would save.
    for number, page in enumerate(report.pages, start=1):
        image = _picture(page, report.caption("figure", number))
        body.append(_chart(page, image, number, report))
    body.append(_ending(report, t))
    whole = "".join(body)
    if report.is_short:
        whole = f'<div class="short">{whole}</div>'
    return page_html(report.title, report.language, whole, []).encode()


def _table_of_contents(report: Contents) -> str:
    items = "".join(
        f'<li><a href="#{name}">{escape(title)}</a>' for name, title in report.sections()
    )
    return f"<nav><h2>{escape(report.t('report.contents'))}</h2><ol>{items}</ol></nav>"


def _chart(page: Page, image: str, number: int, report: Contents) -> str:
    t = report.t
    is_opening = report.is_short and number == 1
    lists = "".join(
        f"<h2>{escape(heading)}</h2>{_list(sentences)}" for heading, sentences in page.words
    )
    notes = "".join(map(band_html, page.notes()))
    return (
        f'<h2 id="chart-{number}">{escape(page.title)}</h2>{notes}{_prose(page.text)}'
        f"{image}"
        f'<p class="small">{linked(page.small_print())}</p>'
        f"{'' if is_opening else _table(page, report.caption('table', number), t)}{lists}"
    )


def _prose(text: str) -> str:
    """Return what the report's writer has written, or a method in words."""
    return "".join(map(_block, blocks(text)))


def _block(block: Block) -> str:
    if block.kind in LISTS:
        name = "ol" if block.kind == NUMBERS else "ul"
        items = "".join(f"<li>{linked(line)}" for line in block.lines)
        return f"<{name}>{items}</{name}>"
    name = "h3" if block.kind == HEADING else "p"
    return f"<{name}>{linked(block.lines[0])}</{name}>"


def _table(page: Page, caption: str, t: Texts) -> str:
    table, rest = page.shown_table()
    rows = framed_table_html(table, t, caption)
    return f'{rows}<p class="small">{escape(rest)}</p>' if rest else rows


def _picture(page: Page, caption: str) -> str:
    if not has_figure(page.chart):
        return ""
    svg = b64encode(bare_svg(page.chart, page.metadata)).decode()
    alt = escape(page.metadata.alt, quote=True)
    return (
        f'<figure><img class="picture" alt="{alt}" src="data:image/svg+xml;base64,{svg}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _ending(report: Contents, t: Texts) -> str:
    sources = _list(tuple(report.sources()), "small")
    heading = f'<h2 id="sources">{escape(t("report.sources"))}</h2>{sources}'
    if report.is_short:
        return heading
    method = "".join(f"<h3>{escape(label)}</h3>{_prose(text)}" for label, text in report.method())
    return f'{heading}<h2 id="method">{escape(t("report.method"))}</h2>{method}'


def _list(sentences: tuple[str, ...], css_class: str = "") -> str:
    if not sentences:
        return ""
    items = "".join(f"<li>{linked(sentence)}" for sentence in sentences)
    return f"<ul{f' class={css_class}' if css_class else ''}>{items}</ul>"


def _figures(figures: tuple[KeyFigure, ...]) -> str:
    if not figures:
        return ""
    cells = "".join(
        f'<div><dt>{escape(figure.label)}<dd class="value">{escape(figure.value)}'
        f'<dd class="small">{escape(figure.change)}<dd class="small">{escape(figure.basis)}</div>'
        for figure in figures
    )
    return f'<dl class="figures">{cells}</dl>'
