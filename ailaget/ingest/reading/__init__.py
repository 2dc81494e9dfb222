"""From bytes to a table of texts: encodings, dialects, workbooks, headings, what a cell says."""
