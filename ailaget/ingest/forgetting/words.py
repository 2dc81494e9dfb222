"""Says what was forgotten, or would be, file by file."""

from collections.abc import Iterator, Sequence

from ailaget.ingest.forgetting.files import Forgetting, kept_months
from ailaget.texts import Texts

_COLUMNS_NAMED = 12


def forget_lines(
    outcome: Sequence[Forgetting], wave: str | None, t: Texts, *, dry_run: bool
) -> Iterator[str]:
    """Yield what was done to each file, then what it came to."""
    if not outcome:
        key = "forget.none_old" if wave is None else "forget.none_of_wave"
        yield t(key, months=kept_months(), wave=wave)
        return
    for each in outcome:
        yield _line(each, t)
    done = sum(each.what is not None for each in outcome)
    key = "forget.would" if dry_run else "forget.done"
    yield t(key, n=t.number(done), of=t.number(len(outcome)))
    if not dry_run:
        yield t("forget.backups")


def _line(forgetting: Forgetting, t: Texts) -> str:
    where = {"name": forgetting.file.name, "wave": forgetting.file.wave}
    what = forgetting.what
    if what is None:
        return t("forget.not_done", **where)
    if not what.cells:
        return t("forget.nothing", **where)
    named = [t("load.column", name=column) for column in what.columns[:_COLUMNS_NAMED]]
    more = len(what.columns) - _COLUMNS_NAMED
    columns = ", ".join(named) + (t("load.more_columns", n=more) if more > 0 else "")
    return t("forget.file", cells=t.number(what.cells), columns=columns, **where)
