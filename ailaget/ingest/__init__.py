"""Intake of survey files: reading, matching, checking and building."""
