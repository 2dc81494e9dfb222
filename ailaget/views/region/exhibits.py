"""The table of a region's own municipalities as it is taken away."""

from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection, Source, indicator_of, unit_text
from ailaget.views.region.municipalities import region_table_view
from ailaget.views.region.profile import region_view
from ailaget.views.region.scope import OWN, region_rows, scope_of


def region_municipalities(source: Source, selection: Selection) -> Exhibit:
    """Return the region's municipalities with the chosen indicator, as the page has them."""
    t, indicator, scope = selection.t, indicator_of(selection), scope_of(selection)
    region = region_view(source, selection)
    rows = region_rows(source, selection, scope, indicator.key)
    own = rows[rows["side"] == OWN]
    n, of = int(own["value"].notna().sum()), len(own)
    finding = t(
        "region.municipalities_finding",
        indicator=indicator.label[t.language],
        n=t.number(n),
        of=t.number(of),
    )
    return Exhibit(
        key="region_municipalities",
        title=region.table_title,
        headline=finding,
        table=region_table_view(source, selection),
        attribution=selection.source_line(),
        caveat=f"{region.table_caption} {indicator.caveat[t.language]}",
        n=n,
        of=of,
        file_stem=t(
            "file.region_municipalities",
            indicator=indicator.key,
            region=scope.code,
            wave=selection.wave,
        ),
        wave=selection.wave,
        unit=unit_text(t, indicator),
    )
