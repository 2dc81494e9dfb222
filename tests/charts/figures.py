"""What the tests of charts read off a figure."""

import plotly.graph_objects as go

from ailaget.charts.style import Frame

FRAME = Frame("Rubriken", "Under rubriken", "Källa: AI-läget")
NAN = float("nan")


def texts(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def text_at(figure: go.Figure, text: str) -> go.layout.Annotation:
    return next(note for note in figure.layout.annotations if note.text == text)


def says_only(figure: go.Figure, words: str) -> bool:
    return not figure.data and texts(figure) == [FRAME.source, words]
