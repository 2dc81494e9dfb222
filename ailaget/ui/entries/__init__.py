"""The page Underlag: a form, files and a check of links, for those who look after the entries."""
