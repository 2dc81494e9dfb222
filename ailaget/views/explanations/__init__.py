"""Why it is unequal: figures of others beside those of the survey, and what gaps consist of."""
