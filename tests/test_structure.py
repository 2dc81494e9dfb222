"""Rules of the house that no linter knows: what pages may hold, how long a module may be."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))
PRODUCT = [ROOT / "dashboard.py", *PAGES, *sorted((ROOT / "ailaget").rglob("*.py"))]
CODE = [
    *PRODUCT,
    *(
        path
        for folder in ("scripts", "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ),
]
ALLOWED_IN_PAGES = {"streamlit", "ailaget", "collections", "functools", "typing"}
LONGEST_MODULE = 400
SHORTEST_PAGE, LONGEST_PAGE = 15, 100
THIS = Path(__file__)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def users_of(package: str) -> set[Path]:
    return {path for path in PRODUCT if package in {n.split(".")[0] for n in imported(path)}}


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
each_module = pytest.mark.parametrize("path", PRODUCT, ids=name_of)


@each_page
def test_a_page_is_thin(page: Path) -> None:
    assert SHORTEST_PAGE <= lines(page) <= LONGEST_PAGE


@each_page
def test_a_page_opens_with_the_question_that_it_answers(page: Path) -> None:
    assert (ast.get_docstring(tree(page)) or "").splitlines()[0].endswith("?")


@each_page
def test_a_page_imports_the_product_and_streamlit_and_neither_plotly_nor_duckdb(page: Path) -> None:
    assert {name.split(".")[0] for name in imported(page)} <= ALLOWED_IN_PAGES
    assert not {name for name in imported(page) if name.startswith("ailaget.store")}


@each_page
def test_a_page_holds_no_sql(page: Path) -> None:
    texts = [n.value for n in ast.walk(tree(page)) if isinstance(n, ast.Constant)]
    sql = re.compile(r"\b(select|insert|delete|from)\b.+\b(from|into|where)\b", re.I | re.S)
    code = [text for text in texts[1:] if isinstance(text, str)]
    assert not [text for text in code if sql.search(text)]


@each_page
def test_a_page_holds_no_words_of_its_own_for_the_reader(page: Path) -> None:
    spoken = []
    for call in (node for node in ast.walk(tree(page)) if isinstance(node, ast.Call)):
        if not ast.unparse(call.func).startswith(("st.", "streamlit.")):
            continue
        literals = [*call.args, *(k.value for k in call.keywords if k.arg in {"label", "help"})]
        spoken += [
            part.value
            for literal in literals
            if isinstance(literal, ast.Constant | ast.JoinedStr)
            for part in ast.walk(literal)
            if isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and re.search(r"[A-Za-zÅÄÖåäö]{2}", re.sub(r"<[^>]*>|:[a-z]+\[", "", part.value))
        ]
    assert spoken == []


@each_module
def test_a_module_is_short_enough_to_be_read_whole(path: Path) -> None:
    assert lines(path) <= LONGEST_MODULE


@each_module
def test_a_module_says_first_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(tree(path))


def test_streamlit_is_only_where_readers_are() -> None:
    users = {
        path for path in PRODUCT if any(n.split(".")[0] == "streamlit" for n in imported(path))
    }
    homes = {ROOT / "pages", ROOT / "ailaget" / "ui"}
    inside = {path for path in PRODUCT if homes & set(path.parents)}
    assert users <= {ROOT / "dashboard.py", *inside}


def test_duckdb_is_only_in_the_store_and_the_ingest() -> None:
    assert {path.parent.name for path in users_of("duckdb")} <= {"store", "ingest"}


@pytest.mark.parametrize("phrase", ["sys" + ".path", "np.random" + ".seed", "random" + ".seed("])
def test_no_module_changes_the_path_or_seeds_the_world(phrase: str) -> None:
    assert [name_of(p) for p in CODE if p != THIS and phrase in p.read_text("utf-8")] == []


def test_what_all_readers_share_is_kept_in_two_modules() -> None:
    """Both are forgotten at once; Streamlit's own cache is slower, and not one of them."""
    texts = {name_of(path): path.read_text("utf-8") for path in PRODUCT}
    assert not [name for name, text in texts.items() if "st.cache_" in text]
    keeping = [name for name, text in texts.items() if "from ailaget.ui.cache import" in text]
    assert keeping == ["ailaget/ui/acceleration/replay.py", "ailaget/ui/data.py"]


def test_no_page_and_no_view_sends_the_browser_to_another_host() -> None:
    folders = (ROOT / "ailaget" / room / "front" for room in ("ui", "charts"))
    sent = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    front = [*PRODUCT, *sent]
    outside = re.compile(r"(src|href|@import|url\()\s*=?\s*[\"']?https?://")
    assert [name_of(p) for p in front if outside.search(p.read_text("utf-8"))] == []
