"""A wave's versions in words: what made each, when, by whom, and whether readers see it."""

from ailaget.store.versions import Files, History, Version
from ailaget.texts import Texts
from ailaget.views.upload.journal import when_text


def version_words(past: History, t: Texts, *, is_published: bool) -> dict[Files, str]:
    """Return each version's words, the newest first; versions of the same files are one."""
    words: dict[Files, str] = {}
    for version in reversed(past.versions):
        if version.files:
            words.setdefault(version.files, _words(version, past, t, is_published=is_published))
    return words


def state_words(past: History, t: Texts, *, is_published: bool) -> str:
    """Return where a wave stands: draft, published, or published with a file that waits."""
    if past.waiting is not None and is_published:
        return t("review.state_waiting", name=past.waiting.name or "")
    return t("review.state_published" if is_published else "review.state_draft")


def _words(version: Version, past: History, t: Texts, *, is_published: bool) -> str:
    made = version.name or t("review.version_chosen", n=len(version.files))
    said = t("review.version", made=made, when=when_text(version.at, t),
             who=version.by or t("journal.nobody"))  # fmt: skip
    if past.waiting is not None and version.files == past.waiting.files:
        return t("review.version_waiting", version=said)
    if is_published and version.files == past.in_force:
        return t("review.version_shown", version=said)
    return said
