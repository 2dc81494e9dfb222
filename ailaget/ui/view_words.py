"""A view in words: which chart, of what, of whom; short enough for a list."""

from collections.abc import Iterable
from urllib.parse import parse_qs

from ailaget import geography
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.codebook import codebook
from ailaget.store.reports import ReportItem
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.address import Address, missing_wave, view_of
from ailaget.views.base.choices import LEVELS, USUAL, Choices
from ailaget.views.base.context_figures import known_figures
from ailaget.views.base.groupings import AREA_SET, set_key
from ailaget.views.base.own_areas import is_gone, own_region_labels
from ailaget.views.base.respondents import respondents_of, set_titles
from ailaget.views.base.selection import place_names
from ailaget.views.catalogue import OF_ENTRY, entry_of
from ailaget.views.entries.listing import entry_name
from ailaget.views.map.grouping import level_words

OF_REGIONS = ("regions_map", "regions_ranking")
"""Charts of regions, or of areas of one's own that have answered."""


def chart_name(chart: str, t: Texts) -> str:
    """Return a chart's name, as in a list to choose from; the key of one that is no more."""
    return t.entries.get(f"chart_name.{chart}", chart)


def view_words(chart: str, view: Address, t: Texts) -> str:
    """Return the chart's name, then what it is of: indicator, place, filter and wave."""
    about = entry_of(chart).about
    parts = [_name_of(chart, view, t)]
    if about == OF_ENTRY:
        return " · ".join([*parts, *_entry_name(view.entry, t)])
    if "indicator" in about:
        parts.append(codebook().indicators[view.indicator].label[t.language])
    if "question" in about and view.question:
        parts.append(codebook().questions[view.question].label[t.language])
    if "context" in about:
        figures = known_figures(data.source(), t.language)
        parts += [figure.label for key, figure in figures.items() if key == view.context]
    if "kind" in about:
        parts.append(t(f"practice.kind.{view.kind}"))
    if "municipality" in about and view.municipality:
        parts.append(municipality_name(view.municipality))
    if "region" in about and (region := _region_name(view.region, t)):
        parts.append(region)
    if chart in ("map", "map_waves"):
        words = level_words(data.source(), t)
        parts += [words[view.level]] * (view.level in words and view.level != LEVELS[0])
        parts += [t(f"map.view_{view.view}")] * (view.view in CLOSE_VIEWS)
    parts += [name for name in filter_names(view, t) if name not in parts]
    if view.wave:
        parts.append(t.wave(view.wave))
    return " · ".join(parts)


def _name_of(chart: str, view: Address, t: Texts) -> str:
    """Return a chart's name; of one of regions that shows a set of areas, with the set's title."""
    if chart in OF_REGIONS and (title := set_titles(data.source()).get(view.areas)):
        return t(f"answering.{chart}", title=title)
    return chart_name(chart, t)


def _region_name(region: str | None, t: Texts) -> str | None:
    """Return what a county, SKR group or own area is called; None where it is no more."""
    if region is None or set_key(region) is None:
        return place_names(t.language).get(region or "")
    names = respondents_of(data.source(), set_key(region) or "", t.language)
    own = {names.region(code): name for code, name in names.names.items()}
    return {**own, **own_region_labels(data.source(), t)}.get(region)


def wave_note(query: str, waves: list[str], t: Texts, key: str) -> str:
    """Return that the wave which a kept view was of is gone, and which stands in its place.

    `key` names the text that says it.
    """
    asked = missing_wave(parse_qs(query).get("wave", []), waves)
    if asked is None or not waves:
        return ""
    return t(key, wave=t.wave(asked), instead=t.wave(waves[0]))


def areas_note(charts: Iterable[str], view: Choices, t: Texts, key: str = "areas.gone") -> str:
    """Return that areas of one's own which a view of some charts was of are no more; else nothing.

    `key` names the text that says it.
    """
    of = {name for chart in charts for name in (*entry_of(chart).about, *entry_of(chart).choices)}
    asked = [getattr(view, name) for name in ("region", "by", "level") if name in of]
    asked += [f"{AREA_SET}{view.areas}"] * ("areas" in of and view.areas != USUAL["areas"])
    return t(key) if any(is_gone(data.source(), chosen) for chosen in asked) else ""


def kept_note(chart: str, query: str, waves: list[str], t: Texts, key: str) -> str:
    """Return what a kept view was of that is gone: its wave, by the text `key`, or its areas."""
    view = view_of(query, waves, t.language)
    return " ".join(filter(None, [wave_note(query, waves, t, key), areas_note([chart], view, t)]))


def chart_gone(item: ReportItem, t: Texts) -> str:
    """Return that a chart in a report is no more, by the name that is known of it."""
    name = item.name or item.heading or chart_name(item.chart, t)
    return t("report.chart_gone", name=name)


def filter_names(view: Address, t: Texts) -> list[str]:
    """Return the names of the counties, SKR groups and size classes that a view is narrowed to."""
    names = place_names(t.language)
    return [names[key] for key in (*view.county, *view.skr_group, *view.size_class)]


def _entry_name(key: str | None, t: Texts) -> list[str]:
    """Return what an entry of practice is called; nothing where readers do not see it any more."""
    kind, _, _ = (key or "").partition(".")
    entries = data.entries(kind) if kind else ()
    return [entry_name(entry, t) for entry in entries if entry.id == key]


def municipality_name(code: str) -> str:
    """Return a municipality's name."""
    return geography.municipality(code).name


def municipalities_in_order(t: Texts) -> list[str]:
    """Return every municipality's code, by name in Swedish order."""
    places = geography.municipalities()
    return [place.code for place in sorted(places, key=lambda place: t.sort_key(place.name))]


def subject(chart: str, view: Address) -> tuple[str | None, ...]:
    """Return what a view is about, whatever its filter and wave: two such views are of one kind."""
    return chart, *(getattr(view, key) for key in entry_of(chart).about)
