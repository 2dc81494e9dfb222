"""The path as a poster: one page of A3 on its side, with a column for each level that has steps.

The level with the most steps has two; those that bring no new step stand below the last one.
"""

from html import escape

from ailaget.exports.text.plan_html import phrase_html
from ailaget.texts import Texts
from ailaget.views.base.contact import barrier_html
from ailaget.views.getting_started.material import GuideStep
from ailaget.views.getting_started.path import Path, PathLevel

STYLE = """
@page { size: A3 landscape; margin: 10mm; }
* { box-sizing: border-box; }
body { font: 10.4pt/1.2 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1b2530;
  background: #fff; width: 400mm; margin: 0 auto; padding: 2mm; }
h1 { font-size: 26pt; line-height: 1.1; margin: 0 0 4mm; color: #123f5c; }
main > div { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; gap: 0 6mm;
  align-items: start; }
.wide { grid-column: span 2; }
section { border-top: 3mm solid #1f5f86; padding-top: 2mm; break-inside: avoid; }
.l1 { border-color: #2c7aa5; } .l2 { border-color: #3f8f6b; }
.l3, .l4 { border-color: #6b7480; }
main > div > div section + section { margin-top: 6mm; }
h2 { font-size: 17pt; line-height: 1.15; margin: 0; }
p { margin: 0 0 2mm; } .small { color: #55616d; font-size: 9pt; }
ol { list-style: none; margin: 0; padding: 0; }
.wide ol { columns: 2; column-gap: 6mm; }
li { break-inside: avoid; margin: 0 0 1.5mm; padding: .8mm 2mm .8mm 11mm; position: relative;
  border: .4pt solid #b9c4cd; border-radius: 1.5mm; }
li b { position: absolute; left: 2mm; top: .8mm; font-size: 13pt; color: #1f5f86; }
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
    columns = [_level(level, t, is_wide=len(level.steps) == most) for level in starting[:-1]]
    last = "".join(_level(level, t) for level in (*starting[-1:], *later))
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f'<div>{"".join(columns)}<div>{last}</div></div><p class="small">{foot}</p></main>'
        f"{barrier_html(t)}</body></html>\n"
    ).encode()


def _level(level: PathLevel, t: Texts, *, is_wide: bool = False) -> str:
    steps = "".join(_step(step, t) for step in level.steps)
    listed = f"<ol>{steps}</ol>" if steps else ""
    css_class = f"l{level.number}{' wide' * is_wide}"
    return f'<section class="{css_class}">{_words(level, t)}{listed}</section>'


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
