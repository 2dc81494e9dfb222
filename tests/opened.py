"""Opens a page in every language and prints what it says and offers, as JSON."""

import json
import logging
import sys
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner

from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.store.workspace import workspace
from ailaget.texts import LANGUAGES
from tests.pages.test_pages import check, opened, words


def main(page: str, params: str, survey: str = "") -> None:
    """Open a page with some parameters of the address, where given of a survey alone."""
    logging.disable()
    # Else installed packages are looked through for each language.
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    if survey:
        build(workspace(), empty=True)
        load(workspace(), Path(survey), publish=True)
    shown = {}
    for language in LANGUAGES:
        app = opened(page, lang=language, **json.loads(params))
        check(app, page, language)
        choices = {box.label: list(box.options) for box in app.selectbox}
        shown[language] = {"words": words(app), "choices": choices}
    print(json.dumps(shown))


if __name__ == "__main__":
    main(*sys.argv[1:])
