"""Names of municipalities inside a text lead to their page, whatever else stands there."""

from ailaget.texts import texts
from ailaget.ui.address import Address
from ailaget.ui.inequality.moves import moves_html
from ailaget.ui.place_links import in_table, linked, names_html
from ailaget.ui.table_html import table_html
from ailaget.views.base.cells import NAMES
from ailaget.views.base.result import Column, Table
from ailaget.views.inequality.transitions import Move


def test_each_name_is_a_link_and_no_part_of_a_longer_word_is() -> None:
    text = linked("Dals-Ed 39,9 (En bit på väg), Malung-Sälen och Ale, inte Alelund", in_table)
    assert text == (
        "<a href=#1438>Dals-Ed</a> 39,9 (En bit på väg), <a href=#2023>Malung-Sälen</a> "
        "och <a href=#1440>Ale</a>, inte Alelund"
    )


def test_a_cell_that_names_others_links_them_where_it_stands_and_where_it_folds() -> None:
    columns = (
        Column("name", "Kommun", "name"),
        Column("neighbour", "Främsta granne", NAMES, collapsed="Främsta granne: {cell}"),
        Column("note", "Anmärkning"),
    )
    rows = [("Grums", "Karlstad 39,9 <b>", "Karlstad")]
    html = table_html(Table(columns, rows, ("1764",)), texts("sv"), "")
    assert html.count("<a href=#1780>Karlstad</a> 39,9 &lt;b&gt;") == 2
    assert html.count("#1780") == 2 and "<a href=#1764>Grums</a>" in html


def test_the_names_behind_a_move_are_links_in_the_pages_language() -> None:
    html = moves_html(
        [Move("climbed", "I början → Halvvägs (1)", {"2062": "Mora"})], Address(lang="en")
    )
    assert 'href="kommun?lang=en&amp;municipality=2062" target="_self">Mora</a>' in html


def test_a_list_of_names_has_a_link_each_and_says_by_which_keys_they_are_reached() -> None:
    html = names_html(["Ale", "Upplands-Bro"], texts("sv"))
    assert "<li><a href=#1440>Ale</a></li><li><a href=#0139>Upplands-Bro</a></li>" in html
    assert f'<p class="keys">{texts("sv")("table.keys")}</p>' in html
