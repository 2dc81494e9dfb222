"""Opens an Excel file as the ZIP package that it is, within bounds, and streams its XML parts."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers import expat

from ailaget.ingest.reading.refusals import LoadRefused

MOST_UNPACKED = 500_000_000
MOST_RATIO = 300
"""Deflate packs a real sheet some 10 to 60 times; a thousand times is a bomb."""
MOST_IN_ALL = 2 * MOST_UNPACKED
"""What all parts may unpack to together; the chosen sheet is read twice."""
MOST_TEXT = 100_000_000
"""Characters of text in a sheet, or that its cells share; a survey of 290 has less than one."""
MOST_IN_A_TAG = 1_000_000
_DEEPEST = 100
_SMALL = 5_000_000
_MOST_DIRECTORY = 2_000_000
_CHUNK = 1 << 18
_END = b"PK\x05\x06"
_END_SIZE = 22
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


@contextmanager
def named_errors() -> Iterator[None]:
    """Turn whatever a damaged package makes Python say into a refusal of the file."""
    try:
        yield
    except _BROKEN as error:
        raise LoadRefused("broken_workbook") from error


def too_large_unpacked() -> LoadRefused:
    """Return the refusal of a file that unpacks to more than is read."""
    return LoadRefused("unpacks_too_large", limit=MOST_UNPACKED // 1_000_000)


@dataclass(frozen=True)
class Relation:
    """A reference to a part: its id, its kind (``worksheet``, ``styles``) and the part's name."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of an Office Open XML file; sizes are checked before anything is unpacked.

    Parts are known by their names whatever the case, and by what refers to them.
    """

    def __init__(self, data: bytes) -> None:
        end = data.rfind(_END)
        if end < 0 or len(data) < end + _END_SIZE:
            raise LoadRefused("broken_workbook")
        (directory,) = struct.unpack_from("<I", data, end + 12)
        if directory > _MOST_DIRECTORY:
            raise too_large_unpacked()
        with named_errors():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {_part_name(info.filename): info for info in self._zip.infolist()}
        self._by_key = {name.casefold(): info for name, info in self._parts.items()}
        self._unpacked = 0

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._by_key

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._parts)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part's unpacked bytes; raises LoadRefused for what unpacks to too much."""
        info = self._by_key[part.casefold()]
        is_bomb = info.file_size > max(_SMALL, MOST_RATIO * info.compress_size)
        if is_bomb or info.file_size > MOST_UNPACKED:
            raise too_large_unpacked()
        open_tag = 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                self._unpacked += len(chunk)
                # The parser keeps a tag in memory until it ends, however long it is.
                ended = chunk.rfind(b">") + 1
                open_tag = len(chunk) - ended if ended else open_tag + len(chunk)
                if self._unpacked > MOST_IN_ALL or open_tag > MOST_IN_A_TAG:
                    raise too_large_unpacked()
                yield chunk

    def parse(self, part: str, start: Start) -> None:
        """Read a small part, calling `start` with each element's name and attributes."""
        list(self.parsed(part, lambda name, attributes: start(local(name), attributes)))

    def parsed(
        self, part: str, start: Start, end: End | None = None, text: End | None = None
    ) -> Iterator[None]:
        """Read a part, calling the given functions as it goes; yield after each piece of it."""
        depth = 0

        def opened(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise LoadRefused("broken_workbook")
            start(name, attributes)

        def closed(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(name)

        parser = _new_parser()
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = text
        for chunk in self.chunks(part):
            parser.Parse(chunk)
            yield
        parser.Parse(b"", True)
        yield

    def relations(self, part: str = "") -> list[Relation]:
        """Return what a part refers to; without a part, what the package itself does."""
        folder, name = posixpath.split(part)
        references: list[Relation] = []

        def start(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = unquote(attributes["Target"].replace("\\", "/"))
                path = posixpath.normpath(posixpath.join("/" + folder, target))
                kind = posixpath.basename(attributes.get("Type", ""))
                references.append(Relation(attributes["Id"], kind, path.lstrip("/")))

        relations = _part_name(f"{folder}/_rels/{name}.rels")
        if relations in self:
            self.parse(relations, start)
        return references


def _part_name(name: str) -> str:
    """Return a part's name with slashes: some writers of ZIP put backslashes between folders."""
    return name.replace("\\", "/").lstrip("/")


def _new_parser() -> expat.XMLParserType:
    """Return a parser that refuses a document type, and so every entity that could expand."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise LoadRefused("broken_workbook")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def local(name: str) -> str:
    """Return an element's or attribute's name without its namespace's prefix."""
    return name.rpartition(":")[2]
