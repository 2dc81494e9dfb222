"""Programs that make data for the project; run from its root with `python -m`."""
