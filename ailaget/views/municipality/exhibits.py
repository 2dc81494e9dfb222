"""The tables of the page Kommun that no chart has, as they are taken away."""

from dataclasses import replace

from ailaget import geography
from ailaget.views.base.result import Exhibit, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.municipality.profile import profile_view
from ailaget.views.municipality.provenance import provenance_view


def municipality_ranks(source: Source, selection: Selection) -> Exhibit | None:
    """Return where the municipality could stand; None where none is chosen, or it has no value."""
    profile = profile_view(source, selection)
    if profile is None or not profile.ranks.rows:
        return None
    t = selection.t
    finding = t("municipality.ranks_finding", name=profile.name)
    exhibit = _exhibit("ranks", "municipality.ranks_table", profile.ranks, finding, selection)
    return replace(exhibit, caveat=t("municipality.ranks_help"))


def municipality_files(source: Source, selection: Selection) -> Exhibit | None:
    """Return the files that the municipality's answers come from; None where there are none."""
    provenance = provenance_view(source, selection)
    if provenance is None:
        return None
    caption = selection.t("provenance.files_caption")
    return _exhibit("files", "provenance.files_table", provenance.files, caption, selection)


def municipality_cells(source: Source, selection: Selection) -> Exhibit | None:
    """Return where each open answer stands in its file; None where there are none."""
    provenance = provenance_view(source, selection)
    if provenance is None or not provenance.answers.rows:
        return None
    caption = selection.t("provenance.answers_caption")
    return _exhibit("cells", "provenance.answers_table", provenance.answers, caption, selection)


def _exhibit(what: str, title: str, table: Table, headline: str, selection: Selection) -> Exhibit:
    t, code = selection.t, selection.municipality or ""
    return Exhibit(
        key=f"municipality_{what}",
        title=t(title, name=geography.municipality(code).name),
        headline=headline,
        table=table,
        attribution=selection.source_line(),
        caveat="",
        n=None,
        of=None,
        file_stem=t(f"file.municipality_{what}", municipality=code, wave=selection.wave),
        wave=selection.wave,
        unit="",
    )
