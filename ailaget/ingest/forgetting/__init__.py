"""Forgetting who answered a survey: what is kept of a received file, and when the rest goes."""
