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

UNCLIPPED = """
    html, body, #root, #root > div, .stApp, [data-testid="stAppViewContainer"],
    [data-testid="stMain"] { overflow: visible !important; }
"""
"""What lets axe judge the colours of a whole page: of what is scrolled out of sight in a page whose
body is clipped it says nothing, not even that it has not looked. Tables that scroll stay so: all
their rows look alike, and laid over what follows each would cost seconds."""


def broken(page: Page, *, colours_of_all: bool = True) -> list[str]:
    """Return each rule that axe finds broken, with the element that breaks it."""
    options = {"runOnly": list(TAGS), "resultTypes": ["violations"]}
    style = page.add_style_tag(content=UNCLIPPED) if colours_of_all else None
    violations = AXE.run(page, options=options).response["violations"]
    if style:
        style.evaluate("(style) => style.remove()")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in violations
        if rule["id"] not in LEFT_OUT
        for node in rule["nodes"]
    ]
