"""Ready reports: what opens each of them, and the charts that follow in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ailaget import geography
from ailaget.views.base.gap import MEAN
from ailaget.views.base.result import KeyFigure
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.method.public_figures import public_sentences
from ailaget.views.municipality.profile import profile_view
from ailaget.views.overview.summary import overview_view
from ailaget.views.overview.weighted import MATURITY, SHARES, weighted_words
from ailaget.views.region.profile import region_view
from ailaget.views.region.scope import of_region


@dataclass(frozen=True)
class Chapter:
    """One chart of a ready report: its key, and what of the address it changes."""

    chart: str
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """What stands before the charts: sentences and key figures; `words` stand after a chart.

    `words` gives, for a chart's key, a heading's text key and its sentences.
    """

    title: str
    sentences: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    words: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


STAFFING = MappingProxyType({"indicator": "ai_fte_per_100k"})
FULL_TIME = MappingProxyType({"indicator": "has_full_time_ai"})

CHAPTERS: Mapping[str, tuple[Chapter, ...]] = MappingProxyType(
    {
        "country": (
            Chapter("map"),
            Chapter("map", STAFFING),
            Chapter("movers"),
            Chapter("inequality_spread", STAFFING),
            Chapter("inequality_between"),
            Chapter("inequality_change"),
            Chapter("left_behind"),
            Chapter("silent"),
        ),
        "county": (
            Chapter("region_spread"),
            Chapter("region_ranking"),
            Chapter("region_trend"),
            Chapter("region_ranking", FULL_TIME),
        ),
        "municipality": (Chapter("municipality_comparison"), Chapter("municipality_similar")),
    }
)
"""Each kind of ready report and its charts."""

SHORT = ("municipality",)
"""Kinds of two pages, or three where much is missing: no contents and no appendix."""


def opening(kind: str, source: Source, selection: Selection) -> Opening:
    """Return what opens a ready report; its place is the selection's region or municipality."""
    if kind == "county":
        return _county(source, selection)
    if kind == "municipality":
        return _municipality(source, selection)
    overview = overview_view(source, selection)
    known = {"silent": ("report.known", public_sentences(source, selection))}
    title = selection.t("report.title_country")
    sentences = (*overview.sentences, *_known(overview.weighted))
    return Opening(title, sentences, overview.key_figures, known)


def _county(source: Source, selection: Selection) -> Opening:
    region = region_view(source, selection)
    name = place_names(selection.language)[region.code]
    title = selection.t("report.title_county", place=name)
    sentences = (*region.sentences, region.silent, *_known(_weighted(source, selection)))
    return Opening(title, sentences, region.key_figures)


def _weighted(source: Source, selection: Selection) -> str:
    """Return what the region's figures would be had all answered; its maturity is a mean."""
    own = of_region(selection)
    rows = {key: chosen_rows(source, own, key) for key in (*SHARES, MATURITY)}
    return selection.marked(weighted_words(source, own, rows, MEAN))


def _known(sentence: str) -> tuple[str, ...]:
    """Return a sentence, or none where there is nothing to say."""
    return (sentence,) if sentence else ()


def _municipality(source: Source, selection: Selection) -> Opening:
    t, profile = selection.t, profile_view(source, selection)
    name = geography.municipality(selection.municipality or "").name
    title = t("report.title_municipality", place=name)
    if profile is None:
        return Opening(title, (), ())
    additions = {
        "municipality_comparison": ("report.missing", profile.missing),
        "municipality_similar": ("report.steps", (*profile.next_step.sentences, *profile.left)),
    }
    return Opening(title, (*profile.lead, profile.one_position), profile.key_figures, additions)
