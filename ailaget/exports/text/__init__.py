"""Charts and tables as text: CSV and self-contained HTML."""
