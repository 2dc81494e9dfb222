"""The page Kom igång: the plan with its checklist, the path, and the files of both."""
