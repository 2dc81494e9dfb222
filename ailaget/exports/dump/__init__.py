"""A whole wave as one zip, for other programs: tables, codebook, geography and their metadata."""
