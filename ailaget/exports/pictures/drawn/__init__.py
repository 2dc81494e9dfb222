"""Figures drawn without any browser."""
