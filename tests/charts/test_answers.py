import pandas as pd

from ailaget.charts.answers import AnswerChoice, coded_answers
from ailaget.charts.style import SEQUENTIAL, palette
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

CHOICES = [
    AnswerChoice("0", "Nej"),
    AnswerChoice("1", "Påbörjat"),
    AnswerChoice("2", "Infört"),
    AnswerChoice("9", "Vet ej", "dont_know"),
    AnswerChoice("8", "Ej aktuellt", "not_applicable"),
    AnswerChoice("", "Ej besvarad", "unanswered"),
]
GROUPS = pd.DataFrame([("own", "Skåne, 31 av 33"), ("rest", "Övriga")], columns=["group", "label"])


def _shares(**groups):
    rows = [
        (group, choice.key, share, f"{share:.0%}")
        for group, shares in groups.items()
        for choice, share in zip(CHOICES, shares, strict=True)
    ]
    return pd.DataFrame(rows, columns=["group", "choice", "share", "share_text"])


OWN, REST = [0.5, 0.2, 0.1, 0.1, 0.05, 0.05], [0.3, 0.3, 0.2, 0.1, 0.05, 0.05]


def test_one_trace_per_choice_in_their_order_adding_to_the_whole():
    figure = coded_answers(_shares(own=OWN, rest=REST), GROUPS, CHOICES, FRAME, "tomt")
    assert [trace.name for trace in figure.data] == [choice.label for choice in CHOICES]
    assert [round(sum(trace.x[row] for trace in figure.data), 6) for row in (0, 1)] == [1, 1]
    assert figure.layout.barmode == "stack"


def test_the_scale_is_coloured_and_what_is_missing_is_hatched():
    figure = coded_answers(_shares(own=OWN, rest=REST), GROUPS, CHOICES, FRAME, "tomt")
    assert figure.data[0].marker.color == SEQUENTIAL[0]
    assert figure.data[2].marker.color == SEQUENTIAL[-1]
    missing = figure.data[3:]
    assert {trace.marker.color for trace in missing} == {palette("light").missing}
    assert len({trace.marker.pattern.shape for trace in missing}) == 3
    assert not any(trace.marker.pattern.shape for trace in figure.data[:3])


def test_text_on_a_colour_can_be_read():
    figure = coded_answers(_shares(own=OWN), GROUPS, CHOICES, FRAME, "tomt")
    assert figure.data[0].textfont.color == palette("light").text
    assert figure.data[2].textfont.color == palette("light").background
    assert figure.layout.uniformtext.mode == "hide"


def test_every_choice_is_in_the_key():
    figure = coded_answers(_shares(own=OWN), GROUPS, CHOICES, FRAME, "tomt")
    assert all(any(choice.label in text for text in texts(figure)) for choice in CHOICES)


def test_a_hidden_group_keeps_its_row_and_says_why():
    groups = GROUPS.assign(note=["", "skyddad"])
    figure = coded_answers(_shares(own=OWN), groups, CHOICES, FRAME, "tomt")
    assert len(figure.data[0].x) == 1
    assert text_at(figure, "skyddad").y == text_at(figure, "Övriga").y


def test_a_groups_words_leave_the_line_around_its_bar_whole():
    figure = coded_answers(_shares(own=OWN, rest=REST), GROUPS, CHOICES, FRAME, "tomt")
    bar, words = figure.data[0], text_at(figure, "Skåne, 31 av 33")
    # Half of a line, and plotly's border and pad around it.
    ground = words.y - words.yshift + 0.65 * figure.layout.font.size + 2
    assert ground <= bar.y[0] - bar.width / 2 - bar.marker.line.width / 2


def test_nothing_to_draw_says_so():
    for table in (_shares(), _shares(own=[NAN] * 6), _shares(elsewhere=OWN)):
        assert says_only(coded_answers(table, GROUPS, CHOICES, FRAME, "tomt"), "tomt")


def test_a_pale_part_and_its_sign_have_a_line_around_them():
    figure = coded_answers(_shares(own=OWN, rest=REST), GROUPS, CHOICES, FRAME, "tomt")
    edge = palette("light").edge
    assert figure.data[0].marker.line.color == edge
    assert figure.data[2].marker.line.color == palette("light").background
    assert any(
        f"color:{SEQUENTIAL[0]}" in text and f"stroke:{edge}" in text for text in texts(figure)
    )


def test_words_that_fit_on_a_phone_are_always_shown():
    shares = _shares(
        own=[0.5, 0.06, 0.1, 0.24, 0.05, 0.05], rest=[0.45, 0.35, 0.02, 0.08, 0.05, 0.05]
    )
    figure = coded_answers(shares, GROUPS, CHOICES, FRAME, "tomt")
    # 6 % of a phone holds "6%"; 2 % does not hold "2%", which is told on hovering.
    assert [trace.constraintext for trace in figure.data[:3]] == ["none", "none", "both"]
    assert figure.data[2].text[1] == "2%" and "%{text}" in figure.data[2].hovertemplate


def test_words_have_air_on_both_sides_on_a_phone():
    for share, expected in ((0.06, "both"), (0.07, "none")):
        shares = _shares(own=[0.5, share, 0.5 - share, 0, 0, 0])
        shares["share_text"] = [f"{100 * one:.0f}\N{NO-BREAK SPACE}%" for one in shares["share"]]
        figure = coded_answers(shares, GROUPS, CHOICES, FRAME, "tomt")
        assert figure.data[1].constraintext == expected
