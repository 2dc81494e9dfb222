"""What plotly itself says: its buttons' words in the reader's language."""

from typing import Any

SWEDISH = {
    "Download plot as a PNG": "Ladda ned bilden",
    "Download plot": "Ladda ned bilden",
    "Preparing image - this may take a few seconds": "Bilden görs i ordning …",
    "Snapshot succeeded": "Bilden är nedladdad",
    "Zoom in": "Zooma in",
    "Zoom out": "Zooma ut",
    "Reset": "Återställ",
    "Reset view": "Återställ",
    "Reset axes": "Återställ",
}


def plotly_words(language: str) -> dict[str, Any]:
    """Return plotly's settings for a language; English is its own."""
    if language != "sv":
        return {}
    return {"locale": "sv", "locales": {"sv": {"dictionary": SWEDISH}}}
