"""The tables of the database that hold sets of areas, and the map files that they are drawn by."""

from collections.abc import Iterable, Sequence

from ailaget.ingest.areas.contents import TakenIn, taken_in
from ailaget.store.files import write_whole
from ailaget.store.state import State
from ailaget.store.workspace import Workspace

Row = tuple[object, ...]


def area_tables(workspace: Workspace, state: State) -> Iterable[tuple[str, Sequence[Row]]]:
    """Yield the names and rows of the tables of area sets.

    Each set's map files are laid beside those of frozen figures, where a figure's address finds it.
    """
    sets = taken_in(workspace, state)
    for each in sets:
        for name, content in each.areas.map_files.items():
            if not (path := workspace.kept_maps / name).exists():
                write_whole(path, content.encode())
    yield "area_set", [_set_row(each, position) for position, each in enumerate(sets)]
    yield "area", [row for each in sets for row in _area_rows(each)]
    yield "area_border", [row for each in sets for row in _border_rows(each)]
    yield "area_member", [row for each in sets for row in _member_rows(each)]


def _set_row(each: TakenIn, position: int) -> Row:
    choices = each.choices
    return (
        each.areas.key,
        each.areas.title,
        choices.source,
        choices.source_url,
        choices.licence,
        choices.read_on,
        choices.source_date,
        each.crs,
        each.name,
        each.sha256,
        each.received,
        each.areas.map_name,
        each.areas.boundary_name,
        *(round(float(edge), 4) for edge in each.areas.boundaries.total_bounds),
        each.areas.population_year,
        position,
    )


def _area_rows(each: TakenIn) -> Iterable[Row]:
    for code, name in each.areas.names.items():
        centre = each.areas.centres[code]
        people = each.areas.population.get(code)
        yield each.areas.key, code, name, centre.area_km2, centre.lon, centre.lat, people


def _border_rows(each: TakenIn) -> Iterable[Row]:
    for border in each.areas.borders:
        yield each.areas.key, border.area, border.neighbour, border.contact, border.km


def _member_rows(each: TakenIn) -> Iterable[Row]:
    for member in each.areas.members:
        others = ", ".join(f"{area} {share:.4f}" for area, share in member.others)
        yield (
            each.areas.key,
            member.municipality,
            member.area,
            member.share,
            member.is_split or member.area is None,
            others,
        )
