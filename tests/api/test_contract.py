"""The description of the open data holds: a fuzzer and a generated client go by it alone."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from ailaget.api.app import open_data
from ailaget.store.database import Database
from tests.api.conftest import LISTS, OF_AREAS, OFTEN

PATHS = [f"/{name}" for name in (*LISTS, *OF_AREAS)]


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(path: str, mode: GenerationMode, database: Database) -> None:
    app = open_data(lambda: database, OFTEN)
    operation = schemathesis.openapi.from_asgi("/openapi.json", app)[path]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate()

    holds()


def test_it_is_described_by_openapi_3_1(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) == set(PATHS)
    said = [path["get"]["description"] for path in description["paths"].values()]
    assert all(said)


def test_a_client_generated_from_it_reads_the_values(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps(client.get("/openapi.json").json()))
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--path", "openapi.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    (package,) = [path.parent for path in tmp_path.glob("*/*/client.py")]
    monkeypatch.syspath_prepend(str(package.parent))
    values = importlib.import_module(f"{package.name}.api.default").__name__
    module = importlib.import_module(f"{values}.values_values_get")
    generated = importlib.import_module(f"{package.name}.client").Client(
        base_url="http://testserver"
    )
    generated.set_httpx_client(client)
    page = module.sync(client=generated, county=["25"], indicator=["maturity"])
    assert page.count == 14
    assert {record.municipality[:2] for record in page.data} == {"25"}
    assert all((record.value is None) == (record.status.value != "ok") for record in page.data)
