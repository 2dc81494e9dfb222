"""Plotly's own script for the browser, with nothing in it but what our charts are made of."""

from pathlib import Path

TRACES = ("bar", "choropleth", "scatter", "scattergeo")
"""The kinds of marks that our charts use; a chart with another kind needs the script made anew."""

SCRIPTS = Path(__file__).parent.parent.parent / "data" / "plotly"

(SCRIPT,) = SCRIPTS.glob("plotly-*.min.js")
"""The script, made by `scripts/bundle_plotly.py`: a third of the whole library to fetch and run."""
