"""All reports as one file: a zip with the reports, and an index for people and for programs."""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ailaget.exports.names import invented_stem
from ailaget.exports.report.every.folder import Folder
from ailaget.exports.report.every.order import Order
from ailaget.exports.report.every.progress import Failure
from ailaget.exports.text.chart_html import page_html
from ailaget.exports.text.csv_cells import BOM, csv_text
from ailaget.store.disk import room_in

READABLE = 0o644 << 16
"""What a zip says of who may read what is unpacked from it."""


def package_name(order: Order) -> str:
    """Return the name of the zip: what it holds, and of when."""
    t = order.selection.t
    stem = t(f"all_reports.file_{order.kind}", wave=order.selection.wave, format=order.ending)
    return f"{invented_stem(stem, t) if order.selection.is_demo else stem}.zip"


def write_package(
    target: Path, order: Order, folder: Folder, failures: Mapping[str, Failure]
) -> None:
    """Write the zip so that it is there whole or not at all; raises DiskFull and OSError."""
    beside = target.with_name(f".{target.name}.part")
    with room_in(target.parent):
        try:
            with ZipFile(beside, "w", ZIP_DEFLATED) as package:
                for name, content in _files(order, folder, failures):
                    package.writestr(_entry(name, order), content)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def _files(
    order: Order, folder: Folder, failures: Mapping[str, Failure]
) -> Iterator[tuple[str, bytes]]:
    t = order.selection.t
    index = t("all_reports.index")
    index = invented_stem(index, t) if order.selection.is_demo else index
    yield f"{index}.html", index_html(order, failures)
    yield f"{index}.csv", index_csv(order, failures)
    for code in order.names():
        if code not in failures:
            yield order.file_name(code), folder.file(code).read_bytes()


def _entry(name: str, order: Order) -> ZipInfo:
    day = date.fromisoformat(order.selection.today)
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, READABLE
    return entry


def index_csv(order: Order, failures: Mapping[str, Failure]) -> bytes:
    """Return a row for each report: code, name, file and how it went."""
    t = order.selection.t
    rows = [_head(order)]
    for code, name in order.names().items():
        failure = failures.get(code)
        file_name = "" if failure else order.file_name(code)
        rows.append((code, name, file_name, _status(failure, order)))
    return BOM + csv_text(rows, t)


def index_html(order: Order, failures: Mapping[str, Failure]) -> bytes:
    """Return the index as a page with a link to each report; those that failed come first."""
    selection = order.selection
    t, names = selection.t, order.names()
    title = t(f"all_reports.title_{order.kind}", wave=t.wave(selection.wave))
    note = f'<p class="demo" role="note">{escape(t("demo.banner"))}</p>'
    counts = {"ready": t.number(len(names) - len(failures)), "of": t.number(len(names))}
    head = "".join(f"<th scope=col>{escape(label)}" for label in _head(order))
    rows = "".join(_row(code, name, failures.get(code), order) for code, name in names.items())
    body = (
        f"<h1>{escape(title)}</h1>{note if selection.is_demo else ''}"
        f"<p class=lead>{escape(t('all_reports.progress', **counts))}"
        f"<p>{escape(selection.source_line())}{_failed(failures, order)}"
        f"<table><caption>{escape(t('all_reports.caption'))}</caption>"
        f"<thead><tr>{head}</thead><tbody>{rows}</table>"
    )
    return page_html(title, selection.language, body, []).encode()


def _head(order: Order) -> tuple[str, ...]:
    t = order.selection.t
    return (t(f"all_reports.code_{order.kind}"), *(t(f"all_reports.{key}") for key in COLUMNS))


COLUMNS = ("name", "file", "status")


def _status(failure: Failure | None, order: Order) -> str:
    t = order.selection.t
    return t("all_reports.not_made", reason=failure.reason) if failure else t("all_reports.ready")


def _row(code: str, name: str, failure: Failure | None, order: Order) -> str:
    file_name = order.file_name(code)
    link = "" if failure else f'<a href="{escape(file_name)}">{escape(file_name)}</a>'
    return (
        f"<tr><td>{escape(code)}<th scope=row>{escape(name)}<td>{link}"
        f"<td>{escape(_status(failure, order))}"
    )


def _failed(failures: Mapping[str, Failure], order: Order) -> str:
    if not failures:
        return ""
    t = order.selection.t
    items = "".join(
        f"<li>{escape(f'{each.code} {each.name}: {each.reason}')}" for each in failures.values()
    )
    return (
        f"<h2>{escape(t('all_reports.failures'))}</h2><ul>{items}</ul>"
        f"<p>{escape(t('all_reports.again'))}"
    )
