"""What plotly itself says: its buttons' words in the reader's language."""

from typing import Any

from ailaget.texts import texts

PREFIX = "plotly."


def plotly_words(language: str) -> dict[str, Any]:
    """Return plotly's settings for a language; none where the words are plotly's own."""
    entries = texts(language).entries.items()
    dictionary = {key.removeprefix(PREFIX): text for key, text in entries if key.startswith(PREFIX)}
    if all(own == text for own, text in dictionary.items()):
        return {}
    return {"locale": language, "locales": {language: {"dictionary": dictionary}}}
