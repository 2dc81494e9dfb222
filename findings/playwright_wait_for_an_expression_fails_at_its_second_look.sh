#!/usr/bin/env bash
# Playwright's wait_for_function waits for no expression on a page whose policy has no 'unsafe-eval'
#
# One would guess: as `evaluate` does, it takes an expression or a function, and a page's Content-Security-Policy is no
#   matter, for what is asked comes from the browser's own tools.
# What happens: an expression that holds at the first look is taken. One that does not hold yet is read anew at the next
#   look, from within the page, whose policy forbids that: an EvalError instead of a wait. The same words as a function,
#   `() => ...`, are waited for. A test passes as long as the machine is quick, and fails on a busy one.
# Version: playwright 1.65.2 for Python, Chromium of Debian.
# Source: run as below; it needs a Chromium on the path. The method: https://playwright.dev/python/docs/api/class-page#page-wait-for-function
# Who is hurt: whoever tests a page with a strict policy: the wait fails only where there is something to wait for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "playwright==1.65.2"
cat > "$folder/try.py" <<'PY'
import shutil
from importlib.metadata import version

from playwright.sync_api import Error, sync_playwright

PAGE = "<!doctype html><title>Page</title><p>text</p>"
POLICY = {"content-security-policy": "script-src 'self'", "content-type": "text/html"}
LATER = "() => setTimeout(() => { document.title = 'Later'; }, 300)"
ASKED = {"expression": "document.title === 'Later'", "function": "() => document.title === 'Later'"}


def serve(headers):
    return lambda route: route.fulfill(body=PAGE, headers=headers)


def outcome(page, asked):
    try:
        page.wait_for_function(asked, timeout=5000)
    except Error as error:
        return "EvalError" if "EvalError" in error.message else error.message
    return "waited"


found = {}
with sync_playwright() as playwright:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    for policy, headers in {"no policy": {"content-type": "text/html"}, "policy": POLICY}.items():
        page = browser.new_page()
        page.route("**/*", serve(headers))
        for form, asked in ASKED.items():
            page.goto("http://page.example/")
            page.evaluate(LATER)
            found[policy, form] = outcome(page, asked)
        page.evaluate("() => { document.title = 'Later'; }")
        found[policy, "expression that holds"] = outcome(page, ASKED["expression"])
    browser.close()
print("playwright", version("playwright"), found)
assert found.pop(("policy", "expression")) == "EvalError"
assert set(found.values()) == {"waited"}
PY
"$folder/venv/bin/python" "$folder/try.py"
