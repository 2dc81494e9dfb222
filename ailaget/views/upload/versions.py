"""A wave's versions in words: what made each, when, by whom, and whether readers see it."""

from collections import Counter
from collections.abc import Callable

from ailaget.store.versions import History, Version, WaveContent
from ailaget.texts import Texts
from ailaget.views.upload.journal import when_text


def version_words(past: History, t: Texts, *, waits: bool) -> dict[WaveContent, str]:
    """Return each version's words: what waits or is shown first, then the newest first.

    Versions made of the same are one, and no two have the same words: a list knows a choice by
    them. `waits` says whether the draft of a published wave holds something that readers do not
    see.
    """
    first = past.draft if waits else past.in_force
    labels: dict[WaveContent, str] = {first: ""} if first.files else {}
    for version in reversed(past.versions):
        if version.made.files and not labels.get(version.made):
            labels[version.made] = _words(version, past, t, waits=waits)
    if first.files:
        labels[first] = labels[first] or t("review.version_now")
    return _told_apart(labels, past, t)


def _told_apart(labels: dict[WaveContent, str], past: History, t: Texts) -> dict[WaveContent, str]:
    """Return labels of which those that were alike are numbered, the oldest first.

    A file that is saved twice within a minute has the same name, time and sender.
    """
    alike = {label for label, n in Counter(labels.values()).items() if n > 1}
    order = {version.made: place for place, version in enumerate(past.versions)}
    numbered: Counter[str] = Counter()
    apart = dict(labels)
    for made in sorted(labels, key=lambda made: order.get(made, len(order))):
        if labels[made] in alike:
            numbered[labels[made]] += 1
            apart[made] = t(
                "review.version_numbered", version=labels[made], n=numbered[labels[made]]
            )
    return apart


def state_words(
    past: History, t: Texts, *, waits: bool, shown: Callable[[object], str] = str
) -> str:
    """Return where a wave stands: draft, discarded, published, or with changes that wait.

    `shown` says how files' names are shown among the words, which have emphasis of their own.
    """
    if past.published is None:
        return t("review.state_draft" if past.draft.files else "review.state_discarded")
    if not waits:
        return t("review.state_published")
    new = [place for place in past.draft.files if place not in past.published.files]
    names = t.listing(dict.fromkeys(past.received[place].name for place in new))
    return t("review.state_waiting", name=shown(names)) if new else t("review.state_decided")


def _words(version: Version, past: History, t: Texts, *, waits: bool) -> str:
    made = version.name or t("review.version_chosen")
    label = t(
        "review.version",
        made=made,
        when=when_text(version.at, t),
        who=version.by or t("journal.nobody"),
    )
    if waits and version.made == past.draft:
        return t("review.version_waiting", version=label)
    if version.made == past.published:
        return t("review.version_shown", version=label)
    return label
