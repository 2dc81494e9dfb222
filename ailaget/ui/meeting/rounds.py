"""Forms that begin anew once what was written in them is kept, and not before.

Streamlit's own `clear_on_submit` empties a form that was refused too, and what was written is lost.
"""

import streamlit as st


def this_round(form: str) -> str:
    """Return the key of a form's present round, which the keys of its fields begin with."""
    return f"{form}_{st.session_state.get(_rounds(form), 0)}"


def begin_anew(form: str) -> None:
    """Have a form begin anew with what it began with: what was written is kept; for callbacks."""
    st.session_state[_rounds(form)] = st.session_state.get(_rounds(form), 0) + 1


def _rounds(form: str) -> str:
    return f"{form}_rounds"
