"""The open data: the same figures as on the pages, nothing that readers do not see, and manners."""

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from starlette.testclient import TestClient

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.ingest.loading import load
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.rows import all_rows
from tests.api.conftest import LISTS, client_of
from tests.conftest import write_csv
from tests.served import get


def data(client: TestClient, address: str) -> list[dict[str, Any]]:
    """Return the records of all pages."""
    records: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        answer = client.get(f"/{following}")
        assert answer.status_code == 200, answer.text
        page = answer.json()
        records += page["data"]
        following = page["next"]
    assert len(records) == page["count"]
    return records


def test_each_value_is_the_one_that_readers_see(client: TestClient, database: Database) -> None:
    records = data(client, "values?wave=2026-10&limit=999")
    expected = database.query("wave_indicators", wave="2026-10")
    assert len(records) == 290 * len(codebook().indicators) == len(expected)
    assert [(r["indicator"], r["municipality"], r["status"]) for r in records] == list(
        zip(expected["indicator"], expected["municipality"], expected["status"], strict=True)
    )
    values = [None if pd.isna(value) else value for value in expected["value"]]
    assert [record["value"] for record in records] == values
    assert {r["status"] for r in records if r["value"] is not None} == {"ok"}


@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k", "has_ai_position"])
def test_a_group_has_the_figure_of_the_pages_with_n_and_response(
    client: TestClient, database: Database, indicator: str
) -> None:
    records = data(client, f"group-values?wave=2025-10&indicator={indicator}&level=county")
    rows = all_rows(database, "2025-10", indicator)
    ranks = region_ranks(rows.assign(region=rows["county"]), codebook().indicator(indicator))
    assert {r["group"]: (r["value"], r["n"], r["municipalities"]) for r in records} == {
        code: (rank.value, rank.n, rank.of) for code, rank in ranks.items()
    }
    answered = rows[rows["has_responded"]].groupby("county").size()
    assert {r["group"]: r["respondents"] for r in records} == dict(answered)
    assert all(r["response_rate"] == r["respondents"] / r["municipalities"] for r in records)
    assert [r["is_few"] for r in records] == [r["n"] < 5 for r in records]


def test_a_filter_leaves_the_municipalities_that_it_names(client: TestClient) -> None:
    of_county = data(client, "values?county=25&indicator=maturity")
    expected = [each.code for each in geography.municipalities() if each.county == "25"]
    assert [record["municipality"] for record in of_county] == expected
    both = data(client, "values?municipality=0114&municipality=2505&indicator=maturity")
    assert [record["municipality"] for record in both] == ["0114", "2505"]
    assert data(client, "values?county=25&municipality=0114") == []


def test_no_answer_to_a_question_is_in_any_record(client: TestClient, database: Database) -> None:
    shown = " ".join(name for each in LISTS for name in data(client, each)[0])
    assert not {"answer", "comment", "file", "sha256"} & set(shown.split())
    protected = {q.key for q in codebook().questions.values() if q.visibility == "aggregate"}
    made_of = {key for each in data(client, "indicators") for key in each["questions"]}
    assert protected
    assert not protected & made_of
    assert made_of <= set(codebook().questions)


def test_a_draft_is_nowhere(empty_place: Workspace, tmp_path: Path) -> None:
    rows = [{"kommunkod": "0114", "fte_ai_total": "1,5", "ai_strategi": 2}]
    load(empty_place, write_csv(tmp_path / "enkat_2027-03.csv", rows))
    database = open_database(empty_place)
    client = client_of(database)
    try:
        assert data(client, "waves") == data(client, "values") == data(client, "group-values") == []
        answer = client.get("/values?wave=2027-03")
        assert (answer.status_code, "2027-03" in answer.json()["detail"]) == (404, True)
        assert client.get("/waves").json()["is_demo"] is False
    finally:
        database.close()


def test_invented_figures_say_so_in_each_record(client: TestClient) -> None:
    assert client.get("/values?limit=1").json()["is_demo"] is True
    assert client.get("/values").headers["x-is-demo"] == "true"
    records = data(client, "values?indicator=maturity") + data(client, "group-values")
    assert all(record["is_demo"] for record in records)


@pytest.mark.parametrize("name", LISTS)
def test_csv_has_the_same_records(client: TestClient, name: str, tmp_path: Path) -> None:
    page = client.get(f"/{name}?limit=500").json()
    answer = client.get(f"/{name}?limit=500&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(page["data"])
    for row, record in zip(rows, page["data"], strict=True):
        for key, value in record.items():
            if isinstance(value, str):
                assert row[key] == value
            elif value is None:
                assert row.get(key, "") == ""
            elif isinstance(value, dict):
                assert {f: row[f"{key}_{f}"] for f in value} == value
    path = tmp_path / "page.csv"
    path.write_bytes(answer.content)
    assert len(pd.read_csv(path)) == len(rows)
    read = duckdb.sql(f"select count(*) from read_csv('{path}', header = true)").fetchone()
    assert read == (len(rows),)


def test_codes_keep_their_zero(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/municipalities?format=csv").text)))
    assert {len(row["municipality"]) for row in rows} == {4}
    assert {len(row["county"]) for row in rows} == {2}


def test_pages_follow_each_other_in_both_forms(client: TestClient) -> None:
    whole = data(client, "values?indicator=maturity")
    assert data(client, "values?indicator=maturity&limit=37") == whole
    answer = client.get("/values?indicator=maturity&limit=37&format=csv")
    assert answer.headers["link"] == (
        '<values?indicator=maturity&limit=37&format=csv&offset=37>; rel="next"'
    )
    assert "link" not in client.get("/values?indicator=maturity&limit=37&offset=260").headers
    assert client.get("/values?offset=99999").json()["data"] == []


def test_who_has_an_answer_is_told_that_it_still_holds(client: TestClient) -> None:
    first = client.get("/values?county=25")
    again = client.get("/values?county=25", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    weak = {"if-none-match": f'"other", W/{first.headers["etag"]}'}
    assert client.get("/values?county=25", headers=weak).status_code == 304
    assert client.get("/values?county=24", headers=weak).status_code == 200
    assert client.get("/values?county=25&format=csv", headers=weak).status_code == 200


def test_head_says_what_get_would(client: TestClient) -> None:
    got, asked = client.get("/waves"), client.head("/waves")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers == got.headers


def test_a_page_of_another_host_may_read_and_not_write(client: TestClient) -> None:
    origin = {"origin": "https://example.org"}
    assert client.get("/waves", headers=origin).headers["access-control-allow-origin"] == "*"
    preflight = {**origin, "access-control-request-method": "GET"}
    assert client.options("/waves", headers=preflight).status_code == 200
    wanted = {**origin, "access-control-request-method": "POST"}
    assert client.options("/waves", headers=wanted).status_code == 400
    assert client.post("/waves").status_code == 405


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("values?wave=2020-01", 404, "2026-10, 2025-10, 2024-10"),
        ("values?indicator=maturty", 404, "maturity"),
        ("values?municipality=9999", 404, "9999"),
        ("values?county=99", 404, "25"),
        ("values?skr_group=Z1", 404, "C8"),
        ("values?size_class=huge", 404, "lt10k"),
        ("values?limit=0", 422, "limit"),
        ("values?limit=10001", 422, "limit"),
        ("values?offset=-1", 422, "offset"),
        ("values?format=xml", 422, "format"),
        ("group-values?level=street", 422, "level"),
        ("values?counties=25", 422, "counties"),
        ("waves?wave=2026-10", 422, "wave"),
        ("nothing", 404, "Not Found"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(f"/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    problem = answer.json()
    assert problem["status"] == status
    assert said in problem["detail"]


def test_who_asks_too_often_is_told_when_to_come_again(database: Database) -> None:
    client = client_of(database, a_minute=3)
    answers = [client.get("/waves") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].headers["content-type"] == "application/problem+json"


def test_it_lies_on_the_server_behind_its_gate(
    demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    answer = get("/api/v1/group-values?level=country&indicator=maturity")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert get("/api/v1/openapi.json").status == 200
