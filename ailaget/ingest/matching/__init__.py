"""From headings and names to questions, municipalities, times and choices."""
