"""Documentation holds: every command, path and package in it exists, and the other way round."""

import argparse
import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from ailaget import VERSION
from ailaget.__main__ import _parser
from ailaget.settings import SETTINGS
from ailaget.store.swap import PASSING
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.ui.navigation import ORDER

ROOT = Path(__file__).parent.parent
DOCS = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "data/surveys/README.md",
    "docs/alla-rapporter.md",
    "docs/inloggning.md",
    "docs/flera-maskiner.md",
    "docs/egna-omraden.md",
    "docs/omvarldsdata.md",
)
MADE_LATER = (
    "var/",
    ".venv",
    "archive/",
    "audit/",
    "db/",
    "council.sqlite",
    "heads/",
    "maps/",
    "preview/",
    "report_files/",
    "reports/",
    "sessions/",
    "decisions.jsonl",
    "staffing.csv",
    "report.json",
)
"""Paths of a running installation, and files that an example writes."""

PATH = re.compile(r"(?:[\w.-]+/)+(?:[\w.-]+)?|[\w-]+\.(?:md|py|toml|txt|csv|json|svg)|LICENSE")
COMMAND = re.compile(r"python -m ailaget (?!COMMAND)([a-z]\w*)([^\n`]*)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def commands() -> dict[str, set[str]]:
    """Return the options of each command, as the parser has them."""
    parser = _parser(texts("en"))
    (group,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return {
        name: {option for action in command._actions for option in action.option_strings}
        for name, command in group.choices.items()
    }


def section(heading: str) -> str:
    found = re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", read("README.md"), re.M | re.S
    )
    assert found, f"README.md lacks the section {heading}"
    return found.group(1)


def rows(text: str) -> list[list[str]]:
    """Return the cells of a section's tables, without their headings."""
    cut = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    rules = {i for i, cells in enumerate(cut) if set(cells[0]) <= set("- ")}
    return [cells for i, cells in enumerate(cut) if i not in rules and i + 1 not in rules]


def named_paths(name: str) -> list[str]:
    """Return the paths in backticks, seen from the document's folder or the project's root."""
    quoted = [part for part in re.findall(r"`([^`\n]+)`", read(name)) if PATH.fullmatch(part)]
    return sorted({part for part in quoted if not part.startswith(MADE_LATER)})


@pytest.mark.parametrize("name", DOCS)
def test_every_command_shown_exists_with_its_options(name):
    for command, rest in COMMAND.findall(read(name)):
        assert command in commands(), f"{name} shows python -m ailaget {command}"
        unknown = set(re.findall(r"--[a-z-]+", rest)) - commands()[command]
        assert not unknown, f"{name} shows python -m ailaget {command} {unknown}"


def test_every_command_and_option_is_in_the_readme():
    shown: dict[str, str] = {}
    for command, rest in COMMAND.findall(section("Command line")):
        shown[command] = shown.get(command, "") + rest
    assert set(shown) == set(commands())
    for command, options in commands().items():
        said = set(re.findall(r"--[a-z-]+", shown[command]))
        missing = {option for option in options if option.startswith("--")} - said - {"--help"}
        assert not missing, f"README.md does not say {command} {missing}"


def test_every_make_target_is_in_the_readme_and_the_other_way_round():
    (phony,) = re.findall(r"^\.PHONY:(.*)$", read("Makefile"), re.M)
    shown = set(re.findall(r"`make ([a-z-]+)[^`]*`", read("README.md")))
    assert shown == set(phony.split())


def test_windows_runs_the_same_checks_as_make():
    make = set(
        re.findall(
            r"\$\(BIN\)/(ruff \w+|mypy|sqlfluff \w+|lint-imports|python -m pytest)",
            read("Makefile"),
        )
    )
    windows = set(
        re.findall(
            r"Scripts\\(ruff \w+|mypy|sqlfluff \w+|lint-imports|python -m pytest)",
            read("README.md"),
        )
    )
    assert make == windows


def is_there(path: str, folder: Path) -> bool:
    """Return whether a path is in the project, the document's folder or a folder of its."""
    pattern = path.rstrip("/").replace("YYYY-MM", "*")
    return any(any(base.glob(pattern)) for base in (ROOT, folder)) or (
        folder != ROOT and any(folder.glob(f"*/{pattern}"))
    )


@pytest.mark.parametrize("name", DOCS)
def test_every_path_named_exists(name):
    folder = (ROOT / name).parent
    assert not [path for path in named_paths(name) if not is_there(path, folder)]


def test_the_readme_names_paths_at_all():
    assert len(named_paths("README.md")) > 20


def test_every_picture_and_link_of_the_readme_is_there():
    targets = re.findall(r"\]\(([^)]+)\)", read("README.md"))
    assert targets
    assert not [t for t in targets if "://" not in t and not (ROOT / t).exists()]


def test_the_recipes_name_files_that_exist():
    recipes = rows(section("Recipes"))
    known = " ".join(what for what, _ in recipes)
    for asked in ("survey question", "survey wave", "chart", "page", "language"):
        assert asked in known
    for what, touch in recipes:
        paths = [part for part in re.findall(r"`([^`]+)`", touch) if PATH.fullmatch(part)]
        assert paths or "python -m ailaget" in touch, what
        assert not [path for path in paths if not (ROOT / path).exists()], what


def test_the_map_of_the_code_names_every_folder_of_the_package():
    shown = " ".join(cells[0] for cells in rows(section("Map of the code")))
    parts = [p for p in (ROOT / "ailaget").iterdir() if not p.name.startswith("__")]
    names = [f"`ailaget/{p.name}{'/' if p.is_dir() else ''}`" for p in parts]
    assert not [name for name in names if name not in shown]


def test_the_readme_names_all_that_lies_in_the_working_folder():
    shown = " ".join(cells[0] for cells in rows(section("Load your own survey")))
    paths = [getattr(Workspace(Path("var")), name) for name, member in vars(Workspace).items()
             if isinstance(member, property)]  # fmt: skip
    names = {path.relative_to("var").parts[0] for path in paths} - {"council.revision"}
    missing = [
        name for name in {*names, *PASSING} if not re.search(rf"`{re.escape(name)}/?`", shown)
    ]
    assert not missing


def test_every_page_is_in_the_readme_with_its_path_and_titles():
    shown = rows(section("What each page answers"))
    assert [path.strip("`") for _, path, _ in shown] == [f"/{path}" for path in ORDER.values()]
    for name, (titles, _, _) in zip(ORDER, shown, strict=True):
        wanted = list(dict.fromkeys(texts(code)(f"{name}.title") for code in ("sv", "en")))
        assert titles == ", ".join(wanted)


def test_the_readme_asks_each_page_s_own_question():
    questions = [question for _, _, question in rows(section("What each page answers"))]
    sources = [ast.parse(read(f"pages/{name}.py")) for name in ORDER]
    assert questions == [(ast.get_docstring(source) or "").splitlines()[0] for source in sources]


def test_every_requirement_is_explained_and_the_other_way_round():
    files = ("requirements.txt", "requirements-dask.txt", "requirements-postgres.txt")
    given = [line for name in files for line in read(name).splitlines()]
    lines = [line.partition("#")[0].strip() for line in given if not line.startswith("-r ")]
    required = {re.split(r"[=<>~!\[; ]", line)[0].lower() for line in lines if line}
    explained = rows(section("Dependencies"))
    assert {cells[0] for cells in explained} == required
    assert all(len(cells) == 3 and all(cells) for cells in explained)


def test_the_changelog_has_the_version():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert version == VERSION
    assert re.search(rf"^## \[{re.escape(version)}\]", read("CHANGELOG.md"), re.M)
    assert "## [Unreleased]" in read("CHANGELOG.md")


def test_every_setting_is_known_to_doctor_and_in_the_readme():
    setting = re.compile(r"\bAILAGET_[A-Z][A-Z_]*[A-Z]\b")
    product = [
        ROOT / "dashboard.py",
        *(p for n in ("ailaget", "pages", "deploy") for p in (ROOT / n).rglob("*")),
    ]
    code = [p for p in product if p.is_file() and p.suffix not in {".pyc", ".png", ".woff2"}]
    used = {name for path in code for name in setting.findall(path.read_text(encoding="utf-8"))}
    assert used == set(SETTINGS)
    assert set(setting.findall(read("README.md"))) == set(SETTINGS)


def test_the_licence_is_the_one_that_the_project_states():
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License")


def test_every_data_file_has_a_row_on_where_it_comes_from():
    told = read("data/README.md")
    files = [p for p in (ROOT / "data").rglob("*") if p.is_file() and p.name != "README.md"]
    # A folder with a row of its own holds files that are all alike.
    files = [p for p in files if not any(f"| `{up.name}/` |" in told for up in p.parents)]
    known = re.sub(r"<hash>|YYYY-MM", "", told)
    silent = [
        path.name
        for path in files
        if re.sub(r"-[0-9a-f]{8}(?=\.)", "-", re.sub(r"\d{4}-\d{2}", "", path.name)) not in known
    ]
    assert not silent
