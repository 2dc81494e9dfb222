"""The page Rapport: a report of one's own, and reports as files."""
