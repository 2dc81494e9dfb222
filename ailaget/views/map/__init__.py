"""The map: areas in classes, the table that says the same, and the view close up."""
