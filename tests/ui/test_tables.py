"""Tables as HTML: what stands in the headings, what is left out, and what stays on one line."""

from dataclasses import replace
from pathlib import Path

from ailaget import ui
from ailaget.charts.style import LIGHT
from ailaget.exports.text.table_html import table_html as exported_html
from ailaget.texts import texts
from ailaget.ui.table_html import WHOLE, table_html, without_empty_columns
from ailaget.views.base.cells import DAY, folding
from ailaget.views.base.classes import CLASSES
from ailaget.views.base.result import CELL, UNSAID, Column, Table

SV, EN = texts("sv"), texts("en")
RANKED = Table(
    (
        Column("rank", "Plats"),
        Column("name", "Län", "name"),
        Column("value", "Årsarbetskrafter per 1 000 anställda", "number", 1, "Värde"),
        Column("note", "Anmärkning"),
    ),
    [("1–67", "Östergötlands län", 0.5, ""), (None, "Kalmar län", None, "inget svar")],
    swatches=("#123456", ""),
)


def test_a_long_unit_stands_in_the_caption_and_the_column_has_a_short_heading() -> None:
    found = table_html(RANKED, SV, "Plats som intervall.")
    said = "Värde: Årsarbetskrafter per 1 000 anställda. Plats som intervall."
    assert f"<caption>{said}</caption>" in found
    assert f'aria-label="{said}"' in found
    assert "<th scope=col class=r><button type=button>Värde</button>" in found


def test_a_row_has_its_colours_number_and_the_style_sheet_knows_as_many_as_maps_have() -> None:
    html = table_html(RANKED, SV, "")
    assert "--k0:#123456;" in html
    assert "<th scope=row data-k=0>Östergötlands län" in html
    assert "<th scope=row data-k=none>Kalmar län" in html
    styles = Path(ui.__file__).with_name("front").joinpath("ailaget.css").read_text("utf-8")
    most = sum(map(len, LIGHT.bivariate))
    assert most > CLASSES
    assert all(f'[data-k="{i}"] {{ --k: var(--k{i}); }}' in styles for i in range(most))


def test_a_day_is_read_in_words_and_sorted_by_its_date_and_a_place_from_the_first() -> None:
    columns = (Column("rank", "Plats", "place"), Column("read_on", "Kontrollerad", DAY))
    html = table_html(Table(columns, [("1", "2026-11-28"), ("2", "2025-03"), ("3", "")]), SV, "")
    assert '<td data-by="2026-11-28">28\N{NO-BREAK SPACE}november\N{NO-BREAK SPACE}2026' in html
    assert '<td data-by="2025-03">mars\N{NO-BREAK SPACE}2025' in html
    assert '<td data-by="">' in html
    assert "<th scope=col class=r data-up><button type=button>Plats" in html


def test_a_phrase_in_another_language_is_marked_with_it_also_where_it_folds() -> None:
    columns = (Column("name", "Name", "name"), folding(Column("source", "Source"), EN))
    rows = [("One", "Läs & skriv, March 2025"), ("Two", "The guide")]
    foreign = {"source": [("Läs & skriv", "sv"), ("", "")]}
    html = table_html(Table(columns, rows, foreign=foreign), EN, "")
    assert html.count("<span lang=sv>Läs &amp; skriv</span>, March") == 2
    assert html.count("lang=") == 2


def test_a_column_of_text_that_says_nothing_is_left_out_and_a_number_never() -> None:
    rows = [("1", "Kalmar län", None, ""), ("2", "Skåne län", None, None)]
    found = without_empty_columns(Table(RANKED.columns, rows))
    assert [column.key for column in found.columns] == ["rank", "name", "value"]
    assert list(found.rows) == [("1", "Kalmar län", None), ("2", "Skåne län", None)]
    assert without_empty_columns(RANKED) is RANKED
    nothing = Table(RANKED.columns, [])
    assert without_empty_columns(nothing) is nothing


def test_short_texts_stay_on_one_line_and_the_rows_name_stands_still() -> None:
    assert '<table class="data s2 k1 w4">' in table_html(RANKED, SV, "")
    plain = Table((Column("wave", "Mätomgång"), Column("own", "Eda")), [("oktober 2026", "Ja")])
    assert '<table class="data s1 w1 k2">' in table_html(plain, SV, "")
    days = Table((Column("read", "Läst"), Column("own", "Eda")), [("2026-11-28", "oktober 2026")])
    assert '<table class="data s1 k1 w2">' in table_html(days, SV, "")
    long = Table(plain.columns, [("Kommuner i länet", "Ja"), ("oktober 2026", "Nej")])
    assert '<table class="data s1 k2">' in table_html(long, SV, "")


def test_no_line_of_a_heading_ends_within_a_measure() -> None:
    gap = "\N{NO-BREAK SPACE}"
    table = Table((Column("low", "Lägst (95 %)", "number"),), [(1.0,)])
    assert f">Lägst (95{gap}%)<" in table_html(table, SV, "")


def test_the_first_words_head_a_row_that_has_no_name_and_a_number_never() -> None:
    columns = (Column("wave", "Mätomgång"), Column("n", "Antal", "integer"))
    for made in (table_html, exported_html):
        html = made(Table(columns, [("oktober 2026", 3)]), SV, "")
        assert html.count("<th scope=row>oktober") == html.count("<th scope=row") == 1
        assert "<th scope=row" not in made(Table(columns[1:], [(3,)]), SV, "")


def test_what_folds_stands_under_the_rows_name_and_in_its_own_column() -> None:
    columns = (
        Column("name", "Kommun", "name"),
        Column("rank", "Plats", "place"),
        Column("population", "Invånare", "integer", collapsed="{cell} invånare"),
        Column("note", "Anmärkning", collapsed=CELL),
    )
    rows = [("Eda", "1–9", 8400, "svarade inte"), ("Kil", "2", None, "")]
    found = table_html(Table(columns, rows), SV, "", is_sortable=False)
    gap = "\N{NO-BREAK SPACE}"
    assert '<th scope=col class="r f">Invånare<th scope=col class=f>Anmärkning' in found
    assert (
        f"<th scope=row>Eda<small><span>8{gap}400{gap}invånare</span> "
        f"<span>svarade{gap}inte</span></small>"
        f'<td class=r>1–9<td class="r f">8{gap}400<td class=f>svarade inte'
    ) in found
    assert '<th scope=row>Kil<td class=r>2<td class="r f">–<td class=f>' in found


def test_a_column_folds_as_its_label_and_the_cell() -> None:
    change = Column("change", "Ändring", "number", 1)
    table = Table((Column("name", "Kommun", "name"), folding(change, SV)), [("Kil", -4.0)])
    assert (
        "<th scope=row>Kil<small><span>Ändring:\N{NO-BREAK SPACE}−4,0</span></small>"
        in table_html(table, SV, "")
    )
    assert folding(change, texts("en")).collapsed == f"Ändring: {CELL}"


def test_a_folded_column_may_say_the_cells_of_others_that_then_say_nothing() -> None:
    columns = (
        Column("name", "Län", "name"),
        Column("low", "Lägst", "number", 1, collapsed="möjligt {low} till {high}"),
        Column("high", "Högst", "number", 1, collapsed=UNSAID),
    )
    found = table_html(Table(columns, [("A{n}", 3.5, 41.0), ("B", None, None)]), SV, "")
    assert "<th scope=row>A{n}<small><span>möjligt 3,5 till 41,0</span></small>" in found
    assert '<td class="r f">3,5<td class="r f">41,0' in found
    assert '<th scope=row>B<td class="r f">–<td class="r f">–' in found


def test_a_table_of_few_rows_is_whole_and_a_long_one_scrolls() -> None:
    columns = (Column("n", "n", "integer"),)
    for rows, height in ((WHOLE, "none"), (WHOLE + 1, "20rem")):
        table = Table(columns, [(i,) for i in range(rows)])
        assert f"--box:{height};" in table_html(table, SV, "", height="20rem")


def test_no_line_is_broken_between_a_month_and_its_year() -> None:
    waves = Table((Column("wave", "Mätomgång", "name"),), [("oktober 2026",), ("okt. 2026",)])
    found = table_html(waves, SV, "")
    assert ">oktober\N{NO-BREAK SPACE}2026<" in found
    assert ">okt.\N{NO-BREAK SPACE}2026<" in found


def test_a_short_heading_stays_on_one_line() -> None:
    waves = (
        Column("question", "Fråga"),
        Column("2024-10", "okt. 2024"),
        Column("of", "Har svarat"),
    )
    found = table_html(Table(waves, [("Finns det?", "Ja", "12")]), SV, "", is_sortable=False)
    assert "<th scope=col>okt.\N{NO-BREAK SPACE}2024<th scope=col>Har svarat" in found


def test_no_line_is_broken_between_a_day_and_its_month() -> None:
    table = Table((Column("from", "Gäller"),), [("sedan 2 februari 2025",), ("10 kommuner",)])
    gap = "\N{NO-BREAK SPACE}"
    found = table_html(table, SV, "")
    assert f">sedan 2{gap}februari{gap}2025" in found
    assert ">10 kommuner" in found


def test_a_place_that_is_missing_is_a_dash_as_a_value_is() -> None:
    places = replace(RANKED, columns=(Column("rank", "Plats", "place"), *RANKED.columns[1:]))
    found = table_html(places, SV, "")
    assert found.count(f">{SV('missing')}") == 2


NAMED = Table(
    (Column("rank", "Placering", "place"), Column("name", "Kommun", "name")),
    [("1", "Eda"), ("2", "Kil & Co")],
    codes=("1730", "1715"),
    focus="1715",
)


def test_a_municipalitys_name_leads_to_its_page_and_the_chosen_row_says_that_it_is() -> None:
    html = table_html(NAMED, SV, "Placering.")
    assert "<tr><td class=r>1<th scope=row><a href=#1730>Eda</a>" in html
    assert (
        "<tr class=focus aria-current=true><td class=r>2<th scope=row>"
        "<a href=#1715>Kil &amp; Co</a>"
    ) in html
    assert f"Placering.<span class=keys> {SV('table.keys')}</span></caption>" in html
    open_ended = table_html(NAMED, SV, "Placering")
    assert f"Placering<span class=keys>. {SV('table.keys')}</span></caption>" in open_ended


def test_rows_that_are_no_municipalities_lead_nowhere() -> None:
    html = table_html(RANKED, SV, "")
    assert "<a " not in html
    assert SV("table.keys") not in html


def test_a_county_is_marked_as_chosen_and_leads_to_no_municipality() -> None:
    html = table_html(replace(NAMED, codes=("17", "14"), focus="14"), SV, "")
    assert "<tr class=focus aria-current=true>" in html
    assert "<a " not in html
    assert SV("table.keys") not in html


def test_rows_stand_in_groups_that_each_begin_with_their_heading() -> None:
    columns = (Column("question", "Fråga", "name"), Column("2026-10", "okt. 2026"))
    rows = [("Finns strategi?", "Ja"), ("Finns budget?", "Nej"), ("Hur många?", "3")]
    table = Table(columns, rows, headings=["Ledning", "Ledning", "Bruk & nytta"])
    assert ("<tbody><tr><th scope=rowgroup colspan=2>Ledning<tr><th scope=row>Finns strategi?") in (
        html := table_html(table, SV, "", is_sortable=False)
    )
    assert "<tbody><tr><th scope=rowgroup colspan=2>Bruk &amp; nytta<tr><th scope=row>" in html
    assert html.count("scope=rowgroup") == 2


def test_words_above_a_table_are_not_said_twice_but_its_caption_is_heard() -> None:
    html = table_html(RANKED, SV, "Placering", has_heading=True)
    unit = "Värde: Årsarbetskrafter per 1 000 anställda."
    assert f"<caption>{unit} <span class=heard-only>Placering</span></caption>" in html
    assert f'aria-label="{unit} Placering"' in html


def test_a_table_with_links_to_sources_says_by_which_keys_they_are_reached() -> None:
    sources = Table((Column("url", "Källa", "address"),), [("https://digg.se/ai",)])
    assert SV("table.keys") in table_html(sources, SV, "")


def test_a_short_heading_is_not_broken_at_its_hyphen() -> None:
    table = Table((Column("maturity", "AI-mognad", "number", 1),), [(1.0,)])
    assert ">AI-\N{WORD JOINER}mognad<" in table_html(table, SV, "", is_sortable=False)
