"""The named errors that speak to the person: each is a text key and what to fill it with."""


class AilagetError(Exception):
    """An error whose words live in the text files under `errors.<key>`.

    Parameters
    ----------
    key
        The text's key, for example ``"load.not_a_survey"``.
    params
        What the text's placeholders are filled with.
    """

    exit_code = 2

    def __init__(self, key: str, **params: object) -> None:
        self.key = key
        self.params = params
        details = ", ".join(f"{name}={value!r}" for name, value in params.items())
        super().__init__(f"{key}: {details}" if details else key)


class UnknownKey(AilagetError):
    """A key that does not exist; the message lists the ones that do."""

    def __init__(self, kind: str, key: str, valid: list[str]) -> None:
        self.kind, self.unknown, self.valid = kind, key, valid
        super().__init__(f"unknown.{kind}", unknown=key, valid=", ".join(valid))
