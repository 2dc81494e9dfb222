"""Fetching asks politely, tries again, follows every page, and leaves nothing out in silence.

The exchanges are constructed after the API's documented form; no call leaves the machine.
"""

import json
from collections.abc import Callable

import httpx
import pytest

from ailaget.ingest.context import fetching
from ailaget.ingest.context.choosing import Choices
from ailaget.ingest.context.contents import interpret
from ailaget.ingest.context.fetching import PAUSE, TRIES, fetch
from ailaget.ingest.context.observations import ContextRefused

NAMES = {"values": [{"id": "N1", "title": "Mått ett", "description": "Antal."}], "count": 1}


def values(*codes: str, next_url: str | None = None) -> dict[str, object]:
    of = [
        {
            "kpi": "N1",
            "period": 2023,
            "municipality": code,
            "values": [{"gender": "T", "count": 1, "status": "", "value": 1.0}],
        }
        for code in codes
    ]
    return {"values": of, "count": len(of), "next_url": next_url}


class Recorded:
    """Answers by path and query, and the addresses that were asked for; a list is taken in turn."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers, self.asked, self.waits = answers, [], []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        answer = self.answers[path]
        answer = answer.pop(0) if isinstance(answer, list) else answer
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    def fetch(self, what: str, figures: list[str], years: str) -> bytes:
        transport = httpx.MockTransport(self)
        return fetch(what, figures, years, transport=transport, sleep=self.waits.append)[0]


def test_every_page_is_followed_and_what_comes_is_what_is_read() -> None:
    second = "/v3/data/kpi/N1/year/2023?page=2"
    source = Recorded(
        {
            "/v3/kpi/N1": NAMES,
            "/v3/data/kpi/N1/year/2023": values("0114", next_url=f"https://api.kolada.se{second}"),
            second: values("0115"),
        }
    )
    chosen = interpret(source.fetch("kolada", ["N1"], "2023"), Choices()).chosen
    assert [v.municipality for v in chosen.values] == ["0114", "0115"]
    assert chosen.figures[0].label_sv == "Mått ett"
    assert chosen.is_whole
    assert source.waits == [PAUSE] * 3


def test_a_call_that_fails_is_tried_again_and_waits_as_long_as_it_is_asked_to() -> None:
    busy = httpx.Response(429, headers={"retry-after": "7"})
    data = [busy, httpx.ConnectError("no"), httpx.Response(503), values("0114")]
    source = Recorded({"/v3/kpi/N1": NAMES, "/v3/data/kpi/N1/year/2022,2023": data})
    assert b"0114" in source.fetch("kolada", ["N1"], "2022-2023")
    assert 7.0 in source.waits
    assert len(source.asked) == 1 + TRIES


def test_more_than_25_indicators_go_in_several_calls_and_one_that_fails_stops_all() -> None:
    ids = [f"N{i}" for i in range(30)]
    first, rest = ",".join(ids[:25]), ",".join(ids[25:])
    good = {f"/v3/kpi/{first}": NAMES, f"/v3/data/kpi/{first}": values("0114")}
    source = Recorded({**good, f"/v3/kpi/{rest}": NAMES, f"/v3/data/kpi/{rest}": values("0115")})
    pages = json.loads(source.fetch("kolada", ids, ""))
    assert [len(page["values"]) for page in pages] == [1, 1, 1, 1]
    failing = Recorded({**good, f"/v3/kpi/{rest}": [httpx.Response(500)] * TRIES})
    with pytest.raises(ContextRefused, match="fetch_failed"):
        failing.fetch("kolada", ids, "")


def test_an_address_that_is_wrong_is_not_tried_again() -> None:
    source = Recorded({"/v3/data/kpi/X": httpx.Response(404)})
    with pytest.raises(ContextRefused) as error:
        source.fetch("https://api.kolada.se/v3/data/kpi/X", [], "")
    assert error.value.params["tries"] == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/v3/data",
        "http://api.kolada.se/v3/data/kpi/N1",
        "https://api.kolada.se.example.org/v3",
    ],
)
def test_only_kolada_and_scb_are_fetched_from(address: str) -> None:
    source = Recorded({})
    with pytest.raises(ContextRefused, match="fetch_where"):
        source.fetch(address, [], "")
    assert source.asked == []


def test_a_next_page_on_another_host_is_not_fetched() -> None:
    path = "/v3/data/kpi/N1"
    source = Recorded({path: values("0114", next_url="https://example.org/more")})
    with pytest.raises(ContextRefused, match="fetch_where"):
        source.fetch(f"https://api.kolada.se{path}", [], "")
    assert source.asked == [path]


def test_scb_s_table_comes_as_it_is() -> None:
    address = "/api/v2/tables/TAB638/data?outputFormat=json-stat2"
    source = Recorded({address: {"version": "2.0"}})
    data = source.fetch(f"https://statistikdatabasen.scb.se{address}", [], "")
    assert json.loads(data) == {"version": "2.0"}


def test_nothing_is_fetched_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> Callable[..., None]:
        raise AssertionError

    monkeypatch.setattr(fetching.httpx, "Client", never)
    interpret(json.dumps(values("0114")).encode(), Choices())
