"""Charts and tables for spreadsheets and presentations."""
