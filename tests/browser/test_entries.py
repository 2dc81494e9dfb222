"""The page Underlag as an editor uses it: a file that comes, and what in it is refused."""

import pytest
from playwright.sync_api import expect

from ailaget.exports.text.practice_csv import practice_csv
from ailaget.practice import entry_of, row_of, shipped
from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

TEN, KIND = 10, "examples"
sv = texts("sv")


def test_ten_come_by_file_and_one_is_refused_and_told_why(visit: Visit) -> None:
    rows = [{**row_of(shipped(KIND)[0]), "key": f"ny-{number}"} for number in range(TEN + 1)]
    content = practice_csv(KIND, [entry_of(KIND, row) for row in rows])
    content = content.replace(b"ny-10;", b"Ny 10;")
    page = visit.open("underlag")
    file = {"name": "tio.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    visit.settle()
    main = page.locator("main")
    expect(main).to_contain_text("10 uppgifter är nya eller ändrade. 1 rad går inte att läsa in.")
    expect(main).to_contain_text("Nyckel: ”Ny 10” är ingen nyckel.")
    page.get_by_role("button", name=sv.count("entries.take_in", TEN)).press("Enter")
    visit.settle()
    expect(page.locator("p.status").last).to_contain_text(str(TEN))
