"""Ready reports: which charts a report of the country, a county or a municipality holds."""
