"""What the first run of a page would wait for in Streamlit, done before."""

import inspect


def know_modules() -> None:
    """Have Python list its modules by file, as it does when asked where a call comes from.

    Streamlit asks once, in the first run of a page, and the list takes half a second.
    """
    inspect.stack()
