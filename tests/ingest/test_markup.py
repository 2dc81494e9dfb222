"""Entities and tags of a web page in headings, names and answers are taken off."""

import pytest

from ailaget.ingest.reading.markup import with_letters, without_markup
from ailaget.ingest.survey import Survey, read_survey

FTE = "Hur många årsarbetskrafter i kommunen arbetar huvudsakligen med AI?"
STRATEGY = "Har kommunen en AI-strategi, eller ingår AI i den digitala strategin?"


def escaped(text: str) -> str:
    return text.translate(
        {ord(a): f"&{b};" for a, b in zip("åäö", ("aring", "auml", "ouml"), strict=True)}
    )


def survey(*lines: str) -> Survey:
    return read_survey("\n".join(lines).encode(), "enkat_2026-10.csv")


def answers(found: Survey) -> dict[tuple[str, str], object]:
    return {(a.municipality, a.question): a.value for a in found.answers}


EXPECTED = {
    ("1472", "fte_ai_total"): 1,
    ("1472", "ai_strategi"): 1,
    ("2480", "fte_ai_total"): 4,
    ("2480", "ai_strategi"): 2,
}


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_entities_in_headings_names_and_answers(delimiter: str, quote: str) -> None:
    rows = [["Kommun", FTE, STRATEGY], ["Tibro", "1", "Påbörjat"], ["Umeå", "4", "Beslutat/infört"]]
    lines = [delimiter.join(f"{quote}{escaped(cell)}{quote}" for cell in row) for row in rows]
    found = survey(*lines)
    assert answers(found) == EXPECTED
    assert list(found.columns) == ["Kommun", FTE, STRATEGY]
    assert found.held_back == found.unknown_values == []


def test_tags_in_headings_and_answers_even_under_a_preamble() -> None:
    found = survey(
        "Enkät;;",
        ";;",
        f"<p>Kommun</p>;<p><strong>{FTE}</strong></p>;<p>{STRATEGY}&nbsp;</p>",
        "<p>Tibro</p>;1;<span style='color:red'>Påbörjat</span><br/>",
        "Umeå;4;Beslutat/infört",
    )
    assert answers(found) == EXPECTED


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&amp;aring;&#229;&#xE5;", "ååå"),
        ("<10 000 eller >5", "<10 000 eller >5"),
        ("FoU & AI; x &nonsense; &D;", "FoU & AI; x &nonsense; &D;"),
        ("a<br>b", "a b"),
        ("<url>", "<url>"),
    ],
)
def test_only_what_html_knows_is_touched(text: str, plain: str) -> None:
    assert without_markup(text) == plain


def test_in_a_line_only_letters_are_decoded() -> None:
    assert with_letters("&ouml;;&quot;;&#59;;&amp;") == "ö;&quot;;&#59;;&amp;"
