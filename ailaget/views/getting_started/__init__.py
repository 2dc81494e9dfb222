"""The page Kom igång: the next steps of a municipality, and the path from the first level."""
