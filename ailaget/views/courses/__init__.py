"""The page Utbildningar: courses for whom, and for what is lacking."""
