"""By what municipalities are grouped: the keys of the choice, in its order."""

GROUPINGS = ("county", "skr_group", "size_class")
