"""The comparison of two versions finds what differs, of each kind, and nothing else."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Cm

from benchmarks.same import __main__ as command
from benchmarks.same.apptest import html_lines, json_lines
from benchmarks.same.collection import ABOUT, Collection, Writer
from benchmarks.same.differences import differences
from benchmarks.same.running import SAME_BUILD, same_version
from benchmarks.same.surveys import write_surveys
from benchmarks.same.versions import CHANGED, Version

ROOT = Path(__file__).parent.parent
BUILDS = ("0123456789ab", "ba9876543210")


def png(shade: int = 0, at: tuple[int, int] = (3, 4), *, size: int = 100, level: int = 9) -> bytes:
    image = Image.new("RGB", (80, size), "white")
    image.putpixel(at, (shade, shade, shade))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=level)
    return out.getvalue()


def slides(words: str, seconds: int = 0) -> bytes:
    """Return a slide with words on it, packed at some second."""
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2)).text_frame.text = words
    made = io.BytesIO()
    show.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(out, "w") as again:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, (2026, 11, 28, 1, 2, seconds))
            again.writestr(entry, package.read(name))
    return out.getvalue()


def compared(
    tmp_path: Path, before: bytes | str, after: bytes | str, given: tuple[str, ...] = ()
) -> list[str]:
    """Return how one item is said to differ; both versions have the `given` builds too."""
    paths = []
    for build, content in zip(BUILDS, (before, after), strict=True):
        scratch = tmp_path / build
        (scratch / "db").mkdir(parents=True)
        for name in (f"ailaget-{build}", *given):
            (scratch / "db" / f"{name}.duckdb").touch()
        paths.append(tmp_path / f"{build}.zip")
        with Writer(paths[-1], scratch, ROOT) as items:
            items.add("item", content)
    return [line for differing in differences(*paths) for line in differing.how]


def page_with(picture: bytes) -> str:
    return f'<p>En bild: <img src="data:image/png;base64,{b64encode(picture).decode()}">.</p>'


PLANTED = {
    "a text": ("Alla har svarat.\n", "Ingen har svarat.\n", "+Ingen har svarat."),
    "a cell": ("\ufeffkommun;värde\nMora;1,5\n", "\ufeffkommun;värde\nMora;1,6\n", "+Mora;1,6"),
    "an eighth decimal": ("66,666666667\n", "66,6666666766\n", "+66"),
    "a slide": (slides("41 av 290"), slides("42 av 290"), "ppt/slides/slide1.xml: "),
    "a pixel": (png(0), png(9), "pixels differ between (3, 4) and (4, 5) of (80, 100)"),
    "a pixel in a page": (page_with(png(0)), page_with(png(9)), "+"),
    "a picture's size": (png(), png(size=101), "(80, 100) pixels before, (80, 101) after"),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_difference_is_found(tmp_path: Path, kind: str) -> None:
    before, after, how = PLANTED[kind]
    assert any(how in line for line in compared(tmp_path, before, after))


EQUAL = {
    "the day": ("Uttag 2026-11-23.\n", "Uttag 2026-11-23.\n"),
    "the data version": (
        f"ailaget-{BUILDS[0]}, {BUILDS[0]}\n",
        f"ailaget-{BUILDS[1]}, {BUILDS[1]}\n",
    ),
    "when it was packed": (slides("41 av 290"), slides("41 av 290", seconds=8)),
    "how it was packed": (png(), png(level=1)),
    "how a picture in a page was packed": (page_with(png()), page_with(png(level=1))),
    "ids drawn by lot": (
        '<svg><g id="clip1a2b3c"/><g clip-path="url(#clip1a2b3c)"/></svg>',
        '<svg><g id="clipfedcba"/><g clip-path="url(#clipfedcba)"/></svg>',
    ),
    "a report's id": ("rapport?report=wJp7XX8cHE7cVzD3\n", "rapport?report=uj-iUyVsp_hYjn5s\n"),
    "an id": ("id: 5c6422eb62544c269b26c4fce38d3240", "id: 16972b7c0ad54b998af6a723458cbf95"),
    "the port": ("http://127.0.0.1:8501/karta\n", "http://127.0.0.1:9999/karta\n"),
    "digits that are the computer's own": (
        "0114;66,666666667;12,5\n0115;12.500000001",
        "0114;66,66666666666667;12,5\n0115;12.50000000000002",
    ),
    "a shade nobody sees": (png(100), png(101)),
    "the version in a picture": (png(0, (3, 95)), png(9, (3, 95))),
}


@pytest.mark.parametrize("kind", EQUAL)
def test_what_must_differ_is_no_difference(tmp_path: Path, kind: str) -> None:
    assert compared(tmp_path, *EQUAL[kind]) == []


def test_where_versions_are_given_the_same_name_their_place_in_a_picture_counts(
    tmp_path: Path,
) -> None:
    pictures = EQUAL["the version in a picture"]
    assert compared(tmp_path, *pictures, given=(SAME_BUILD.decode(),))


def test_a_date_of_another_day_is_a_difference(tmp_path: Path) -> None:
    assert compared(tmp_path, "Enkäten gjordes 3 mars 2026.\n", "Enkäten gjordes 4 mars 2026.\n")


def test_ids_that_point_at_another_part_are_a_difference(tmp_path: Path) -> None:
    before = '<svg><g id="clip1a2b3c"/><g id="clip4a5b6c"/><g href="#clip1a2b3c"/></svg>'
    assert compared(tmp_path, before, before.replace('#clip1a2b3c"', '#clip4a5b6c"'))


def test_of_a_long_line_that_is_shown_which_differs(tmp_path: Path) -> None:
    before = ("lika " * 100) + "42" + (" lika" * 100)
    old, new = compared(tmp_path, before, before.replace("42", "43"))
    assert old.startswith("-… ") and "42" in old and "43" in new and len(old) < 200


def test_what_is_there_once_alone_is_said(tmp_path: Path) -> None:
    for name in ("before", "after"):
        with Writer(tmp_path / f"{name}.zip", tmp_path, ROOT) as items:
            items.add(name, "")
    differing = differences(tmp_path / "before.zip", tmp_path / "after.zip")
    assert [(item.item, item.how) for item in differing] == [
        ("before", ("only before",)),
        ("after", ("only after",)),
    ]


def test_a_collection_that_is_cut_short_is_none(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with (
        pytest.raises(ValueError, match="collected twice"),
        Writer(target, tmp_path, ROOT) as items,
    ):
        items.add("a", "1")
        items.add("a", "2")
    assert list(tmp_path.iterdir()) == []


def test_a_long_script_is_kept_as_its_hash_and_still_compared(tmp_path: Path) -> None:
    before, after = (f"<p>x</p><script>{letter * 400_000}</script>" for letter in "ab")
    assert len(compared(tmp_path, before, after)) == 2
    kept = Collection(tmp_path / f"{BUILDS[0]}.zip")
    assert kept.names() == ["item"] and ABOUT not in kept.names()
    assert len(kept.read("item")) < 200


def test_a_built_database_gets_the_same_name_with_all_that_lies_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    folder.mkdir()
    old, new = f"ailaget-{BUILDS[0]}", SAME_BUILD.decode()
    for name in (f"{old}.duckdb", f"{old}.checksum.json"):
        (folder / name).write_text("{}")
    (folder / "CURRENT").write_text(f"{old}.duckdb")
    same_version(tmp_path)
    assert (folder / "CURRENT").read_text() == f"{new}.duckdb"
    assert {f"{new}.duckdb", f"{new}.checksum.json"} <= {path.name for path in folder.iterdir()}


def test_words_of_a_page_come_in_order_without_names_of_parts() -> None:
    html = '<p class="lead">A <b>b</b></p><a href="?x=1" data-wait="y">c</a><img alt="d">'
    assert html_lines(html) == ["A", "b", "[href=?x=1]", "c", "[alt=d]"]


def test_a_figure_is_told_value_by_value() -> None:
    figure = {"data": [{"z": [1, 2], "type": "bar"}], "id": "chance"}
    assert list(json_lines(figure, "f")) == ['f.data[0].type: "bar"', "f.data[0].z: [1, 2]"]


def test_a_commit_is_collected_once_and_changed_files_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(
        Version, "_collect", lambda _, area, target: (made.append(area), target.touch())
    )
    commit, changed = Version(tmp_path, "c" * 40), Version(tmp_path, "")
    assert commit.collected("pages", tmp_path) == commit.collected("pages", tmp_path)
    assert made == ["pages"]
    kept = changed.collected("pages", tmp_path)
    assert kept.name.startswith(CHANGED) and made == ["pages", "pages"]


@pytest.mark.parametrize(("after", "code"), [("Alla.", 0), ("Ingen.", 1)], ids=["equal", "other"])
def test_the_command_tells_by_its_exit_code_whether_anything_differs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    after: str,
    code: int,
) -> None:
    def collect(folder: Path, area: str, target: Path) -> None:
        with Writer(target, tmp_path / "none", ROOT) as items:
            items.add("karta?lang=sv", after if folder.name == "after" else "Alla.")

    @contextmanager
    def version(name: str) -> Iterator[Version]:
        yield Version(tmp_path / name, name)

    monkeypatch.setattr(
        Version, "_collect", lambda self, area, target: collect(self.folder, area, target)
    )
    monkeypatch.setattr(command, "version", version)
    assert command.main(["before", "after", "--only", "pages", "--cache", str(tmp_path)]) == code
    printed = capsys.readouterr().out
    assert ("pages: karta?lang=sv\n    -Alla.\n    +Ingen.\n" in printed) == bool(code)
    assert f"pages: {code} items differ" in printed


def test_surveys_to_load_are_the_same_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append({path.name: path.read_bytes() for path in write_surveys(tmp_path / name, ROOT)})
    assert made[0] == made[1]
    assert len(set(made[0].values())) == len(made[0])
