"""Figures by municipality and year that others have published, as they come."""
