"""The working folder: what was received, what was decided, and the database built from it."""
