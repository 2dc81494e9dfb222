"""AI-läget: how AI staffing and AI maturity are spread over Sweden's 290 municipalities."""

VERSION = "0.1.0"
"""The version of the product, as CHANGELOG and pyproject.toml have it."""
