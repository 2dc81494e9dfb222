"""The regions as respondents of their own: who has answered, and where each stands."""
