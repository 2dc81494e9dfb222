"""What a form lacks: refused by the names of its fields, and said at its button."""

from collections.abc import Mapping

from ailaget.errors import AilagetError
from ailaget.texts import Texts


class Unfilled(AilagetError):
    """A form that was sent with fields empty that must not be; `form` is where that is said."""

    def __init__(self, form: str, fields: str) -> None:
        self.form = form
        super().__init__("council.unfilled", fields=fields)


def refusal_of(form: str) -> str:
    """Return the place of the page, at a form's button, that says what the form lacks."""
    return f"{form}_refused"


def ask_for(form: str, fields: Mapping[str, object], t: Texts) -> None:
    """Raise Unfilled where a form's fields, by their labels, are empty; it names all that are."""
    empty = [label for label, value in fields.items() if not _is_filled(value)]
    if empty:
        raise Unfilled(form, t.listing([t("council.field", label=label) for label in empty]))


def _is_filled(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
