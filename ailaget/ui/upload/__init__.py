"""The page Ladda upp: from a file to figures, step by step."""
