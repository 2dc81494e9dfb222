"""A table on a page, put in its place by our own script.

Streamlit looks the HTML that it shows through, tag by tag: for 290 rows that took more than half of
what a change of a choice cost the browser. Here all text is escaped by `table_html`, and the
document's policy lets no script run that a text could bring.
"""

import json

import streamlit as st

MODULE = "export default (table) => window.showTable(table);"
"""What is sent with every table; the work is done by `front/tables.js`."""

_table = st.components.v2.component("table", js=MODULE, isolate_styles=False)


def show_table(html: str, *, key: str, above: str = "") -> None:
    """Show a table that follows the reader's choices, from `table_html`; each has its own key.

    What changes with the table, such as its heading, stands `above` it, as HTML.
    """
    content = json.dumps({"key": key, "html": above + html}, ensure_ascii=False)
    _table(key=f"table_{key}", data=content.encode())
