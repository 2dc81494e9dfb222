"""The guide's commands do what it says: each is run on a file of the kind that it names."""

import re
import shlex
from pathlib import Path

import geopandas as gpd
import pytest

from ailaget import geography
from ailaget.__main__ import main
from ailaget.ingest.building import build
from ailaget.store.workspace import workspace
from tests.answering import NAMES, answering_file
from tests.conftest import write_csv

GUIDE = Path(__file__).parents[3] / "docs" / "egna-omraden.md"


def commands() -> list[list[str]]:
    shown = re.findall(r"^python -m ailaget (.+)$", GUIDE.read_text(encoding="utf-8"), re.M)
    return [shlex.split(line) for line in shown]


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_every_command_of_the_guide_runs_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    build(workspace(), empty=True)
    shapes = gpd.read_file(geography.geojson_path("counties")).to_crs(3006)
    counties = gpd.GeoDataFrame(
        {"kod": [f"R{code}" for code in shapes["id"]], "namn": shapes["name"]},
        geometry=shapes.geometry,
        crs=3006,
    )
    counties.to_file("forbund.gpkg")
    counties.rename(columns={"kod": "RKOD", "namn": "RNAMN"}).to_file("regioner.shp")
    counties.set_crs(None, allow_override=True).to_file("utan.shp")
    answering_file(tmp_path, folkmangd_2025=[51_000, 8_200, None, 900, 12_345, 7])
    rows = [{"Kommune": name, "fte_ai_total": 1} for name in NAMES.values()]
    write_csv(tmp_path / "nordmark_2026-11.csv", rows)
    assert len(commands()) > 11
    for line in commands():
        code = main(line)
        out = capsys.readouterr().out
        assert code == (3 if "--dry-run" in line else 0), (line, out)
        assert out
