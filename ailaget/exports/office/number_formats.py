"""How a column's numbers are shown in workbooks and on slides: with its decimals and signs."""

from dataclasses import replace

from ailaget.texts import texts
from ailaget.views.base.result import Column, Native


def number_format(column: Column, language: str) -> str:
    """Return how a column's numbers are shown; Excel puts in the marks of its own language."""
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    if column.kind in ("text", "place"):
        return "General"
    if column.kind == "share":
        space = texts(language).percent_sign.removesuffix("%")
        return f'0{decimals}"{space}"%' if space else f"0{decimals}%"
    if column.kind == "percent":
        return f'#,##0{decimals}"{texts(language).percent_sign}"'
    return "#,##0" if column.kind == "integer" else f"#,##0{decimals}"


def series_format(native: Native, language: str, decimals: int | None = None) -> str:
    """Return how the numbers of a plain chart are shown: as its finest series, unless told."""
    series = [column for column in native.data if column.kind != "integer"]
    finest = max(series or native.data, key=lambda column: column.decimals)
    return number_format(
        finest if decimals is None else replace(finest, decimals=decimals), language
    )
