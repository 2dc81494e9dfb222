"""The plain way, to compare with: shapes inside the figure, a frame filtered on each rerun."""

import json

import plotly.express as px
import streamlit as st

from ailaget import geography
from ailaget.store.database import open_database
from ailaget.store.workspace import workspace

database = open_database(workspace())
rows = database.query(
    "indicator_values",
    wave="2026-10",
    indicator="maturity",
    counties=[],
    skr_groups=[],
    size_classes=[],
)
database.close()
shapes = json.loads(geography.geojson_path("municipalities").read_text())
sizes = st.multiselect(
    "Storlek", sorted(rows["size_class"].unique()), key="control_size_class", select_all=False
)
shown = rows[rows["size_class"].isin(sizes)] if sizes else rows
figure = px.choropleth(
    shown, geojson=shapes, locations="municipality", color="value", hover_name="name"
)
figure.update_geos(visible=False, fitbounds="locations")
st.plotly_chart(figure, key="chart_map", config={"topojsonURL": "app/static/"})
st.dataframe(shown[["name", "value"]])
