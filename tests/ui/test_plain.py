"""What a file or a person wrote is shown as text, never read as Markdown."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ailaget.ui.plain import JOINER, filled, plain

ROOT = Path(__file__).parent.parent.parent
SHOWN = [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "ailaget" / "ui").rglob("*.py"))]

MARKDOWN = {
    "markdown",
    "caption",
    "info",
    "warning",
    "success",
    "error",
    "header",
    "subheader",
    "title",
    "toast",
    "button",
    "form_submit_button",
    "expander",
    "selectbox",
    "multiselect",
    "radio",
    "text_input",
    "text_area",
    "date_input",
    "checkbox",
    "toggle",
    "segmented_control",
    "pills",
    "metric",
    "progress",
    "file_uploader",
    "slider",
    "number_input",
}
"""Calls of Streamlit's whose first argument is read as Markdown."""

MADE_PLAIN = {"plain", "in_markdown"}
"""What makes any text plain."""

FORMATS = {"number", "percent", "wave", "wave_short", "day", "count"}
"""What the texts themselves write: numbers and dates, in letters of their own."""


def is_text(node: ast.expr) -> bool:
    """Return whether an expression is the product's own text with everything else made plain."""
    if isinstance(node, ast.IfExp):
        return is_text(node.body) and is_text(node.orelse)
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Constant)
    if ast.unparse(node.func) in MADE_PLAIN:
        return True
    asked = node.func
    if isinstance(asked, ast.Attribute) and is_texts(asked.value):
        if asked.attr == "error":
            # Its words are the product's; what it fills in is made plain.
            return any(ast.unparse(word.value) == "filled" for word in node.keywords)
        return asked.attr in FORMATS and all(is_text(word.value) for word in node.keywords)
    return is_texts(asked) and all(is_text(word.value) for word in node.keywords)


def is_texts(node: ast.expr) -> bool:
    return ast.unparse(node).rpartition(".")[2] == "t"


def shown() -> Iterator[tuple[str, ast.expr]]:
    """Yield where Streamlit is given Markdown, and what."""
    for path in SHOWN:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = node.func.value
            if node.func.attr not in MARKDOWN or is_texts(owner) or ast.unparse(owner) == "logger":
                continue
            where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            helps = [word.value for word in node.keywords if word.arg in {"help", "label"}]
            for value in [*node.args[:1], *helps]:
                # Facts by name are what another library's `info` takes, and no text.
                if not isinstance(value, ast.Dict):
                    yield where, value


def within(value: ast.expr) -> ast.expr:
    """Return what is kept from breaking within a measure, which changes its spaces alone."""
    is_unbroken = isinstance(value, ast.Call) and ast.unparse(value.func) == "unbroken"
    return value.args[0] if isinstance(value, ast.Call) and is_unbroken else value


WRITTEN_AS_MARKDOWN = {"section.text", "state_words(past, t, waits=waits, shown=plain)"}
"""The product's own prose, with emphasis and lists of its own."""


def test_everything_shown_as_markdown_is_our_own_text_or_made_plain() -> None:
    given = list(shown())
    assert len(given) > 100
    bare = [(where, within(value)) for where, value in given]
    wrong = [f"{where} {ast.unparse(value)}" for where, value in bare if not is_text(value)]
    wrong = [line for line in wrong if line.partition(" ")[2] not in WRITTEN_AS_MARKDOWN]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Habo", "Habo"),
        ("svar_2027-03.csv", "svar_2027-03.csv"),
        ("Ja: 50 % (3 av 6), ±2", "Ja: 50 % (3 av 6), ±2"),
        ("*fet* _kursiv_ `kod` ~~struken~~", r"\*fet\* \_kursiv\_ \`kod\` \~\~struken\~\~"),
        ("[länk](http://elsewhere.example)", rf"\[länk\](http:{JOINER}//elsewhere.example)"),
        ("![bild](x.png)", r"!\[bild\](x.png)"),
        (
            ":red[röd] :material/home: :smile:",
            rf":{JOINER}red\[röd\] :{JOINER}material/home: :{JOINER}smile:",
        ),
        ("$x^2$ <b>&amp;", r"\$x^2\$ \<b\>\&amp;"),
        ("# rubrik", r"\# rubrik"),
        ("1. ett", r"1\. ett"),
        ("- ett\n- två", r"\- ett - två"),
        ("www.elsewhere.example a@b.example", f"www{JOINER}.elsewhere.example a@{JOINER}b.example"),
        ("a -> b -- c", rf"a -{JOINER}\> b -{JOINER}- c"),
        ("a\\*b", r"a\\\*b"),
    ],
)
def test_what_markdown_would_read_is_marked(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_an_error_names_a_file_on_the_server_by_its_name_alone() -> None:
    assert filled("/srv/ailaget/var/decisions.jsonl") == "decisions.jsonl"
    assert filled("/") == "/" and filled("svar/2026.csv") == "svar/2026.csv"
