"""What a map of a part of the country says: which part, and that its figures are of the whole."""

from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.views.base.selection import Selection


def subtitle_in_view(subtitle: str, selection: Selection, *, is_country: bool = False) -> str:
    """Return a map's second line; a close view's names its part, and whom the figures are of.

    `is_country` where they are of the whole country whatever the filter.
    """
    if selection.view not in CLOSE_VIEWS:
        return subtitle
    t, view = selection.t, selection.t(f"map.view_{selection.view}")
    whole = t("map.whole_country") if is_country else _whole(selection)
    return t("map.subtitle_close", subtitle=subtitle, view=view, whole=whole)


def finding_in_view(headline: str, selection: Selection) -> str:
    """Return what a map says; above a close view, with whom it is said of."""
    if selection.view not in CLOSE_VIEWS:
        return headline
    return selection.t("map.finding_whole", headline=headline, whole=_whole(selection))


def _whole(selection: Selection) -> str:
    return selection.t("map.whole_filter" if selection.is_filtered else "map.whole_country")
