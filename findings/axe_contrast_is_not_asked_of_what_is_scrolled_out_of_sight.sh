#!/usr/bin/env bash
# axe-core judges no colours of what is scrolled out of sight where the body is clipped, and does not say so
#
# One would guess: axe looks at the whole page, so that text that is too pale is found wherever it stands, or is at least
#   listed among what it could not decide ("incomplete").
# What happens: of a hundred pale paragraphs in a `main` that scrolls within a `body` with `overflow: hidden`, as pages of
#   Streamlit and many others are made, those in sight are found and the others are nowhere: neither in violations, nor in
#   incomplete, nor in passes. Where the document itself scrolls all hundred are found. With `overflow: visible` on the
#   clipped ancestors, too.
# Version: axe-core 4.12.1 (axe-playwright-python 0.1.8), playwright 1.65.2, Chromium of Debian.
# Source: run as below; it needs a Chromium on the path.
# Who is hurt: whoever tests contrast on a page that scrolls inside: only its first screen is tested.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "axe-playwright-python==0.1.8" "playwright==1.65.2"
cat > "$folder/try.py" <<'PY'
import shutil

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

PALE = "".join(f"<p>paragraph {number} is too pale</p>" for number in range(100))
PAGE = "<!doctype html><html lang=en><title>Pale</title><style>{css}</style><main>{pale}</main>"
ASK = """() => axe.run({ runOnly: ['color-contrast'] }).then((result) => Object.fromEntries(
    ['violations', 'incomplete', 'passes'].map((kind) => [
        kind, result[kind].flatMap((rule) => rule.nodes).filter((n) => n.html.startsWith('<p')).length])))"""
CSS = {
    "the document scrolls": "main { background: #fff; color: #bbb }",
    "main scrolls in a clipped body": "html, body { height: 100%; margin: 0; overflow: hidden }"
    " main { height: 100%; overflow: auto; background: #fff; color: #bbb }",
}
CSS["the same, not clipped"] = (
    CSS["main scrolls in a clipped body"] + " html, body, main { overflow: visible !important }"
)
found = {}
with sync_playwright() as playwright:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 800, "height": 400})
    for name, css in CSS.items():
        page.set_content(PAGE.format(css=css, pale=PALE))
        page.evaluate(AXE_SCRIPT)
        found[name] = page.evaluate(ASK)
        print(page.evaluate("() => axe.version"), name, found[name])
    browser.close()
whole, clipped, released = found.values()
assert whole["violations"] == released["violations"] + released["incomplete"] == 100
assert released["violations"] > 95
assert 0 < clipped["violations"] < 20
assert clipped["incomplete"] + clipped["passes"] < 2
PY
"$folder/venv/bin/python" "$folder/try.py"
