"""The page Förklaringar: its sections and controls."""
