"""Areas of one's own in a whole wave: tables, layers and figures."""

import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.exports.dump.archive import wave_dump
from ailaget.store.database import Database
from ailaget.views.map.choropleth import map_view
from tests.areas import LEVEL, SPLIT, WEST
from tests.exports.dump.conftest import END, WAVE
from tests.views.planted import choose


@pytest.fixture(scope="module")
def files(areas_database: Database) -> dict[str, bytes]:
    made = wave_dump(areas_database, areas_database.build, WAVE)
    assert made.content == wave_dump(areas_database, areas_database.build, WAVE).content
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def table(files: dict[str, bytes], name: str) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(files[f"parquet/{name}_{END}.parquet"]))


def test_each_municipality_is_in_the_area_that_it_counts_in(files: dict[str, bytes]) -> None:
    members = table(files, "egna_omraden").set_index("kommunkod")
    assert set(members.index[members["omradeskod"] == "V"]) == set(WEST)
    assert members.loc[SPLIT, ["omrade", "delas", "granskalla", "gransvillkor"]].tolist() == [
        "Få",
        True,
        "Källan",
        "CC0 1.0",
    ]
    assert 0.5 < members.loc[SPLIT, "andel_i_omradet"] < 0.95


def test_the_figures_are_those_of_the_page(
    files: dict[str, bytes], areas_database: Database
) -> None:
    figures = table(files, "indikatorer_egna_omraden")
    assert set(figures["indikator"]) == set(codebook().indicators)
    own = figures[figures["indikator"] == "maturity"].set_index("omrade")
    chart = map_view(areas_database, choose(level=LEVEL, is_demo=True))
    for row in chart.table.rows:
        _, name, value, n, of, _ = row
        assert (own.loc[name, "n"], own.loc[name, "av"]) == (n, of)
        assert own.loc[name, "varde"] == pytest.approx(value)
    assert own.loc["Få", "status"] == "vilar_pa_fa"


def test_the_areas_are_a_layer_of_the_geopackage_and_a_geoparquet(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    package = tmp_path / "karta.gpkg"
    package.write_bytes(files[f"karta/karta_{END}.gpkg"])
    layer = gpd.read_file(package, layer="omraden_forbund")
    assert layer.crs.to_epsg() == 3006
    assert set(layer["omradeskod"]) == {"V", "F"}
    in_degrees = gpd.read_parquet(io.BytesIO(files[f"karta/omraden_forbund_{END}.parquet"]))
    assert in_degrees.geometry.is_valid.all() and not in_degrees.geometry.is_empty.any()
    municipalities = gpd.read_parquet(io.BytesIO(files[f"karta/kommuner_{END}.parquet"]))
    west = municipalities[municipalities["kommunkod"].isin(WEST)].to_crs(3006)
    area = layer.set_index("omradeskod").geometry["V"].area
    assert area == pytest.approx(west.geometry.area.sum(), rel=1e-3)


def test_the_descriptions_know_the_tables_and_the_terms_the_source(
    files: dict[str, bytes],
) -> None:
    package = json.loads(files["datapackage.json"])
    names = {resource["name"] for resource in package["resources"]}
    assert {"egna_omraden", "indikatorer_egna_omraden"} <= names
    assert f"omraden_forbund_{END}" in json.dumps(package)
