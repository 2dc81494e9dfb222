"""The rules of axe, and what it finds broken on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LEFT_OUT = {
    # Streamlit's box for a file is a `section` that says it is none, and yet has a name. It is
    # heard as a region with the name of the field in it, and stops no one.
    "presentation-role-conflict",
}
CONTRAST, OFF = "color-contrast", {"enabled": False}

UNCLIPPED = """
    html, body, #root, #root > div, .stApp, [data-testid="stAppViewContainer"],
    [data-testid="stMain"] { overflow: visible !important; }
"""
"""What lets axe judge the colours of a whole page: of what is scrolled out of sight in a page whose
body is clipped it says nothing, not even that it has not looked. Tables that scroll stay so: all
their rows look alike, and laid over what follows each would cost seconds."""

ALIKE = "data-alike"
MARK_ALIKE = """(mark) => {
    const look = (node) => {
        const style = getComputedStyle(node);
        return [style.color, style.backgroundColor, style.backgroundImage, style.opacity,
            style.fontSize, style.fontWeight, style.textShadow, style.display].join();
    };
    for (const table of document.querySelectorAll('table')) {
        const rows = new Map();
        for (const row of table.querySelectorAll('tbody tr')) {
            const looks = new Map();
            for (const node of [row, ...row.querySelectorAll('*')])
                looks.set(node, `${looks.get(node.parentElement) ?? ''}/${look(node)}`);
            const key = [...new Set(looks.values())].join();
            rows.set(key, (rows.get(key) ?? 0) + 1);
            row.toggleAttribute(mark, rows.get(key) > 2);
        }
    }
}"""
"""Mark each row that has the colours and letters of two before it in its table, all the way in.

Their contrast is the same, and to look at all of 290 rows takes most of axe's time.
"""


RUN = """async ([context, options]) =>
    (await axe.run(context ?? document, options)).violations"""


def broken(page: Page, *, colours_of_all: bool = True) -> list[str]:
    """Return each rule that axe finds broken, with the element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    violations = _violations(page, None, {"runOnly": list(TAGS), "rules": {CONTRAST: OFF}})
    page.evaluate(MARK_ALIKE, ALIKE)
    style = page.add_style_tag(content=UNCLIPPED) if colours_of_all else None
    violations += _violations(page, {"exclude": [f"[{ALIKE}]"]}, {"runOnly": [CONTRAST]})
    if style:
        style.evaluate("(style) => style.remove()")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in violations
        if rule["id"] not in LEFT_OUT
        for node in rule["nodes"]
    ]


def _violations(
    page: Page, context: dict[str, Any] | None, options: dict[str, Any]
) -> list[dict[str, Any]]:
    asked = [context, {**options, "resultTypes": ["violations"]}]
    violations: list[dict[str, Any]] = page.evaluate(RUN, asked)
    return violations
