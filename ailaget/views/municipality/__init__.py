"""One municipality: where it stands, who is like it, what is missing and what comes next."""
