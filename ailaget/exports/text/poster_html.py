"""The path as a poster: one page of A3 on its side, with a column for each level that has steps."""

from html import escape

from ailaget.exports.text.plan_html import phrase_html
from ailaget.texts import Texts
from ailaget.views.base.contact import barrier_html
from ailaget.views.getting_started.material import GuideStep
from ailaget.views.getting_started.path import Path, PathLevel

STYLE = """
@page { size: A3 landscape; margin: 10mm; }
* { box-sizing: border-box; }
body { font: 9pt/1.22 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1b2530;
  background: #fff; width: 400mm; margin: 0 auto; padding: 2mm; }
h1 { font-size: 26pt; line-height: 1.1; margin: 0 0 4mm; color: #123f5c; }
main div { display: grid; grid-template-columns: 1fr 2.1fr .9fr .7fr; gap: 0 5mm;
  align-items: start; }
section { border-top: 3mm solid #1f5f86; padding-top: 2mm; break-inside: avoid; }
section:nth-child(2) { border-color: #2c7aa5; } section:nth-child(3) { border-color: #3f8f6b; }
section:nth-child(4) { border-color: #6b7480; }
h2 { font-size: 15pt; line-height: 1.15; margin: 0; }
p { margin: 0 0 2mm; } .small { color: #55616d; font-size: 8pt; }
ol { list-style: none; margin: 0; padding: 0; }
.wide ol { columns: 2; column-gap: 5mm; }
li { break-inside: avoid; margin: 0 0 1.5mm; padding: 1mm 2mm 1mm 10mm; position: relative;
  border: .4pt solid #b9c4cd; border-radius: 1.5mm; }
li b { position: absolute; left: 2mm; top: .8mm; font-size: 12pt; color: #1f5f86; }
li strong { display: block; overflow-wrap: anywhere; hyphens: auto; }
footer { margin-top: 1mm; font-size: 8pt; color: #55616d; }
footer p { margin: 0; }
@media print { body { width: auto; padding: 0; } }
"""


def poster_html(path: Path, t: Texts) -> bytes:
    """Return the poster; every text is escaped and says its own language."""
    title, foot = (escape(t(f"getting_started.poster_{part}")) for part in ("title", "foot"))
    starting = [level for level in path.levels if level.steps]
    later = [level for level in path.levels if not level.steps]
    most = max((len(level.steps) for level in starting), default=0)
    columns = "".join(_level(level, t, is_wide=len(level.steps) == most) for level in starting)
    last = f"<section>{''.join(_words(level, t) for level in later)}</section>" if later else ""
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f'<div>{columns}{last}</div><p class="small">{foot}</p></main>'
        f"{barrier_html(t)}</body></html>\n"
    ).encode()


def _level(level: PathLevel, t: Texts, *, is_wide: bool) -> str:
    steps = "".join(_step(step, t) for step in level.steps)
    css_class = ' class="wide"' if is_wide else ""
    return f"<section{css_class}>{_words(level, t)}<ol>{steps}</ol></section>"


def _words(level: PathLevel, t: Texts) -> str:
    label = t("getting_started.path_level", number=t.number(level.number + 1), label=level.label)
    span = t("getting_started.path_range", range=level.range)
    more = [span] if level.steps else [span, t("getting_started.no_new"), level.goes_on]
    return f'<h2>{escape(label)}</h2><p class="small">{escape(" · ".join(filter(None, more)))}</p>'


def _step(step: GuideStep, t: Texts) -> str:
    return (
        f"<li><b>{step.number}</b><strong>{phrase_html(step.title, t)}</strong>"
        f'<span class="small">{escape(step.facts(t))}</span></li>'
    )
