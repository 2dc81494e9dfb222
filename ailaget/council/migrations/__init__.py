"""The steps that bring the records of an earlier version up to date."""
