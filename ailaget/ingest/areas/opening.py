"""Opens a file of boundaries within bounds: which layers it has, and where each can be read.

A Shapefile is several files. Beside each other on a disk they are packed into one, which is what
is archived; packed they may lie in any folder of a ZIP.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ailaget.ingest.areas.choosing import AreasRefused
from ailaget.ingest.loading import CannotOpen, read_whole

MOST_BYTES = 200_000_000
MOST_UNPACKED = 500_000_000
"""What all parts of a packed file may come to together, counted as they are unpacked."""
MOST_PARTS = 500

SHAPEFILE, GEOPACKAGE, GEOJSON = "shapefile", "geopackage", "geojson"

_FORMATS = {".shp": SHAPEFILE, ".gpkg": GEOPACKAGE, ".geojson": GEOJSON, ".json": GEOJSON}
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = (".shx", ".dbf")
_ZIP, _SQLITE = b"PK\x03\x04", b"SQLite format 3\x00"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 18


@dataclass(frozen=True)
class Source:
    """One file that can be read: a Shapefile by its .shp, and how its texts are written.

    `encoding` is None where the file itself says it, or nobody can.
    """

    path: Path
    format: str
    encoding: str | None = None


def received(path: Path) -> tuple[bytes, str]:
    """Return a file's content and name; a Shapefile's parts come as one ZIP, always the same.

    Raises CannotOpen and AreasRefused.
    """
    try:
        if path.suffix.casefold() != ".shp":
            _check_size(path.stat().st_size)
            return read_whole(path), path.name
        parts = _beside(path)
        _check_size(sum(part.stat().st_size for part in parts))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:  # stored: no version packs it otherwise
            for part in parts:
                archive.writestr(zipfile.ZipInfo(part.name, _LONG_AGO), read_whole(part))
        return packed.getvalue(), f"{path.stem}.zip"
    except OSError as error:
        raise CannotOpen(path) from error


def _beside(path: Path) -> list[Path]:
    siblings = sorted(path.parent.iterdir())
    mine = [each for each in siblings if each.stem == path.stem]
    return [each for each in mine if each.suffix.casefold() in _PARTS]


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise AreasRefused("too_large", megabytes=size // 1_000_000, limit=MOST_BYTES // 1_000_000)


@contextmanager
def opened(data: bytes) -> Iterator[list[Source]]:
    """Give what can be read of a file's content, for as long as it is looked at."""
    _check_size(len(data))
    with TemporaryDirectory() as name:
        folder = Path(name)
        if data.startswith(_ZIP):
            _unpack(data, folder)
        elif data.startswith(_SQLITE):
            (folder / "areas.gpkg").write_bytes(data)
        elif data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
            (folder / "areas.geojson").write_bytes(data)
        sources = [
            _source(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix.casefold() in _FORMATS and path.is_file()
        ]
        if not sources:
            raise AreasRefused("not_areas")
        yield sources


def _unpack(data: bytes, folder: Path) -> None:
    """Unpack what belongs to boundaries under names of our own, and stop at the bound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = [
                info
                for info in archive.infolist()
                if PurePosixPath(info.filename).suffix.casefold() in {*_FORMATS, *_PARTS}
                and not info.filename.startswith("__MACOSX/")
            ]
            if len(wanted) > MOST_PARTS:
                raise AreasRefused("too_many_parts", n=len(wanted), limit=MOST_PARTS)
            folders: dict[str, Path] = {}
            left = MOST_UNPACKED
            for info in wanted:
                inside = PurePosixPath(info.filename)
                home = folders.setdefault(str(inside.parent), folder / str(len(folders)))
                home.mkdir(exist_ok=True)
                left -= _copy(archive, info, home / _own_name(inside), left)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise AreasRefused("broken_zip") from error


def _own_name(inside: PurePosixPath) -> str:
    """Return a name that any system takes; GDAL looks for a Shapefile's parts in lower case."""
    return f"{inside.stem.replace(chr(92), '_')[:100]}{inside.suffix.casefold()}"


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int) -> int:
    size = 0
    with archive.open(info) as packed, target.open("wb") as unpacked:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise AreasRefused("unpacks_too_large", limit=MOST_UNPACKED // 1_000_000)
            unpacked.write(chunk)
    return size


def _source(path: Path) -> Source:
    kind = _FORMATS[path.suffix.casefold()]
    if kind != SHAPEFILE:
        return Source(path, kind)
    for part in _NEEDED:
        if not path.with_suffix(part).exists():
            raise AreasRefused("part_missing", name=path.stem, part=part)
    has_encoding = path.with_suffix(".cpg").exists()
    return Source(path, kind, None if has_encoding else _encoding(path.with_suffix(".dbf")))


def _encoding(dbf: Path) -> str | None:
    """Return UTF-8 where a table's texts can be nothing else; a .cpg that would say so is lost."""
    data = dbf.read_bytes()
    texts = data[int.from_bytes(data[8:10], "little") :]
    try:
        return None if texts.decode("utf-8").isascii() else "UTF-8"
    except UnicodeDecodeError:
        return None
