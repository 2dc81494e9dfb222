"""Every recipe is done as it is written, on a copy: the page shows what is new, and checks hold."""

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from tests.conftest import NOTHING_AHEAD, write_csv
from tests.recipes import ROOT, Copy, recipes
from tests.test_docs import PATH, section
from tests.test_docs import rows as rows_of

VARMLAND = [f"17{number}" for number in ("15", "30", "37", "60", "61", "62", "63", "64")]
CHECKS = (
    "test_docs",
    "test_structure",
    "test_texts",
    "test_counts",
    "test_navigation",
    "test_method",
)
"""What a contributor runs first; of the others, what is about something that is new."""

NEW = "(region_statuses or county_respondents) and not (single_workspace or empty_workspace)"
HOMES = (
    "charts",
    "exports/test_metadata.py",
    "exports/test_pptx.py",
    "exports/test_xlsx.py",
    "test_docs.py",
    "test_queries.py",
    "test_structure.py",
    "test_texts.py",
    "ui/test_navigation.py",
    "views/test_method.py",
    "views/test_script.py",
)
"""Where they are."""

QUESTION = "A survey question on an existing scale"
INDICATOR, WAVE, QUERY = "An indicator", "A survey wave", "A query"
CHART, CHOICE, PAGE = "A chart", "A choice that the address keeps", "A page"
LANGUAGE = "A language"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


@pytest.fixture
def with_demo(copy: Copy, demo_workspace: Workspace) -> Copy:
    """Return a copy that shows the demonstration waves."""
    shutil.copytree(demo_workspace.root, copy.var)
    return copy


def survey(copy: Copy, **answers: object) -> Path:
    """Write a survey that some municipalities have answered so."""
    rows = [{"kommunkod": code, "ai_heltid": "Nej", **answers} for code in VARMLAND]
    return write_csv(copy.root.parent / "enkat_2027-03.csv", rows)


def translate(copy: Copy) -> None:
    """Do what the recipe of a language leaves to a translator: the English, marked in the data."""
    data = copy.root / "data"
    shutil.copytree(data / "texts" / "en", data / "texts" / "fi")
    book = (data / "codebook.toml").read_text(encoding="utf-8")
    book = re.sub(r'^en = "(.*)"$', r'en = "\1"\nfi = "\1 suomeksi"', book, flags=re.M)
    book = re.sub(r'(?<=, )en = "(.*?)"(?=[, ])', r'en = "\1", fi = "\1 suomeksi"', book)
    (data / "codebook.toml").write_text(book, encoding="utf-8")
    for name in ("counties", "regions", "skr_groups", "size_classes"):
        table = pd.read_csv(data / f"{name}.csv", dtype=str, keep_default_na=False)
        table.assign(name_fi=table["name_en"] + " suomeksi").to_csv(
            data / f"{name}.csv", index=False
        )


def follow(copy: Copy, recipe: str) -> None:
    """Do a whole recipe, with what it leaves to a translator."""
    copy.follow(recipe)
    if recipe == LANGUAGE:
        translate(copy)


def test_a_question(copy: Copy) -> None:
    copy.follow(QUESTION)
    answered = survey(copy, ai_overblick="Påbörjat")
    shown = copy.open("region", answered, region="17", question="ai_overblick")
    assert "”Påbörjat” (100" in shown["sv"]["words"]
    assert (
        "Strategy and leadership: Overview of the municipality's AI"
        in (shown["en"]["choices"]["Survey question"])
    )


def test_an_indicator(copy: Copy) -> None:
    copy.follow(INDICATOR)
    shown = copy.open("map", survey(copy, ai_vakans=3), indicator="ai_vacancies")
    assert "Vakanta tjänster för AI" in shown["sv"]["choices"]["Mått"]
    assert "Vacant AI positions" in shown["en"]["choices"]["Indicator"]
    assert "3.0" in shown["en"]["words"]


def test_a_wave(with_demo: Copy) -> None:
    (command,) = re.findall(r"^python -m (ailaget .*)$", recipes()[WAVE], re.M)
    file = survey(with_demo, ai_strategi="Påbörjat")
    with_demo.run(*command.replace("FILE", str(file)).split())
    shown = with_demo.open("overview")
    assert re.search(r"mars\s2027", shown["sv"]["words"])
    assert re.search(r"March\s2027", shown["en"]["words"])


def test_a_query(with_demo: Copy) -> None:
    with_demo.follow(QUERY)
    (command,) = re.findall(r"`python -m (ailaget [^`]*)`", recipes()[QUERY])
    lines = with_demo.run(*command.split()).splitlines()
    assert lines[0] == "county;respondents;municipalities" and len(lines) == 1 + 21


def test_a_chart(with_demo: Copy) -> None:
    with_demo.follow(CHART)
    shown = with_demo.open("region", region="17")
    assert re.search(r"\d+\sav\s16 .* i Värmlands län har ett värde", shown["sv"]["words"])
    assert re.search(r"\d+\sof\s16 .* in Värmland County have a value", shown["en"]["words"])
    assert "export/region_statuses.pptx" in shown["en"]["words"]


def test_a_choice(with_demo: Copy) -> None:
    with_demo.follow(CHOICE)
    shown = with_demo.open("region", region="17", order="name")
    assert shown["sv"]["choices"]["Ordning"] == ["Efter värde", "Efter namn"]
    assert shown["en"]["choices"]["Order"] == ["By value", "By name"]
    for language in LANGUAGES:
        assert "order=name" in shown[language]["words"]


def test_a_page(with_demo: Copy) -> None:
    with_demo.follow(PAGE)
    shown = with_demo.open("awaited", county="17")
    assert "Väntar på svar" in shown["sv"]["words"] and "Awaited" in shown["en"]["words"]


def test_a_language(copy: Copy) -> None:
    follow(copy, LANGUAGE)
    shown = copy.open("region", survey(copy), region="17")
    assert set(shown) == {*LANGUAGES, "fi"}
    choices = shown["fi"]["choices"]
    assert "Värmland County suomeksi" in choices["County or SKR group"]
    assert "AI maturity suomeksi" in choices["Indicator"]
    assert 'lang="fi">Suomi</a>' in shown["sv"]["words"]
    file = copy.root.parent / "wave.zip"
    copy.run("ailaget", "dump", "2027-03", "--output", str(file))
    with ZipFile(file) as archive:
        (name,) = (n for n in archive.namelist() if "decimalpunkt/kodbok_indikatorer" in n)
        codebook = pd.read_csv(archive.open(name))
    assert "AI maturity suomeksi" in set(codebook["etikett_fi"])


def test_the_readme_names_each_recipe() -> None:
    named = [what for what, _ in rows_of(section("Recipes"))]
    assert named == [f"{name[0].lower()}{name[1:]}" for name in recipes()]


@pytest.mark.parametrize(
    ("recipe", "touch"), rows_of(section("Recipes")), ids=lambda text: text[:24]
)
def test_the_readme_names_what_a_recipe_touches_and_nothing_else(
    copy: Copy, recipe: str, touch: str
) -> None:
    follow(copy, f"{recipe[0].upper()}{recipe[1:]}")
    named = {part for part in re.findall(r"`([^`]+)`", touch) if PATH.fullmatch(part)}
    assert {there(path) for path in copy.changed()} == named


def there(path: str) -> str:
    """Return a path, or the folder for what is new in it: its name is the contributor's own."""
    if (ROOT / path).exists():
        return path
    folders = (folder for folder in Path(path).parents if (ROOT / folder).is_dir())
    return f"{next(folders)}/"


def test_all_recipes_done_together_leave_the_checks_green(copy: Copy) -> None:
    for recipe in recipes():
        follow(copy, recipe)
    copy.run("ruff", "check", "-q", ".")
    copy.run("ruff", "format", "-q", "--check", ".")
    copy.run("sqlfluff", "lint", "--disable-progress-bar", "queries/county_respondents.sql")
    chosen = " or ".join([*CHECKS, NEW])
    homes = [f"tests/{home}" for home in HOMES]
    # An assertion that fails is looked at by hand: it need not say what its parts were.
    quick = ("-n", "0", "-p", "no:cacheprovider", "--assert=plain")
    copy.run("pytest", "-q", *quick, "-k", chosen, *homes, **{NOTHING_AHEAD: "1"})
