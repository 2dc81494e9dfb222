"""The rules of axe, and what it finds broken on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LEFT_OUT = {
    # Streamlit's box for a file is a `section` that says it is none, and yet has a name. It is
    # heard as a region with the name of the field in it, and stops no one.
    "presentation-role-conflict",
}
CONTRAST = "color-contrast"
"""The rule that takes most of the time."""

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
            for (const node of looks.keys()) node.toggleAttribute(mark, rows.get(key) > 2);
        }
    }
}"""
"""Mark each row that has the colours and letters of two before it in its table, all the way in.

Their contrast is the same, and to look at all of 290 rows takes most of axe's time.
"""
PASS_OVER = """([id, mark]) =>
    axe.configure({ rules: [{ id, selector: `*:not([${mark}])` }] })"""
"""Let axe judge the contrast of what is not marked, and all else of everything."""

RUN = """async (options) =>
    (await axe.run(document, { ...options, resultTypes: ['violations'] })).violations"""


def broken(page: Page, *, colours_of_all: bool = True) -> list[str]:
    """Return each rule that axe finds broken, with the element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
        page.evaluate(PASS_OVER, [CONTRAST, ALIKE])
    page.evaluate(MARK_ALIKE, ALIKE)
    if colours_of_all:
        apart = {"runOnly": list(TAGS), "rules": {CONTRAST: {"enabled": False}}}
        violations = page.evaluate(RUN, apart)
        style = page.add_style_tag(content=UNCLIPPED)
        violations += page.evaluate(RUN, {"runOnly": [CONTRAST]})
        style.evaluate("(style) => style.remove()")
    else:
        # In one run the rules share one look at the page: where each thing lies, what is seen.
        violations = page.evaluate(RUN, {"runOnly": list(TAGS)})
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in violations
        if rule["id"] not in LEFT_OUT
        for node in rule["nodes"]
    ]
