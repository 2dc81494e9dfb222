"""The scripts that draw charts in a browser: plotly's own, and ours that fit it to its place."""

from pathlib import Path

TRACES = ("bar", "choropleth", "scatter", "scattergeo")
"""The kinds of marks that our charts use; a chart with another kind needs the script made anew."""

SCRIPTS = Path(__file__).parent.parent.parent / "data" / "plotly"

(SCRIPT,) = SCRIPTS.glob("plotly-*.min.js")
"""The script, made by `scripts/bundle_plotly.py`: a third of the whole library to fetch and run."""

FRONT = Path(__file__).parent / "front"

MODULES = (
    "heading",
    "columns",
    "words",
    "map_camera",
    "map_steering",
    "map_key",
    "map",
    "map_panels",
)
"""Our own by name, each before those that import it: pages fetch them, files hold them."""

MAP_STYLE = "map.css"
"""How a map's buttons look."""
