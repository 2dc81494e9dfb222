"""Which rows the survey's template has: one for each municipality, or a single empty one."""

ALL, ONE = "all", "one"
